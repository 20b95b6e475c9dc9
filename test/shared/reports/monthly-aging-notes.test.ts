import { expect } from 'chai'
import { carriedNotes } from '../../../shared/reports/monthly-aging-notes.js'
import { valueOf } from '../../../shared/reports/sheet.js'
import { sampleLedger } from '../../sample-ledger.js'
import { answer, cell, THREE_CUSTOMERS } from './answers.js'

describe('the columns people write in', () => {
  const book = sampleLedger(THREE_CUSTOMERS)
  const draw = (notes?: ReadonlyMap<string, { remark: string; measure: string }>, language: 'zh' | 'en' = 'zh') =>
    answer(book, 'monthly-aging', { asOf: '2026-04-30' }, language).workbook({ notes }).sheets[0]
  const notes = new Map([
    ['C001', { remark: '等总账确认', measure: '每周电话' }],
    ['C003', { remark: '', measure: 'lawyer' }],
    ['C999', { remark: 'gone', measure: 'gone' }],
  ])

  it('follow their customer into the next sheet, last month’s words in grey', () => {
    const sheet = draw(notes)
    expect(cell(sheet, 'C001', 'remark')).to.deep.equal({ value: '等总账确认', tone: 'faded' })
    expect(cell(sheet, 'C001', 'measures')).to.deep.equal({ value: '每周电话', tone: 'faded' })
    expect(cell(sheet, 'C003', 'remark')).to.equal(null)
    expect(cell(draw(), 'C001', 'remark')).to.equal(null)
  })

  it('are read from a sheet as it stands, in either language and with columns between', () => {
    for (const language of ['zh', 'en'] as const) {
      const values = draw(notes, language).rows.map(({ cells }) => ['mine', ...cells.map(valueOf)])
      expect(carriedNotes(values)).to.deep.equal(new Map([...notes].filter(([code]) => code !== 'C999')))
    }
    expect(carriedNotes([['客户编码', '备注']]).size).to.equal(0)
  })
})
