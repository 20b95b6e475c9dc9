import { expect } from 'chai'
import fc from 'fast-check'
import type { Book } from '../../../../shared/book/book.js'
import { checkInvariants } from '../../../../shared/book/invariants.js'
import { day } from '../../../../shared/dates.js'
import { Posting } from '../../../../shared/domain/posting/posting.js'
import { Refusal } from '../../../../shared/refusals.js'
import { BOUND_TABLES } from '../../../../shared/tables/bound/index.js'
import { boundTable, type Edit } from '../../../../shared/tables/bound/edit.js'
import { threeWay } from '../../../../shared/tables/bound/three-way.js'
import { postEditedRow } from '../../../../shared/tables/post.js'
import { enter, sampleLedger } from '../../../sample-ledger.js'

const HISTORIES = Number(process.env.STORIES ?? 60)
const TODAY = day('2026-07-01')

const LEDGER = `
  customer C001
  customer C002
  product  P1
  rate     USD  2026-01-01  7.1
  rate     USD  2026-05-01  7.2
  invoice  I-1  C001  2026-03-01  due 2026-03-31  1000.00
  receipt  R-1  C001  2026-04-15                   400.00
  allocate R-1  I-1   2026-04-15                   150.00
  order    O-1  C001  2026-02-15                   900.00`

const amount = fc.integer({ min: 1, max: 99_999 }).map(value => String(value / 100))
const date = fc.integer({ min: 1, max: 28 }).map(on => `2026-05-${String(on).padStart(2, '0')}`)
const text = fc.constantFrom('', 'north', '华东', 'S01')
const customer = fc.constantFrom('C001', 'C002')
const number = fc.constantFrom('', 'N-1', 'N-2', '0003')
const stamps = { salesperson: text, department: text, region: text, channel: text, project: text, branch: text }
const foreign = fc.constantFrom('', 'CNY', 'USD')
const document = {
  currency: foreign,

  number: number.map(each => each || 'N-3'),
  customer,
  docDate: date,
  amount,
  note: text,
  series: text,
  order: fc.constantFrom('', 'O-1'),
  ...stamps,
}
const booked = { ...document, postDate: fc.constantFrom('', '2026-06-02') }
const debt = { ...booked, dueDate: date.map(each => each.replace('-05-', '-06-')), terms: fc.constantFrom('', '月结30天', 'net 30') }

/** Random rows of each table, in which what is filled is to be read back as it is. */
const ROWS: Readonly<Record<string, fc.Arbitrary<Record<string, string>>>> = {
  customers: fc.record({
    code: fc.constantFrom('C003', 'C004'),
    name: fc.constantFrom('华东', 'Northwind'),
    shortName: text,
    terms: debt.terms,
    creditLimit: amount,
    owner: text,
    ...stamps,
  }),
  values: fc
    .constantFrom(['creditLimit', '5000.00'], ['region', '华东'], ['hold', 'yes'], ['terms', '月结30天'])
    .chain(([field, value]) =>
      fc.record({ customer, field: fc.constant(field), from: date, to: fc.constantFrom('', '2026-12-31'), value: fc.constant(value) }),
    ),
  products: fc.record({ code: fc.constantFrom('P2', 'P3'), name: fc.constantFrom('轴承', 'Bearing'), category: text }),
  invoices: fc.oneof(
    fc.record(debt),
    fc.record({ ...debt, currency: fc.constant(''), amount: fc.constant('169.5') }).map(row => ({
      ...row,
      lines: 'P1 | 2 | 100 | 13 | 60; P1 | 1.5 | 50 | 6.5 | 0',
    })),
  ),
  openingItems: fc.record(debt).map(({ order: _none, terms: _neither, ...row }) => row),
  creditNotes: fc.record({ ...booked, invoice: fc.constantFrom('', 'I-1'), customer: fc.constant('C001') }),
  receipts: fc
    .record({ ...booked, number, method: text, billDue: fc.constantFrom('', '2026-09-30') })
    .map(row => (row.billDue ? { ...row, bill: 'held' } : row)),
  orders: fc.record(document).map(({ order: _none, ...row }) => row),
  deliveries: fc.record(document),
  allocations: fc.record({
    from: fc.constant('R-1'),
    to: fc.constant('I-1'),
    amount: amount.map(each => String(Math.min(Number(each), 100))),
    date,
  }),
  rates: fc.record({
    currency: fc.constantFrom('USD', 'EUR'),
    date,
    rate: fc.integer({ min: 1, max: 99_999 }).map(value => String(value / 1000)),
  }),
  calendar: fc.record({ date, workday: fc.constantFrom('yes', 'no') }),
}

/** One edit of a random history: a new row, a change of one field, or a removal. */
const step = fc.oneof(
  ...Object.entries(ROWS).map(([table, row]) =>
    fc.record({ table: fc.constant(table), row, what: fc.constantFrom('post', 'change', 'remove', 'post', 'change'), at: fc.nat(20) }),
  ),
)

/** Posts an edit as a change of its own. */
function edited(book: Book, table: string, row: Record<string, string>, edit: Partial<Edit> = {}) {
  const change = book.change + 1
  const taken = book.begin()
  book.note(change, Date.UTC(2026, 6, 1) + change)
  const posting = new Posting(book, change)
  const outcome = postEditedRow(posting, { table, row, edit: { base: change - 1, confirmed: true, ...edit } }, TODAY)
  if (posting.facts.length === 0) taken.undo()
  taken.keep()
  return outcome
}

