import { expect } from 'chai'
import { iso } from '../../../shared/dates.js'
import type { InputFile } from '../../../shared/intake/input.js'
import { pastedList } from '../../../shared/intake/pasted-list.js'
import { taxRows } from '../../../shared/intake/tax-rows.js'

type Cells = readonly (string | number | null)[]

const file = (...rows: Cells[]): InputFile => ({ name: 'list.csv', rows: rows.map((cells, i) => ({ line: i + 1, cells })) })

describe('a list to compare with', () => {
  const read = (side: 'openItems' | 'documents', ...rows: Cells[]) => {
    const { rows: found, faults } = pastedList(file(...rows), { side, currency: 'CNY' })
    return [
      ...found.map(
        ({ number = '-', date, amount, text = '-', line }) =>
          `${line} ${number} ${date === undefined ? '-' : iso(date)} ${amount / 100} ${text}`,
      ),
      ...faults.map(({ line, column, refusal }) => `${line} ${column} ${refusal.code}`),
    ]
  }

  it('is found below a title, by its headings in either language', () => {
    expect(
      read(
        'openItems',
        ['对账单'],
        ['发票号码', '开票日期', '价税合计', '未付金额', '备注'],
        ['A-1', '2026/3/5', '1,130.00', '30', '尾款'],
        [null, null, null, null, null],
      ),
    ).to.deep.equal(['3 A-1 2026-03-05 30 尾款'])
    expect(read('documents', ['Invoice No.', 'Date', 'Amount', 'Open'], ['A-1', '2026-03-05', 1130, 30])).to.deep.equal([
      '2 A-1 2026-03-05 1130 -',
    ])
  })

  it('reads debits and credits, never the balance that runs on beside them', () => {
    expect(
      read(
        'openItems',
        ['日期', '凭证号', '摘要', '借方', '贷方', '余额'],
        [null, null, '期初余额', null, null, '500.00'],
        ['2026-03-01', '记-1', '销售', '100.00', null, '600.00'],
        ['2026-03-02', '记-2', '收款', null, '40.00', '560.00'],
        ['合计', null, null, '100.00', '40.00', null],
      ),
    ).to.deep.equal(['3 记-1 2026-03-01 100 销售', '4 记-2 2026-03-02 -40 收款'])
  })

  it('says which cells cannot be read, and what is missing', () => {
    expect(read('openItems', ['发票号', '金额'], ['A-1', 'abc'], ['A-2', null])).to.deep.equal([
      '2 A-1 - 0 -',
      '3 A-2 - 0 -',
      '2 金额 BAD_AMOUNT',
      '3 金额 MISSING_CELL',
    ])
    expect(read('openItems', ['发票号', '日期'], ['A-1', '2026-03-01'])).to.deep.equal(['0 金额 / amount MISSING_COLUMN'])
  })
})

describe('a tax list to compare with', () => {
  const HEADINGS = ['发票代码', '发票号码', '数电票号码', '购买方名称', '开票日期', '金额', '税额', '价税合计', '发票状态', '是否正数发票']
  const read = (...rows: Cells[]) => {
    const { rows: found, faults } = taxRows(file(...rows), 'CNY')
    return [
      ...found.map(({ code, number, date, buyer, total, tax, red, void: nothing }) =>
        [code, number, iso(date), buyer, total / 100, tax / 100, red ? 'red' : 'blue', nothing ? 'void' : ''].join(' ').trim(),
      ),
      ...faults.map(({ line, column, refusal }) => `${line} ${column} ${refusal.code}`),
    ]
  }

  it('keeps void invoices and repeated numbers, and the sign of red ones', () => {
    const row = ['', '', '26117000000000000001', '甲公司', '2026-03-01 09:10:11', '100', '13', '113', '正常', '是']
    expect(
      read(
        HEADINGS,
        row,
        row,
        ['033001', '00012345', '', '乙公司', '2026-03-02', '-100', '-13', '-113', '正常', '否'],
        ['', '', '26117000000000000002', '丙公司', '2026-03-03', '50', '6.5', '', '已作废', '否'],
      ),
    ).to.deep.equal([
      ' 26117000000000000001 2026-03-01 甲公司 113 13 blue'.trim(),
      ' 26117000000000000001 2026-03-01 甲公司 113 13 blue'.trim(),
      '033001 00012345 2026-03-02 乙公司 -113 -13 red',
      ' 26117000000000000002 2026-03-03 丙公司 -56.5 -6.5 red void'.trim(),
    ])
  })

  it('adds the lines of one invoice where the list has them', () => {
    const heads = [...HEADINGS, '货物名称']
    const line = (net: string, tax: string) => ['', '', '26117000000000000003', '甲公司', '2026-03-01', net, tax, '', '正常', '是', '电机']
    expect(read(heads, line('100', '13'), line('50', '6.5'))).to.deep.equal(['26117000000000000003 2026-03-01 甲公司 169.5 19.5 blue'])
  })

  it('refuses what is no such list, and lines that cannot be read', () => {
    expect(read(['单号', '金额'], ['1', '2']).join()).to.include('MISSING_COLUMN')
    expect(read(HEADINGS, ['', '', '', '甲公司', '', '1', '0', '1', '正常', '是'])).to.deep.equal([
      '2 数电票号码 MISSING_CELL',
      '2 开票日期 MISSING_CELL',
    ])
  })
})
