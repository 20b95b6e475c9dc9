import type { Book } from '../../book/book.js'
import { addDays, day, iso, type Day, type IsoDate } from '../../dates.js'
import type { Fact } from '../../facts/fact.js'
import { refuse, type Refusal } from '../../refusals.js'

/** Something worth telling that is no reason to refuse. */
export interface Remark {
  code: 'DUE_DATE_PROVISIONAL' | 'LINES_DIFFER' | 'ALREADY_THERE' | 'CREDIT_LEFT_OVER' | 'TOLERANCE'
  document: string
  details: Readonly<Record<string, string>>
}

/**
 * Rows on their way to facts. Each fact is added to the Book at once, so that later rows of the same push see it; the one who started
 * the work takes everything back when a row is refused.
 */
export class Posting {
  readonly facts: Fact[] = []
  readonly remarks: Remark[] = []
  private readonly closedUpTo: Day
  private readonly allocatedBefore = new Map<string, number>()
  /** The source row that the facts now made come from. */
  sourceRow: number | undefined

  constructor(
    readonly book: Book,
    readonly change: number,
    /** Whether a document that is in the ledger with the same content is passed over, as an import does, or refused. */
    readonly repeats: 'refused' | 'passed-over' = 'refused',
  ) {
    this.closedUpTo = book.periods.closedUpTo()
  }

  /** Adds a fact to the push and to the Book. */
  add(fact: Fact): void {
    const sourced = this.sourceRow === undefined ? fact : { ...fact, sourceRow: this.sourceRow }
    this.facts.push(sourced)
    this.book.add(sourced, this.change)
  }

  /** Refuses a posting or allocation date in a closed period. */
  requireOpenPeriod(date: IsoDate): Day {
    const number = day(date)
    if (number <= this.closedUpTo) {
      throw refuse('PERIOD_CLOSED', { date, closed: iso(this.closedUpTo), open: iso(addDays(this.closedUpTo, 1)) })
    }
    return number
  }

  /** Refuses a customer without a file. */
  requireCustomer(code: string): number {
    const index = this.book.customers.find(code)
    if (index === undefined || !this.book.customerFiles[index]) throw refuse('UNKNOWN_CUSTOMER', { value: code })
    return index
  }

  /**
   * Whether a repeated import already allocated this: the same two documents, date and amount, counted once for each row met, so that
   * two equal rows of one file are two allocations.
   */
  alreadyAllocated(from: number, to: number, date: IsoDate, amount: number): boolean {
    const key = `${from}>${to}@${date}`
    let left = this.allocatedBefore.get(key)
    if (left === undefined) {
      left = allocatedBetween(this.book, from, to, day(date), this.change)
      this.allocatedBefore.set(key, left)
    }
    if (left < amount) return false
    this.allocatedBefore.set(key, left - amount)
    return true
  }

  /** Refuses a product without a file. */
  requireProduct(code: string): void {
    const index = this.book.products.find(code)
    if (index === undefined || !this.book.productFiles[index]) throw refuse('UNKNOWN_PRODUCT', { value: code })
  }
}

/** What the allocations of one day between two documents came to before this push. */
function allocatedBetween(book: Book, from: number, to: number, date: Day, change: number): number {
  const { applications, items, documents } = book
  const credit = book.documentOf(from)
  const first = documents.firstItem[book.documentOf(to)]
  let sum = 0
  for (let item = first; item < first + documents.itemCount[book.documentOf(to)]; item++) {
    for (const row of book.applicationsOf(item)) {
      const between = items.document[applications.credit[row]] === credit || items.document[applications.debit[row]] === credit
      if (between && applications.change[row] < change && applications.date[row] === date) sum += applications.amount[row]
    }
  }
  return sum
}

/** Runs part of a posting that falls as a whole: on a refusal the facts it made are taken back and the refusal is given. */
export function tryPosting(posting: Posting, work: () => void): Refusal | undefined {
  const facts = posting.facts.length
  const remarks = posting.remarks.length
  const step = posting.book.begin()
  try {
    work()
    return undefined
  } catch (error) {
    step.undo()
    posting.facts.length = facts
    posting.remarks.length = remarks
    if (isRefusal(error)) return error
    throw error
  } finally {
    step.keep()
  }
}

const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === 'Refusal'
