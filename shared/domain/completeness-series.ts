import type { Book } from '../book/book.js'
import { iso, type Day, type Period } from '../dates.js'
import type { DocumentKind } from '../facts/document.js'
import { numberKey } from './comparison-numbers.js'
import { resolved, type Moment } from './question.js'

/** Which documents share number series: red invoices are numbered with the blue ones. */
const SERIES_OF: Partial<Record<DocumentKind, 'billing' | 'receipt' | 'order' | 'delivery'>> = {
  invoice: 'billing',
  debitNote: 'billing',
  creditNote: 'billing',
  receipt: 'receipt',
  refund: 'receipt',
  order: 'order',
  delivery: 'delivery',
}

/** Numbers that run on: what stands before them, from which to which, and how many of them are missing. */
export interface NumberRun {
  of: 'billing' | 'receipt' | 'order' | 'delivery'
  /** Series and prefix, and the year, month or day where the numbers begin anew with it: `SK2609`. */
  prefix: string
  first: string
  last: string
  /** Different numbers that are there. */
  present: number
  missing: number
}

/** Missing numbers between two that are there, many gaps of a run of which most is missing, or a number that several documents bear. */
export interface SeriesFault {
  what: 'gap' | 'sparse' | 'duplicate'
  of: NumberRun['of']
  /** The first and last number missing; of a duplicate how it is written first and last. */
  from: string
  to: string
  /** Numbers missing, or documents with the number. */
  count: number
  /** Rows of the documents beside the gaps, or with the number. */
  documents: number[]
  date: Day
}

interface Numbered {
  row: number
  date: Day
  /** Before the running digits. */
  prefix: string
  digits: string
}

/** The most digits of a number that runs on; longer ones are dealt out over all companies. */
const MOST_DIGITS = 12
/** A jump wider than this, and than all numbers of the run together, is the start of another block of numbers and no gap. */
const WIDE_JUMP = 100
/** From how many gaps on a run may be no run. */
const MANY_GAPS = 4

/**
 * Gaps and duplicates in the number series of the ledger at a moment, as far as the document after the gap or the last of the same number
 * is dated in a period. Reversed documents have used up their number; a number used again after a reversal is no duplicate.
 */
