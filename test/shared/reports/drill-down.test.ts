import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { drill } from '../../../shared/functions/drill.js'
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
})
