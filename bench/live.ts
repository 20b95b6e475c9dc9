import type { Replica, ReplicaNews } from '../addin/replica/replica.js'
import type { CellsDesk } from '../addin/cells/cells.js'
import { LiveCells } from '../addin/cells/live.js'
import type { Book } from '../shared/book/book.js'
import { bookFrom, snapshot } from '../shared/book/snapshot.js'
import { addDays, addMonths, iso, monthEnd, type Day } from '../shared/dates.js'
import { aging, agingRow, agingTotals } from '../shared/domain/aging.js'
import { openItemsOf } from '../shared/domain/open-items-of-customer.js'
import type { Fact } from '../shared/facts/fact.js'
import { FUNCTIONS } from '../shared/functions/index.js'
import type { Money } from '../shared/money.js'
import type { House, Part } from './house.js'
import { atLeast, atMost, fastest, median, mustAgree, type Figure } from './measure.js'
import { customerCode } from './postings.js'
import { chance } from './random.js'

const CELLS = 10_000
const BUCKETS = ['not due', '1-30', '31-60', '61-90', '>90']
const MONTHS = 24
const DEFINITION = FUNCTIONS.get('AGING')!
const figure = (name: string, value: number, unit: string, limit: number): Figure => atMost('Add-in', name, value, unit, limit)

/** Cells that take their values as Excel would, with all of Excel left out: the time is our own. */
interface Sheet {
  cells: LiveCells
  /** What each cell shows, in the order of the calls. */
  shown: unknown[]
  /** How many values were given. */
  given: number
  tell: (news: ReplicaNews) => void
}

/** What Excel hands to a call: cells as rows. */
type Given = readonly [customer: string[][], bucket: string[][], asOf: number[][], options: null]

/** The serial of 1970-01-01 in Excel. */
const EPOCH = 25569
const given = (customer: string, bucket: string, asOf: Day): Given => [[[customer]], [[bucket]], [[asOf + EPOCH]], null]

function sheetOf(book: Book, today: Day): Sheet {
  let listener: (news: ReplicaNews) => void = () => undefined
  const status = { phase: 'ready', live: 'live', change: 0, newest: 0, fetchedAt: 0 } as const
  const replica = { book, status, ready: Promise.resolve(), subscribe: (hear: typeof listener) => ((listener = hear), () => undefined) }
  const desk: CellsDesk = {
    replica: replica as unknown as Replica,
    language: 'en',
    formatted: true,
    live: () => true,
    withDrafts: ask => ask(),
    askedOn: () => ({ today, asOf: today }),
  }
  const cells = new LiveCells()
  cells.connect(desk)
  return { cells, shown: [], given: 0, tell: news => listener(news) }
}

/** Calls every cell, as Excel does in one recalculation; answers the milliseconds of our own code. */
function call(sheet: Sheet, cells: readonly Given[]): number {
  const invocations = cells.map((_, i) => ({
    setResult: (value: unknown) => {
      sheet.shown[i] = value
      sheet.given++
    },
  }))
  const start = performance.now()
  for (let i = 0; i < cells.length; i++) sheet.cells.call('AGING', DEFINITION, cells[i], invocations[i])
  return performance.now() - start
}

/** Ten thousand cells: customers in no order, each of some bucket, at the given dates in turn. */
function cellsOf({ history }: House, dates: readonly Day[], count = CELLS): Given[] {
  const random = chance(3)
  return Array.from({ length: count }, (_, i) =>
    given(
      customerCode(random.below(history.customers.count)),
      BUCKETS[i % BUCKETS.length],
      dates[Math.floor(i / BUCKETS.length) % dates.length],
    ),
  )
}

const centsOf = (values: readonly unknown[]) => values.map(value => Math.round((value as number) * 100))

/** What the cells should show, asked of a book whose answers are all forgotten. */
function amountsOf(book: Book, cells: readonly Given[]): number[] {
  const agings = new Map<number, ReturnType<typeof aging>>()
  return cells.map(([customer, bucket, asOf]) => {
    const on = (asOf[0][0] - EPOCH) as Day
    let all = agings.get(on)
    if (!all) agings.set(on, (all = aging(book, { asOf: on })))
    const row = customer[0][0] === '*' ? agingTotals(all) : agingRow(all, book.customers.find(customer[0][0])!)
    return row[BUCKETS.indexOf(bucket[0][0])]
  })
}

