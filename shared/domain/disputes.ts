import type { Book } from '../book/book.js'
import { NEVER, type Day } from '../dates.js'
import { decimal, money, type Currency, type Money } from '../money.js'
import { itemKey, itemOfKey } from './item-key.js'

/** What a customer contests of a debt (R4.1). It stays in aging and exposure, and bears no interest. */
export interface Dispute {
  /** In the item's currency; more than what is open when the rest was paid since. */
  amount: Money
  reason: string
  from: Day
  /** The last day of one that ends. */
  to?: Day
}

/** A dispute as it is kept: the amount, then the reason. Refuses what does not begin with an amount. */
export function disputeText(text: string, currency: Currency): string {
  const { amount, reason } = read(text, currency)
  return reason ? `${decimal(amount, currency)} ${reason}` : decimal(amount, currency)
}

function read(text: string, currency: Currency): { amount: Money; reason: string } {
  const [amount, ...reason] = text.trim().split(/\s+/)
  return { amount: money(amount, currency), reason: reason.join(' ').normalize('NFC') }
}

/** The dispute of an item in force on a day. */
export function disputeOf(book: Book, item: number, asOf: Day, knownAt = Infinity): Dispute | undefined {
  const entry = book.values.entryAt('item', itemKey(book, item), 'dispute', asOf, knownAt)
  if (!entry?.value) return undefined
  const { amount, reason } = read(entry.value, book.currencyOf(book.items.document[item]))
  return entry.to === NEVER ? { amount, reason, from: entry.from } : { amount, reason, from: entry.from, to: entry.to }
}

/** The amount in dispute of each disputed item on a day, in the item's currency; found once for all customers. */
export const disputedAmounts = (book: Book, asOf: Day, knownAt: number): ReadonlyMap<number, Money> =>
  book.answers.remember(
    `disputed ${asOf} ${knownAt}`,
    () => {
      const found = new Map<number, Money>()
      for (const key of book.values.keys('item', 'dispute')) {
        const item = itemOfKey(book, key)
        const dispute = disputeOf(book, item, asOf, knownAt)
        if (dispute) found.set(item, dispute.amount)
      }
      return found
    },
    found => 50 * found.size,
  )
