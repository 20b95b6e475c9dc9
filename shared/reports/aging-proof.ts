import { documentTotals } from '../domain/balance.js'
import { maskOf, type Filter } from '../domain/filter.js'
import { openItems } from '../domain/open-items.js'
import { tieOut, type TieOut } from '../domain/tie-out.js'
import { closingConverter } from '../domain/valuation.js'
import type { Money } from '../money.js'
import { agingOf, type ReportQuestion } from './define.js'

/** The two lines below every aging (R1.6), in the report's currency. */
export interface AgingProof {
  /** Documents by posting date, never reading allocations. */
  documents: Money
  /** documents − aging: always 0. */
  difference: Money
  /** The general ledger's balance; `null` when not entered, and for a part of the ledger, which no account shows. */
  control: Money | null
  /** control − aging; `null` without a control. */
  controlDifference: Money | null
  /** Where the general ledger differs, customer by customer. */
  tie: TieOut | undefined
}

/** Proves the total of an aging. */
export function agingProof(question: ReportQuestion, total: Money): AgingProof {
  const difference = documentsLessOpenItems(question)
  const whole = question.filter === undefined && question.currency === undefined
  const tie = whole ? tieOut(question.book, agingOf(question)) : undefined
  const control = tie?.control ?? null
  return {
    documents: (total + difference) as Money,
    difference,
    control,
    controlDifference: control === null ? null : ((control - total) as Money),
    tie,
  }
}

/**
 * Compared to the minor unit in each currency and only then valued, so that rounding cannot show as a difference. A receipt bears other
 * dimensions and no products, so a filter by those cannot be proved by itself: the accounts of the customers it takes are proved whole.
 */
function documentsLessOpenItems({ book, asOf, knownAt, clock, currency, filter }: ReportQuestion): Money {
  const moment = { asOf, knownAt, clock }
  const accounts = ofCustomers(filter)
  const { customers } = maskOf(book, accounts, asOf, knownAt)
  const rest = new Map<string, number>(documentTotals(book, undefined, moment, accounts))
  const set = openItems(book, moment)
  const sums = new Float64Array(book.currencies.size)
  for (let i = 0; i < set.count; i++) {
    const item = set.items[i]
    if (!customers || customers[book.items.customer[item]]) sums[book.documents.currency[book.items.document[item]]] += set.open[i]
  }
  sums.forEach((sum, index) => rest.set(book.currencies.texts[index], (rest.get(book.currencies.texts[index]) ?? 0) - sum))
  if (currency !== undefined) return (rest.get(currency) ?? 0) as Money
  let difference = 0
  for (const [of, amount] of rest) if (amount !== 0) difference += closingConverter(book, of, asOf, knownAt)(amount as Money)
  return difference as Money
}

/** The part of a filter that takes or leaves whole customers. */
function ofCustomers(filter: Filter | undefined): Filter | undefined {
  const fields = Object.entries(filter ?? {}).filter(([field]) => field === 'customer' || field === 'owner')
  return fields.length > 0 ? Object.fromEntries(fields) : undefined
}
