import type { Book } from '../book/book.js'
import type { Money } from '../money.js'
import { eachBillPassedOn } from './bills.js'
import type { Exposure } from './credit.js'
import { disputedAmounts } from './disputes.js'
import { openItemsOf } from './open-items-of-customer.js'
import { groupRemainder, orderGroups } from './orders.js'
import { resolved, type Moment } from './question.js'
import { itemValuer } from './valuation.js'

/** What one document or open item adds to a part of an exposure, in ledger currency. */
export interface ExposureBehind {
  part: Exclude<keyof Exposure, 'total'>
  document: number
  item?: number
  amount: Money
}

/** Everything that stands in the exposure of one customer or of all; `disputed` is for information and no part of the total. */
export function exposureBehind(book: Book, moment: Moment, customer?: number): ExposureBehind[] {
  const found: ExposureBehind[] = []
  const add = (row: ExposureBehind): void => {
    if (row.amount !== 0) found.push(row)
  }
  const { asOf, knownAt } = resolved(book, moment)
  const { items, documents } = book
  const set = openItemsOf(book, customer, moment)
  const value = itemValuer(book, {}, asOf, knownAt)
  const disputes = disputedAmounts(book, asOf, knownAt)
  for (let i = 0; i < set.count; i++) {
    const item = set.items[i]
    const document = items.document[item]
    const open = set.open[i] as Money
    add({ part: open > 0 ? 'open' : 'unapplied', document, item, amount: value(item, open) })
    const disputed = disputes.get(item)
    if (disputed !== undefined && open > 0)
      add({ part: 'disputed', document, item, amount: value(item, Math.min(open, disputed) as Money) })
  }
  for (const [of, groups] of orderGroups(book)) {
    if (customer !== undefined && of !== customer) continue
    for (const group of groups) {
      const { unbilled, orders } = groupRemainder(book, group, moment)
      add({ part: 'unbilled', document: group.root, amount: unbilled })
      add({ part: 'orders', document: group.root, amount: orders })
    }
  }
  eachBillPassedOn(book, moment, (document, amount) => {
    if (customer === undefined || documents.customer[document] === customer) add({ part: 'bills', document, amount })
  })
  return found
}
