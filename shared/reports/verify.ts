import type { Book } from '../book/book.js'
import { iso, type Day } from '../dates.js'
import { describedBridge, type ChangeBridge } from '../domain/bridge-lines.js'
import { learnedSince, type LearnedFact } from '../domain/bridge-learned.js'
import { changeBridge } from '../domain/bridge.js'
import { ENGINE } from '../engine.js'
import { day } from '../dates.js'
import { ALL, customerNamed } from '../functions/customers.js'
import type { SealFact } from '../facts/master.js'
import { refuse } from '../refusals.js'
import { questionOf, type ReportQuestion } from './define.js'
import { isSealCell } from './seal-mark.js'
import { readSealQuestion, sealedAnswer, sealText } from './seal.js'
import { valueOf, type Cell, type Column, type Format, type Sheet, type Value } from './sheet.js'
import { placesOf, plain, type FoundSheet } from './verify-place.js'

export type { FoundSheet } from './verify-place.js'

/** One cell that is not as it was signed. */
export interface Altered {
  /** Zero-based place on the sheet as found; `null` when its row or column is gone. */
  row: number | null
  column: number | null
  /** The row's label or key, and the column's heading. */
  what: string
  was: Value
  is: Value
}

/** What became of a signed sheet. */
export interface Verification {
  altered: Altered[]
  /** What the ledger has learned since about the time up to the sheet's date, and what that does to the balance. */
  learned: { facts: LearnedFact[]; bridge: () => ChangeBridge }
  /** By which rules it was made, and those of today. */
  rule: { then: string; now: string; same: boolean }
  /** The canonical text of the answer as it is drawn today; when its SHA-256 is not the seal's, the rules or the ledger changed. */
  text: string
  /** The sheet drawn anew. */
  drawn: Sheet
}

/** The columns that are people's own and follow their customer. */
const OWN_COLUMNS: readonly string[] = ['measures', 'remark']

/**
 * Compares a signed sheet with the same sheet drawn anew from the ledger as it was known then. `sheet` is its number in the file, from 0.
 * Rows and columns that people added, and what they wrote in 备注 and 催收措施, are left alone.
 */
export function verify(book: Book, seal: SealFact, found: FoundSheet, sheet = 0): Verification {
  const answer = sealedAnswer(book, seal.report, seal.question)
  const drawn = answer.workbook().sheets.at(sheet)
  if (!drawn)
    throw refuse('BAD_ARGUMENT', { name: 'sheet', problem: `the report has no sheet ${sheet + 1} (报表没有第 ${sheet + 1} 张工作表)` })
  const { params, knownAt, language, today } = readSealQuestion(seal.question)
  const question = questionOf(book, { ...params, knownAt }, day(today), language)
  // A report about a period ends where its period does.
  const asOf = params.period === undefined ? question.asOf : question.period.to
  return {
    altered: alteredCells(book, drawn, found),
    learned: { facts: learnedSince(book, asOf, knownAt), bridge: () => bridgeSince(question, asOf) },
    rule: { then: seal.engine, now: ENGINE, same: seal.engine === ENGINE },
    text: sealText(seal.report, seal.question, answer.json()),
    drawn,
  }
}

/** The balance on the sheet's date as it was known then, and as it is known now. */
function bridgeSince({ book, knownAt, clock, currency, filter, customer }: ReportQuestion, asOf: Day): ChangeBridge {
  const only = customer === undefined ? ALL : customerNamed(book, customer)
  const who = only === ALL ? undefined : only
  return describedBridge(
    book,
    changeBridge(book, { measure: 'balance', clock, currency, filter, customer: who, from: { asOf, knownAt }, to: { asOf } }),
  )
}

function alteredCells(book: Book, sheet: Sheet, found: FoundSheet): Altered[] {
  const places = placesOf(sheet, found)
  const altered: Altered[] = []
  if (places.columns.every(column => column === undefined))
    return [{ row: null, column: null, what: '', was: sheet.columns.map(({ heading }) => heading).join(', '), is: null }]
  sheet.columns.forEach(({ key, heading }, at) => {
    if (places.columns[at] === undefined && !OWN_COLUMNS.includes(key))
      altered.push({ row: places.rows[sheet.headingRow] ?? null, column: null, what: heading, was: heading, is: null })
  })
  sheet.rows.forEach((row, at) => {
    const place = places.rows[at]
    const filled = row.cells.some(cell => plain(valueOf(cell)) !== '')
    if (row.kind === 'blank' || !filled) return
    const label = plain(valueOf(row.cells.find(cell => typeof valueOf(cell) === 'string')))
    if (place === undefined) {
      altered.push({ row: null, column: null, what: label, was: label, is: null })
      return
    }
    sheet.columns.forEach((column, index) => {
      const columnAt = places.columns[index]
      const cell = row.cells[index] ?? null
      // Headings were found by their texts; a signature is there to be written on.
      if (columnAt === undefined || at === sheet.headingRow || row.kind === 'signature' || isSealCell(cell)) return
      if (OWN_COLUMNS.includes(column.key) && row.kind === 'data') return
      const is = found.values[place]?.[columnAt] ?? null
      const formula = found.formulas?.[place]?.[columnAt]
      if (isSame(cell, is, column) || isItsFormula(cell, formula) || isFormerName(book, sheet, at, valueOf(cell), is)) return
      altered.push({ row: place, column: columnAt, what: [label, column.heading].filter(Boolean).join(' · '), was: valueOf(cell), is })
    })
  })
  for (const { row, column, value } of places.added) altered.push({ row, column, what: plain(value), was: null, is: value })
  return altered
}

function isSame(cell: Cell, is: Value, column: Column): boolean {
  const was = valueOf(cell)
  const format = (typeof cell === 'object' && cell?.format) || column.format
  if (typeof was === 'number') return typeof is === 'number' && Math.abs(was - is) < toleranceOf(format, column)
  if (format === 'date' && typeof is === 'number') return plain(was) === iso((Math.floor(is) - SERIAL_OF_EPOCH) as Day)
  return plain(was) === plain(is)
}

/** Excel's serial of 1970-01-01 in the 1900 date system. */
const SERIAL_OF_EPOCH = 25569

/** Sums in floating point are no alteration; half of the smallest amount is. */
const toleranceOf = (format: Format, { decimals = 2 }: Column): number =>
  format === 'money' || format === 'balance' ? 0.5 * 10 ** -decimals : 1e-7

/** A formula that stands as it was written computes from cells that are compared themselves, and may follow a filter. */
const isItsFormula = (cell: Cell, formula: unknown): boolean =>
  typeof cell === 'object' &&
  cell?.formula !== undefined &&
  typeof formula === 'string' &&
  formula.replace(/^=|\$|\s/g, '').toUpperCase() === cell.formula.replace(/\$|\s/g, '').toUpperCase()

/** A customer that has another name since is the same customer. */
function isFormerName(book: Book, { rows, columns }: Sheet, at: number, was: Value, is: Value): boolean {
  if (rows[at].kind !== 'data' || typeof is !== 'string') return false
  return columns.some((_, index) => {
    const customer = book.customers.find(plain(valueOf(rows[at].cells[index])))
    const file = customer === undefined ? undefined : book.customerFiles[customer]
    return file !== undefined && plain(was) === plain(file.name) && (file.formerNames ?? []).some(name => plain(name) === plain(is))
  })
}
