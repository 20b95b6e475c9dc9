import { expect } from 'chai'
import { boundTable } from '../../../../shared/tables/bound/edit.js'
import { guessedColumns, likelihood } from '../../../../addin/pane/sync/column-guess.js'

const headingsOf = (texts: readonly string[]) => texts.map((heading, at) => ({ id: at + 100, heading }))
/** The headings that were guessed, by column. */
function guessed(table: string, texts: readonly string[]): Record<string, string> {
  const mapping = guessedColumns(boundTable(table), headingsOf(texts))
  return Object.fromEntries(Object.entries(mapping).map(([name, id]) => [name, texts[id - 100]]))
}

describe('guessing the columns of a workbook’s table', () => {
  it('knows its own headings in both languages, whatever their spaces, case and width', () => {
    expect(guessed('receipts', ['Receipt', 'CUSTOMER', 'Ａｍｏｕｎｔ ', 'date', 'Bank serial number'])).to.deep.equal({
      number: 'Receipt',
      customer: 'CUSTOMER',
      docDate: 'date',
      amount: 'Ａｍｏｕｎｔ ',
      bankSerial: 'Bank serial number',
    })
    expect(guessed('allocations', ['收款/贷项', '应收单据', '核销金额（元）', '核销日期'])).to.deep.equal({
      from: '收款/贷项',
      to: '应收单据',
      amount: '核销金额（元）',
      date: '核销日期',
    })
  })

  it('knows what people write instead', () => {
    expect(guessed('invoices', ['单据号', '往来单位编码', '开票日期', '应收日期', '账期', '应收金额', '摘要'])).to.deep.equal({
      number: '单据号',
      customer: '往来单位编码',
      docDate: '开票日期',
      dueDate: '应收日期',
      terms: '账期',
      amount: '应收金额',
      note: '摘要',
    })
  })

  it('does not take an amount without tax for the amount', () => {
    expect(guessed('invoices', ['金额', '税额', '价税合计']).amount).to.equal('价税合计')
    expect(guessed('invoices', ['金额', '税额'])).not.to.have.property('amount')
    expect(guessed('invoices', ['金额']).amount).to.equal('金额')
  })

  it('takes a name for the customer only where there is no code', () => {
    expect(guessed('invoices', ['客户编码', '客户名称'])).to.deep.equal({ customer: '客户编码', customerName: '客户名称' })
    expect(guessed('invoices', ['客户名称'])).to.deep.equal({ customer: '客户名称' })
    expect(guessed('invoices', ['购买方名称'])).to.deep.equal({ customer: '购买方名称' })
  })

  it('never gives one column twice, and nothing for headings that say nothing', () => {
    const mapping = guessedColumns(boundTable('invoices'), headingsOf(['日期', '日期', '客户', '客户', '金额']))
    expect(new Set(Object.values(mapping)).size).to.equal(Object.keys(mapping).length)
    expect(guessed('invoices', ['', '列1', '🙂'])).to.deep.equal({})
  })

  it('a table with what is required is likelier than one with much else', () => {
    const invoices = boundTable('invoices')
    const score = (texts: string[]) => likelihood(invoices, guessedColumns(invoices, headingsOf(texts)))
    expect(score(['发票号', '客户'])).to.be.greaterThan(score(['部门', '区域', '渠道', '项目', '备注', '业务员', '币种']))
  })
})
