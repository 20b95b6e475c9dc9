import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import type { Book } from '../shared/book/book.js'
import { iso } from '../shared/dates.js'
import { aging, agingTotals } from '../shared/domain/aging.js'
import { decimal, type Money } from '../shared/money.js'
import type { TableRow } from '../shared/tables/post.js'
import { openLedger, type Ledger } from '../server/ledger.js'
import { openStore } from '../server/store/ledger-store.js'
import { LEDGER_FILE } from '../server/store/sqlite.js'
import { OWNER } from '../server/viewer.js'
import { snapshotLoad } from './cells.js'
import type { History } from './generate.js'
import { monthsBefore, type Part } from './house.js'
import { atMost, interleaved, median, mustAgree, type Figure } from './measure.js'
import { customerCode, documentNumber } from './postings.js'

const figure = (name: string, value: number, unit: string, limit: number): Figure => atMost('Ledger', name, value, unit, limit)

/** The ledger in SQLite: against SQL that computes, against reading rows, and what a posted allocation costs. */
export const storePart: Part = {
  title: 'store',
  async figures(house) {
    const { history } = house
    const folder = await house.ledger()
    const build = await buildFigures(folder)
    const ledger = await openLedger(folder)
    const naive = await naiveFigures(folder, ledger.book(OWNER), history)
    const posting = await allocationFigure(ledger, history)
    await ledger.close()
    return [...naive, ...build, posting]
  },
}

/** As people write it: every invoice joined with its allocations, summed and grouped; the joins have their indexes. */
const NAIVE = `
  select customer,
    case when @day <= due then 0 when @day - due <= 30 then 1 when @day - due <= 60 then 2 when @day - due <= 90 then 3 else 4 end as bucket,
    sum(open) as open
  from (
    select d.customer, i.due, i.amount - coalesce(sum(a.amount), 0) as open
    from document d
    join item i on i.company = d.company and i.document = d.id
    left join application a on a.company = i.company and a.debit = i.document and a.debit_instalment = i.instalment and a.date <= @day
    where d.company = 1 and d.kind = 'invoice' and d.post_date <= @day
    group by i.document, i.instalment
  )
  where open <> 0 group by customer, bucket`

async function naiveFigures(folder: string, book: Book, history: History): Promise<Figure[]> {
  const file = new Sqlite(join(folder, LEDGER_FILE))
  file.exec('create index bench_debit on application (company, debit, debit_instalment, date, amount); analyze')
  const found: Figure[] = []
  for (const [months, when] of [
    [0, 'today'],
    [12, '12 months ago'],
  ] as const) {
    const asOf = monthsBefore(history, months)
    const naive = file.prepare(NAIVE).raw()
    const sums = new Array<number>(6).fill(0)
    for (const [, bucket, open] of naive.all({ day: asOf }) as [string, number, number][]) sums[bucket] += open
    mustAgree('aging by SQL', agingTotals(aging(book, { asOf })), sums)
    const ours = () => {
      book.answers.clear()
      return aging(book, { asOf })
    }
    const time = await interleaved({ ours, naive: () => naive.all({ day: asOf }) }, 5, 1)
    found.push(figure(`aging of all customers, ${when}, to naive SQL`, time.ours / time.naive, 'x', 1 / 50))
  }
  file.exec('drop index bench_debit')
  file.close()
  return found
}

async function buildFigures(folder: string): Promise<Figure[]> {
  const store = await openStore(folder, { now: 0 })
  const file = new Sqlite(join(folder, LEDGER_FILE), { readonly: true })
  let book: Book | undefined
  const build = async () => (book = await store.load())
  const time = await interleaved({ build, raw: () => readRaw(file) }, 3, 1)
  const { load } = snapshotLoad(book!)
  file.close()
  await store.close()
  return [
    figure('Book built from SQLite, to reading the same rows raw', time.build / time.raw, 'x', 2),
    figure('snapshot loaded, to building from SQLite', load / time.build, 'x', 0.25),
  ]
}

/** The rows that a Book is built from, in pages and in the same order, each cell read and nothing done with it. */
function readRaw(file: Sqlite.Database): number {
  const PAGE = 4_000
  const read = (columns: string, table: string, key: string, order: string) =>
    file.prepare(`select ${columns} from ${table} where company = 1 and ${key} > ? and ${key} <= ? order by ${order}`).raw()
  const pages = [
    read(
      'id, kind, customer, series, number, doc_date, post_date, currency, rate, amount, dimensions, change, of_document, of_order, reverses, terms, method, bank_account, bank_serial, note',
      'document',
      'id',
      'company, id',
    ),
    read('document, instalment, due, amount, base', 'item', 'document', 'company, document, instalment'),
    read('document, product, quantity, net, tax, cost', 'line', 'document', 'company, document, line'),
    read(
      'id, debit, debit_instalment, credit, credit_instalment, purpose, date, amount, change, reverses',
      'application',
      'id',
      'company, id',
    ),
  ]
  const last = file.prepare('select max(id) from document').pluck().get() as number
  let rows = 0
  for (let from = 0; from < last; from += PAGE) for (const page of pages) rows += page.all(from, from + PAGE).length
  return rows
}

const BATCH = 4_000

/** Allocations of new receipts to open invoices, in pushes as large as they may be: checked, posted, audited and committed. */
async function allocationFigure(ledger: Ledger, { invoices, last }: History): Promise<Figure> {
  const open = Array.from({ length: invoices.count }, (_, i) => i).filter(i => invoices.firstApplied[i] > last)
  const date = iso(last)
  const batches = Math.min(7, Math.floor(open.length / BATCH)) || 1
  const size = Math.min(BATCH, open.length)
  const push = async (pushId: string, rows: TableRow[]) => {
    const { posted, rows: answers } = await ledger.push(
      { pushId, rows, source: {}, atomic: true, repeats: 'refused', dryRun: false },
      'bench',
    )
    const refused = answers.find(answer => answer.outcome === 'refused')
    if (!posted) throw new Error(`${pushId} was not posted: ${refused?.outcome === 'refused' ? refused.refusal.text('en') : ''}`)
  }
  const times: number[] = []
  for (let batch = 0; batch < batches; batch++) {
    const mine = open.slice(batch * size, (batch + 1) * size)
    const amount = (i: number) => decimal(invoices.amount[i] as Money)
    const receipt = (i: number) => `BENCH-${documentNumber('receipt', i + 1)}`
    await push(
      `receipts-${batch}`,
      mine.map(i => ({
        table: 'receipts',
        row: { number: receipt(i), customer: customerCode(invoices.customer[i]), docDate: date, amount: amount(i) },
      })),
    )
    const rows = mine.map(i => ({
      table: 'allocations',
      row: { from: receipt(i), to: documentNumber('invoice', i + 1), date, amount: amount(i) },
    }))
    const start = performance.now()
    await push(`allocations-${batch}`, rows)
    times.push(((performance.now() - start) * 1000) / mine.length)
  }
  return figure('one posted allocation inside a batch', median(times), 'us', 60)
}
