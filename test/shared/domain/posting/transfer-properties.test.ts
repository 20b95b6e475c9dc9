import { expect } from 'chai'
import * as fc from 'fast-check'
import type { Book } from '../../../../shared/book/book.js'
import { checkInvariants } from '../../../../shared/book/invariants.js'
import { addDays, day, iso, type Day } from '../../../../shared/dates.js'
import { aging, agingTotals } from '../../../../shared/domain/aging.js'
import { Posting } from '../../../../shared/domain/posting/posting.js'
import { rollForward, rollForwardRow } from '../../../../shared/domain/roll-forward.js'
import { tieOut } from '../../../../shared/domain/tie-out.js'
import { postRow, type TableRow } from '../../../../shared/tables/post.js'
import { HISTORY_START, history, play } from '../../../history.js'

/** Posts rows, each a change of its own; refused ones leave no trace. Gives how many were taken. */
const post = (book: Book, rows: TableRow[]) =>
  rows.filter(row => {
    const posting = new Posting(book, book.change + 1)
    book.note(book.change + 1, book.change * 60_000)
    return postRow(posting, row) === undefined
  }).length
const last = addDays(HISTORY_START, 140)
/** What is open, worth, aged and counted, on a day. */
const sheet = (book: Book, asOf: Day) => agingTotals(aging(book, { asOf, currency: 'CNY' })).join()
const footed = (book: Book, from: Day) => {
  const result = rollForward(book, { period: { from, to: last } })
  return result.groups.every((_, group) => {
    const row = rollForwardRow(result, group)
    return row.slice(0, -1).reduce((sum, amount) => sum + amount, 0) === row.at(-1)
  })
}

describe('posting: transfers and nettings on random histories', () => {
  it('R3.12: age and total are kept whoever the customer is, sheets before do not change, and a reversal brings all back', () => {
    let taken = 0
    fc.assert(
      fc.property(history(), fc.integer({ min: 30, max: 130 }), (steps, ahead) => {
        const { book } = play(steps)
        const on = addDays(HISTORY_START, ahead)
        const [before, after] = [sheet(book, addDays(on, -1)), sheet(book, last)]
        const moves: TableRow[] = ['C001', 'C002'].map((from, i) => ({
          table: 'transfers',
          row: { number: `T-${i}`, from, to: 'C003', date: iso(on), merge: i === 1 },
        }))
        const moved = post(book, moves)
        taken += moved
        expect(checkInvariants(book)).to.deep.equal([])
        expect([sheet(book, addDays(on, -1)), sheet(book, last)]).to.deep.equal([before, after])
        expect(footed(book, on) && footed(book, addDays(on, -20))).to.equal(true)
        expect(tieOut(book, { asOf: last }).difference).to.equal(0)
        const undone = [0, 1].map(i => ({ table: 'reversals', row: { kind: 'transfer', number: `T-${i}`, date: iso(last) } }))
        post(book, undone)
        expect([sheet(book, last), checkInvariants(book)]).to.deep.equal([after, []])
      }),
      { numRuns: 60 },
    )
    expect(taken).to.be.greaterThan(40)
  })

  it('R3.11: a netting changes no total when all legs are ours, and every roll-forward foots', () => {
    let taken = 0
    const pick = fc.nat(1000)
    fc.assert(
      fc.property(history(), pick, pick, fc.integer({ min: 1, max: 100 }), (steps, debt, credit, share) => {
        const { book } = play(steps)
        const { items, documents } = book
        const open = Array.from({ length: items.count }, (_, item) => item).filter(
          item =>
            items.openNow[item] !== 0 && book.currencyOf(items.document[item]) === 'CNY' && book.numberOf(items.document[item]).number,
        )
        const [debts, credits] = [open.filter(item => items.amount[item] > 0), open.filter(item => items.amount[item] < 0)]
        if (debts.length === 0 || credits.length === 0) return
        const [from, to] = [debts[debt % debts.length], credits[credit % credits.length]]
        const least = Math.min(items.openNow[from], -items.openNow[to])
        const amount = (Math.max(1, Math.floor((least * share) / 100)) / 100).toFixed(2)
        const number = (item: number) => book.numberOf(items.document[item]).number
        const total = () =>
          sheet(book, day('2024-06-30'))
            .split(',')
            .reduce((sum, part) => sum + Number(part), 0)
        const before = total()
        const legs = [
          { document: number(from), instalment: items.instalment[from], amount: `-${amount}` },
          { document: number(to), amount },
        ]
        const count = documents.count
        taken += post(book, [{ table: 'nettings', row: { agreement: 'HX-1', date: iso(last), legs } }])
        expect([0, 2]).to.include(documents.count - count)
        expect(total()).to.equal(before)
        expect(checkInvariants(book)).to.deep.equal([])
        expect(footed(book, HISTORY_START)).to.equal(true)
      }),
      { numRuns: 60 },
    )
    expect(taken).to.be.greaterThan(15)
  })
})
