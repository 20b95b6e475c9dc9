import { expect } from 'chai'
import { bookWith, filesRead, post, shortOf } from './sample-exports.js'
import { faultsOf, file } from './sample-files.js'

const HEAD = '数电发票号码|发票代码|发票号码|销方名称|购方识别号|购买方名称|开票日期|金额|税额|价税合计|发票状态|是否正数发票|备注'
const list = (lines: string, sheet?: string) => file('清单', `${HEAD}\n${lines}`, sheet)
const told = (read: ReturnType<typeof filesRead>) => read.remarks.map(({ en }) => en).join('\n')

describe('lists of the tax platform', () => {
  it('a red invoice whose blue one is neither here nor in the ledger stays unapplied and is told', () => {
    const red = (blue: string) => list(`9002|||我|T1|甲|2026-03-05|-100|-13|-113|正常|否|被红冲蓝字数电发票号码：${blue}`)
    const unknown = filesRead([red('12345678')])
    expect([shortOf(unknown), unknown.rows.at(-1)?.row.invoice]).to.deep.equal([
      ['customers 甲', 'values 甲', 'creditNotes 9002 113.00'],
      undefined,
    ])
    expect(told(unknown)).to.contain('1 red invoices name no blue one that is here or in the ledger and stay unapplied: 9002')
    const book = bookWith(
      { table: 'customers', row: { code: 'C1', name: '甲' } },
      { table: 'invoices', row: { number: '12345678', customer: 'C1', docDate: '2026-02-01', amount: '113' } },
    )
    const known = filesRead([red('12345678')], { book })
    expect(known.rows.at(-1)?.row).to.include({ customer: 'C1', invoice: '12345678' })
    expect(new Set(post(book, known.rows))).to.deep.equal(new Set(['accepted']))
  })

  it('says when a blue invoice is marked as flushed and its red one is missing', () => {
    const read = filesRead([list('9001|||我|T1|甲|2026-03-05|100|13|113|已红冲-全额|是|')])
    expect(told(read)).to.contain('1 invoices are marked 红冲, but their red invoice is not in this list: 9001')
  })

  it('refuses amounts that do not add up, a red one that is positive, and lines without number or buyer', () => {
    const read = filesRead([
      list(`9001|||我|T1|甲|2026-03-05|100|13|112|正常|是|
        9002|||我|T1|甲|2026-03-05|100|13|113|正常|否|
        |||我|T1|甲|2026-03-05|100|13|113|正常|是|
        9004|||我|T1||2026-03-05|100|13|113|正常|是|
        9005|||我|T1|甲||100|13|113|正常|是|`),
    ])
    expect(faultsOf(read)).to.deep.equal([
      '4 数电发票号码 [] MISSING_CELL',
      '2 价税合计 [112] TOTAL_DIFFERS',
      '3 是否正数发票 [否] BAD_ROW',
      '5 购买方名称 [] MISSING_CELL',
      '6 开票日期 [] MISSING_CELL',
    ])
  })

  it('refuses a list of what the company bought', () => {
    const read = filesRead([list('9001|||卖一|T0|我|2026-03-05|100|13|113|正常|是|\n9002|||卖二|T0|我|2026-03-05|100|13|113|正常|是|')])
    expect([faultsOf(read), read.rows]).to.deep.equal([['0  [] BAD_FILE'], []])
    expect(read.faults[0].refusal.text('zh')).to.contain('取得发票清单')
  })

  it('knows a customer by its tax number after its name has changed, and sets that number once', () => {
    const book = bookWith(
      { table: 'customers', row: { code: 'C1', name: '旧名' } },
      { table: 'values', row: { subject: 'customer', key: 'C1', field: 'taxNumber', from: '2026-01-01', value: 'T1' } },
    )
    const read = filesRead([list('9001|||我|T1|新名|2026-03-05|100|13|113|正常|是|')], { book })
    expect([shortOf(read), read.rows[0].row.customer]).to.deep.equal([['invoices 9001 113.00'], 'C1'])
  })

  it('of a workbook with both sheets, invoices without lines on the second are read from the first', () => {
    const lines = file(
      '清单',
      '数电发票号码|购买方名称|开票日期|货物或应税劳务名称|数量|金额|税额|发票状态\n9001|甲|2026-03-05|轴承|1|60|7.8|正常\n9001|甲|2026-03-05|电机|1|40|5.2|正常',
      '信息汇总表',
    )
    const heads = list('9001|||我|T1|甲|2026-03-05|100|13|113|正常|是|\n9002|||我|T1|甲|2026-03-06|10|1.3|11.3|正常|是|', '发票基础信息')
    const read = filesRead([heads, lines])
    expect(read.faults).to.deep.equal([])
    expect(
      read.rows.filter(({ table }) => table === 'invoices').map(({ row }) => [row.number, row.amount, (row.lines as []).length]),
    ).to.deep.equal([
      ['9002', '11.30', 1],
      ['9001', '113.00', 2],
    ])
  })
})
