import { expect } from 'chai'
import * as fc from 'fast-check'
import type { Book } from '../../../shared/book/book.js'
import { checkInvariants } from '../../../shared/book/invariants.js'
import { bookFrom, snapshot } from '../../../shared/book/snapshot.js'
import { aging, agingOfCustomer, agingRow, type AgingQuestion } from '../../../shared/domain/aging.js'
import { bucketSet } from '../../../shared/domain/buckets.js'
import type { Filter } from '../../../shared/domain/filter.js'
import { openItems } from '../../../shared/domain/open-items.js'
import { history, historyDay, play } from '../../history.js'
import { naiveAging, naiveBalance, naiveOpen, type Known } from '../../naive.js'

const RUNS = { numRuns: Number(process.env.HISTORIES ?? 60) }

/** Any question that the Book may be asked about a history. */
const question = fc.record({
  asOf: historyDay,
  known: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  clock: fc.constantFrom('strict' as const, 'latest' as const),
  basis: fc.constantFrom('due' as const, 'document' as const, 'posting' as const),
  credits: fc.constantFrom('separate' as const, 'own-date' as const),
  buckets: fc.constantFrom('30,60,90', '5,10,20', '1m,2m,1y'),
  currency: fc.constantFrom(undefined, 'USD', 'CNY'),
  filter: fc.constantFrom<Filter | undefined>(
    undefined,
    { region: ['East'] },
    { owner: ['West', 'S01'] },
    { customer: ['C001', 'C003'] },
    { product: ['P1', ''] },
    { region: ['West', ''], product: ['P2'] },
  ),
  by: fc.constantFrom('customer', 'product', 'region', 'owner'),
})

type Asked = typeof question extends fc.Arbitrary<infer T> ? T : never

const asked = (book: Book, { known, buckets, ...rest }: Asked): AgingQuestion & { knownAt: number } => ({
  ...rest,
  buckets: bucketSet(buckets),
  knownAt: Math.round(book.change * known),
})

