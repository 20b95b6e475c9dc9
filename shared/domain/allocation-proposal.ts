import type { Book } from '../book/book.js'
import type { Day } from '../dates.js'
import { split, type Money } from '../money.js'
import { available, isOfferedTo } from './posting/applications.js'

/** An item that can still be settled from a day on: a debt, or a credit (a receipt, a prepayment, a credit note). */
export interface Settleable {
  /** Row of the item. */
  item: number
  /** Row of its document. */
  document: number
  /** Instalment of its document, 0 for the only one. */
  instalment: number
  currency: number
  due: Day
  /** What is left of it from the day on, positive. */
  left: Money
}

/** What a customer has to settle on a day: credits and debts, the oldest first. */
export interface Settleables {
  credits: Settleable[]
  debts: Settleable[]
}

/** What can be settled for a customer from a day on; what is taken up by a later allocation counts as taken. */
export function settleables(book: Book, customer: number, date: Day): Settleables {
  const credits: Settleable[] = []
  const debts: Settleable[] = []
  for (const item of book.itemsOf(customer)) {
    if (book.items.openNow[item] === 0 || book.items.postDate[item] > date) continue
    const left = available(book, item, date) as Money
    if (left <= 0) continue
    const document = book.items.document[item]
    const one: Settleable = {
      item,
      document,
      instalment: book.documents.itemCount[document] > 1 ? book.items.instalment[item] : 0,
      currency: book.documents.currency[document],
      due: book.items.due[item] as Day,
      left,
    }
    ;(book.items.amount[item] < 0 ? credits : debts).push(one)
  }
  const oldestFirst = (a: Settleable, b: Settleable) =>
    a.due - b.due || book.documents.docDate[a.document] - book.documents.docDate[b.document] || a.item - b.item
  return { credits: credits.sort(oldestFirst), debts: debts.sort(oldestFirst) }
}

/** How chosen credits are laid on chosen debts. */
export type AllocationMethod = 'oldestFirst' | 'byNumber' | 'proRata'

/** A part of a credit for a part of a debt. */
export interface ProposedAllocation {
  credit: Settleable
  debt: Settleable
  amount: Money
}

/** A proposal, and what it leaves of either side. */
export interface AllocationProposal {
  allocations: ProposedAllocation[]
  creditsLeft: Money
  debtsLeft: Money
}

/**
 * Lays credits on debts of the same currency; nothing is used beyond what either side has left.
 *
 * - `oldestFirst`: each credit goes to the debt due first.
 * - `byNumber`: each credit goes to the debts whose number its note or its own number names, in the order in which they are named there;
 *   to no others.
 * - `proRata`: every debt gets the same share of itself, to the smallest unit exactly; the credits are used up one after another.
 *
 * Money reserved for an order is offered only to what bills that order.
 */
export function proposedAllocations(book: Book, { credits, debts }: Settleables, method: AllocationMethod): AllocationProposal {
  const rests = new Map([...credits, ...debts].map(({ item, left }) => [item, left as number]))
  const allocations: ProposedAllocation[] = []
  const lay = (credit: Settleable, debt: Settleable, most = Infinity): number => {
    const amount = Math.min(rests.get(credit.item)!, rests.get(debt.item)!, most)
    if (amount <= 0 || credit.currency !== debt.currency || !isOfferedTo(book, credit.document, debt.document)) return 0
    rests.set(credit.item, rests.get(credit.item)! - amount)
    rests.set(debt.item, rests.get(debt.item)! - amount)
    allocations.push({ credit, debt, amount: amount as Money })
    return amount
  }
  if (method === 'proRata') {
    for (const currency of new Set(debts.map(debt => debt.currency))) {
      const theirs = debts.filter(debt => debt.currency === currency)
      const offered = credits.filter(credit => credit.currency === currency)
      const total = Math.min(sumOf(offered), sumOf(theirs)) as Money
      const shares =
        split(
          total,
          theirs.map(({ left }) => left),
        ) ?? []
      theirs.forEach((debt, i) => {
        let wanted: number = shares[i]
        for (const credit of offered) wanted -= lay(credit, debt, wanted)
      })
    }
  } else {
    for (const credit of credits) {
      for (const debt of method === 'byNumber' ? namedBy(book, credit, debts) : debts) lay(credit, debt)
    }
  }
  const restOf = (side: readonly Settleable[]) => side.reduce((sum, { item }) => sum + rests.get(item)!, 0) as Money
  return { allocations, creditsLeft: restOf(credits), debtsLeft: restOf(debts) }
}

const sumOf = (side: readonly Settleable[]): number => side.reduce((sum, { left }) => sum + left, 0)

/** The debts whose number stands in what the credit's note or number says, in the order of the text. */
function namedBy(book: Book, credit: Settleable, debts: readonly Settleable[]): Settleable[] {
  const text = `${book.notes.get(book.documents.id[credit.document])?.note ?? ''} ${book.nameOf(credit.document)}`.toUpperCase()
  return debts
    .map(debt => ({ debt, at: placeOf(book.nameOf(debt.document).toUpperCase(), text) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || a.debt.due - b.debt.due)
    .map(({ debt }) => debt)
}

/** Where a number stands in a text as a word of its own: I-1 does not stand in I-12. */
function placeOf(number: string, text: string): number {
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[at + number.length] ?? '')) return at
  }
  return -1
}
