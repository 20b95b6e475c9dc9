import { COLUMNS, ROWS, rectangle } from '../model/address.js'
import type { Value } from '../model/cell.js'
import { invalidArgument } from '../model/declined.js'
import { cellAt } from '../model/sheet.js'
import { formulas, numberFormats, texts, values, valueTypes } from '../model/read.js'
import type { Area } from '../model/sheet.js'
import { STANDARD_HEIGHT, STANDARD_WIDTH, eachCell } from '../model/sheet.js'
import { STYLE, applyStyle } from '../model/named-style.js'
import { sharedStyle } from '../model/read.js'
import { write, writeHyperlink, writeNumberFormats } from '../model/write.js'
import { addressOf } from './range-address.js'
import { conditionalFormats } from './conditional-formats.js'
import type { Kind, Property } from './kind.js'
import { kind, reachable } from './kind.js'
import { rangeActions } from './range-actions.js'
import { rangeFormat } from './range-format.js'
import { rangeParts } from './range-parts.js'
import { rangeSort } from './sorts.js'
import { dataValidation } from './validations.js'
import { worksheetOf } from './reach.js'

const whole = (area: Area): boolean => area.rows === ROWS || area.columns === COLUMNS

/** Whole rows and columns have no values: Excel answers null. */
const bounded = (read: (area: Area) => unknown) => (area: Area) => (whole(area) ? null : read(area))

/** Entries for whole rows and columns are declined; a number format for all of their cells is not an entry. */
const writeBounded = (area: Area, entries: unknown): void => {
  if (whole(area)) throw invalidArgument('Whole rows and columns take no values. Write to a range with a first and a last cell.')
  write(area, entries)
}

/** null leaves a cell as it is within an array; for the whole property it is no value. */
const writing = (set: (area: Area, entries: unknown) => void, get: (area: Area) => unknown): Property<Area> => ({
  get: bounded(get),
  set: (area, entries: unknown) => {
    if (entries === null || entries === undefined) throw invalidArgument()
    set(area, entries)
  },
})

const sizes = (area: Area) => ({
  left: sum(area.sheet.columnWidths, 0, area.column, STANDARD_WIDTH),
  top: sum(area.sheet.rowHeights, 0, area.row, STANDARD_HEIGHT),
  width: sum(area.sheet.columnWidths, area.column, area.columns, STANDARD_WIDTH),
  height: sum(area.sheet.rowHeights, area.row, area.rows, STANDARD_HEIGHT),
})

function sum(set: ReadonlyMap<number, number>, from: number, count: number, standard: number): number {
  let total = count * standard
  for (const [index, size] of set) if (index >= from && index < from + count) total += size - standard
  return total
}

const hidden = (set: (area: Area) => Set<number>, from: 'row' | 'column', count: 'rows' | 'columns'): Property<Area> => ({
  get: area => {
    const lines = Math.min(area[count], 100_000)
    let found = 0
    for (let i = 0; i < lines; i++) if (set(area).has(area[from] + i)) found++
    return found === 0 ? false : found === lines ? true : null
  },
  set: (area, hide: boolean) => {
    for (let i = 0; i < area[count]; i++)
      if (hide) set(area).add(area[from] + i)
      else set(area).delete(area[from] + i)
    const { workbook } = area.sheet
    if (count === 'rows') workbook.happened({ kind: 'rowsHidden', sheet: area.sheet, hidden: hide, area: rectangle(area) })
    workbook.happened({ kind: 'appearance', sheet: area.sheet })
  },
})

const rowHidden = hidden(area => area.sheet.hiddenRows, 'row', 'rows')
const columnHidden = hidden(area => area.sheet.hiddenColumns, 'column', 'columns')

function hasSpill(area: Area): boolean | null {
  let [spilled, seen] = [0, 0]
  eachCell(area, cell => {
    seen++
    if (cell.spill || cell.spilledFrom) spilled++
  })
  return spilled === 0 ? false : spilled === seen ? true : null
}

/** What a cell means to the add-in beyond its value: the error's message. */
function valuesAsJson(area: Area): unknown {
  return values(area).map((row, r) => row.map((value, c) => asJson(value, cellAt(area.sheet, area.row + r, area.column + c)?.message)))
}

function asJson(value: Value, message: string | undefined): unknown {
  if (typeof value !== 'string') return { type: typeof value === 'number' ? 'Double' : 'Boolean', basicValue: value }
  if (value === '') return { type: 'Empty', basicType: 'Empty', basicValue: '' }
  if (!value.startsWith('#')) return { type: 'String', basicValue: value }
  return {
    type: 'Error',
    basicType: 'Error',
    basicValue: value,
    errorType: errorTypes[value] ?? 'Value',
    ...(message ? { errorMessage: message } : {}),
  }
}

const errorTypes: Record<string, string> = {
  '#N/A': 'NotAvailable',
  '#DIV/0!': 'Div0',
  '#NUM!': 'Num',
  '#NAME?': 'Name',
  '#NULL!': 'Null',
  '#REF!': 'Ref',
  '#SPILL!': 'Spill',
  '#CALC!': 'Calc',
  '#BUSY!': 'Busy',
}

export const range: Kind<Area> = reachable(
  kind<Area>('Range', {
    properties: {
      address: addressOf,
      addressLocal: addressOf,
      values: writing(writeBounded, values),
      formulas: writing(writeBounded, formulas),
      formulasLocal: writing(writeBounded, formulas),
      numberFormat: writing(writeNumberFormats, numberFormats),
      numberFormatLocal: { ...writing(writeNumberFormats, numberFormats), heavy: true },
      text: bounded(texts),
      valueTypes: bounded(valueTypes),
      valuesAsJson: { get: bounded(valuesAsJson), heavy: true },
      style: { get: area => sharedStyle(area, STYLE, 'Normal'), set: applyStyle },
      hyperlink: { get: area => cellAt(area.sheet, area.row, area.column)?.hyperlink ?? null, set: writeHyperlink },
      rowIndex: area => area.row,
      columnIndex: area => area.column,
      rowCount: area => area.rows,
      columnCount: area => area.columns,
      // A count beyond 2^31-1 is told as -1.
      cellCount: area => (area.rows * area.columns > 2_147_483_647 ? -1 : area.rows * area.columns),
      isEntireColumn: area => area.rows === ROWS,
      isEntireRow: area => area.columns === COLUMNS,
      hasSpill,
      left: area => sizes(area).left,
      top: area => sizes(area).top,
      width: area => sizes(area).width,
      height: area => sizes(area).height,
      rowHidden,
      columnHidden,
      hidden: (area, seat) => rowHidden.get(area, seat) === true || columnHidden.get(area, seat) === true,
    },
    objects: {
      worksheet: area => worksheetOf(area.sheet),
      format: area => rangeFormat.of(area),
      sort: area => rangeSort.of(area),
      conditionalFormats: area => conditionalFormats.of([area]),
      dataValidation: area => dataValidation.of(area),
    },
    methods: { ...rangeParts, ...rangeActions },
  }),
)
