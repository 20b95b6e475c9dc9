import { refuse } from '../../shared/refusals.js'
import type { Value } from './frozen-rows.js'

/** One cell of the workbook: what it holds and shows. */
export interface CellContents {
  /** Sheet and address as people write them, without `$`. */
  sheet: string
  address: string
  /** Counted from zero. */
  row: number
  column: number
  /** With its `=`; '' for a cell without one, which includes the cells that an array spilled over. */
  formula: string
  value: Value
  text: string
  /** The array that the cell is an element of, the anchor itself included. */
  spill?: { address: string; row: number; column: number; formula: string; rows: number; columns: number }
}

/** The active cell, with the id of its sheet. Refuses when a chart or a picture is selected. */
export async function activeCell(): Promise<CellContents & { sheetId: string }> {
  return selecting(async context => {
    const cell = context.workbook.getActiveCell()
    const read = reading(cell)
    const sheet = cell.worksheet.load('id')
    await context.sync()
    return { ...read(), sheetId: sheet.id }
  })
}

/** What is read of a cell or range that a formula names. */
export interface ReadCells {
  /** Row by row. */
  values: Value[][]
  /** Of a single cell: its formula, or that of the array it is an element of; '' for none. */
  formula: string
  /** Of a single cell in an array: which element it is. */
  element?: { row: number; column: number }
}

/** Reads cells and ranges in one round trip, by `Sheet1!B5`; those of a sheet that is not there are left out. */
export async function readCells(references: readonly { sheet: string; address: string }[]): Promise<Map<string, ReadCells>> {
  const asked = new Map(references.map(reference => [`${reference.sheet}!${reference.address}`, reference]))
  if (!asked.size) return new Map()
  return Excel.run(async context => {
    const reads = [...asked].map(([name, { sheet, address }]) => {
      const range = context.workbook.worksheets.getItemOrNullObject(sheet).getRange(address)
      return { name, read: address.includes(':') ? readingRange(range) : readingCell(range) }
    })
    await context.sync()
    return new Map(
      reads.flatMap(({ name, read }) => {
        const found = read()
        return found ? [[name, found]] : []
      }),
    )
  })
}

/** The values of cells and ranges, row by row, in one round trip: `undefined` for a sheet that is not there. */
export async function valuesAt(references: readonly { sheet: string; address: string }[]): Promise<(Value[][] | undefined)[]> {
  const found = await readCells(references)
  return references.map(({ sheet, address }) => found.get(`${sheet}!${address}`)?.values)
}

/** What is selected, area by area. Refuses when it is no cells. */
export async function selectedAreas(): Promise<{ sheetId: string; sheet: string; addresses: string[] }> {
  return selecting(async context => {
    const selected = context.workbook.getSelectedRanges().load('address')
    const sheet = selected.worksheet.load('id, name')
    await context.sync()
    return { sheetId: sheet.id, sheet: sheet.name, addresses: addressesOf(selected.address) }
  })
}

/** Shows a cell or range. */
export async function goTo(sheet: string, address: string): Promise<void> {
  await Excel.run(async context => {
    const shown = context.workbook.worksheets.getItem(sheet)
    shown.activate()
    shown.getRange(address).select()
    await context.sync()
  })
}

/** Writes a formula into a cell. Refuses when its sheet is protected. */
export async function writeFormula({ sheet, address }: { sheet: string; address: string }, formula: string): Promise<void> {
  await writing(sheet, () =>
    Excel.run(async context => {
      context.workbook.worksheets.getItem(sheet).getRange(address).formulas = [[formula]]
      await context.sync()
    }),
  )
}

/** How long a selection must rest before it is told: arrow keys held down pass over many cells. */
const REST = 150

/** Tells of each cell that people stop at; what goes wrong with a selection that is no cell is not told. Returns what ends it. */
export async function onSelection(listener: (cell: CellContents & { sheetId: string }) => void): Promise<() => void> {
  let resting: ReturnType<typeof setTimeout> | undefined
  const heard = async () => {
    clearTimeout(resting)
    resting = setTimeout(() => void activeCell().then(listener, () => undefined), REST)
    return Promise.resolve()
  }
  const handlers = await Excel.run(async context => {
    const sheets = context.workbook.worksheets
    const added = [sheets.onSelectionChanged.add(heard), sheets.onActivated.add(heard)]
    await context.sync()
    return added
  })
  return () => {
    clearTimeout(resting)
    for (const handler of handlers) {
      handler.remove()
      void handler.context.sync().catch(() => undefined)
    }
  }
}

/** Addresses of a `RangeAreas`, without their sheet. */
export const addressesOf = (list: string): string[] => list.split(/,\s*(?=(?:[^']*'[^']*')*[^']*$)/).map(withoutSheet)

/** `B5` of `'Q1 data'!$B$5`. */
export const withoutSheet = (address: string): string => address.slice(address.lastIndexOf('!') + 1).replaceAll('$', '')

/** The code of an error of Excel; '' for any other. */
export const excelCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Carries out what writes to a sheet; a protected one is refused in words. */
export async function writing<Result>(sheet: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (excelCode(error) === 'AccessDenied') throw refuse('SHEET_PROTECTED', { sheet })
    throw error
  }
}

async function selecting<Result>(work: (context: Excel.RequestContext) => Promise<Result>): Promise<Result> {
  try {
    return await Excel.run(work)
  } catch (error) {
    // Excel has no cells to give while a chart or a picture is selected; what it calls that differs by platform.
    if (/^(InvalidSelection|InvalidReference|ItemNotFound|GeneralException)$/.test(excelCode(error))) throw refuse('NO_CELL_SELECTED')
    throw error
  }
}

/** Asks for all that is known of a cell; what is given is to be called after the sync. */
function reading(cell: Excel.Range): () => CellContents {
  cell.load('address, rowIndex, columnIndex, formulas, values, text')
  const sheet = cell.worksheet.load('name')
  const parent = cell.getSpillParentOrNullObject().load('address, rowIndex, columnIndex, formulas')
  const room = parent.getSpillingToRangeOrNullObject().load('rowCount, columnCount')
  return () => {
    const contents = {
      sheet: sheet.name,
      address: withoutSheet(cell.address),
      row: cell.rowIndex,
      column: cell.columnIndex,
      value: (cell.values as Value[][])[0][0],
      text: cell.text[0][0],
    }
    if (parent.isNullObject || room.isNullObject) return { ...contents, formula: formulaIn(cell.formulas) }
    const address = withoutSheet(parent.address)
    const formula = formulaIn(parent.formulas)
    const spill = { address, row: parent.rowIndex, column: parent.columnIndex, formula, rows: room.rowCount, columns: room.columnCount }
    // Excel shows the anchor's formula, greyed, in the cells of the array: theirs it is not.
    return { ...contents, formula: address === contents.address ? formula : '', spill }
  }
}

function readingRange(range: Excel.Range): () => ReadCells | undefined {
  range.load('values')
  return () => (range.isNullObject ? undefined : { values: range.values as Value[][], formula: '' })
}

function readingCell(cell: Excel.Range): () => ReadCells | undefined {
  const read = reading(cell)
  return () => {
    if (cell.isNullObject) return undefined
    const { value, formula, spill, row, column } = read()
    const values = [[value]]
    return spill
      ? { values, formula: spill.formula, element: { row: row - spill.row, column: column - spill.column } }
      : { values, formula }
  }
}

const formulaIn = (formulas: unknown[][]): string => {
  const [[formula]] = formulas
  return typeof formula === 'string' && formula.startsWith('=') ? formula : ''
}
