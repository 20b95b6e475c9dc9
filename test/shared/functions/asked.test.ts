import { expect } from 'chai'
import * as fc from 'fast-check'
import { Book } from '../../../shared/book/book.js'
import type { Fact } from '../../../shared/facts/fact.js'
import { aging, agingRow, agingTotals } from '../../../shared/domain/aging.js'
import { agingCell, agingCellSum, agingQuestion } from '../../../shared/functions/asked.js'
import { ALL } from '../../../shared/functions/customers.js'
import { options } from '../../../shared/functions/options.js'
import { history, historyDay, play } from '../../history.js'

const OPTIONS = [
  '',
  'basis=document',
  'credits=own-date;buckets=5,10,20',
  'clock=latest',
  'region=East',
  'product=P1',
  'currency=USD',
  'known=5',
]

/** What is asked, or the code of its refusal. */
function told<T>(ask: () => T): T | string {
  try {
    return ask()
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('the aging that cells ask for', () => {
  it('is after every change what a scan of everything says, though only rows of the customers of the change are renewed', () => {
    fc.assert(
      fc.property(
        history(),
        fc.array(historyDay, { minLength: 2, maxLength: 2 }),
        fc.subarray(OPTIONS, { minLength: 2 }),
        (steps, days, texts) => {
          const { book: whole, facts } = play(steps)
          const book = new Book(whole.company)
          const ofChange = new Map<number, Fact[]>()
          for (const { change, fact } of facts) ofChange.set(change, [...(ofChange.get(change) ?? []), fact])
          for (const [change, its] of ofChange) {
            book.append({ change, facts: its, recordedAt: new Date(change * 60_000).toISOString() })
            for (const asOf of days)
              for (const text of texts.filter(each => each !== 'known=5' || change >= 5)) {
                const read = options(text, book)
                const all = told(() => aging(book, agingQuestion(book, asOf, read)))
                const label = `${text} at change ${change}`
                expect(
                  told(() => agingCell(book, ALL, asOf, read)),
                  label,
                ).to.deep.equal(typeof all === 'string' ? all : agingTotals(all))
                if (typeof all === 'string') continue
                for (let customer = 0; customer < book.customers.size; customer++) {
                  const row = agingRow(all, customer)
                  expect(agingCell(book, customer, asOf, read), label).to.deep.equal(row)
                  expect(agingCellSum(book, customer, asOf, read, { from: 1, to: 3 }), label).to.equal(row[1] + row[2])
                }
              }
          }
        },
      ),
      { numRuns: 25 },
    )
  }).timeout(60_000)

  it('is right again after an attempt was taken back', () => {
    const { book } = play([])
    const asOf = 20_000 as never
    const read = options('', book)
    const receipt = (id: number, customer: string, amount: number): Fact[] => [
      {
        ...{
          fact: 'document',
          kind: 'receipt',
          id,
          customer,
          series: '',
          number: `R-${id}`,
          docDate: '2024-01-02',
          postDate: '2024-01-02',
        },
        ...{ currency: 'CNY', rate: '1', amount, base: amount, dimensions: {}, lines: [] },
        items: [{ instalment: 1, due: '2024-01-02', amount, base: amount }],
      } as unknown as Fact,
    ]
    const total = () => agingCell(book, ALL, asOf, read).reduce((sum, amount) => sum + amount, 0)
    expect(total()).to.equal(0)
    book.with(receipt(1, 'C001', -500), () => expect(total()).to.equal(-500))
    expect(total()).to.equal(0)
    book.append({ change: book.change + 1, facts: receipt(1, 'C002', -300), recordedAt: '2024-01-02T00:00:00.000Z' })
    expect(total()).to.equal(-300)
    expect(agingCell(book, book.customers.find('C001')!, asOf, read).at(-1)).to.equal(0)
  })
})