/** A ledger with a random history; `seen` hears of each step that was made. */
function history(steps: readonly { table: string; row: Record<string, string>; what: string; at: number }[]): Book {
  const book = sampleLedger(LEDGER)
  for (const { table, row, what, at } of steps) {
    const ids = [...boundTable(table).ids(book)]
    const id = ids[at % Math.max(1, ids.length)]
    const had = id === undefined ? undefined : boundTable(table).read(book, id)
    if (what === 'post' || !had) edited(book, table, row)
    else if (what === 'remove') edited(book, table, {}, { id, remove: true })
    else {
      const names = Object.keys(row)
      const name = names[at % names.length]
      edited(book, table, { ...had.fields, [name]: row[name] }, { id })
    }
    if (at === 20) enter(book, 'value customer C001 owner 2026-06-01 S07')
  }
  return book
}

/** Every id that a table ever had. */
function everyId(book: Book, table: string): string[] {
  const ids = new Set<string>()
  for (const id of boundTable(table).touched(book, 0)) ids.add(id)
  for (const id of boundTable(table).ids(book)) ids.add(id)
  return [...ids]
}

describe('bound tables', () => {
  for (const [name, rows] of Object.entries(ROWS))
    it(`${name}: what is posted is read as it was written, and what is read posts the same row`, () => {
      let posted = 0
      fc.assert(
        fc.property(rows, row => {
          const book = sampleLedger(LEDGER)
          const definition = boundTable(name)
          const outcome = edited(book, name, row)
          if (outcome instanceof Refusal) return
          posted++
          const { id } = outcome as { id: string }
          const read = definition.read(book, id)!
          for (const [column, cell] of Object.entries(row)) if (cell !== '') expect(read.fields[column], column).to.equal(cell)
          expect(Object.keys(read.fields).filter(column => definition.columns.some(each => each.name === column))).to.have.length(
            definition.columns.length,
          )
          const other = sampleLedger(LEDGER)
          const given = definition.columns.filter(column => column.given).map(column => column.name)
          const again = edited(other, name, Object.fromEntries(Object.entries(read.fields).filter(([column]) => !given.includes(column))))
          expect(
            again instanceof Refusal ? again.text('en') : definition.read(other, again.outcome === 'accepted' ? again.id : ''),
          ).to.deep.equal(read)
          expect(checkInvariants(book)).to.deep.equal([])
        }),
        { numRuns: HISTORIES },
      )
      expect(posted).to.be.above(HISTORIES / 4)
    })

  it('tell all ids whose rows differ since any change, and the newest change that did it', () => {
    let differing = 0
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), steps => {
        const book = history(steps)
        expect(checkInvariants(book)).to.deep.equal([])
        for (const [name, definition] of BOUND_TABLES) {
          const filled = definition.columns.filter(({ given }) => !given).map(column => column.name)
          for (const id of everyId(book, name)) {
            let newest = 0
            for (let after = 0; after < book.change; after++) {
              const [before, then, last] = [after, after + 1, book.change].map(change => definition.read(book, id, change))
              if (JSON.stringify(before) !== JSON.stringify(last)) {
                differing++
                expect(definition.touched(book, after), `${name} ${id} after ${after}`).to.include(id)
              }
              const says = (row: typeof before) => row && JSON.stringify(filled.map(column => row.fields[column]))
              if (says(before) !== says(then)) newest = after + 1
            }
            expect(definition.lastChange(book, id), `${name} ${id}`).to.be.at.least(newest)
            expect([...definition.touched(book, book.change)]).to.deep.equal([])
            if (definition.read(book, id))
              expect(definition.touched(book, definition.lastChange(book, id) - 1), `${name} ${id}`).to.include(id)
          }
        }
      }),
      { numRuns: HISTORIES },
    )
    expect(differing).to.be.above(HISTORIES)
  })
})

describe('the three-way comparison', () => {
  const fields = fc.record({ a: fc.constantFrom('', '1', '2', '3'), b: fc.constantFrom('', '1', '2', '3') })

  it('takes what one side changed, and asks where both did otherwise', () => {
    fc.assert(
      fc.property(fields, fields, fields, (base, mine, theirs) => {
        const { wanted, changed, returned, conflicts } = threeWay(base, mine, theirs)
        for (const name of ['a', 'b'] as const) {
          const [from, here, there] = [base[name], mine[name], theirs[name]]
          const both = here !== there && here !== from && there !== from
          expect(conflicts.some(({ column }) => column === name)).to.equal(both)
          expect(changed.includes(name)).to.equal(here !== from && there === from)
          expect(returned.includes(name)).to.equal(here === from && there !== from)
          expect(wanted[name]).to.equal(changed.includes(name) ? here : there)
        }
      }),
    )
  })

  it('is at rest once made, and the same from either side', () => {
    fc.assert(
      fc.property(fields, fields, fields, (base, mine, theirs) => {
        const once = threeWay(base, mine, theirs)
        const { changed, returned, conflicts } = threeWay(once.wanted, once.wanted, once.wanted)
        expect([changed, returned, conflicts]).to.deep.equal([[], [], []])
        const other = threeWay(base, theirs, mine)
        expect(other.changed).to.deep.equal(once.returned)
        expect(other.conflicts.map(({ column }) => column)).to.deep.equal(once.conflicts.map(({ column }) => column))
      }),
    )
  })
})
