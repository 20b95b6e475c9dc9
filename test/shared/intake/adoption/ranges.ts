import { expect } from 'chai'
import { Book } from '../../../../shared/book/book.js'
import { Posting } from '../../../../shared/domain/posting/posting.js'
import { postRows } from '../../../../shared/tables/post.js'
import type { AdoptionRange, RangeCell } from '../../../../shared/intake/adoption/range.js'
import { adoptedRows, type AdoptedRows } from '../../../../shared/intake/adoption/adopted.js'
import type { AdoptionMapping } from '../../../../shared/intake/adoption/mapping.js'
import { recognisedRange, type RecognisedRange } from '../../../../shared/intake/adoption/recognised.js'
import type { IsoDate } from '../../../../shared/dates.js'

export const TODAY = '2026-06-30' as IsoDate
export const SETTING = { today: TODAY, currency: 'CNY' }

/**
 * A range as text: a row a line, cells between bars. `#46086` is a number, `@46086` one with a date format, `!100` one in red; all else is
 * text, as typed.
 */
export function range(text: string, more: Partial<AdoptionRange> = {}): AdoptionRange {
  const rows = text.split('\n').map(line => line.split('|').map(cell => cell.trim()))
  const width = Math.max(...rows.map(row => row.length))
  const cells = rows.map(row => Array.from({ length: width }, (_, at) => row[at] ?? ''))
  return {
    firstRow: 1,
    firstColumn: 1,
    values: cells.map(row => row.map(valueOf)),
    formats: cells.map(row => row.map(cell => (cell.startsWith('@') ? 'yyyy-mm-dd' : 'General'))),
    colours: cells.map(row => row.map(cell => (cell.startsWith('!') ? '#FF0000' : '#000000'))),
    ...more,
  }
}

const valueOf = (cell: string): RangeCell => (/^[#@!]-?[\d.]+(e\+?\d+)?$/i.test(cell) ? Number(cell.slice(1)) : cell)

/** Recognised and taken as it was recognised, but for what is said otherwise. */
export function taken(of: AdoptionRange, options: AdoptionMapping['options'] = {}): AdoptedRows & { found: RecognisedRange } {
  const found = recognisedRange(of)
  return { ...adoptedRows(of, { ...found.mapping, options }, SETTING), found }
}

/** The fields found, column by column. */
export const fieldsOf = ({ mapping }: RecognisedRange) => mapping.columns.map(({ field }) => field)

/** Rows as `table` and some of their cells. */
export const told = ({ rows }: AdoptedRows, ...columns: string[]) =>
  rows.map(({ table, row }) => [table, ...columns.map(column => row[column])])

export const faultsOf = ({ faults }: AdoptedRows) => faults.map(({ cell, value, refusal }) => [cell, value, refusal.code])

/** A ledger with what an adoption gave; every row must be accepted. */
export function posted({ rows }: Pick<AdoptedRows, 'rows'>): Book {
  const book = new Book({ code: 'demo', name: 'Sample', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  book.note(1, 0)
  const refused = postRows(new Posting(book, 1), rows).filter(({ outcome }) => outcome !== 'accepted')
  expect(refused).to.deep.equal([])
  return book
}

/** Every line of a range is told exactly once. */
export function lost(of: AdoptionRange, { posted: taken, leftOut, faults }: AdoptedRows): number[] {
  const lines = [...taken, ...leftOut.map(({ line }) => line), ...new Set(faults.map(({ line }) => line))].sort((a, b) => a - b)
  expect(lines).to.deep.equal(of.values.map((_, i) => of.firstRow + i))
  return lines
}
