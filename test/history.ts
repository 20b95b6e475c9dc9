import * as fc from 'fast-check'
import { Book } from '../shared/book/book.js'
import { addDays, day, iso, type Day } from '../shared/dates.js'
import { Posting } from '../shared/domain/posting/posting.js'
import type { RefusalCode } from '../shared/refusals.js'
import { postRow, type TableRow } from '../shared/tables/post.js'
import type { Known } from './naive.js'

/** The days of a random history lie within this many days of its start, so that events meet. */
export const HISTORY_START = day('2024-01-01')
const SPAN = 120

type Step =
  | {
      do: 'debt'
      table: string
      customer: number
      on: number
      late: number
      amount: number
      parts: number
      currency: number
      stamp: number
      terms: number
      products: number[]
    }
  | { do: 'credit'; table: string; customer: number; on: number; late: number; amount: number; currency: number; stamp: number; of: number }
  | { do: 'allocate'; from: number; to: number; on: number; share: number }
  | { do: 'settle'; table: string; of: number; on: number; share: number }
  | { do: 'refund'; of: number; on: number; share: number }
  | { do: 'reverse'; what: number; on: number }
  | { do: 'unallocate'; which: number; on: number }
  | { do: 'fifo'; customer: number; on: number }
  | { do: 'value'; customer: number; field: number; on: number; value: number }
  | { do: 'extend'; what: number; on: number; by: number }
  | { do: 'close'; month: number }

const CUSTOMERS = ['C001', 'C002', 'C003']
const CURRENCIES = ['CNY', 'USD', 'JPY']
const REGIONS = ['East', 'West']
const PRODUCTS = ['P1', 'P2', 'P3']

const on = fc.nat(SPAN)
const pick = fc.nat(1000)
const amount = fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 30 }))
const share = fc.integer({ min: 1, max: 130 })

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('debt' as const),
      table: fc.constantFrom('invoices', 'invoices', 'debitNotes', 'openingItems'),
      customer: pick,
      on,
      late: fc.nat(15),
      amount,
      parts: fc.integer({ min: 1, max: 3 }),
      currency: fc.nat(9),
      stamp: pick,
      terms: fc.nat(60),
      products: fc.array(fc.nat(2), { maxLength: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('credit' as const),
      table: fc.constantFrom('receipts', 'receipts', 'creditNotes'),
      customer: pick,
      on,
      late: fc.nat(15),
      amount,
      currency: fc.nat(9),
      stamp: pick,
      of: pick,
    }),
  },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('allocate' as const), from: pick, to: pick, on, share }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('settle' as const), table: fc.constantFrom('discounts', 'writeOffs'), of: pick, on, share }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refund' as const), of: pick, on, share }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reverse' as const), what: pick, on }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unallocate' as const), which: pick, on }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fifo' as const), customer: pick, on }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('value' as const), customer: pick, field: fc.nat(2), on, value: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('extend' as const), what: pick, on, by: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), month: fc.nat(3) }) },
)

/** Steps of a random history; made into rows while it is played, since what may happen depends on what did. */
export const history = (length = 40): fc.Arbitrary<Step[]> => fc.array(step, { minLength: 3, maxLength: length })

