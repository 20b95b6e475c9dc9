import { expect } from 'chai'
import fc from 'fast-check'
import { cellValue, fieldText, type Held } from '../../../../addin/workbook/bound/cell-forms.js'
import { column, type Column, type ColumnType } from '../../../../shared/tables/bound/define.js'
import { iso, type Day } from '../../../../shared/dates.js'
import { entered } from '../../../../host/model/entry.js'

const of = (type: ColumnType, choices?: Column['choices']): Column => column('c', type, ['C', '列'], ['Help.', '说明。'], { choices })
const WORKDAY = of('choice', [
  { value: 'yes', label: { en: 'Yes', zh: '上班' } },
  { value: 'no', label: { en: 'No', zh: '休息' } },
])

describe('cells of bound tables', () => {
  const reads = (type: ColumnType | Column, cases: [value: Held, said: string, shown?: string][]) => {
    const column = typeof type === 'string' ? of(type) : type
    for (const [value, said, shown] of cases) expect(fieldText(column, value, shown), `${column.type} ${String(value)}`).to.equal(said)
  }

  it('read dates from numbers and from texts that can be read in one way only', () => {
    reads('date', [
      [46112, '2026-03-31'],
      [46112.75, '2026-03-31'],
      [20260331, '2026-03-31'],
      ['2026.3.5', '2026-03-05'],
      ['２０２６年3月5日', '2026-03-05'],
      ['31/03/2026', '2026-03-31'],
      ['03/04/2026', '03/04/2026'],
      ['2026-02-30', '2026-02-30'],
      ['soon', 'soon'],
      [-5, '-5'],
      ['', ''],
      ['  ', ''],
      [true, 'true'],
    ])
  })

  it('read amounts at fifteen digits, and leave what is not one as it was typed', () => {
    reads('amount', [
      [0.1 + 0.2, '0.3'],
      [1234.5, '1234.5'],
      [1e-7, '0.0000001'],
      [123456789012345, '123456789012345'],
      ['1,234.50', '1234.5'],
      ['（100）', '-100'],
      ['1.234,56', '1.234,56'],
      ['USD 5', 'USD 5'],
      ['#N/A', '#N/A'],
      [-0, '0'],
    ])
  })

  it('keep codes letter by letter, with the zeros that a number format shows', () => {
    reads('code', [
      [1001, '1001', '1001'],
      [123, '00123', '00123'],
      [123, '123', '123.00'],
      [2.5, '2.5', '2.5'],
      ['00123', '00123'],
      ['ＳＫ０１', 'SK01'],
      [25312000001234567890, '2.5312000001234567E+19', '2.5312E+19'],
    ])
  })

  it('read choices by value and by label, notes as they are shown, instalments in any spacing', () => {
    reads(WORKDAY, [
      ['yes', 'yes'],
      ['YES', 'yes'],
      ['休息', 'no'],
      ['perhaps', 'perhaps'],
    ])
    reads('text', [
      [46112, '2026/3/31', '2026/3/31'],
      [1234.5, '1234.5', '1,234.50'],
      [' net 30 ', 'net 30'],
    ])
    reads('instalments', [
      ['2026.3.31 500.00；2026-06-30  1,500', '2026-03-31 500; 2026-06-30 1500'],
      ['half now', 'half now'],
      [500, '500'],
    ])
  })

  it('are written so that Excel keeps them', () => {
    const writes = (type: ColumnType, text: string, format?: string) => cellValue(of(type), text, 'zh', format)
    expect(writes('date', '2026-03-31', 'yyyy-mm-dd')).to.equal(46112)
    expect(writes('date', '2026-03-31')).to.equal('2026-03-31')
    expect(writes('date', 'soon', 'yyyy-mm-dd')).to.equal('soon')
    expect(writes('amount', '-1000.5')).to.equal(-1000.5)
    expect(writes('amount', '12345678901234.56')).to.equal(`'12345678901234.56`)
    expect(writes('amount', '12345678901234.56', '@')).to.equal('12345678901234.56')
    for (const code of ['00123', '1-30', '=x', '+86 10', '-', '@me', '#N/A', 'TRUE', 'mar 5', '1月', '5%', "'a"])
      expect(writes('code', code), code).to.equal(`'${code}`)
    for (const code of ['C001', '客户', 'SK-001']) expect(writes('code', code), code).to.equal(code)
    expect(writes('code', '00123', '@')).to.equal('00123')
    expect(cellValue(WORKDAY, 'no', 'zh')).to.equal('休息')
    expect(cellValue(WORKDAY, 'perhaps', 'en')).to.equal('perhaps')
  })

  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('00123', '1-30', '=SUM(A1)', '3/4', '10:30', '1e5', 'Jan 5', 'FALSE', '￥5', '2026-03-31', '(5)'),
  )
  const amount = fc.tuple(fc.integer({ min: -9e13, max: 9e13 }), fc.integer({ min: 0, max: 6 })).map(([units, decimals]) => {
    const [whole, rest] = [Math.abs(units), decimals].map(String)
    const digits = whole.padStart(Number(rest) + 1, '0')
    const plain = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, '')
    return units < 0 && Number(plain) !== 0 ? `-${plain}` : plain
  })
  const cases: [ColumnType, fc.Arbitrary<string>][] = [
    ['text', text.map(each => fieldText(of('text'), each))],
    ['code', text.map(each => fieldText(of('code'), each))],
    ['amount', amount],
    ['rate', amount],
    ['date', fc.integer({ min: 1, max: 65534 }).map(each => iso(each as Day))],
  ]
  for (const [type, texts] of cases)
    it(`of ${type} say again what was written, in cells of any format`, () => {
      fc.assert(
        fc.property(texts, fc.constantFrom('@', 'General', 'set'), (said, format) => {
          const own = format === 'set' ? ({ date: 'yyyy-mm-dd', amount: '#,##0.00', rate: '0.000000' }[type as string] ?? '@') : format
          const written = cellValue(of(type), said, 'en', own)
          const held = own === '@' || typeof written === 'number' || written === '' ? written : entered(written).value
          expect(fieldText(of(type), own === '@' ? String(held) : held, String(held))).to.equal(said)
        }),
        { numRuns: 500 },
      )
    })
})
