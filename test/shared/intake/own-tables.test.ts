import { expect } from 'chai'
import { apply, type MappedRows } from '../../../shared/intake/mapping.js'
import type { InputFile } from '../../../shared/intake/input.js'
import { recognised } from '../../../shared/intake/own-tables.js'
import { OWN_TABLES } from '../../../shared/intake/own-words.js'
import { columnsOf } from '../../../shared/intake/fields.js'
import { faultsOf, file } from './sample-files.js'

/** What files become without a profile. */
function read(...files: InputFile[]): MappedRows {
  const { profile, faults, remarks } = recognised(files)
  if (!profile) return { rows: [], origins: [], faults, remarks }
  const mapped = apply(profile, files, 'CNY')
  return { ...mapped, faults: [...faults, ...mapped.faults], remarks: [...remarks, ...mapped.remarks] }
}

const tablesOf = ({ rows }: MappedRows) => rows.map(({ table }) => table)

describe('files of our own tables, without a profile', () => {
  it('fills only columns that the tables have', () => {
    for (const { table, columns, required } of OWN_TABLES) {
      const known = columnsOf(table)!
      expect(
        [...Object.keys(columns)].filter(column => !known.has(column)),
        table,
      ).to.deep.equal([])
      expect(
        required.filter(column => !(column in columns)),
        table,
      ).to.deep.equal([])
    }
  })

  it('reads invoices with English headings', () => {
    const { rows, faults } = read(file('data.csv', 'Number|Customer|Date|Due|Amount\nI1|C1|2026-01-05|2026-02-04|11,300.00'))
    expect(faults).to.deep.equal([])
    expect(rows).to.deep.equal([
      {
        table: 'invoices',
        row: { number: 'I1', customer: 'C1', docDate: '2026-01-05', dueDate: '2026-02-04', amount: '11300' },
        sourceRow: 2,
      },
    ])
  })

  it('reads invoices with Chinese headings, makes their customers, and leaves the total out', () => {
    const text =
      '发票号|客户编码|客户名称|开票日期|到期日|价税合计(元)\nFP1|C1|云汀机械|2026.1.5|2026年2月4日|￥11,300.00\n合计|||||11,300.00'
    const { rows, faults } = read(file('导出.csv', text))
    expect(faults).to.deep.equal([])
    expect(rows.map(({ table, row }) => [table, row.code ?? row.number, row.name ?? row.amount, row.dueDate])).to.deep.equal([
      ['customers', 'C1', '云汀机械', undefined],
      ['invoices', 'FP1', '11300', '2026-02-04'],
    ])
  })

  it('adds the tax to 金额, and ten thousands to 万元', () => {
    const one = read(file('发票.csv', '发票号|客户编码|开票日期|金额|税额\nFP1|C1|2026-01-05|100|13'))
    expect(one.rows[0].row.amount).to.equal('113')
    const two = read(file('发票.csv', '发票号|客户编码|开票日期|金额（万元）\nFP1|C1|2026-01-05|1.5'))
    expect(two.rows[0].row.amount).to.equal('15000')
  })

  it('tells receipts, allocations and customers by their headings', () => {
    expect(tablesOf(read(file('a.csv', '收款单号|客户编码|收款日期|收款金额\nSK1|C1|2026-01-05|5')))).to.deep.equal(['receipts'])
    expect(tablesOf(read(file('a.csv', '收款单号|发票号|核销日期|核销金额\nSK1|FP1|2026-01-05|5')))).to.deep.equal(['allocations'])
    expect(tablesOf(read(file('a.csv', '编码|客户名称|信用额度|账期\nC1|云汀|10|月结30天')))).to.deep.equal(['customers'])
  })

  it('takes the name of a file or sheet where the headings fit several tables', () => {
    const text = 'number|customer|date|amount\nX1|C1|2026-01-05|5'
    expect(faultsOf(read(file('data.csv', text)))[0]).to.contain('HEADINGS_UNKNOWN')
    expect(tablesOf(read(file('receipts.csv', text)))).to.deep.equal(['receipts'])
    expect(tablesOf(read(file('credit-notes 2026.csv', text)))).to.deep.equal(['creditNotes'])
    expect(tablesOf(read(file('book.xlsx', text, '收款单')))).to.deep.equal(['receipts'])
  })

  it('tells what it did not use, and refuses headings that fit nothing', () => {
    const { remarks } = read(file('invoices.csv', 'number|customer|date|amount|colour\nI1|C1|2026-01-05|5|red'))
    expect(remarks.map(({ en, zh }) => [en.includes('colour'), zh.includes('colour')])).to.deep.equal([[true, true]])
    const { faults } = read(file('x.csv', 'a|b\n1|2'))
    expect(faults.map(({ refusal, value }) => [refusal.code, value])).to.deep.equal([['HEADINGS_UNKNOWN', 'a, b']])
  })

  it('refuses ambiguous dates one by one', () => {
    const text = 'number|customer|date|due|amount\nI1|C1|3/4/2026|2026-05-01|5\nI2|C1|25/4/2026|2026-05-01|5\nI3|C1|1/2/2026|2026-05-01|5'
    expect(faultsOf(read(file('a.csv', text)))).to.deep.equal(['2 date [3/4/2026] AMBIGUOUS_DATE', '4 date [1/2/2026] AMBIGUOUS_DATE'])
  })
})
