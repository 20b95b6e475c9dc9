import { expect } from 'chai'
import fc from 'fast-check'
import type { Pending, Sync } from '../../../addin/sync/sync.js'
import { OWNER } from '../../../server/viewer.js'
import { checkInvariants } from '../../../shared/book/invariants.js'
import { boundTable } from '../../../shared/tables/bound/edit.js'
import { closeAll, openDuebook, startService, type Duebook } from '../duebook.js'

const RUNS = Number(process.env.HOST_STORIES ?? 3)
const COLUMNS = ['number', 'customer', 'docDate', 'amount', 'note']
const LEDGER = `
  customer C001
  customer C002
  receipt  R-1  C001  2026-03-01  100.00
  receipt  R-2  C002  2026-04-01  200.00
  receipt  R-3  C001  2026-05-01  300.00`

/** What a person does in a workbook. */
const act = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom(
    'new',
    'amount',
    'amount',
    'note',
    'note',
    'bad',
    'draft',
    'insert',
    'delete',
    'sort',
    'offline',
    'online',
    'sync',
    'agree',
  ),
  at: fc.nat(20),
  value: fc.integer({ min: 1, max: 9_999 }),
})

interface Seat {
  book: Duebook
  sync: Sync
}

/** Rows of the table as the sheet has them, with their row of the sheet. */
const rowsOf = ({ book }: Seat) =>
  book.excel
    .values('Receipts!A2:G60')
    .map((cells, i) => ({ row: i + 2, cells }))
    .filter(({ cells }) => cells.some(cell => cell !== ''))

async function does({ book, sync }: Seat, what: string, at: number, value: number): Promise<void> {
  const { excel } = book
  const rows = rowsOf({ book, sync })
  const { row } = rows[at % Math.max(1, rows.length)] ?? { row: 2 }
  const end = (rows.at(-1)?.row ?? 1) + 1
  const inTable = (work: (table: Excel.Table) => void) =>
    excel.Excel.run(async context => {
      work(context.workbook.tables.getItem('Duebook_Receipts'))
      await context.sync()
    })
  if (what === 'new') excel.type(`Receipts!A${end}`, [[`N-${value}-${at}`, `C00${1 + (at % 2)}`, '2026-05-20', value, '']])
  else if (what === 'draft') excel.type(`Receipts!A${end}`, [[`D-${value}-${at}`, 'C001', '', '', '']])
  else if (what === 'bad') excel.type(`Receipts!B${row}`, 'C009')
  else if (what === 'amount') excel.type(`Receipts!D${row}`, value)
  else if (what === 'note') excel.type(`Receipts!E${row}`, `note ${value}`)
  else if (what === 'insert') await inTable(table => void table.rows.add(at % (rows.length + 1)))
  else if (what === 'delete' && rows.length > 1) await inTable(table => table.rows.getItemAt(row - 2).delete())
  else if (what === 'sort') await inTable(table => table.sort.apply([{ key: at % 4, ascending: value % 2 === 0 }]))
  else if (what === 'offline') excel.offline()
  else if (what === 'online') excel.online()
  else if (what === 'sync') await sync.now()
  else if (what === 'agree') await sync.agree(sync.pending.filter(({ state }) => state === 'asks'))
}

/** Decides whatever waits for a person; tells whether anything did. */
async function decide({ sync }: Seat, value: number): Promise<boolean> {
  const of = (...states: Pending['state'][]) => sync.pending.filter(({ state }) => states.includes(state))
  const waits = sync.pending.length > 0
  await sync.agree(of('asks'))
  await sync.resolve(of('conflict'), value % 2 ? 'mine' : 'theirs')
  await sync.settleRemoved(of('removed'), value % 3 ? 'reverse' : 'restore')
  await sync.takeBack(of('refused', 'draft'))
  return waits
}

describe('three people at bound tables in Excel', function () {
  this.timeout(300_000)
  afterEach(closeAll)

  it('agree with the ledger in the end, whatever they did', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 18 }), async story => {
        const service = await startService({ ledger: LEDGER })
        const seats: Seat[] = []
        for (let who = 0; who < 3; who++) {
          const book = await openDuebook({ service })
          const sync = await book.desk.tables.open()
          await sync.create('receipts', COLUMNS, true)
          seats.push({ book, sync })
        }
        for (const { who, what, at, value } of story) await does(seats[who], what, at, value)
        for (const { book } of seats) book.excel.online()
        let open = true
        for (let round = 0; open && round < 12; round++) {
          open = false
          for (const [i, seat] of seats.entries()) {
            await seat.sync.now()
            open = (await decide(seat, story[i].value)) || open
          }
        }
        for (const { sync } of seats) await sync.now()
        const ledger = service.ledger.book(OWNER)
        const receipts = boundTable('receipts')
        const wanted = [...receipts.ids(ledger)].map(id => {
          const { number, customer, docDate, amount, note } = receipts.read(ledger, id)!.fields
          return [number, customer, docDate, Number(amount), note, 'Saved', id].join(' | ')
        })
        expect(checkInvariants(ledger)).to.deep.equal([])
        for (const seat of seats) {
          expect(seat.sync.pending, 'edits that wait').to.deep.equal([])
          const saved = rowsOf(seat).filter(({ cells }) => cells[5] === 'Saved')
          const texts = saved.map(({ row, cells }) => {
            const [, , date] = seat.book.excel.texts(`Receipts!A${row}:C${row}`)[0]
            return [cells[0], cells[1], date, Number(cells[3]), cells[4], cells[5], cells[6]].join(' | ')
          })
          expect(texts.sort()).to.deep.equal([...wanted].sort())
          const others = rowsOf(seat).filter(({ cells }) => cells[5] !== 'Saved')
          for (const { cells } of others) expect(cells[5], cells.join(' ')).to.equal('Reversed in the ledger')
        }
        await closeAll()
      }),
      { numRuns: RUNS },
    )
  })
})