export function numberSeries(book: Book, question: Moment & { period?: Period }): { runs: NumberRun[]; faults: SeriesFault[] } {
  const groups = new Map<string, { of: NumberRun['of']; list: Numbered[] }>()
  for (const { of, numbered } of numberedAt(book, question)) {
    const key = `${of} ${numbered.prefix}`
    const group = groups.get(key)
    if (group) group.list.push(numbered)
    else groups.set(key, { of, list: [numbered] })
  }
  const runs: NumberRun[] = []
  const faults: SeriesFault[] = []
  const within = ({ date }: SeriesFault) => !question.period || (date >= question.period.from && date <= question.period.to)
  for (const { of, list } of groups.values()) {
    const dated = datePart(list)
    const byPrefix = new Map<string, Numbered[]>()
    for (const { row, date, prefix, digits } of list) {
      const at = digits.length >= dated + 2 ? dated : 0
      const whole = { row, date, prefix: prefix + digits.slice(0, at), digits: digits.slice(at) }
      const run = byPrefix.get(whole.prefix)
      if (run) run.push(whole)
      else byPrefix.set(whole.prefix, [whole])
    }
    for (const run of byPrefix.values()) faults.push(...together(runOf(of, run, runs).filter(within), run.length))
  }
  faults.push(...duplicates(book, question).filter(within))
  return {
    runs: runs.sort((a, b) => compareText(a.of, b.of) || compareText(a.prefix, b.prefix) || compareText(a.first, b.first)),
    faults: faults.sort((a, b) => compareText(a.what, b.what) || compareText(a.of, b.of) || compareText(a.from, b.from)),
  }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function* numberedAt(book: Book, moment: Moment): Generator<{ of: NumberRun['of']; numbered: Numbered }> {
  const { asOf, knownAt } = resolved(book, moment)
  const { documents } = book
  for (let row = 0; row < documents.count; row++) {
    const of = SERIES_OF[book.kind(row)]
    if (!of || documents.postDate[row] > asOf || documents.change[row] > knownAt || book.reversals.has(documents.id[row])) continue
    const match = /^(.*?)(\d+)$/s.exec(book.nameOf(row).normalize('NFKC'))
    if (!match || match[2].length > MOST_DIGITS || book.numberOf(row).number === '') continue
    yield { of, numbered: { row, date: documents.docDate[row] as Day, prefix: match[1], digits: match[2] } }
  }
}

/** Parts of a date with which running digits may begin, the longest first. */
const DATE_PARTS: readonly ((date: string) => string)[] = [
  date => date.replaceAll('-', ''),
  date => date.slice(2).replaceAll('-', ''),
  date => date.slice(0, 7).replaceAll('-', ''),
  date => date.slice(2, 7).replaceAll('-', ''),
  date => date.slice(0, 4),
  date => date.slice(2, 4),
]

/** How many digits at the start of numbers are the date of their documents, as in four of five of them at least; 0 when none are. */
function datePart(list: readonly Numbered[]): number {
  for (const part of DATE_PARTS) {
    const { length } = part('2000-01-01')
    const fitting = list.filter(({ date, digits }) => digits.length >= length + 2 && digits.startsWith(part(iso(date)))).length
    if (fitting * 5 >= list.length * 4) return length
  }
  return 0
}

/** The gaps of numbers with one prefix; adds their runs. */
function runOf(of: NumberRun['of'], list: Numbered[], runs: NumberRun[]): SeriesFault[] {
  list.sort((a, b) => Number(a.digits) - Number(b.digits) || a.row - b.row)
  // As wide as the number before it: `007`, but `9` and then `10`.
  const text = (value: number, like: number) => list[0].prefix + String(value).padStart(list[like].digits.length, '0')
  const faults: SeriesFault[] = []
  let start = 0
  let present = 1
  let missing = 0
  const end = (last: number) => {
    const [first, until] = [start, last].map(i => text(Number(list[i].digits), i))
    runs.push({ of, prefix: list[0].prefix, first, last: until, present, missing })
  }
  for (let i = 1; i < list.length; i++) {
    const [before, now] = [Number(list[i - 1].digits), Number(list[i].digits)]
    const gap = now - before - 1
    if (gap > Math.max(WIDE_JUMP, list.length)) {
      end(i - 1)
      ;[start, present, missing] = [i, 1, 0]
      continue
    }
    if (gap >= 0) present++
    if (gap <= 0) continue
    missing += gap
    const documents = [list[i - 1].row, list[i].row]
    faults.push({ what: 'gap', of, from: text(before + 1, i - 1), to: text(now - 1, i - 1), count: gap, documents, date: list[i].date })
  }
  end(list.length - 1)
  return faults
}

/** Gaps of a run; when there are many and more is missing than there is, one fault tells of all: such numbers do not run on. */
function together(gaps: SeriesFault[], present: number): SeriesFault[] {
  const missing = gaps.reduce((sum, { count }) => sum + count, 0)
  if (gaps.length < MANY_GAPS || missing <= present) return gaps
  const [first, last] = [gaps[0], gaps[gaps.length - 1]]
  const documents = [first.documents[0], last.documents[1]]
  const date = Math.max(...gaps.map(gap => gap.date)) as Day
  return [{ what: 'sparse', of: first.of, from: first.from, to: last.to, count: missing, documents, date }]
}

/** Numbers that several documents of one kind bear that are not reversed, however the number is written. */
function duplicates(book: Book, moment: Moment): SeriesFault[] {
  const { asOf, knownAt } = resolved(book, moment)
  const { documents } = book
  const byKey = new Map<string, number[]>()
  for (let row = 0; row < documents.count; row++) {
    const kind = book.kind(row)
    if (!SERIES_OF[kind] || documents.postDate[row] > asOf || documents.change[row] > knownAt || isReversed(book, row, asOf, knownAt))
      continue
    const number = numberKey(book.numberOf(row).number)
    if (number === '') continue
    const key = `${kind} ${numberKey(book.nameOf(row))}`
    const rows = byKey.get(key)
    if (rows) rows.push(row)
    else byKey.set(key, [row])
  }
  return [...byKey.values()]
    .filter(rows => rows.length > 1)
    .map(rows => {
      const [first] = rows
      const date = Math.max(...rows.map(row => documents.docDate[row])) as Day
      const [from, to] = [book.nameOf(first), book.nameOf(rows[rows.length - 1])]
      return { what: 'duplicate', of: SERIES_OF[book.kind(first)]!, from, to, count: rows.length, documents: rows, date }
    })
}

/** Whether a document is a reversal, or was reversed at a moment. */
function isReversed(book: Book, row: number, asOf: Day, knownAt: number): boolean {
  const id = book.documents.id[row]
  if (book.reversals.has(id)) return true
  const by = book.reversedBy.get(id)
  if (by === undefined) return false
  const mirror = book.documentOf(by)
  return book.documents.postDate[mirror] <= asOf && book.documents.change[mirror] <= knownAt
}
