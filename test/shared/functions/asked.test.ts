import { expect } from 'chai'
import { evaluate } from '../../../shared/functions/evaluate.js'
import { sampleLedger } from '../../sample-ledger.js'

describe('cells that are asked often', () => {
  const book = sampleLedger(`
    rate USD 2026-01-01 7.0
    invoice I-1 C1 2026-01-05 due 2026-01-31 100.00
    invoice U-1 C2 2026-01-05 due 2026-01-31 currency USD 50.00`)
  const ask = (times: number, asOf: string) =>
    evaluate(
      book,
      { today: asOf, calls: [{ fn: 'AGING', args: [Array.from({ length: times }, (_, i) => (i % 2 ? 'C2' : 'C1')), '1-30'] }] },
      'en',
    ).results[0]

  it('answer a customer the same, alone or among many, when another lacks a rate', () => {
    const many = ask(40, '2026-02-20')
    many.forEach((answer, i) => {
      if (i % 2) expect(answer).to.have.nested.property('refusal.code', 'NO_RATE')
      else expect(answer).to.equal(100)
    })
  })

  it('are computed for all customers at once where nothing stands against it', () => {
    expect(new Set(ask(40, '2026-01-31').map(String))).to.deep.equal(new Set(['0']))
    expect([...new Set(ask(40, '2026-02-01').map(String))].sort()).to.deep.equal(['100', '350'])
  })
})
