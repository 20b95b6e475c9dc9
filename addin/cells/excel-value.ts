import { day } from '../../shared/dates.js'
import type { Cell } from '../../shared/functions/context.js'
import type { ResultKind } from '../../shared/functions/define.js'
import { CellError, type Shown } from './answer.js'

/** Excel's serial of 1970-01-01 in the 1900 date system. */
const SERIAL_OF_EPOCH = 25569

/** What Excel takes for one cell. */
type ExcelValue = string | number | boolean | CustomFunctions.Error | object

/** Writes answers as Excel takes them; `formatted` where it shows numbers in a format that comes with them (ExcelApi 1.16). */
export function excelValue(shown: Shown, kind: ResultKind, formatted: boolean): ExcelValue | ExcelValue[][] {
  const dated = kind === 'date' || kind === 'rows'
  if (Array.isArray(shown))
    return (shown as readonly (readonly (Cell | CellError)[])[]).map(row => row.map(cell => one(cell, dated, formatted)))
  return one(shown as Cell | CellError, dated, formatted)
}

function one(cell: Cell | CellError, dated: boolean, formatted: boolean): ExcelValue {
  if (cell instanceof CellError) return errorValue(cell)
  if (cell === null) return ''
  if (!dated || typeof cell !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(cell)) return cell
  const serial = day(cell) + SERIAL_OF_EPOCH
  return formatted ? { type: 'FormattedNumber', basicType: 'Double', basicValue: serial, numberFormat: 'yyyy-mm-dd' } : serial
}

/** Errors that a function may give; Excel takes no other, and shows a message with the first two only. */
const GIVEN = ['#N/A', '#VALUE!', '#DIV/0!', '#NUM!', '#NULL!']

function errorValue({ value, message }: CellError): CustomFunctions.Error {
  const code = (GIVEN.includes(value) ? value : '#VALUE!') as CustomFunctions.ErrorCode
  return message ? new CustomFunctions.Error(code, message) : new CustomFunctions.Error(code)
}
