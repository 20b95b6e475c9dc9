import type { Cell as FiledCell, CellStyle, NamedRange, WorkbookProperties, WriteSheet } from 'hucre'
import { writeXlsx } from 'hucre/xlsx'
import { formatRectangle } from '../model/address.js'
import type { Cell } from '../model/cell.js'
import type { Sheet } from '../model/sheet.js'
import { eachCell, wholeSheet } from '../model/sheet.js'
import type { Workbook } from '../model/workbook.js'
import { withCustomParts } from './custom-parts.js'
import { filed } from './formula.js'
import { ownPart } from './own-part.js'
import { filedStyle } from './style.js'
import { tablePart } from './table-part.js'
import { archive, part, partsOf } from './zip.js'

/** Points that one unit of a file's column width takes: a digit of the standard font is 7 pixels wide. */
export const POINTS_PER_CHARACTER = 5.25

/** A workbook as the bytes of an .xlsx file. */
export async function saveXlsx(workbook: Workbook): Promise<Uint8Array> {
  const written = partsOf(
    await writeXlsx({
      sheets: workbook.sheets.map(filedSheet),
      namedRanges: namesOf(workbook),
      properties: propertiesOf(workbook),
      defaultFont: { name: 'Calibri', size: 11 },
    }),
  )
  // The library counts tables through the sheets in their order; its parts say less of a table than ours.
  const tables = workbook.sheets.flatMap(sheet => workbook.tables.filter(table => table.sheet === sheet))
  const ours = await Promise.all(tables.map((table, t) => part(`xl/tables/table${t + 1}.xml`, tablePart(table, t + 1))))
  const parts = written.map(each => ours.find(({ name }) => name === each.name) ?? each)
  return archive(await withCustomParts(parts, [...workbook.xmlParts, ownPart(workbook)]))
}

function filedSheet(sheet: Sheet): WriteSheet {
  const { name, visibility, frozen, autoFilter, merges, tabColor } = sheet
  const tables = sheet.workbook.tables.filter(table => table.sheet === sheet)
  return {
    name,
    cells: filedCells(sheet),
    columns: columnsOf(sheet),
    rowDefs: rowsOf(sheet),
    merges: merges.map(({ row, column, rows, columns }) => ({
      startRow: row,
      startCol: column,
      endRow: row + rows - 1,
      endCol: column + columns - 1,
    })),
    view: {
      showGridLines: sheet.showGridlines,
      showRowColHeaders: sheet.showHeadings,
      ...(tabColor ? { tabColor: { rgb: tabColor.slice(1) } } : {}),
    },
    tables: tables.map(table => ({
      name: table.name,
      range: formatRectangle(table.area),
      columns: table.columns.map(each => ({ ...each })),
    })),
    ...(visibility === 'Hidden' ? { hidden: true } : visibility === 'VeryHidden' ? { veryHidden: true } : {}),
    ...(frozen ? { freezePane: { rows: frozen.rows, columns: frozen.columns } } : {}),
    ...(sheet.protection ? { protection: { sheet: true } } : {}),
    ...(autoFilter
      ? {
          autoFilter: {
            range: formatRectangle(autoFilter.area),
            columns: [...autoFilter.criteria].flatMap(([colIndex, { filterOn, values = [] }]) =>
              filterOn === 'Values' ? [{ colIndex, filters: values.map(each => (typeof each === 'string' ? each : each.date)) }] : [],
            ),
          },
        }
      : {}),
  }
}

function filedCells(sheet: Sheet): Map<string, Partial<FiledCell>> {
  const cells = new Map<string, Partial<FiledCell>>()
  const styles = new Map<Cell['style'], Map<string | undefined, CellStyle | undefined>>()
  const styleOf = ({ style, numberFormat }: Cell): CellStyle | undefined => {
    if (!style && !numberFormat) return undefined
    let known = styles.get(style)
    if (!known) styles.set(style, (known = new Map<string | undefined, CellStyle | undefined>()))
    if (!known.has(numberFormat)) {
      known.set(numberFormat, { ...(style ? filedStyle(style) : {}), ...(numberFormat ? { numFmt: numberFormat } : {}) })
    }
    return known.get(numberFormat)
  }
  eachCell(wholeSheet(sheet), (cell, row, column) => {
    const style = styleOf(cell)
    if (cell.value === '' && cell.formula === undefined && !style) return
    cells.set(`${row},${column}`, { ...contents(cell, row, column), ...(style ? { style } : {}) })
  })
  return cells
}

function contents({ value, formula, spill }: Cell, row: number, column: number): Partial<FiledCell> {
  if (formula === undefined) return { value: value === '' ? null : value }
  const array = spill ? { formulaType: 'array' as const, formulaRef: formatRectangle({ row, column, ...spill }), formulaDynamic: true } : {}
  return { formula: filed(formula), formulaResult: value, ...array }
}

function columnsOf({ columnWidths, hiddenColumns }: Sheet): WriteSheet['columns'] {
  const count = Math.max(-1, ...columnWidths.keys(), ...hiddenColumns) + 1
  return Array.from({ length: count }, (_, c) => {
    const width = columnWidths.get(c)
    return { ...(width === undefined ? {} : { width: width / POINTS_PER_CHARACTER }), ...(hiddenColumns.has(c) ? { hidden: true } : {}) }
  })
}

function rowsOf({ rowHeights, hiddenRows }: Sheet): WriteSheet['rowDefs'] {
  const rows = new Map<number, { height?: number; hidden?: boolean }>()
  for (const [row, height] of rowHeights) rows.set(row, { height })
  for (const row of hiddenRows) rows.set(row, { ...rows.get(row), hidden: true })
  return rows
}

const namesOf = (workbook: Workbook): NamedRange[] =>
  [...workbook.names, ...workbook.sheets.flatMap(({ names }) => names)].map(({ name, formula, comment, sheet }) => ({
    name,
    range: filed(formula),
    ...(sheet ? { scope: sheet.name } : {}),
    ...(comment ? { comment } : {}),
  }))

function propertiesOf({ properties }: Workbook): WorkbookProperties {
  const { author, comments, custom, ...same } = properties
  return { ...same, creator: author, description: comments, custom: Object.fromEntries(custom) }
}
