import { expect } from 'chai'
import { adoptedRows } from '../../../../shared/intake/adoption/adopted.js'
import type { AdoptionRange } from '../../../../shared/intake/adoption/range.js'
import { answeredMapping } from '../../../../shared/intake/adoption/questions.js'
import { recognisedRange } from '../../../../shared/intake/adoption/recognised.js'
import { faultsOf, range, SETTING, taken, told } from './ranges.js'

const column = (heading: string, cells: readonly string[], more: Partial<AdoptionRange> = {}) => {
  const at = ['发票号', '客户', '开票日期', '金额'].indexOf(heading)
  const line = (cell: string, i: number) =>
    ['F' + String(i), '甲', '2026-03-05', '#100'].map((usual, place) => (place === at ? cell : usual)).join('|')
  return range(['发票号|客户|开票日期|金额', ...cells.map(line)].join('\n'), more)
}
const read = (of: AdoptionRange, name: string) =>
  taken(of)
    .rows.filter(({ table }) => table === 'invoices')
    .map(({ row }) => row[name])
/** What is asked of a range once, and what it becomes with an answer. */
const asked = (of: AdoptionRange) =>
  recognisedRange(of).questions.map(({ kind, examples }) => [
    kind,
    ...examples.map(({ cell, first, second }) => `${cell} ${first} ${second}`),
  ])
function answered(of: AdoptionRange, answer: string) {
  const found = recognisedRange(of)
  return adoptedRows(of, answeredMapping(found.mapping, found.questions[0], answer), SETTING)
}

