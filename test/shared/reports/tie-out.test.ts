import { expect } from 'chai'
import { record, sampleLedger } from '../../sample-ledger.js'
import { F1 } from '../domain/aging.test.js'
import { answer, formula, sheets, values } from './answers.js'

const chinese = /[\u4e00-\u9fff]/

describe('the tie-out', () => {
  const book = sampleLedger(`${F1}
    invoice I-2 C002 2026-03-20 due 2026-04-20 1000.00
    control 1122 2026-03-31 88280.00 customer C001
    control 1122 2026-03-31 1000.00 customer C002`)

  it('finds the customer that differs and why', () => {
    expect(answer(book, 'tie-out', { asOf: '2026-03-31' }).json()).to.deep.include({
      documents: '91540.00',
      aging: '91540.00',
      difference: '0.00',
      control: '89280.00',
      controlDifference: '-2260.00',
      byCustomer: [
        {
          customer: 'C001',
          name: 'C001',
          aging: '90540.00',
          control: '88280.00',
          difference: '-2260.00',
          cause: 'document',
          document: 'CN-201',
        },
      ],
    })
  })

  it('draws both lines of the proof', () => {
    const [sheet] = sheets(book, 'tie-out', { asOf: '2026-03-31' })
    expect(values(sheet, 'documents', ['control', 'aging', 'difference'])).to.deep.equal([91540, 91540, 0])
    expect(values(sheet, 'control', ['control', 'aging', 'difference'])).to.deep.equal([89280, 91540, -2260])
    expect(formula(sheet, 'control', 'difference')).to.match(/^ROUND\(C\d+-D\d+,2\)$/)
    expect(values(sheet, 'C001', ['difference', 'cause', 'document'])).to.deep.equal([-2260, '有一张金额相同的单据', 'CN-201'])
  })

  it('states money that no customer has yet, and what is left when the general ledger holds it on the account', () => {
    const lines = `
      control 1122 2026-03-31 90000.00
      value company - unidentifiedAccount 2026-01-01 1122`
    const held = sampleLedger(F1 + lines)
    record(held, { table: 'bankLines', row: { account: '6222', serial: 'T1', day: '2026-03-30', amount: '540.00', payer: '王建国' } })
    const [sheet] = sheets(held, 'tie-out', { asOf: '2026-03-31' })
    expect(values(sheet, 'control', ['control', 'aging', 'difference'])).to.deep.equal([90000, 90540, -540])
    expect(values(sheet, 'pool', ['control'])).to.deep.equal([540])
    expect(values(sheet, 'unexplained', ['difference'])).to.deep.equal([0])
    expect(answer(held, 'tie-out', { asOf: '2026-03-31' }).json()).to.include({ unidentified: '540.00', unexplained: '0.00' })
  })

  it('says when nothing was entered, and refuses parts of the ledger', () => {
    const [sheet] = sheets(sampleLedger(F1), 'tie-out', { asOf: '2026-03-31' }, 'en')
    expect(values(sheet, 'control', ['control', 'difference'])).to.deep.equal(['not entered', null])
    expect(JSON.stringify(sheet)).not.to.match(chinese)
    expect(() => answer(book, 'tie-out', { filter: '区域=华东' })).to.throw('region')
  })
})