/** Plays a history: every step is a change of its own. Refused steps leave no trace; their codes are given. */
export function play(steps: readonly Step[]): { book: Book; facts: Known[]; refused: RefusalCode[] } {
  const book = new Book({ code: 'demo', name: 'Random', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  const refused: RefusalCode[] = []
  const facts: Known[] = []
  const post = (rows: TableRow[]) => {
    const change = book.change + 1
    const posting = new Posting(book, change)
    const piece = book.begin()
    book.note(change, change * 60_000)
    for (const row of rows) {
      const refusal = postRow(posting, row)
      if (!refusal) continue
      refused.push(refusal.code)
      piece.undo()
      break
    }
    piece.keep()
    if (book.change === change) facts.push(...posting.facts.map(fact => ({ change, fact })))
  }
  post([
    ...CUSTOMERS.map(code => ({ table: 'customers', row: { code, region: REGIONS[code.length % 2], salesperson: 'S01' } })),
    ...PRODUCTS.map(code => ({ table: 'products', row: { code } })),
    // Rates for the whole span, at different levels.
    ...['USD', 'JPY'].flatMap((currency, c) =>
      [0, 25, 50, 75, 100, 125, 150].map(ahead => ({
        table: 'rates',
        row: { currency, date: iso(addDays(HISTORY_START, ahead)), rate: c === 0 ? `7.${ahead + 10}` : `0.04${ahead + 10}` },
      })),
    ),
  ])
  for (const one of steps) post(rowsOf(book, one))
  return { book, facts, refused }
}

/** The rows of a step, from what a Book holds when it is taken. */
export function rowsOf(book: Book, step: Step): TableRow[] {
  const date = (ahead: number) => iso(addDays(HISTORY_START, ahead))
  const row = (choice: number, takes: (row: number) => boolean) => {
    const rows = Array.from({ length: book.documents.count }, (_, i) => i).filter(
      i => book.isLive(i) && book.numberOf(i).number && takes(i),
    )
    return rows.length === 0 ? undefined : rows[choice % rows.length]
  }
  const number = (row: number) => book.numberOf(row).number
  const text = (row: number, share: number) => {
    const minor = Math.max(1, Math.floor((Math.abs(book.documents.amount[row]) * share) / 100))
    return book.currencyOf(row) === 'JPY' ? String(minor) : (minor / 100).toFixed(2)
  }
  const debt = (i: number) => book.documents.amount[i] > 0 && book.documents.itemCount[i] > 0
  const credit = (i: number) => book.documents.amount[i] < 0
  const next = `D${book.lastDocumentId + 1}`
  const currencyOf = (choice: number) => CURRENCIES[choice < 8 ? 0 : choice - 7]
  const money = (minor: number, currency: string) => (currency === 'JPY' ? String(minor) : (minor / 100).toFixed(2))
  switch (step.do) {
    case 'debt': {
      const currency = currencyOf(step.currency)
      const parts = Math.min(step.parts, step.amount)
      const each = Math.floor(step.amount / parts)
      const instalments = Array.from({ length: parts }, (_, i) => ({
        due: date(step.on + step.terms + i * 20),
        amount: money(i === parts - 1 ? step.amount - each * (parts - 1) : each, currency),
      }))
      const lines = step.products.map((product, i) => ({
        product: PRODUCTS[product],
        quantity: '1',
        net: money(Math.floor(step.amount / step.products.length) + (i === 0 ? step.amount % step.products.length : 0), currency),
        cost: '1',
      }))
      return [
        {
          table: step.table,
          row: {
            number: next,
            customer: CUSTOMERS[step.customer % 3],
            docDate: date(step.on),
            postDate: date(step.on + step.late),
            currency,
            amount: money(step.amount, currency),
            instalments,
            lines,
            ...(step.stamp % 3 ? { region: REGIONS[step.stamp % 2] } : {}),
          },
        },
      ]
    }
    case 'credit': {
      const currency = currencyOf(step.currency)
      const of = step.table === 'creditNotes' && step.of % 2 ? row(step.of, i => debt(i) && book.kind(i) === 'invoice') : undefined
      const customer = of === undefined ? CUSTOMERS[step.customer % 3] : book.customers.texts[book.documents.customer[of]]
      const inCurrency = of === undefined ? currency : book.currencyOf(of)
      return [
        {
          table: step.table,
          row: {
            number: next,
            customer,
            docDate: date(step.on),
            postDate: date(step.on + step.late),
            currency: inCurrency,
            amount: money(step.amount, inCurrency),
            ...(of === undefined ? {} : { invoice: number(of) }),
          },
        },
      ]
    }
    case 'allocate': {
      const from = row(step.from, credit)
      const to = row(step.to, debt)
      return from === undefined || to === undefined
        ? []
        : [
            {
              table: 'allocations',
              row: {
                from: number(from),
                to: number(to),
                date: date(step.on),
                amount: text(to, step.share),
                ...(step.share % 9 === 0 ? { instalment: 1 } : {}),
              },
            },
          ]
    }
    case 'settle': {
      const of = row(step.of, i => debt(i) && ['invoice', 'debitNote', 'opening'].includes(book.kind(i)))
      return of === undefined
        ? []
        : [
            {
              table: step.table,
              row: { number: next, invoice: number(of), amount: text(of, Math.min(step.share, 50)), date: date(step.on) },
            },
          ]
    }
    case 'refund': {
      const of = row(step.of, i => book.kind(i) === 'receipt')
      return of === undefined
        ? []
        : [{ table: 'refunds', row: { number: next, receipt: number(of), amount: text(of, step.share), date: date(step.on) } }]
    }
    case 'reverse': {
      const what = row(step.what, () => true)
      return what === undefined
        ? []
        : [{ table: 'reversals', row: { kind: book.kind(what), number: number(what), date: date(step.on + 20) } }]
    }
    case 'unallocate': {
      const { applications, items } = book
      if (applications.count === 0) return []
      const which = step.which % applications.count
      const [from, to] = [items.document[applications.credit[which]], items.document[applications.debit[which]]]
      if (!number(from) || !number(to)) return []
      return [{ table: 'reversals', row: { kind: 'allocation', from: number(from), to: number(to), date: date(step.on + 20) } }]
    }
    case 'fifo':
      return [{ table: 'oldestFirst', row: { customer: CUSTOMERS[step.customer % 3], date: date(step.on) } }]
    case 'value': {
      const field = ['owner', 'region', 'salesperson'][step.field]
      return [
        {
          table: 'values',
          row: {
            subject: 'customer',
            key: CUSTOMERS[step.customer % 3],
            field,
            from: date(step.on),
            value: ['East', 'West', 'S02'][step.value],
          },
        },
      ]
    }
    case 'extend': {
      const what = row(step.what, debt)
      return what === undefined
        ? []
        : [
            {
              table: 'values',
              row: { subject: 'item', key: `${number(what)}#1`, field: 'extension', from: date(step.on), value: date(step.on + step.by) },
            },
          ]
    }
    case 'close':
      return [{ table: 'periods', row: { period: `2024-0${step.month + 1}`, action: 'close' } }]
  }
}

/** A day within a history or a little beyond. */
export const historyDay: fc.Arbitrary<Day> = fc.integer({ min: -5, max: SPAN + 60 }).map(ahead => addDays(HISTORY_START, ahead))
