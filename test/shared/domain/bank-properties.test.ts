import { expect } from 'chai'
import * as fc from 'fast-check'
import type { Book } from '../../../shared/book/book.js'
import { checkInvariants } from '../../../shared/book/invariants.js'
import { addDays, day, iso, NEVER } from '../../../shared/dates.js'
import { bankLineNow, bankLineStates } from '../../../shared/domain/bank-lines.js'
import { exclusionOf } from '../../../shared/domain/bank-marks.js'
import { bankDays, bankPool } from '../../../shared/domain/bank-pool.js'
import { receiptProposals, receiptRow } from '../../../shared/domain/bank-proposals.js'
import { tieOut } from '../../../shared/domain/tie-out.js'
import { Refusal } from '../../../shared/refusals.js'
import { record, sampleLedger } from '../../sample-ledger.js'

const START = day('2026-03-01')
const on = fc.integer({ min: 0, max: 30 })
const which = fc.integer({ min: 0, max: 3 })
const step = fc.oneof(
  fc.record({ do: fc.constant('line' as const), which, on, amount: fc.integer({ min: -20, max: 90 }) }),
  fc.record({ do: fc.constant('receipt' as const), which, customer: which, part: fc.integer({ min: 0, max: 120 }), late: on }),
  fc.record({ do: fc.constant('typed' as const), which, on, amount: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ do: fc.constant('exclude' as const), which, withdrawn: fc.boolean() }),
  fc.record({ do: fc.constant('claim' as const), which, by: which, withdrawn: fc.boolean() }),
  fc.record({ do: fc.constant('reverse' as const), which, on }),
  fc.record({ do: fc.constant('match' as const), on }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const date = (ahead: number) => iso(addDays(START, ahead))
const units = (amount: number) => (amount / 100).toFixed(2)

/** Plays a step; what may not be done is refused and leaves no trace. */
function play(book: Book, step: Step, place: number): void {
  const lines = book.bankLines.all
  const line = lines.length ? lines['which' in step ? step.which % lines.length : 0] : undefined
  const key = line && { account: line.account, serial: line.serial }
  const put = (table: string, row: Record<string, unknown>) => {
    try {
      record(book, { table, row })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  if (step.do === 'line')
    return put('bankLines', {
      account: `A${step.which % 2}`,
      serial: `T${step.which}`,
      day: date(step.on),
      amount: units(step.amount),
      payer: `P${step.which}`,
    })
  if (step.do === 'match') {
    for (const entry of receiptProposals(book, lines, { asOf: addDays(START, step.on), threshold: 0.3 }))
      if (entry.certain) put('bankReceipts', receiptRow(entry, entry.proposals[0]))
    return
  }
  if (!line || !key) return
  if (step.do === 'receipt') {
    const amount = step.part === 0 ? undefined : units(Math.round((line.amount * step.part) / 100))
    const postDate = step.late > 20 ? date(step.late) : undefined
    return put('bankReceipts', { ...key, customer: `C${step.customer % 3}`, amount, postDate, number: `R-${place}` })
  }
  if (step.do === 'typed')
    return put('receipts', {
      customer: 'C0',
      number: `R-${place}`,
      docDate: date(step.on),
      amount: units(step.amount),
      bankAccount: key.account,
      bankSerial: key.serial,
    })
  if (step.do === 'exclude') return put('bankExclusions', { ...key, withdrawn: step.withdrawn, reason: 'transfer' })
  if (step.do === 'claim') return put('claims', { ...key, by: `S${step.by % 2}`, customer: 'C1', withdrawn: step.withdrawn })
  const receipts = Array.from({ length: book.documents.count }, (_, row) => row).filter(
    row => book.kind(row) === 'receipt' && book.isLive(row),
  )
  if (receipts.length === 0) return
  const { series, number } = book.numberOf(receipts[step.which % receipts.length])
  put('reversals', { kind: 'receipt', number, series, date: date(step.on) })
}

describe('bank lines under random work', () => {
  it('each account and day adds up on every day, no line posts twice, and the pool is what no receipt holds', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40, size: 'max' }), steps => {
        const book = sampleLedger(`
          customer C0 name P0
          customer C1 name P1
          customer C2 name P2
          invoice INV-1 C0 2026-03-01 0.50
          invoice INV-2 C1 2026-03-02 0.30`)
        steps.forEach((each, place) => play(book, each, place))
        for (let ahead = 0; ahead <= 30; ahead++) {
          const moment = { asOf: addDays(START, ahead) }
          const days = bankDays(book, moment)
          for (const { difference, account, day } of days) expect(difference, `${account} ${day} as of ${iso(moment.asOf)}`).to.equal(0)
          for (const { line, posted, rest, state } of bankLineStates(book, moment)) {
            expect(posted, `${line.serial} as of ${iso(moment.asOf)}`).to.be.at.most(line.amount)
            expect(state === 'posted').to.equal(rest === 0 && state !== 'excluded')
          }
          const pool = [...bankPool(book, moment).totals.values()].reduce((sum, amount) => sum + amount, 0)
          expect(days.reduce((sum, { unidentified }) => sum + unidentified, 0)).to.equal(pool)
          expect(tieOut(book, moment)).to.include({ difference: 0, unidentified: pool })
        }
        for (const line of book.bankLines.all)
          if (exclusionOf(book, line, { asOf: NEVER })) expect(bankLineNow(book, line).receipts, line.serial).to.deep.equal([])
        expect(checkInvariants(book)).to.deep.equal([])
      }),
      { numRuns: 150 },
    ))
})
