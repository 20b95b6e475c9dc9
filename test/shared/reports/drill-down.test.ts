import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { drill } from '../../../shared/functions/drill.js'
import { drillOfTerms, type ResolvedTerm } from '../../../shared/functions/drill-terms.js'
import { contextOf } from '../../../shared/functions/evaluate.js'
import { drillSheet } from '../../../shared/reports/drill-down.js'
import { sampleLedger } from '../../sample-ledger.js'
import { formula, kinds, THREE_CUSTOMERS, value, values } from './answers.js'

const context = contextOf(sampleLedger(THREE_CUSTOMERS), day('2026-03-31'))

describe('the sheet of a drill-down', () => {
  it('lists the documents with a total that is the cell, and proves it to 0.00', () => {
    const sheet = drillSheet(drill(context, 'AGING', ['*', '1-30']), 'zh')
    expect(kinds(sheet, 'data')).to.have.length(2)
    expect(values(sheet, 'INV-102', ['kind', 'daysOverdue', 'original', 'settled', 'amount'])).to.deep.equal([
      '发票',
      9,
      22600,
      2260,
      20340,
    ])
    expect(value(sheet, 'total', 'amount')).to.equal(21340)
    expect(formula(sheet, 'total', 'amount')).to.match(/^SUBTOTAL\(9,/)
    expect(values(sheet, 'proof', ['original', 'settled', 'amount'])).to.deep.equal([21340, 21340, 0])
    expect(JSON.stringify(sheet.rows.slice(0, 3)))
      .to.contain('AR.AGING(\\"*\\",\\"1-30\\")')
      .and.to.contain('截止日期：2026-03-31')
  })

  it('lists figures where there are no documents', () => {
    const sheet = drillSheet(drill(context, 'DSO', ['C001', '2026Q1']), 'en')
    const notes = kinds(sheet, 'note').map(({ cells }) => cells[0])
    expect(notes).to.deep.equal(['Made from', 'Receivable at the end', 'Billed', 'Days'])
    expect(sheet.marks).not.to.have.property('proof')
    expect(JSON.stringify(sheet)).not.to.match(/[\u4e00-\u9fff]/)
  })

  const terms: ResolvedTerm[] = [
    { sign: 1, kind: 'call', name: 'AGING', args: ['C001', '31-60'], text: 'AR.AGING("C001","31-60",B1)' },
    { sign: -1, kind: 'call', name: 'UNAPPLIED', args: ['C001'], text: 'AR.UNAPPLIED(A5)' },
    { sign: 1, kind: 'value', value: 0.5, text: 'C7' },
  ]

  it('takes the terms of a formula together, each document with the sign of its term', () => {
    const found = drillOfTerms(context, '=AR.AGING("C001","31-60",B1)-AR.UNAPPLIED(A5)+C7*1', terms, 16300.5)
    expect(found.answer).to.equal(1630050)
    expect(found.total).to.equal(found.answer)
    expect(found.rows.map(({ document, amount }) => [document, amount])).to.deep.equal([
      ['INV-101', 630000],
      ['RC-301', 1000000],
      ['C7', 50],
    ])
    const sheet = drillSheet(found, 'zh')
    expect(values(sheet, 'proof', ['original', 'settled', 'amount'])).to.deep.equal([16300.5, 16300.5, 0])
    expect(value(sheet, 'RC-301', 'part')).to.equal('AR.UNAPPLIED(A5)')
  })

  it('proves nothing where a term cannot be followed or is no sum', () => {
    const other: ResolvedTerm = { sign: 1, kind: 'other', text: 'IF(A1,2,3)' }
    expect(drillOfTerms(context, '=x', [...terms, other], 16303.5).answer).to.equal(null)
    const days: ResolvedTerm = { sign: 1, kind: 'call', name: 'OVERDUE', args: ['C001', 'days'], text: 'AR.OVERDUE("C001","days")' }
    expect(drillOfTerms(context, '=x', [days], 55).answer).to.equal(null)
    expect(drillOfTerms(context, '=x', [{ sign: 1, kind: 'value', value: 'abc', text: 'A1' }], 'abc').answer).to.equal(null)
  })

  it('shows the difference when the cell is not what its terms make', () => {
    const sheet = drillSheet(drillOfTerms(context, '=ROUND(x,0)', terms, 16301), 'zh')
    expect(value(sheet, 'proof', 'amount')).to.equal(0.5)
  })
})
