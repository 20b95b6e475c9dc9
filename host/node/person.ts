import type { Value } from '../model/cell.js'
import { addSheet } from '../model/sheets.js'
import { formulas, texts, values } from '../model/read.js'
import type { Area } from '../model/sheet.js'
import { cellAt } from '../model/sheet.js'
import { growTable } from '../model/table-rows.js'
import { write } from '../model/write.js'
import { areaAt } from '../richapi/range-address.js'
import type { Seat } from '../seat.js'

/** What a person does in a workbook. Addresses without a sheet are on the sheet that is shown. */
export interface Person {
  /** Types into a cell; a block of rows goes in as if pasted there. */
  type(address: string, entry: Value | Value[][]): void
  /** Selects cells. */
  select(address: string): void
  /** What one cell holds. */
  value(address: string): Value
  /** What cells hold, row by row. */
  values(address: string): Value[][]
  formulas(address: string): Value[][]
  /** What cells show. */
  texts(address: string): string[][]
  /** Why a cell shows an error, as the custom function said it. */
  message(address: string): string | undefined
  addSheet(name?: string): void
  /** Any other work in the name of this person. */
  edit<Result>(work: () => Result): Result
}

/** The person at a seat. */
export function person(seat: Seat): Person {
  const at = (address: string): Area => areaAt(seat.selection.sheet, address)
  const edit = <Result>(work: () => Result): Result => seat.workbook.batch(seat.person, work)
  return {
    type: (address, entry) =>
      edit(() => {
        const start = at(address)
        const area = Array.isArray(entry) ? { ...start, rows: entry.length, columns: entry[0].length } : start
        growTable(area)
        write(area, entry)
      }),
    select: address => seat.select(at(address)),
    value: address => values(at(address))[0][0],
    values: address => values(at(address)),
    formulas: address => formulas(at(address)),
    texts: address => texts(at(address)),
    message: address => cellAt(at(address).sheet, at(address).row, at(address).column)?.message,
    addSheet: name => void edit(() => addSheet(seat.workbook, name)),
    edit,
  }
}