describe('the Book', () => {
  it('agrees to the cent with the rules read over a plain list of facts, for any question (16.1, 16.5)', function () {
    this.timeout(120_000)
    fc.assert(
      fc.property(history(), fc.array(question, { minLength: 4, maxLength: 4 }), (steps, questions) => {
        const { book, facts } = play(steps)
        for (const one of questions) {
          const ask = asked(book, one)
          const open = openItems(book, ask)
          const expected = naiveOpen(facts, ask.asOf, ask.knownAt, ask.clock!)
          const named = (item: number) => `${book.documents.id[book.items.document[item]]}#${book.items.instalment[item]}`
          expect(new Map(Array.from(open.items, (item, i) => [named(item), open.open[i]]))).to.deep.equal(
            new Map(expected.map(({ item, open }) => [`${item.document.id}#${item.instalment}`, open])),
          )
          const want = ratesReach(facts, ask) ? naiveAging(facts, ask) : undefined
          if (!want) continue
          const got = aging(book, ask)
          got.groups.forEach((group, i) => {
            expect(agingRow(got, i), `${group} ${JSON.stringify(one)}`).to.deep.equal(want.get(group) ?? agingRow(got, i).map(() => 0))
            expect(!!got.present[i]).to.equal(want.has(group))
            if (ask.by === 'customer') expect(agingOfCustomer(book, ask, i)).to.deep.equal(agingRow(got, i))
          })
        }
      }),
      RUNS,
    )
  })

  it('holds every invariant after any history, and buckets add to the documents by posting date (16.1, 16.6)', function () {
    this.timeout(120_000)
    fc.assert(
      fc.property(history(), historyDay, fc.double({ min: 0, max: 1, noNaN: true }), (steps, asOf, part) => {
        const { book, facts } = play(steps)
        expect(checkInvariants(book)).to.deep.equal([])
        const knownAt = Math.round(book.change * part)
        for (const clock of ['strict', 'latest'] as const) {
          const { open } = openItems(book, { asOf, knownAt, clock })
          expect(open.reduce((a, b) => a + b, 0)).to.equal(naiveBalance(facts, asOf, knownAt))
        }
      }),
      RUNS,
    )
  })

  it('answers the past as it was known then, whatever comes later (16.3), and later facts change no earlier day (16.2)', function () {
    this.timeout(120_000)
    fc.assert(
      fc.property(history(), history(15), historyDay, (steps, later, asOf) => {
        const first = play(steps)
        const both = play([...steps, ...later])
        const at = (book: Book, knownAt: number) => [...openItems(book, { asOf, knownAt }).open].sort()
        expect(at(both.book, first.book.change)).to.deep.equal(at(first.book, first.book.change))
        // Of the facts that came later only those dated up to the day may matter.
        const earlier = both.facts.filter(({ change, fact }) => change > first.book.change && touches(fact, asOf))
        if (earlier.length === 0) expect(at(both.book, both.book.change)).to.deep.equal(at(first.book, first.book.change))
      }),
      RUNS,
    )
  })

  it('is the same after a snapshot, and after taking back an attempt', function () {
    this.timeout(120_000)
    fc.assert(
      fc.property(history(), historyDay, (steps, asOf) => {
        const { book } = play(steps)
        const bytes = snapshot(book)
        const copy = bookFrom(bytes)
        expect(checkInvariants(copy)).to.deep.equal([])
        expect([...aging(copy, { asOf, credits: 'own-date', currency: 'USD' }).amounts]).to.deep.equal([
          ...aging(book, { asOf, credits: 'own-date', currency: 'USD' }).amounts,
        ])
        expect(Buffer.from(snapshot(copy)).equals(Buffer.from(bytes))).to.equal(true)
        book.attempt(() => {
          const before = book.change
          book.note(before + 1, 0)
          const id = book.lastDocumentId + 1
          book.add(
            {
              fact: 'document',
              kind: 'receipt',
              id,
              customer: 'C001',
              series: '',
              number: `N${id}`,
              docDate: '2024-02-01',
              postDate: '2024-02-01',
              currency: 'CNY',
              rate: '1',
              amount: -500,
              base: -500,
              dimensions: { region: 'North' },
              items: [{ instalment: 1, due: '2024-02-01', amount: -500, base: -500 }],
              lines: [],
            } as never,
            before + 1,
          )
          openItems(book, { asOf })
        })
        expect(checkInvariants(book)).to.deep.equal([])
        expect([...openItems(book, { asOf }).open].sort()).to.deep.equal([...openItems(copy, { asOf }).open].sort())
        expect(book.change).to.equal(copy.change)
      }),
      RUNS,
    )
  })

  it('finds a fault when a fact or a derived column was altered', () => {
    const { book } = play([])
    expect(checkInvariants(book)).to.deep.equal([])
    const seeds = fc.sample(history(40), { numRuns: 30, seed: 7 })
    const played = seeds.map(steps => play(steps).book).find(one => one.applications.count > 0)!
    played.items.openNow[played.applications.debit[0]] += 1
    expect(checkInvariants(played).map(fault => fault.name)).to.include('what is derived equals what the facts give')
  })

  it('histories are rich: all kinds of events are accepted, and refusals are of many kinds', () => {
    const seen = new Set<string>()
    const refusals = new Set<string>()
    for (const steps of fc.sample(history(), { numRuns: 200, seed: 3 })) {
      const { facts, refused } = play(steps)
      for (const { fact } of facts)
        seen.add(fact.fact === 'document' ? fact.kind : fact.fact === 'application' ? `${fact.purpose}` : fact.fact)
      refused.forEach(code => refusals.add(code))
    }
    expect([...seen]).to.include.members([
      'invoice',
      'creditNote',
      'receipt',
      'refund',
      'discount',
      'writeOff',
      'allocation',
      'reversal',
      'value',
      'close',
    ])
    expect([...refusals]).to.include.members(['OVER_ALLOCATED', 'ACROSS_CUSTOMERS', 'PERIOD_CLOSED', 'REVERSAL_TOO_EARLY'])
  })
})

/** Rates stand for the whole span; questions before the first or long after the last one are refused, and not compared here. */
const ratesReach = (facts: readonly Known[], { asOf, currency, knownAt }: AgingQuestion & { knownAt: number }): boolean =>
  currency !== undefined || (knownAt >= 1 && asOf >= 19723 && asOf <= 19723 + 181 && facts.length > 0)

const touches = (fact: Known['fact'], asOf: number): boolean => {
  const dates = fact.fact === 'document' ? [fact.postDate] : fact.fact === 'application' ? [fact.date] : []
  return dates.some(date => Date.parse(date) / 86_400_000 <= asOf)
}
