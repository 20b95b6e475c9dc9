import type { Book } from '../book/book.js'
import { iso, type Day, type IsoDate } from '../dates.js'
import type { Currency, Money } from '../money.js'
import type { Bridge, BridgeCause, BridgeRow } from './bridge-question.js'
import { dueOf } from './extensions.js'

/** What one document did to an amount, as people read it. */
export interface BridgeLine {
  /** Its number, and the instalment where there are several. */
  document: string
  instalment: number | null
  /** `invoice`, `receipt` …; `creditLimit`, `draft` and `account` for what is no document. */
  kind: string
  reversal: boolean
  customer: string
  customerName: string
  docDate: IsoDate | null
  postDate: IsoDate | null
  dueDate: IsoDate | null
  /** Number and kind of the document that settled it, or was settled by it. */
  by: { document: string; kind: string } | null
  /** The newest change that recorded what made the difference, 0 when time alone did; and its instant, in milliseconds since 1970 UTC. */
  change: number
  recordedAt: number | null
  /** In minor units of the bridge's currency. */
  amount: Money
}

/** A bridge in words and numbers, without the book. */
export interface ChangeBridge {
  currency: Currency
  from: { asOf: IsoDate; knownAt: number }
  to: { asOf: IsoDate; knownAt: number }
  opening: Money
  closing: Money
  parts: { cause: BridgeCause; amount: Money; rows: BridgeLine[] }[]
}

/** A bridge as people read it, the largest differences of each part first. */
export function describedBridge(book: Book, { parts, from, to, ...sums }: Bridge): ChangeBridge {
  return {
    ...sums,
    from: { asOf: iso(from.asOf), knownAt: from.knownAt },
    to: { asOf: iso(to.asOf), knownAt: to.knownAt },
    parts: parts.map(({ rows, ...part }) => ({ ...part, rows: inOrder(rows.map(row => lineOf(book, row, to))) })),
  }
}

/** The largest first, whatever its sign; of equals by customer and number. */
export const inOrder = (lines: readonly BridgeLine[]): BridgeLine[] =>
  [...lines].sort(
    (a, b) =>
      Math.abs(b.amount) - Math.abs(a.amount) ||
      compare(a.customer, b.customer) ||
      compare(a.document, b.document) ||
      (a.instalment ?? 0) - (b.instalment ?? 0),
  )

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function lineOf(
  book: Book,
  { document, instalment, customer, by, change, amount }: BridgeRow,
  { asOf, knownAt }: Bridge['to'],
): BridgeLine {
  const { documents, items } = book
  const item = documents.firstItem[document] + (instalment ?? 1) - 1
  const code = book.customers.texts[customer]
  return {
    document: book.nameOf(document),
    instalment,
    kind: book.kind(document),
    reversal: book.reversals.has(documents.id[document]),
    customer: code,
    customerName: book.customerFiles[customer]?.name ?? code,
    docDate: iso(documents.docDate[document] as Day),
    postDate: iso(documents.postDate[document] as Day),
    dueDate: items.amount[item] > 0 ? iso(dueOf(book, item, asOf, knownAt)) : null,
    by: by === undefined ? null : { document: book.nameOf(by), kind: book.kind(by) },
    change,
    recordedAt: instantOfChange(book, change),
    amount,
  }
}

/** The instant a change was recorded, in milliseconds since 1970 UTC; `null` when it is none. */
export function instantOfChange(book: Book, change: number): number | null {
  if (change === 0) return null
  // Changes come in order but for a replica's, which holds fewer of them.
  const at = book.recorded[change - 1]
  return (at?.change === change ? at : book.recorded.find(entry => entry.change === change))?.at ?? null
}