describe('how the cells of a column are read', () => {
  it('dates in every usual form', () => {
    const cells = [
      '2026.3.5',
      '20260305',
      '#20260305',
      '2026年3月5日',
      '2026年3月5',
      '@46086',
      '#46086',
      '２０２６／３／５',
      '2026-03-05 00:00:00',
      '26年3月5日',
      '5-Mar-2026',
      'Mar 5, 2026',
      '46086',
      '20260305.0',
    ]
    expect(read(column('开票日期', cells), 'docDate')).to.deep.equal(cells.map(() => '2026-03-05'))
  })

  it('dates that are none are faults with their cell', () => {
    const found = taken(column('开票日期', ['2026-02-30', '2026.13.1', '待定', '#0.5', '#3', '2026年3月']))
    expect(faultsOf(found).map(([cell, , code]) => [cell, code])).to.deep.equal(
      ['C2', 'C3', 'C4', 'C5', 'C6', 'C7'].map(cell => [cell, 'BAD_DATE']),
    )
  })

  it('one cell settles the order of day and month for its column', () => {
    expect(read(column('开票日期', ['3/4/2026', '25/3/2026']), 'docDate')).to.deep.equal(['2026-04-03', '2026-03-25'])
    expect(read(column('开票日期', ['3/4/2026', '3/25/2026']), 'docDate')).to.deep.equal(['2026-03-04', '2026-03-25'])
  })

  it('an order that nothing settles is asked once, and the cells wait for the answer', () => {
    const of = column('开票日期', ['3/4/2026', '5/6/2026', '7/7/2026'])
    expect(asked(of)).to.deep.equal([['dates', 'C2 2026-04-03 2026-03-04', 'C3 2026-06-05 2026-05-06']])
    expect(faultsOf(taken(of))).to.deep.equal([
      ['C2', '3/4/2026', 'READING_UNANSWERED'],
      ['C3', '5/6/2026', 'READING_UNANSWERED'],
    ])
    expect(told(answered(of, 'MDY'), 'docDate').slice(1).flat()).to.include.members(['2026-03-04', '2026-05-06', '2026-07-07'])
    expect(told(answered(of, 'DMY'), 'docDate').slice(1).flat()).to.include.members(['2026-04-03', '2026-06-05', '2026-07-07'])
  })

  it('dates that Excel swapped are noticed beside the texts it left', () => {
    const of = column('开票日期', ['@46086', '25/3/2026', '@46117'])
    expect(asked(of)).to.deep.equal([['swapped', 'C2 2026-03-05 2026-05-03', 'C4 2026-04-05 2026-05-04']])
    expect(told(answered(of, 'yes'), 'docDate').slice(1)).to.deep.equal([
      ['invoices', '2026-05-03'],
      ['invoices', '2026-03-25'],
      ['invoices', '2026-05-04'],
    ])
  })

  it('amounts in every usual form', () => {
    const cells = [
      '#1234.5',
      '1,234.50',
      '１，２３４．５０',
      '￥1,234.50',
      '¥ 1234.5',
      '1234.50元',
      'RMB 1,234.50',
      '0.12345万元',
      '+1234.5',
      '1.2345E3',
    ]
    expect(read(column('金额', cells), 'amount')).to.deep.equal(cells.map(() => '1234.50'))
    const less = ['(1,234.50)', '（1,234.50）', '1,234.50-', '-1234.5', '−1,234.50', '#-1234.5', '-¥1,234.50', '(¥1,234.50)']
    expect(read(column('金额', less), 'amount')).to.deep.equal(less.map(() => '-1234.50'))
    expect(read(column('金额', ['-', '—', '#0.1', '#33.335']), 'amount')).to.deep.equal(['0.00', '0.00', '0.10', '33.34'])
  })

  it('amounts that are none are faults', () => {
    const cells = ['abc', '1,23,4.5', '12..5', '#N/A', '一百']
    expect(faultsOf(taken(column('金额', cells))).map(([, value, code]) => [value, code])).to.deep.equal([
      ['abc', 'BAD_AMOUNT'],
      ['1,23,4.5', 'BAD_AMOUNT'],
      ['12..5', 'BAD_AMOUNT'],
      ['#N/A', 'CELL_ERROR'],
      ['一百', 'BAD_AMOUNT'],
    ])
  })

  it('decimal commas where a cell shows them; undecided ones are asked', () => {
    expect(read(column('金额', ['1.234,56', '1.234', '12,5']), 'amount')).to.deep.equal(['1234.56', '1234.00', '12.50'])
    const of = column('金额', ['1.234', '5.678', '100'])
    expect(asked(of)).to.deep.equal([['decimal', 'D2 1.234 1234', 'D3 5.678 5678']])
    expect(told(answered(of, ','), 'amount').slice(1).flat()).to.include.members(['1234.00', '5678.00', '100.00'])
    expect(taken(of).faults.length).to.equal(2)
  })

  it('a column that shows no decimal sign has that of the other amounts', () => {
    const found = taken(range('客户|单据号|开票日期|价税合计|已收\n甲|F1|2026-03-05|1.000,50|1.000\n甲|F2|2026-03-06|2.000,50|0'), {
      receivedOn: 'document',
    })
    expect(found.found.questions).to.deep.equal([])
    expect(told(found, 'amount').slice(1)).to.deep.include(['receipts', '1000.00'])
  })

  it('thousands that Excel took for decimals are noticed among decimal commas', () => {
    const of = column('金额', ['1.234,56', '#1.234', '99,50'])
    expect(asked(of)).to.deep.equal([['shrunk', 'D3 1.234 1234']])
    expect(told(answered(of, 'yes'), 'amount').slice(1).flat()).to.include('1234.00')
    expect(told(answered(of, 'no'), 'amount').slice(1).flat()).to.include('1.23')
  })

  it('万元 of the heading or the title multiplies, and is said', () => {
    const heading = taken(range('发票号|客户|开票日期|价税合计(万元)\nF1|甲|2026-03-05|#1.5\nF2|甲|2026-03-05|2万元'))
    expect(told(heading, 'amount').slice(1)).to.deep.equal([
      ['invoices', '15000.00'],
      ['invoices', '20000.00'],
    ])
    const title = taken(range('开票明细（单位：万元）|||\n发票号|客户|开票日期|价税合计\nF1|甲|2026-03-05|#1.5'))
    expect(told(title, 'amount')[1]).to.deep.equal(['invoices', '15000.00'])
    expect(title.found.told[0].zh).to.match(/10000/)
  })

  it('a number that a format shows in ten thousands is asked about where the title says 万元 too', () => {
    const formats = [
      ['', '', '', ''],
      ['', '', '', '0!.0000"万"'],
    ]
    const of = range('发票号|客户|开票日期|价税合计(万元)\nF1|甲|2026-03-05|#15000', { formats })
    expect(asked(of)).to.deep.equal([['unit', 'D2 15000 15000 × 10000']])
    expect(taken(of).posted).to.deep.equal([])
    expect(told(answered(of, '1'), 'amount')[1]).to.deep.equal(['invoices', '15000.00'])
  })

  it('positive amounts in red are asked about; a negative one is negative anyway', () => {
    const of = column('金额', ['#100', '!30', '!-20'])
    expect(asked(of)).to.deep.equal([['red', 'D3 30 -30']])
    expect(told(answered(of, 'yes'), 'amount').slice(1).flat()).to.include.members(['100.00', '-30.00', '-20.00'])
    expect(told(answered(of, 'no'), 'amount').slice(1).flat()).to.include.members(['100.00', '30.00', '-20.00'])
  })

  it('currencies by their signs; a bare $ is asked about', () => {
    const found = taken(column('金额', ['US$100', '€50.5', 'HKD 7']))
    expect(told(found, 'currency', 'amount').slice(1)).to.deep.equal([
      ['invoices', 'USD', '100.00'],
      ['invoices', 'EUR', '50.50'],
      ['invoices', 'HKD', '7.00'],
    ])
    const of = column('金额', ['$100'])
    expect(asked(of)).to.deep.equal([['currency', 'D2 USD HKD']])
    expect(told(answered(of, 'HKD'), 'currency')[1]).to.deep.equal(['invoices', 'HKD'])
  })

  it('codes whole, shortened ones refused', () => {
    const found = taken(column('发票号', ['2960623488.0', '#2960623489', 'ＦＰ００１', '="0012"', '1.23E+19', '#1.2345678901234567e19']))
    expect(found.rows.slice(1).map(({ row }) => row.number)).to.deep.equal(['2960623488', '2960623489', 'FP001', '0012'])
    expect(faultsOf(found).map(([cell, , code]) => [cell, code])).to.deep.equal([
      ['A6', 'NUMBER_SHORTENED'],
      ['A7', 'NUMBER_SHORTENED'],
    ])
  })

  it('leading zeros: a format says them, a mixed column is asked about', () => {
    const formats = [
      ['', '', '', ''],
      ['00000', '', '', ''],
    ]
    expect(read(column('发票号', ['#123'], { formats }), 'number')).to.deep.equal(['00123'])
    const of = column('发票号', ['00123', '00124', '#125'])
    expect(asked(of)).to.deep.equal([['zeros', 'A4 125 00125']])
    expect(told(answered(of, '5'), 'number').slice(1).flat()).to.include.members(['00123', '00124', '00125'])
    expect(told(answered(of, '0'), 'number').slice(1).flat()).to.include('125')
  })

  it('customers under merged cells are asked about', () => {
    const of = range('客户|发票号|开票日期|价税合计\n甲|F1|2026-03-05|#1\n|F2|2026-03-05|#2\n|F3|2026-03-05|#4\n乙|F4|2026-03-05|#8')
    expect(asked(of)).to.deep.equal([['fillDown', 'A3 甲 —', 'A4 甲 —']])
    expect(taken(of).posted).to.deep.equal([2, 5])
    const yes = answered(of, 'yes')
    expect(yes.posted).to.deep.equal([2, 3, 4, 5])
    expect(new Set(yes.rows.map(({ row }) => row.customer).filter(Boolean)).size).to.equal(2)
    expect(answered(of, 'no').faults.map(({ refusal }) => refusal.code)).to.deep.equal(['MISSING_CELL', 'MISSING_CELL'])
  })
})
