import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { dueOf } from '../../../shared/domain/extensions.js'
import { promises, promiseState } from '../../../shared/domain/promises.js'
import { enter, sampleLedger } from '../../sample-ledger.js'

const at = (asOf: string) => ({ asOf: day(asOf) })
const LEDGER = `
  invoice I-1 C001 2026-03-01 due 2026-03-31 1000
  value item I-1 promise 2026-04-05 600 to 2026-04-20`

/** What became of the only promise by a day. */
const state = (payments: string, asOf: string, grace?: number) => {
  const book = sampleLedger(`${LEDGER}\n${payments}`)
  const [promise] = promises(book, at(asOf))
  return promiseState(book, promise, at(asOf), grace)
}
const pay = (amount: number, date: string) => `receipt R-1 C001 ${date} ${amount}\n allocate R-1 I-1 ${date} ${amount}`

describe('promises', () => {
  it('R4.3: kept with enough money by the day promised and three days of grace, broken after', () => {
    expect(state(pay(600, '2026-04-20'), '2026-04-20')).to.equal('kept')
    expect(state(pay(600, '2026-04-23'), '2026-04-23')).to.equal('kept')
    expect(state(pay(600, '2026-04-24'), '2026-04-24')).to.equal('broken')
    expect(state(pay(599.99, '2026-04-20'), '2026-04-23')).to.equal('open')
    expect(state(pay(599.99, '2026-04-20'), '2026-04-24')).to.equal('broken')
    expect(state(pay(600, '2026-04-24'), '2026-04-30', 4), 'with longer grace').to.equal('kept')
    expect(state(pay(600, '2026-04-23'), '2026-04-30', 0), 'with none').to.equal('broken')
  })

  it('R4.3: money from before the promise and money taken back do not keep it; a credit note is no money', () => {
    expect(state(pay(600, '2026-04-04'), '2026-04-24')).to.equal('broken')
    expect(state(`${pay(600, '2026-04-10')}\n reverse receipt R-1 2026-04-15`, '2026-04-24')).to.equal('broken')
    expect(state(`${pay(600, '2026-04-10')}\n reverse receipt R-1 2026-04-15`, '2026-04-14'), 'before it was returned').to.equal('kept')
    expect(state('creditnote N-1 C001 2026-04-10 of I-1 600', '2026-04-24')).to.equal('broken')
  })

  it('R4.3: it moves no due date, and counts as it was corrected and known', () => {
    const book = sampleLedger(LEDGER)
    const known = book.change
    expect(dueOf(book, 0, day('2026-04-10'))).to.equal(day('2026-03-31'))
    enter(book, 'value item I-1 promise 2026-04-05 700 to 2026-04-25\n value item I-1 promise 2026-05-05 300 to 2026-05-10')
    const given = (asOf: string, knownAt?: number) => promises(book, { asOf: day(asOf), knownAt }).map(({ amount, date }) => [amount, date])
    expect(given('2026-04-30')).to.deep.equal([[70000, day('2026-04-25')]])
    expect(given('2026-05-31')).to.deep.equal([
      [70000, day('2026-04-25')],
      [30000, day('2026-05-10')],
    ])
    expect(given('2026-04-30', known)).to.deep.equal([[60000, day('2026-04-20')]])
  })
})
