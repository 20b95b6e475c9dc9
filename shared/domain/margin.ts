import type { Book } from '../book/book.js'
import { kindCode } from '../book/codes.js'
import type { Period } from '../dates.js'
import { converter, type Money } from '../money.js'
import { filterKey, maskOf, type Filter } from './filter.js'
import { grouping } from './grouping.js'
import { percentOf } from './ratio.js'

/** Which sales are asked for. */
export interface MarginQuestion {
  /** By posting date, both ends counted. */
  period: Period
  /** Grouped by `customer` (default), `product`, `month`, `owner` or a stamped dimension: `salesperson` is who sold. */
  by?: string
  filter?: Filter
  /** Only facts up to this change count; the newest when left out. */
  knownAt?: number
}

/** Sales and cost of groups in ledger currency, in minor units; element `i` of each column belongs to `groups[i]`. */
export interface Margins {
  /** Customer or product codes, months, dimension values; `''` for what has none. */
  readonly groups: readonly string[]
  /** Net of tax: lines of invoices less lines of credit notes. */
  readonly sales: Float64Array
  readonly cost: Float64Array
  /**
   * Amounts of invoices and credit notes without lines. Neither their tax nor their cost is known, so they are in no other column: as
   * sales they would carry tax and show a margin of 100 %.
   */
  readonly unlined: Float64Array
  /** Groups with any line or any document without lines, also when they net to zero. */
  readonly present: Uint8Array
}

/** What was earned: sales less cost, and in percent of sales to four decimals, `null` without sales. */
export interface Margin {
  sales: Money
  cost: Money
  margin: Money
  percent: number | null
  unlined: Money
}

/** A pure return in percent: `signed` divides plainly, so a loss on a return reads positive; `absolute` divides by the size of sales. */
export type PercentBasis = 'signed' | 'absolute'

/**
 * Sales and cost of a period by group (R11.1). Everything is decided line by line and then grouped, so every grouping has the same
 * total (R11.3); a foreign line is converted at its document's rate and rounded once.
 */
export function margins(book: Book, question: MarginQuestion): Margins {
  const { period, by = 'customer', filter } = question
  const knownAt = Math.min(question.knownAt ?? book.change, book.change)
  const key = `margin ${period.from}-${period.to} ${by} @${knownAt} ${filterKey(filter)}`
  return book.answers.remember(
    key,
    () => computed(book, { period, by, filter, knownAt }),
    result => 3 * result.sales.byteLength + result.present.byteLength,
  )
}

const INVOICE = kindCode('invoice')
const CREDIT_NOTE = kindCode('creditNote')

function computed(
  book: Book,
  { period, by, filter, knownAt }: Required<Pick<MarginQuestion, 'period' | 'by' | 'knownAt'>> & { filter?: Filter },
): Margins {
  const { documents, lines } = book
  const { customers, stamps, products } = maskOf(book, filter, period.to, knownAt)
  const rows: number[] = []
  for (let row = 0; row < documents.count; row++) {
    if (documents.postDate[row] < period.from || documents.postDate[row] > period.to || documents.change[row] > knownAt) continue
    if (documents.kind[row] !== INVOICE && documents.kind[row] !== CREDIT_NOTE) continue
    if ((customers && !customers[documents.customer[row]]) || (stamps && !stamps[documents.dimensions[row]])) continue
    rows.push(row)
  }
  const groups = grouping(book, by, period.to, knownAt)
  if (by === 'month') for (const row of rows) groups.of(row, 0)
  const size = groups.names.length
  const [sales, cost, unlined] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  const present = new Uint8Array(size)
  const inLedgerCurrency = lineConverter(book)
  for (const row of rows) {
    const convert = inLedgerCurrency(row)
    const first = documents.firstLine[row]
    const end = first + documents.lineCount[row]
    if (first === end && (!products || products[0])) {
      const group = groups.of(row, 0)
      unlined[group] += convert(documents.amount[row] as Money)
      present[group] = 1
    }
    for (let line = first; line < end; line++) {
      const product = lines.product[line]
      if (products && !products[product]) continue
      const group = groups.of(row, product)
      sales[group] += convert(lines.net[line] as Money)
      cost[group] += lines.cost[line]
      present[group] = 1
    }
  }
  return { groups: groups.names, sales, cost, unlined, present }
}

const asItIs = (amount: Money): Money => amount

/** Of each document the function that brings its amounts to ledger currency at its own rate, read once per rate. */
function lineConverter(book: Book): (row: number) => (amount: Money) => Money {
  const { documents } = book
  const known = new Map<number, (amount: Money) => Money>()
  return row => {
    if (documents.currency[row] === 0) return asItIs
    const key = documents.rate[row] * 256 + documents.currency[row]
    let convert = known.get(key)
    if (!convert) known.set(key, (convert = converter(book.rateOf(row), book.currencyOf(row), book.company.currency)))
    return convert
  }
}

/** The margin of one group, by its index; of a group that is not there, zeros. */
export function marginOf({ sales, cost, unlined }: Margins, group: number, basis?: PercentBasis): Margin {
  return margin((sales[group] ?? 0) as Money, (cost[group] ?? 0) as Money, (unlined[group] ?? 0) as Money, basis)
}

/** All groups together. */
export function marginTotals({ sales, cost, unlined }: Margins, basis?: PercentBasis): Margin {
  const sum = (column: Float64Array) => column.reduce((total, amount) => total + amount, 0) as Money
  return margin(sum(sales), sum(cost), sum(unlined), basis)
}

function margin(sales: Money, cost: Money, unlined: Money, basis: PercentBasis = 'signed'): Margin {
  const earned = (sales - cost) as Money
  return { sales, cost, margin: earned, percent: percentOf(earned, basis === 'absolute' ? Math.abs(sales) : sales), unlined }
}
