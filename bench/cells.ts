import type { Book } from '../shared/book/book.js'
import { bookFrom, snapshot } from '../shared/book/snapshot.js'
import { addDays, day, iso, type Day } from '../shared/dates.js'
import { aging, agingRow } from '../shared/domain/aging.js'
import { openAmount } from '../shared/domain/open-items.js'
import { evaluate, type Calls } from '../shared/functions/evaluate.js'
import type { House, Part } from './house.js'
import { atMost, fastest, interleaved, median, mustAgree, type Figure } from './measure.js'
import { customerCode, documentNumber } from './postings.js'
import { chance } from './random.js'

const CELLS = 10_000
const BUCKETS = ['not due', '1-30', '31-60', '61-90', '>90']
const figure = (name: string, value: number, limit: number): Figure => atMost('Ledger', name, value, 'ms', limit)

/** Ten thousand cells of a sheet: customers in no order, each of some bucket, all as of one date. */
export function agingCells({ history }: House, asOf: Day): Calls {
  const random = chance(3)
  const customers = Array.from({ length: CELLS }, () => customerCode(random.below(history.customers.count)))
  const buckets = customers.map((_, i) => BUCKETS[i % BUCKETS.length])
  return { today: iso(history.last), calls: [{ fn: 'AGING', args: [customers, buckets, iso(asOf)] }] }
}

/** Ten thousand invoices, each as of a date of its own: the years of the history and the years after. */
function openCells({ history }: House): Calls {
  const random = chance(5)
  const invoices = Array.from({ length: CELLS }, () => random.below(history.invoices.count))
  const numbers = invoices.map(invoice => documentNumber('invoice', invoice + 1))
  const dates = invoices.map((_, i) => iso(addDays(history.first, i)))
  return { today: iso(history.last), calls: [{ fn: 'INVOICE_OPEN', args: [numbers, dates] }] }
}

const answers = (book: Book, calls: Calls): number[] => evaluate(book, calls, 'en').results[0] as number[]

/** Cells answered in process, as in the workbook. */
export const cellsPart: Part = {
  title: 'cells',
  async figures(house) {
    const { book, history } = house
    const asOf = addDays(history.last, -61)
    const calls = agingCells(house, asOf)
    const customers = Array.from({ length: Math.min(CELLS, history.customers.count) }, (_, i) => customerCode(i))
    const range: Calls = { today: iso(history.last), calls: [{ fn: 'AGING', args: [customers, '1-30', iso(asOf)] }] }
    const open = openCells(house)
    agree(book, calls, range, open, asOf)
    const time = await interleaved(
      {
        fresh: () => {
          book.answers.clear()
          return answers(book, calls)
        },
        known: () => answers(book, calls),
        range: () => answers(book, range),
        open: () => {
          book.answers.clear()
          return answers(book, open)
        },
      },
      15,
      8,
      fastest,
    )
    return [
      figure('10,000 AGING cells in process, at a new date', time.fresh, 25),
      figure('10,000 AGING cells in process, at a known date', time.known, 8),
      figure('one AGING call for a range of 10,000 customers', time.range, 10),
      figure('10,000 INVOICE_OPEN cells of 10,000 dates', time.open, 200),
    ]
  },
}

/** The cells show the cents of the domain. */
function agree(book: Book, calls: Calls, range: Calls, open: Calls, asOf: Day): void {
  const all = aging(book, { asOf })
  const cents = (amounts: number[]) => amounts.map(amount => Math.round(amount * 100))
  const [customers, buckets] = calls.calls[0].args as string[][]
  const row = (code: string) => agingRow(all, book.customers.find(code)!)
  mustAgree(
    'AGING cells',
    cents(answers(book, calls)),
    customers.map((code, i) => row(code)[BUCKETS.indexOf(buckets[i])]),
  )
  mustAgree(
    'AGING range',
    cents(answers(book, range)),
    (range.calls[0].args[0] as string[]).map(code => row(code)[1]),
  )
  const [numbers, dates] = open.calls[0].args as string[][]
  const itemOf = (number: string) => book.documents.firstItem[book.documentsNumbered(number)[0]]
  mustAgree(
    'INVOICE_OPEN cells',
    cents(answers(book, open)),
    numbers.map((number, i) => openAmount(book, itemOf(number), { asOf: day(dates[i]) })),
  )
}

/** A Book to bytes and back; the time to load is held against building it from the store, see `storePart`. */
export function snapshotLoad(book: Book, rounds = 5): { bytes: number; load: number } {
  const bytes = snapshot(book)
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    bookFrom(bytes)
    times.push(performance.now() - start)
  }
  return { bytes: bytes.byteLength, load: median(times) }
}
