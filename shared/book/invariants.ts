import { NEVER } from '../dates.js'
import type { Book } from './book.js'
import { closingDay, firstApplied } from './derived.js'

/** Something that is always true of a ledger, and what is wrong when it is not. */
interface Invariant {
  name: string
  /** The first faults found, as texts that name the documents. */
  faults: (book: Book) => Generator<string>
}

const MOST_FAULTS = 20

/** Checks every invariant and gives the faults; none on a sound ledger. Run by the tests after random histories and by `duebook check`. */
export function checkInvariants(book: Book): { name: string; problem: string }[] {
  const found: { name: string; problem: string }[] = []
  for (const { name, faults } of INVARIANTS) {
    let count = 0
    for (const problem of faults(book)) {
      found.push({ name, problem })
      if (++count === MOST_FAULTS) break
    }
  }
  return found
}

export const INVARIANTS: readonly Invariant[] = [
  {
    name: 'items of a document add to its amount',
    *faults({ documents, items }: Book) {
      for (let row = 0; row < documents.count; row++) {
        if (documents.itemCount[row] === 0) continue
        let sum = 0
        for (let i = 0; i < documents.itemCount[row]; i++) sum += items.amount[documents.firstItem[row] + i]
        if (sum !== documents.amount[row]) yield `document ${documents.id[row]}: items ${sum}, document ${documents.amount[row]}`
      }
    },
  },
  {
    name: 'an application joins a debt and a credit of one customer and currency',
    *faults({ applications, items, documents }: Book) {
      for (let row = 0; row < applications.count; row++) {
        const [debit, credit] = [applications.debit[row], applications.credit[row]]
        if (items.amount[debit] <= 0 || items.amount[credit] >= 0) yield `application ${applications.id[row]}: wrong signs`
        if (items.customer[debit] !== items.customer[credit]) yield `application ${applications.id[row]}: two customers`
        if (documents.currency[items.document[debit]] !== documents.currency[items.document[credit]]) {
          yield `application ${applications.id[row]}: two currencies`
        }
      }
    },
  },
  {
    name: 'no item is over-applied on any day',
    *faults(book: Book) {
      const { items, applications } = book
      for (let item = 0; item < items.count; item++) {
        if (items.applied[item] === 0) continue
        const changes = new Map<number, number>()
        for (const row of book.applicationsOf(item)) {
          const on = applications.effective[row]
          changes.set(on, (changes.get(on) ?? 0) + applications.amount[row])
        }
        let open = Math.abs(items.amount[item])
        for (const on of [...changes.keys()].sort((a, b) => a - b)) {
          open -= changes.get(on)!
          if (open < 0 || open > Math.abs(items.amount[item])) {
            yield `${book.nameOf(items.document[item])}: ${open} open on day ${on}`
            break
          }
        }
      }
    },
  },
  {
    name: 'what is derived equals what the facts give',
    *faults(book: Book) {
      const { items } = book
      for (let item = 0; item < items.count; item++) {
        let applied = 0
        for (const row of book.applicationsOf(item)) applied += book.applications.amount[row]
        const openNow = items.amount[item] > 0 ? items.amount[item] - applied : items.amount[item] + applied
        const name = book.nameOf(items.document[item])
        if (openNow !== items.openNow[item]) yield `${name}: open now ${items.openNow[item]}, computed ${openNow}`
        if (firstApplied(book, item) !== items.firstApplied[item]) yield `${name}: first applied`
        if ((openNow === 0 ? closingDay(book, item) : NEVER) !== items.closedOn[item]) yield `${name}: closing day`
      }
    },
  },
  {
    name: 'the items open on a day are those that the index gives',
    *faults(book: Book) {
      const { items } = book
      const found = new Uint32Array(items.count)
      const days = new Set<number>()
      for (let i = 0; i < items.count && days.size < 12; i += Math.max(1, Math.floor(items.count / 12)))
        days.add(items.postDate[i]).add(items.closedOn[i])
      for (const day of days) {
        const given = [...found.subarray(0, book.lifetimes.openOn(day, found))].sort((a, b) => a - b)
        let at = 0
        for (let item = 0; item < items.count; item++) {
          if (items.postDate[item] <= day && items.closedOn[item] > day && given[at++] !== item) {
            yield `day ${day}: item ${item}`
            break
          }
        }
        if (at !== given.length) yield `day ${day}: ${given.length} items given, ${at} open`
      }
    },
  },
  {
    name: 'a reversal mirrors its original and is dated no earlier',
    *faults(book: Book) {
      const { documents } = book
      for (const [id, original] of book.reversals) {
        const [row, before] = [book.documentOf(id), book.documentOf(original)]
        if (documents.amount[row] !== -documents.amount[before]) yield `${book.nameOf(row)}: amount`
        if (documents.postDate[row] < documents.postDate[before]) yield `${book.nameOf(row)}: dated before its original`
      }
    },
  },
  {
    name: 'nothing recorded after a close is dated in the closed period',
    *faults(book: Book) {
      const { documents, applications, items } = book
      // A close that a reopening took back held only between the two, so each change is held against what was closed when it came.
      const closings = book.periods.history()
      if (closings.length === 0) return
      const closedBefore = (change: number) => {
        let to = 0
        for (const closing of closings) if (closing.change < change) to = closing.to
        return to
      }
      for (let row = 0; row < documents.count; row++) {
        if (documents.postDate[row] <= closedBefore(documents.change[row])) yield `${book.nameOf(row)}: posted into a closed period`
      }
      for (let row = 0; row < applications.count; row++) {
        if (applications.date[row] <= closedBefore(applications.change[row])) {
          yield `${book.nameOf(items.document[applications.debit[row]])}: allocated in a closed period`
        }
      }
    },
  },
]
