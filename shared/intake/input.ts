import type { Refusal } from '../refusals.js'
import type { CellValue } from './cells.js'

/** One line of a file; lines count from 1. */
export interface InputRow {
  line: number
  cells: readonly CellValue[]
}

/** A file, or a sheet of a workbook, as its reader gives it. */
export interface InputFile {
  name: string
  sheet?: string
  rows: Iterable<InputRow>
}

/** A cell, or a whole line or file (column `''`, line 0), that cannot be taken, and why. */
export interface Fault {
  file: string
  line: number
  column: string
  value: string
  refusal: Refusal
}

/** The name of a file or sheet in messages. */
export const inputName = ({ name, sheet }: InputFile): string => (sheet === undefined ? name : `${name}#${sheet}`)

/** A heading without what people add to it: capitals, spaces, signs, full-width letters. */
export const plainHeading = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*:：/\\."'-]/g, '')

/** A file held line by line, with its headings found. */
export interface Sheet {
  name: string
  /** As written in the file. */
  titles: readonly string[]
  /** Column by heading, exact or without its ornaments. */
  places: ReadonlyMap<string, number>
  /** Headings asked for before: the same few on every line. */
  asked: Map<string, number>
  rows: readonly InputRow[]
  /** Its cells are separated by signs that may stand in cells too; below headings. */
  separated: boolean
}

const titleOf = (cell: CellValue): string => (cell === null || cell === undefined ? '' : String(cell).trim().normalize('NFC'))

export const isBlank = (row: InputRow): boolean => row.cells.every(cell => titleOf(cell) === '')

/** How far down the headings are looked for: reports of other programs begin with a title. */
const HEADING_ROWS = 20

/** Finds the row of headings: of the first rows the one that knows most of the wanted headings. Without any, the first row. */
export function sheetOf(file: InputFile, wanted: ReadonlySet<string>, withHeadings = true): Sheet {
  const rows = [...file.rows].filter(row => !isBlank(row))
  const name = inputName(file)
  if (!withHeadings) return { name, titles: [], places: new Map(), asked: new Map(), rows, separated: false }
  const plainWanted = new Set([...wanted].map(plainHeading))
  let best = 0
  let most = -1
  for (let i = 0; i < Math.min(HEADING_ROWS, rows.length); i++) {
    const known = rows[i].cells.filter(cell => plainWanted.has(plainHeading(titleOf(cell)))).length
    if (known > most) [best, most] = [i, known]
  }
  const titles = (rows[best]?.cells ?? []).map(titleOf)
  const places = new Map<string, number>()
  titles.forEach((title, i) => {
    if (title && !places.has(title)) places.set(title, i)
  })
  titles.forEach((title, i) => {
    const bare = plainHeading(title)
    if (bare && !places.has(bare)) places.set(bare, i)
  })
  return { name, titles, places, asked: new Map(), rows: rows.slice(best + 1), separated: file.sheet === undefined }
}

/**
 * What a line of text has beyond the last heading, or `''`: an amount like `1,234.50` without quotes pushes all cells after it aside. In a
 * sheet of a workbook a remark beside the table shifts nothing.
 */
export function leftOver(sheet: Sheet, row: InputRow): string {
  if (!sheet.separated || row.cells.length <= sheet.titles.length) return ''
  return row.cells.slice(sheet.titles.length).map(titleOf).filter(Boolean).join(', ')
}

/** Column of a heading or of a place counted from 1, or -1. */
export function columnAt(sheet: Sheet, heading: string | number): number {
  if (typeof heading === 'number') return heading - 1
  let at = sheet.asked.get(heading)
  if (at === undefined) {
    at = sheet.places.get(heading.normalize('NFC')) ?? sheet.places.get(plainHeading(heading)) ?? -1
    sheet.asked.set(heading, at)
  }
  return at
}

/** Whether a file name fits a pattern, `*` standing for any letters; capitals do not matter. */
export function matches(pattern: string, file: InputFile): boolean {
  const source = pattern
    .normalize('NFC')
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
  const expression = new RegExp(`^${source}$`, 'iu')
  return expression.test(file.name.normalize('NFC')) || expression.test(inputName(file).normalize('NFC'))
}
