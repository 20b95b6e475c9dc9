import { quotedSheet } from '../../shared/reports/address.js'

/** Makes a cell of a worksheet lead to another cell when it is clicked. */
export async function linkTo(worksheet: string, address: string, text: string, target: { sheet: string; address: string }): Promise<void> {
  await Excel.run(async context => {
    const place = `${target.sheet}!${target.address}`
    context.workbook.worksheets.getItem(worksheet).getRange(address).hyperlink = {
      documentReference: `${quotedSheet(target.sheet)}!${target.address}`,
      textToDisplay: text,
      screenTip: place,
    }
    await context.sync()
  })
}
