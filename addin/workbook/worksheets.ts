/** The names of all sheets of the workbook, hidden ones too. */
export async function sheetNamesInUse(): Promise<string[]> {
  return Excel.run(async context => {
    const { worksheets } = context.workbook
    worksheets.load('items/name')
    await context.sync()
    return worksheets.items.map(({ name }) => name)
  })
}

/** Shows a worksheet by its id; nothing happens when it is gone. */
export async function showSheet(worksheet: string): Promise<void> {
  await Excel.run(async context => {
    context.workbook.worksheets.getItemOrNullObject(worksheet).activate()
    await context.sync()
  })
}
