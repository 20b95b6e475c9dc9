import { expect } from 'chai'
import fc from 'fast-check'
import { Book } from '../../../shared/book/book.js'
import { kindCode, purposeCode } from '../../../shared/book/codes.js'
import type { Day } from '../../../shared/dates.js'
import { openAmount, openItems } from '../../../shared/domain/open-items.js'
import type { Moment } from '../../../shared/domain/question.js'

const DAYS = 40

/** A posting: a debt or credit, an allocation between earlier ones, or one taken back; the day may lie before those of earlier ones. */
const posting = fc.record({
  kind: fc.constantFrom('invoice', 'receipt', 'allocation', 'allocation', 'reversal'),
  day: fc.integer({ min: 1, max: DAYS }),
  amount: fc.integer({ min: 1, max: 5 }),
  one: fc.nat(1000),
  other: fc.nat(1000),
})
type Posting = typeof posting extends fc.Arbitrary<infer T> ? T : never

interface Document {
  postDate: number
  amount: number
  change: number
}
interface Application {
  debit: number
  credit: number
  date: number
  amount: number
  change: number
}

/** The same facts as a Book and as plain lists; each document has one item, of the same index. */
function enter(postings: readonly Posting[]): { book: Book; documents: Document[]; applications: Application[] } {
  const book = new Book({ code: 'c', name: 'c', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  const documents: Document[] = []
  const applications: Application[] = []
  const apply = (debit: number, credit: number, date: number, amount: number, change: number, reverses = 0) => {
    applications.push({ debit, credit, date, amount, change })
    book.addApplicationRow(applications.length, debit, credit, purposeCode('allocation'), date as Day, amount, change, reverses)
  }
  const taken = new Set<number>()
  postings.forEach(({ kind, day, amount, one, other }, i) => {
    const change = i + 1
    book.note(change, change)
    if (kind === 'invoice' || kind === 'receipt') {
      const signed = kind === 'invoice' ? amount : -amount
      documents.push({ postDate: day, amount: signed, change })
      const at = day as Day
      const row = book.addDocumentRow(documents.length, kindCode(kind), book.customerIndex('C1'), '', at, at, 0, 0, signed, 0, change, 0, 0)
      book.addItemRow(row, 1, at, signed, signed)
    } else if (kind === 'allocation') {
      const left = (item: number) => Math.abs(book.items.openNow[item])
      const of = (sign: number) =>
        documents.flatMap((document, item) => (Math.sign(document.amount) === sign && left(item) > 0 ? [item] : []))
      const [debits, credits] = [of(1), of(-1)]
      if (debits.length === 0 || credits.length === 0) return
      const [debit, credit] = [debits[one % debits.length], credits[other % credits.length]]
      apply(debit, credit, day, Math.min(amount, left(debit), left(credit)), change)
    } else {
      const live = applications.flatMap((application, row) => (application.amount > 0 && !taken.has(row) ? [row] : []))
      if (live.length === 0) return
      const row = live[one % live.length]
      taken.add(row)
      const { debit, credit, amount: applied } = applications[row]
      apply(debit, credit, day, -applied, change, row + 1)
    }
  })
  return { book, documents, applications }
}

/** The definition, read off the lists: amounts less what was applied by the moment. */
function defined(documents: Document[], applications: Application[], { asOf, knownAt = Infinity, clock = 'strict' }: Moment): number[] {
  const open = documents.map(({ amount, postDate, change }) => (postDate <= asOf && change <= knownAt ? amount : 0))
  for (const { debit, credit, date, amount, change } of applications) {
    const both = Math.max(documents[debit].postDate, documents[credit].postDate)
    if (change > knownAt || (clock === 'strict' ? Math.max(date, both) : both) > asOf) continue
    open[debit] -= amount
    open[credit] += amount
  }
  return open
}

describe('open items', () => {
  it('are those of the plain definition at any date, change and clock, after back-dated postings and reversals', () => {
    fc.assert(
      fc.property(
        fc.array(posting, { minLength: 5, maxLength: 60 }),
        fc.nat(),
        fc.integer({ min: 0, max: DAYS + 1 }),
        (postings, known, day) => {
          const { book, documents, applications } = enter(postings)
          for (const clock of ['strict', 'latest'] as const) {
            for (const knownAt of [undefined, known % (book.change + 1)]) {
              const moment: Moment = { asOf: day as Day, knownAt, clock }
              const expected = defined(documents, applications, moment)
              const set = openItems(book, moment)
              const found = new Array<number>(documents.length).fill(0)
              for (let i = 0; i < set.count; i++) found[set.items[i]] = set.open[i]
              expect(found).to.deep.equal(expected)
              expect(set.count).to.equal(expected.filter(open => open !== 0).length)
              expect([...set.items.subarray(0, set.count)]).to.deep.equal([...set.items.subarray(0, set.count)].sort((a, b) => a - b))
              expect(documents.map((_, item) => openAmount(book, item, moment) + 0)).to.deep.equal(expected.map(open => open + 0))
            }
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
