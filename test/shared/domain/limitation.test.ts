import { expect } from 'chai'
import { day, iso } from '../../../shared/dates.js'
import { limitation } from '../../../shared/domain/limitation.js'
import { enter, sampleLedger } from '../../sample-ledger.js'

const LEDGER = 'invoice I-1 C001 2023-01-31 due 2023-02-28 1000'
const clock = (text: string, asOf: string, knownAt?: number) => {
  const { from, until, restartedBy, expired } = limitation(sampleLedger(`${LEDGER}\n${text}`), 0, { asOf: day(asOf), knownAt })
  return [iso(from), iso(until), restartedBy, expired]
}

describe('limitation', () => {
  it('R7.5: three years from the due date; the last day still counts', () => {
    expect(clock('', '2026-02-28')).to.deep.equal(['2023-02-28', '2026-02-28', undefined, false])
    expect(clock('', '2026-03-01')).to.deep.equal(['2023-02-28', '2026-02-28', undefined, true])
    expect(clock('value item I-1 extension 2023-02-01 2023-05-31', '2026-03-01')).to.deep.equal([
      '2023-05-31',
      '2026-05-31',
      undefined,
      false,
    ])
  })

  it('R7.5: a demand, a part payment or an acknowledgement restarts it', () => {
    const demand = 'value item I-1 demand 2024-06-01 EMS-1234'
    const payment = 'receipt R-1 C001 2025-03-10 100\n allocate R-1 I-1 2025-05-05 100'
    const acknowledgement = 'value item I-1 acknowledgement 2025-12-31 对账单盖章'
    expect(clock(demand, '2026-03-01')).to.deep.equal(['2024-06-01', '2027-06-01', 'demand', false])
    expect(clock(payment, '2026-03-01'), 'from the day the money came').to.deep.equal(['2025-03-10', '2028-03-10', 'payment', false])
    expect(clock(`${acknowledgement}\n${payment}\n${demand}`, '2026-03-01')).to.deep.equal([
      '2025-12-31',
      '2028-12-31',
      'acknowledgement',
      false,
    ])
    expect(clock(`${demand}\n${acknowledgement}`, '2025-12-30'), 'not before it was made').to.deep.equal([
      '2024-06-01',
      '2027-06-01',
      'demand',
      false,
    ])
  })

  it('R7.5: neither a credit note nor money taken back restarts it, nor anything before the due date', () => {
    expect(clock('creditnote N-1 C001 2024-06-01 of I-1 100', '2025-01-01')[2]).to.equal(undefined)
    expect(clock('value item I-1 demand 2023-02-10 letter', '2025-01-01')[2]).to.equal(undefined)
    const returned = 'receipt R-1 C001 2024-06-01 100\n allocate R-1 I-1 2024-06-01 100\n reverse receipt R-1 2024-07-01'
    expect(clock(returned, '2025-01-01')[2]).to.equal(undefined)
  })

  it('R7.5: once it has run out only an acknowledgement starts it again', () => {
    expect(clock('value item I-1 demand 2026-05-01 letter', '2026-06-01')).to.deep.equal(['2023-02-28', '2026-02-28', undefined, true])
    expect(clock('value item I-1 acknowledgement 2026-05-01 promise-to-pay', '2026-06-01')).to.deep.equal([
      '2026-05-01',
      '2029-05-01',
      'acknowledgement',
      false,
    ])
  })

  it('R7.5: as it was known', () => {
    const book = sampleLedger(LEDGER)
    const known = book.change
    enter(book, 'value item I-1 demand 2024-06-01 EMS-1234')
    expect(limitation(book, 0, { asOf: day('2025-01-01'), knownAt: known }).restartedBy).to.equal(undefined)
    expect(limitation(book, 0, { asOf: day('2025-01-01') }).restartedBy).to.equal('demand')
  })
})
