import type { Book } from '../book/book.js'
import { recordedAt } from '../book/recorded.js'
import type { Day, Period } from '../dates.js'
import type { Money } from '../money.js'
import { listCompleteness, worthOf, type ListLine, type ListProof, type TaxRow } from './completeness-list.js'
import { waitingOrders, type WaitingOrder } from './completeness-orders.js'
import { numberSeries, type NumberRun, type SeriesFault } from './completeness-series.js'
import { resolved, type Moment } from './question.js'

/** Why a line is as it is: a value `explanation` of the company, with the line's key as its key. */
export interface Explanation {
  text: string
  /** The change that says so, and when it was recorded, in milliseconds since 1970. */
  change: number
  recordedAt: number
}

/** Something that may be missing. */
export type CompletenessLine = {
  /** Names the line, also in an explanation of it: `tax:26117000000000000001`, `gap:SK26090003`, `notInvoiced:DN-1`. */
  key: string
  /** What its total comes to: list less ledger, or what waits; in ledger currency. 0 for numbers. */
  amount: Money
  /** Nothing while the line is open. */
  explanation?: Explanation
} & ({ part: 'list'; line: ListLine } | { part: 'series'; line: SeriesFault } | { part: 'orders'; line: WaitingOrder })

/** What may be missing between orders, deliveries, invoices, their numbers and the tax platform. */
export interface Completeness {
  /** All but what matches. */
  lines: CompletenessLine[]
  /** Of the tax list, when there is one. */
  proof?: ListProof
  runs: NumberRun[]
  open: number
  explained: number
  /** Totals of orders not delivered and of deliveries not invoiced, in ledger currency. */
  waiting: { notDelivered: Money; notInvoiced: Money }
}

export interface CompletenessQuestion extends Moment {
  /** Which invoices, and gaps before which documents, are looked at. */
  period: Period
  /** The list of the tax platform; that part is left out without one. */
  list?: readonly TaxRow[]
}

/** The field of a company value that explains a line; its key is the line's. */
export const EXPLANATION = 'explanation'

/** Everything that may be missing at a moment, what is open first in each part. */
export function completeness(book: Book, question: CompletenessQuestion): Completeness {
  const { asOf, knownAt } = resolved(book, question)
  const list = question.list && listCompleteness(book, question.list, question)
  const series = numberSeries(book, question)
  const waiting = waitingOrders(book, question)
  const explained = <T extends object>(line: T & { key: string }) => {
    const explanation = explanationOf(book, line.key, asOf, knownAt)
    return { ...line, ...(explanation && { explanation }) }
  }
  const lines: CompletenessLine[] = [
    ...(list?.lines ?? [])
      .filter(({ what }) => what !== 'matched')
      .map(line => explained({ part: 'list' as const, line, key: keyOfList(book, line), amount: differenceOf(line) })),
    ...series.faults.map(line => explained({ part: 'series' as const, line, key: keyOfSeries(line), amount: 0 as Money })),
    ...waiting.map(line =>
      explained({ part: 'orders' as const, line, key: `${line.what}:${book.nameOf(line.document)}`, amount: line.amount }),
    ),
  ]
  const total = (what: WaitingOrder['what']) => waiting.reduce((sum, line) => sum + (line.what === what ? line.amount : 0), 0) as Money
  const open = lines.filter(line => !line.explanation).length
  return {
    lines,
    ...(list && { proof: list.proof }),
    runs: series.runs,
    open,
    explained: lines.length - open,
    waiting: { notDelivered: total('notDelivered'), notInvoiced: total('notInvoiced') },
  }
}

function keyOfList(book: Book, { list, ledger, repeated }: ListLine): string {
  if (!list) return `ledger:${book.nameOf(ledger!.document)}`
  return `tax:${list.code === '' ? '' : `${list.code}-`}${list.number}${repeated === undefined ? '' : `#${repeated}`}`
}

const keyOfSeries = ({ what, from, to }: SeriesFault): string => (from === to ? `${what}:${from}` : `${what}:${from}..${to}`)

/** What a line adds to the total of the list less that of the ledger. */
const differenceOf = ({ list, ledger }: ListLine): Money => ((list ? worthOf(list) : 0) - (ledger ? worthOf(ledger) : 0)) as Money

function explanationOf(book: Book, key: string, asOf: Day, knownAt: number): Explanation | undefined {
  const entry = book.values.entryAt('company', key, EXPLANATION, asOf, knownAt)
  if (!entry?.value) return undefined
  return { text: entry.value, change: entry.change, recordedAt: recordedAt(book, entry.change) }
}
