import type { Book } from '../book/book.js'
import { isRich, type Cell, type Sheet, type Value, type Workbook } from './sheet.js'

/** The label of a seal at the head of a sheet, in both languages, with its colon. */
const LABEL = /^(?:封签：|Seal: )/

/** What a sheet shows of a hash: enough of it to find the seal, in groups that can be read out. */
export const sealMark = (hash: string): string => [0, 4, 8, 12].map(at => hash.slice(at, at + 4)).join('-')

/** The sheets with a mark after every 封签; as they are without one. */
export const sealed = (workbook: Workbook, mark: string | undefined): Workbook =>
  mark === undefined ? workbook : { sheets: workbook.sheets.map(sheet => withMark(sheet, mark)) }

function withMark(sheet: Sheet, mark: string): Sheet {
  const place = (cell: Cell): Cell => (typeof cell === 'string' && LABEL.test(cell) ? `${LABEL.exec(cell)![0]}${mark}` : cell)
  return { ...sheet, rows: sheet.rows.map(row => (row.kind === 'head' ? { ...row, cells: row.cells.map(place) } : row)) }
}

/** Whether a cell is that of the seal, which no sheet drawn anew can have. */
export const isSealCell = (cell: Cell | undefined): boolean => {
  const value = cell !== undefined && isRich(cell) ? cell.value : cell
  return typeof value === 'string' && LABEL.test(value)
}

/** The seal whose mark stands on a sheet, of several with the same mark the newest; `undefined` when there is none. */
export function sealOnSheet(book: Book, values: readonly (readonly Value[])[]): Book['seals'][number] | undefined {
  for (const row of values) {
    for (const cell of row) {
      if (typeof cell !== 'string' || !LABEL.test(cell.trim())) continue
      const mark = cell.trim().replace(LABEL, '').trim()
      return mark === '' ? undefined : book.seals.filter(({ hash }) => sealMark(hash) === mark).at(-1)
    }
  }
  return undefined
}
