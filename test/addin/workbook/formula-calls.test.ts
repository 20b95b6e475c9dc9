import { expect } from 'chai'
import { hasPrefix, mended, writtenCalls } from '../../../addin/workbook/formula-calls.js'

describe('Calls written in a formula', () => {
  it('are known under what Excel leaves before their names', () => {
    for (const formula of [
      '=_xldudf_AR_AGING(A1)',
      '=_xlfn._xldudf_AR_AGING(A1)',
      "='C:\\Add ins\\book.xlsx'!AR.AGING(A1)",
      '=_xlfn.ar.aging(A1)',
    ]) {
      expect(mended(formula)).to.equal('=AR.AGING(A1)')
      expect(hasPrefix(formula), formula).to.equal(true)
    }
  })

  it('are told from texts that only look like them', () => {
    const formula = '=AR.BALANCE(A1)&"_xldudf_AR_AGING(1)"'
    expect([mended(formula), hasPrefix(formula)]).to.eql([formula, false])
    expect(writtenCalls(formula)).to.eql([{ name: 'BALANCE', args: 1 }])
  })

  it('are counted with their arguments', () =>
    expect(writtenCalls('=AR.AGING(A5,"1,(2",IF(B1,{1,2},3))-AR.TIEOUT()+ar.balance(a1,,b1)+FAR.AGING(1)')).to.eql([
      { name: 'AGING', args: 3 },
      { name: 'TIEOUT', args: 0 },
      { name: 'BALANCE', args: 3 },
    ]))
})
