import { expect } from 'chai'
import fc from 'fast-check'
import { dateOrder } from '../../../shared/intake/date-order.js'
import { decimalSign, signIn } from '../../../shared/intake/decimal-sign.js'
import { readDate } from '../../../shared/intake/cells.js'
import { bookWith, filesRead } from './sample-exports.js'
import { faultsOf, file } from './sample-files.js'

const seen = (texts: readonly string[]) => texts.map((text, i) => ({ text, line: i + 2 }))
const numbers = (texts: readonly string[], money = true) => seen(texts).map(cell => ({ ...cell, column: 'x', money }))

describe('what a column says of its own form', () => {
  const dates: [cells: string[], answer: string][] = [
    [['3/4/2026', '25/4/2026'], 'D/M/YYYY'],
    [['3-4-2026', '4-25-2026'], 'M/D/YYYY'],
    [['3/4/2026', '5/6/2026'], 'DATES_AMBIGUOUS'],
    [['25/4/2026', '4/25/2026'], 'DATES_CONTRADICT'],
    [['2026-04-03', '25/4/2026'], 'DATES_SWAPPED'],
    [['2026-04-30', '25/4/2026'], 'D/M/YYYY'],
    [['5/5/2026', '6/6/2026'], 'either'],
    [['2026-04-03', '2026年4月5日'], 'either'],
    [['32/1/2026', '1/32/2026', 'x'], 'either'],
  ]
  for (const [cells, answer] of dates) {
    it(`dates ${cells.join(', ')}: ${answer}`, () => {
      const { formats, refusal } = dateOrder(seen(cells), {})
      expect(refusal?.code ?? formats?.[1] ?? 'either').to.equal(answer)
    })
  }

  it('dates written one way are read back, whenever one of them lies after the twelfth', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.array(day, { minLength: 1 }), fc.boolean(), (days, dayFirst) => {
        const all = [...days, new Date('2026-03-13')].map(date => date.toISOString().slice(0, 10))
        const cells = all.map(text => {
          const [year, month, date] = text.split('-').map(Number)
          return dayFirst ? `${date}/${month}/${year}` : `${month}/${date}/${year}`
        })
        const { formats, refusal } = dateOrder(seen(cells), {})
        expect(refusal).to.equal(undefined)
        expect(cells.map(cell => readDate(cell, formats!))).to.deep.equal(all)
      }),
    )
  })

  const signs: [text: string, money: string, quantity: string][] = [
    ['1.234,56', ',', ','],
    ['1,234.56', '.', '.'],
    ['1.234.567', ',', ','],
    ['1,234,567', '.', '.'],
    ['12.5', '.', '.'],
    ['12,5', ',', ','],
    ['0.125', '.', '.'],
    ['1234.567', '.', '.'],
    ['1.234', 'either', 'either'],
    ['(1.234)', 'either', 'either'],
    ['￥１．２３４', 'either', 'either'],
    ['1,234', 'any', 'either'],
    ['1234', 'any', 'any'],
    ['abc', 'any', 'any'],
  ]
  for (const [text, money, quantity] of signs) {
    it(`${text} as money: ${money}, as a quantity: ${quantity}`, () =>
      expect([signIn(text, true), signIn(text, false)]).to.deep.equal([money, quantity]))
  }

  it('numbers of a file decide for each other, the odd one out is named', () => {
    expect(decimalSign(numbers(['1.234', '12,50']), {}).decimal).to.equal(',')
    expect(decimalSign(numbers(['1.234', '1,234.50']), {}).decimal).to.equal('.')
    const { refusal, at } = decimalSign(numbers(['1.50', '2.50', '3,50']), {})
    expect([refusal?.code, at?.line]).to.deep.equal(['DECIMALS_CONTRADICT', 4])
  })
})

describe('files as a whole', () => {
  const HEAD = '发票号|客户编码|开票日期|到期日|金额'
  const invoices = (lines: string, ...more: Parameters<typeof filesRead>[1][]) =>
    filesRead([file('发票.csv', `${HEAD}\n${lines}`)], ...more)

  it('totals and subtotals that fit are taken out; a running count that fits too', () => {
    const read = invoices('F1|C1|2026-03-05|2026-04-04|10\n小计||||10\nF2|C1|2026-03-05|2026-04-04|20\n小计||||20\n合 计||||30\n共 2 条')
    expect([read.faults, read.rows.length]).to.deep.equal([[], 2])
  })

  it('a subtotal that does not fit, and more rows than stated, are refused', () => {
    const read = invoices('F1|C1|2026-03-05|2026-04-04|10\n小计||||11\nF2|C1|2026-03-05|2026-04-04|20\n合计||||30\n总条数：1')
    expect(faultsOf(read)).to.deep.equal(['3 金额 [11] TOTAL_DIFFERS', '6  [] COUNT_DIFFERS'])
  })

  it('an answer that a cell contradicts is refused, never mixed', () => {
    const dates = invoices('F1|C1|3/4/2026|2026-04-04|10\nF2|C1|25/3/2026|2026-04-04|10', { answers: { dates: ['M/D/YYYY'] } })
    expect([faultsOf(dates), dates.rows]).to.deep.equal([['3 开票日期 [25/3/2026] NOT_AS_SAID'], []])
    const decimals = invoices('F1|C1|2026-03-05|2026-04-04|1,234.56', { answers: { decimal: ',' } })
    expect([faultsOf(decimals), decimals.rows]).to.deep.equal([['2 金额 [1,234.56] NOT_AS_SAID'], []])
  })

  it('numbers that lost digits are refused, in amounts too', () => {
    expect(faultsOf(invoices('F1|C1|2026-03-05|2026-04-04|1.13E+12'))).to.deep.equal(['2 金额 [1.13E+12] NUMBER_SHORTENED'])
  })

  it('a document number without its zeros is asked about only among documents of its kind', () => {
    const book = bookWith(
      { table: 'customers', row: { code: 'C1' } },
      { table: 'receipts', row: { number: '0007', customer: 'C1', docDate: '2026-03-01', amount: '5' } },
      { table: 'invoices', row: { number: '0008', customer: 'C1', docDate: '2026-03-01', amount: '5' } },
    )
    expect(faultsOf(invoices('7|C1|2026-03-05|2026-04-04|10', { book }))).to.deep.equal([])
    expect(faultsOf(invoices('8|C1|2026-03-05|2026-04-04|10', { book }))).to.deep.equal(['2 invoices.number [8] ZEROS_LOST'])
    const allocations = file('核销.csv', '收款单号|发票号|核销日期|核销金额\n7|8|2026-03-05|5')
    expect(filesRead([allocations], { book, answers: { zeros: 'restore' } }).rows[0].row).to.include({ from: '0007', to: '0008' })
  })
})
