import type { Connection } from '../addin/replica/connection.js'
import type { Replica } from '../addin/replica/replica.js'
import { openSync, type Sync } from '../addin/sync/sync.js'
import { openBoundWorkbook } from '../addin/workbook/bound/open.js'
import { openWorkbook, type ExcelInNode } from '../host/node/open-workbook.js'
import { pushAnswer } from '../server/ledger.js'
import { postBatch } from '../server/ledger/post.js'
import type { Book } from '../shared/book/book.js'
import { pushRequest } from '../shared/protocol.js'
import { boundTable } from '../shared/tables/bound/edit.js'
import { houseOf, type Part } from './house.js'
import { atMost, median, type Figure } from './measure.js'

/** Columns of the bench's table; with the two of ours 14. */
const COLUMNS = [
  'number',
  'customer',
  'customerName',
  'docDate',
  'dueDate',
  'terms',
  'amount',
  'salesperson',
  'region',
  'note',
  'series',
  'currency',
]
const ROUNDS = 9
const PULLED = 1_000

const figure = (name: string, value: number, unit: string, limit: number): Figure => atMost('Sync', name, value, unit, limit)

/** Bound tables through office.js: one edited row in a long and in a short table, many changed rows, and the first fill. */
export const tablesPart: Part = {
  title: 'tables',
  async figures({ size }) {
    const rows = Math.min(100_000, size)
    const short = await stage(Math.max(500, rows / 100))
    const long = await stage(rows)
    const times = { short: [] as number[], long: [] as number[] }
    // By turns, so that a busy machine slows both alike; the first rounds warm up.
    for (let round = -3; round < ROUNDS; round++) {
      for (const [name, each] of [
        ['short', short],
        ['long', long],
      ] as const) {
        each.seat()
        const time = await editTime(each, round)
        if (round >= 0) times[name].push(time)
      }
    }
    const pulled = await pull(long)
    short.excel.close()
    long.excel.close()
    const name = (what: string) => `${what} of ${rows.toLocaleString('en')} rows`
    return [
      figure(
        `${name('one row edited, noticed, agreed to and posted in a table')}, to one of a hundredth`,
        median(times.long) / median(times.short),
        'x',
        2,
      ),
      figure(`${PULLED} changed rows fetched into a table, row writes`, pulled.writes, '', PULLED),
      figure(
        `${PULLED} changed rows fetched into a table, round trips that write them, beyond one for 500`,
        pulled.trips - PULLED / 500,
        '',
        3,
      ),
      figure(`${name(`first fill of 14 columns`)}, longest time that the workbook was not free`, long.longest, 'ms', 500),
    ]
  },
}

interface Stage {
  excel: ExcelInNode
  sync: Sync
  book: Book
  /** Milliseconds of the longest piece of the first fill. */
  longest: number
  /** Round trips in which rows were written so far. */
  trips: () => number
  /** Makes this workbook the one that office.js speaks to. */
  seat: () => void
  /** Posts rows as somebody else would. */
  post: (rows: readonly object[]) => void
  tell: () => void
}

/** A workbook with a table of all invoices of a ledger, in this process. */
async function stage(invoices: number): Promise<Stage> {
  const { book } = houseOf(invoices)
  const excel = await openWorkbook()
  const seat = () => void Object.assign(globalThis, { Excel: excel.Excel, Office: excel.Office })
  seat()
  let listener: (news: never) => void = () => undefined
  let told = book.change
  const tell = () => {
    const from = told
    told = book.change
    if (told > from) listener({ kind: 'facts', from, to: told, customers: 'all' } as never)
  }
  const posted = (request: object) => {
    const read = pushRequest.parse(request)
    const { outcome, stored } = postBatch(book, { ...read, pushHash: new Uint8Array(), actor: 'bench' }, Date.UTC(2026, 10, 22))
    stored?.step.keep()
    return pushAnswer(outcome, 'en')
  }
  const connection = {
    address: 'bench',
    push: (request: object) => Promise.resolve(posted(request)),
    lease: () => Promise.resolve({ held: true, seconds: 15 }),
  } as unknown as Connection
  const replica = {
    book,
    status: { live: 'live' },
    ready: Promise.resolve(),
    connection,
    subscribe: (heard: typeof listener) => {
      listener = heard
      return () => undefined
    },
    refresh: () => Promise.resolve(tell()),
  } as unknown as Replica
  const bound = openBoundWorkbook('en')
  let trips = 0
  /** Counts the round trips of the one run of Excel that a work begins with: others may be under way beside it. */
  const counted = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const place = excel.Excel as unknown as {
      run: (options: object, batch: (context: Excel.RequestContext) => Promise<unknown>) => Promise<unknown>
    }
    const { run } = place
    place.run = (options, batch) =>
      run.call(place, options, context => {
        const plain = context.sync.bind(context)
        context.sync = passed => {
          trips++
          return plain(passed)
        }
        return batch(context)
      })
    const working = work()
    place.run = run
    return working
  }
  const sync = await openSync({
    workbook: { ...bound, write: (...asked) => counted(() => bound.write(...asked)) },
    replica,
    language: 'en',
    client: 'bench',
    today: () => 20_779 as never,
    now: () => performance.now(),
    random: () => crypto.randomUUID(),
    location: () => 'bench',
    quiet: Infinity,
  })
  let longest = 0
  let last = performance.now()
  // What else the workbook would do has its turn when this has.
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 1)
  await sync.create('invoices', COLUMNS, true)
  clearInterval(watch)
  await settled(sync)
  let count = 0
  const post = (rows: readonly object[]) => void posted({ pushId: `somebody-${++count}-${invoices}`, rows })
  return { excel, sync, book, longest, trips: () => trips, seat, post, tell }
}

const NOTE = 'J'

/** Milliseconds from typing a note into a row until it is posted and written back. */
async function editTime({ excel, sync }: Stage, round: number): Promise<number> {
  const start = performance.now()
  excel.type(`Invoices!${NOTE}${200 + round}`, `note ${round}`)
  await sync.idle()
  while (sync.pending.length === 0) await new Promise(resolve => setImmediate(resolve))
  await sync.idle()
  if (sync.pending[0].state !== 'asks') throw new Error(`the edit is ${JSON.stringify(sync.pending[0])}`)
  await sync.agree(sync.pending)
  const time = performance.now() - start
  if (sync.pending.length > 0) throw new Error('the edit was not posted')
  await settled(sync)
  return time
}

/** What Excel tells of our own writes is heard before another workbook takes its seat. */
async function settled(sync: Sync): Promise<void> {
  for (let turn = 0; turn < 50; turn++) {
    await new Promise(resolve => setTimeout(resolve, 1))
    await sync.idle()
  }
}

/** Row writes of fetching rows, and their round trips, that somebody else changed. */
async function pull({ excel, sync, book, post, tell, trips }: Stage): Promise<{ trips: number; writes: number }> {
  const invoices = boundTable('invoices')
  const ids = [...invoices.ids(book)].filter((_, i) => i % 37 === 0).slice(0, PULLED)
  const rows = ids.map(id => ({
    table: 'invoices',
    row: { note: 'theirs' },
    edit: { id, base: book.change, confirmed: true },
  }))
  post(rows)
  const { workbook } = excel
  const before = trips()
  let writes = 0
  const off = workbook.onChange(changes => void (writes += changes.filter(({ kind }) => kind === 'cells').length))
  tell()
  await sync.idle()
  off()
  return { trips: trips() - before, writes }
}