/** A receipt for an invoice that a customer owes at last, paid and allocated on the day of the invoice: all dates since are others. */
function receiptFacts(book: Book, customer: number, last: Day): Fact[] {
  const { items, count } = openItemsOf(book, customer, { asOf: last })
  const item = items.slice(0, count).find(each => book.items.amount[each] > 0)
  const on = item === undefined ? last : (book.items.postDate[item] as Day)
  const amount = 100 as Money
  const id = book.lastDocumentId + 1
  const credit = -100 as Money
  const facts: Fact[] = [
    {
      ...{ fact: 'document', kind: 'receipt', id, customer: book.customers.texts[customer], series: '', number: `live-${id}` },
      ...{ docDate: iso(on), postDate: iso(on), currency: book.company.currency, rate: '1', dimensions: {}, amount: credit, base: credit },
      ...{ items: [{ instalment: 1, due: iso(on), amount: credit, base: credit }], lines: [] },
    } as unknown as Fact,
  ]
  if (item !== undefined)
    facts.push({
      ...{ fact: 'application', id: book.lastApplicationId + 1, purpose: 'allocation', date: iso(on), amount },
      ...{ debit: [book.documents.id[book.items.document[item]], book.items.instalment[item]], credit: [id, 1] },
    } as unknown as Fact)
  return facts
}

/** Posts receipts one by one and answers the median of the milliseconds in which the cells that changed were found and set. */
function follow(book: Book, sheet: Sheet, cells: readonly Given[], customers: readonly number[], last: Day): number {
  const times: number[] = []
  const before = sheet.given
  for (const customer of customers) {
    const change = book.change + 1
    book.append({ change, facts: receiptFacts(book, customer, last), recordedAt: `${iso(last)}T00:00:00.000Z` })
    const start = performance.now()
    sheet.tell({ kind: 'facts', from: change - 1, to: change, customers: new Set([customer]) })
    times.push(performance.now() - start)
  }
  mustAgree('live cells', centsOf(sheet.shown.flat(2)), amountsOf(book, cells))
  if (sheet.given === before) throw new Error('no cell changed')
  return median(times)
}

/** Cells of the workbook, without Excel. */
export const livePart: Part = {
  title: 'live',
  async figures(house) {
    const { history, size } = house
    const book = bookFrom(snapshot(house.book))
    const limit = size > 200_000 ? 60 : 30
    const figures: Figure[] = []

    const fresh: number[] = []
    for (let round = 0; round < 40; round++) {
      const asOf = addDays(history.last, -61 - round)
      const cells = cellsOf(house, [asOf])
      const sheet = sheetOf(book, history.last)
      fresh.push(call(sheet, cells))
      if (round === 0) mustAgree('AGING cells', centsOf(sheet.shown), amountsOf(book, cells))
    }
    figures.push(figure('10,000 AGING cells called by Excel at a new date', fastest(fresh), 'ms', limit))

    const many = sheetOf(book, history.last)
    call(many, cellsOf(house, [history.last], 100_000))
    figures.push(atLeast('Add-in', 'of 100,000 AGING cells called at once have a value', many.given, '', 100_000))

    const random = chance(7)
    const touched = Array.from({ length: 100 }, () => random.below(history.customers.count))
    const ends = Array.from({ length: MONTHS }, (_, i) => monthEnd(addMonths(history.last, -i)))
    // Cells of a customer for each of its months, and of the whole company beside them.
    const whole = ends.flatMap(end => BUCKETS.map(bucket => given('*', bucket, end)))
    for (const [name, cells] of [
      ['a posting with 10,000 live cells of one date', cellsOf(house, [history.last])],
      [`a posting with 10,000 live cells at ${MONTHS} month-ends`, cellsOf(house, ends)],
      [`the same with ${whole.length} cells of all customers`, [...cellsOf(house, ends), ...whole]],
    ] as const) {
      const sheet = sheetOf(book, history.last)
      call(sheet, cells)
      figures.push(figure(name, follow(book, sheet, cells, touched, history.last), 'ms', 5))
    }
    // One call for many customers: each is a cell of its column.
    const codes = Array.from({ length: Math.min(CELLS, history.customers.count) }, (_, i) => [customerCode(i)])
    const column = sheetOf(book, history.last)
    call(column, [[codes, [['>90']], [[history.last + EPOCH]], null]])
    const single = codes.map(([code]) => given(code, '>90', history.last))
    figures.push(
      figure(
        `a posting with a column of ${codes.length} customers`,
        follow(book, column, single, [...touched, 0, 1, 2], history.last),
        'ms',
        5,
      ),
    )
    return figures
  },
}
