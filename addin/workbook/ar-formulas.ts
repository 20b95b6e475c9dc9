/** A cell whose formula calls a function of ours. */
export interface ArFormula {
  sheetId: string
  /** Name of the sheet. */
  sheet: string
  /** Zero-based. */
  row: number
  column: number
  /** As Excel shows it in English: `=AR.AGING(A5,"31-60")`. */
  formula: string
}

/** Where to look. The selection may have several areas. */
export type Within = 'workbook' | 'sheet' | 'selection'

/** The most cells whose formulas are read in one round trip: Excel on the web answers at most 5 MB. */
const CELLS_AT_ONCE = 50_000

/**
 * Whether a formula calls a function of ours. Texts in quotes do not count; a workbook that was saved where the add-in is missing may
 * hold the name as `_xldudf_AR_AGING`.
 */
export function isArFormula(entry: unknown): entry is string {
  if (typeof entry !== 'string' || entry.charCodeAt(0) !== 61 || !/AR[._]/i.test(entry)) return false
  return /(?:^|[^A-Z0-9_.])(?:AR\.|_xldudf_AR_)[A-Z][A-Z_]*\s*\(/i.test(entry.replace(/"(?:[^"]|"")*"/g, '""'))
}

/** Every cell with a formula of ours, sheet by sheet, row by row; read in pieces, so that a large workbook stays usable. */
export async function arFormulas(within: Within = 'workbook'): Promise<ArFormula[]> {
  return Excel.run(async context => {
    const areas = await areasOf(context, within)
    const found: ArFormula[] = []
    let pieces: { area: Area; row: number; range: Excel.Range }[] = []
    let cells = 0
    const take = async () => {
      await context.sync()
      for (const { area, row, range } of pieces) collect(found, area, row, range.formulas as unknown[][])
      pieces = []
      cells = 0
    }
    for (const area of areas) {
      const rows = Math.max(1, Math.floor(CELLS_AT_ONCE / area.columns))
      for (let row = 0; row < area.rows; row += rows) {
        const count = Math.min(rows, area.rows - row)
        const range = context.workbook.worksheets
          .getItem(area.sheetId)
          .getRangeByIndexes(area.row + row, area.column, count, area.columns)
          .load('formulas')
        pieces.push({ area, row: area.row + row, range })
        cells += count * area.columns
        if (cells >= CELLS_AT_ONCE) await take()
      }
    }
    if (pieces.length > 0) await take()
    return found
  })
}

interface Area {
  sheetId: string
  sheet: string
  row: number
  column: number
  rows: number
  columns: number
}

/** The parts of the workbook that hold anything. */
async function areasOf(context: Excel.RequestContext, within: Within): Promise<Area[]> {
  const used: { sheet: Excel.Worksheet; range: Excel.Range }[] = []
  const look = (sheet: Excel.Worksheet, range: Excel.Range) => {
    range.load('rowIndex,columnIndex,rowCount,columnCount')
    used.push({ sheet, range })
  }
  if (within === 'workbook') {
    const sheets = context.workbook.worksheets.load('items/id,items/name')
    await context.sync()
    for (const sheet of sheets.items) look(sheet, sheet.getUsedRangeOrNullObject(true))
  } else {
    const sheet = context.workbook.worksheets.getActiveWorksheet().load('id,name')
    const selected = within === 'sheet' ? undefined : context.workbook.getSelectedRanges().areas.load('items/address')
    await context.sync()
    const areas = selected?.items ?? [sheet.getRange()]
    for (const area of areas) look(sheet, area.getUsedRangeOrNullObject(true))
  }
  await context.sync()
  return used.flatMap(({ sheet, range }) =>
    range.isNullObject
      ? []
      : [
          {
            sheetId: sheet.id,
            sheet: sheet.name,
            row: range.rowIndex,
            column: range.columnIndex,
            rows: range.rowCount,
            columns: range.columnCount,
          },
        ],
  )
}

function collect(found: ArFormula[], { sheetId, sheet, column }: Area, row: number, formulas: unknown[][]): void {
  formulas.forEach((line, r) =>
    line.forEach((formula, c) => {
      if (isArFormula(formula)) found.push({ sheetId, sheet, row: row + r, column: column + c, formula })
    }),
  )
}
