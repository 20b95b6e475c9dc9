import { FIRST_DAY, iso, LAST_DAY, type Day } from '../dates.js'
import { isDateFormat, paddingOf, type RangeCell } from './adoption/cell-forms.js'
import type { AdoptionRange } from './adoption/range.js'
import type { CellValue } from './cells.js'
import type { InputFile, InputRow } from './input.js'

/** Excel's serial of 1970-01-01 in the 1900 date system. */
const SERIAL_OF_EPOCH = 25569

/** A range of a workbook as the sheet of a file: lines are rows of the sheet, days `YYYY-MM-DD`, codes with the zeros that they show. */
export function rangeFile(range: AdoptionRange): InputFile & { rows: InputRow[] } {
  const rows = range.values.map((values, row) => ({
    line: range.firstRow + row,
    cells: values.map((value, column) => cellOf(value, range.formats?.[row]?.[column])),
  }))
  return { name: range.sheet ?? '', sheet: range.sheet ?? '', rows }
}

function cellOf(value: RangeCell, format: string | undefined): CellValue {
  if (typeof value !== 'number') return value
  if (isDateFormat(format)) {
    const on = Math.floor(value) - SERIAL_OF_EPOCH
    return on >= FIRST_DAY && on <= LAST_DAY ? iso(on as Day) : String(value)
  }
  const width = paddingOf(format)
  if (width > 0 && Number.isInteger(value) && value >= 0) return String(value).padStart(width, '0')
  // A document number of 20 digits stored as a number has lost its last digits: written so that nobody takes it for the number.
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : value
}
