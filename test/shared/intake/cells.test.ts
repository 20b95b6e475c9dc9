import { expect } from 'chai'
import { cellText, isDateFormat, readAmount, readCode, readDate, type NumberStyle } from '../../../shared/intake/cells.js'
import { Refusal } from '../../../shared/refusals.js'

const ENGLISH: NumberStyle = { decimal: '.', thousands: ',' }
const GERMAN: NumberStyle = { decimal: ',', thousands: '.' }

/** The code of the refusal, or what was read. */
function outcome(read: () => string): string {
  try {
    return read()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('reading cells', () => {
  describe('dates', () => {
    const cases: [typed: string, formats: string[], read: string][] = [
      ['2026-03-05', ['auto'], '2026-03-05'],
      ['2026/3/5', ['auto'], '2026-03-05'],
      ['2026.3.5', ['auto'], '2026-03-05'],
      ['20260305', ['auto'], '2026-03-05'],
      ['2026年3月5日', ['auto'], '2026-03-05'],
      ['２０２６－０３－０５', ['auto'], '2026-03-05'],
      ['2026-03-05T14:30:00', ['auto'], '2026-03-05'],
      ['25/12/2026', ['auto'], '2026-12-25'],
      ['12/25/2026', ['auto'], '2026-12-25'],
      ['5/5/2026', ['auto'], '2026-05-05'],
      ['3/4/2026', ['auto'], 'AMBIGUOUS_DATE'],
      ['03-04-2026', ['auto'], 'AMBIGUOUS_DATE'],
      ['1/2/2013', ['M/D/YYYY'], '2013-01-02'],
      ['13/2/2013', ['M/D/YYYY'], 'BAD_DATE'],
      ['03-04-2020', ['DD-MM-YYYY'], '2020-04-03'],
      ['2020-04-03', ['DD-MM-YYYY'], '2020-04-03'],
      ['2020-03-19 00:00:00.000000000', ['YYYY-MM-DD HH:mm:ss.SSS'], '2020-03-19'],
      ['2008-06-01 00:00:00.000', ['YYYY-MM-DD HH:mm:ss.SSS'], '2008-06-01'],
      ['1/2/2013 12:00:00 AM', ['M/D/YYYY'], '2013-01-02'],
      ['5.3.26', ['D.M.YY'], '2026-03-05'],
      ['05.03.2026', ['YYYYMMDD', 'DD.MM.YYYY'], '2026-03-05'],
      ['2026-02-31', ['auto'], 'BAD_DATE'],
      ['29/2/2025', ['auto'], 'BAD_DATE'],
      ['1900-01-01', ['auto'], 'DATE_OUT_OF_RANGE'],
      ['tomorrow', ['auto'], 'BAD_DATE'],
      ['46086', ['auto'], 'BAD_DATE'],
      ['5 March 2026', ['M/D/YYYY'], 'DATE_NOT_AS_STATED'],
    ]
    for (const [typed, formats, read] of cases) {
      it(`${typed} by ${formats.join(', ')}: ${read}`, () => expect(outcome(() => readDate(typed, formats))).to.equal(read))
    }

    it('names both days that an ambiguous date may be, in both languages', () => {
      try {
        readDate('3/4/2026', ['auto'])
        expect.fail('it was read')
      } catch (error) {
        const refusal = error as Refusal
        expect(refusal.text('en')).to.contain('2026-03-04').and.to.contain('2026-04-03')
        expect(refusal.text('zh')).to.contain('2026-03-04').and.to.contain('2026-04-03')
      }
    })

    it('knows a format when it sees one', () => {
      expect(['auto', 'YYYY-MM-DD', 'M/D/YYYY', 'YYYYMMDD', 'D.M.YY', 'YYYY-MM-DD HH:mm:ss.SSS'].every(isDateFormat)).to.be.true
      expect(['MM/YYYY', 'date', 'DD-DD-YYYY', ''].some(isDateFormat)).to.be.false
    })
  })

  describe('amounts', () => {
    const cases: [typed: string, style: NumberStyle, read: string][] = [
      ['1234.56', ENGLISH, '1234.56'],
      ['1,234,567.89', ENGLISH, '1234567.89'],
      ['1.234.567,89', GERMAN, '1234567.89'],
      ["1'234.50", { decimal: '.', thousands: "'" }, '1234.5'],
      ['1\u00a0234,5', { decimal: ',', thousands: ' ' }, '1234.5'],
      ['(1,234.50)', ENGLISH, '-1234.5'],
      ['（1,234.50）', ENGLISH, '-1234.5'],
      ['1234.50-', ENGLISH, '-1234.5'],
      ['-1234.50', ENGLISH, '-1234.5'],
      ['−12', ENGLISH, '-12'],
      ['+12', ENGLISH, '12'],
      ['￥１，２３４．５', ENGLISH, '1234.5'],
      ['¥ 88.00元', ENGLISH, '88'],
      ['.4000', ENGLISH, '0.4'],
      ['.0000', ENGLISH, '0'],
      ['(0.00)', ENGLISH, '0'],
      ['1.5E3', ENGLISH, '1500'],
      ['1,23', ENGLISH, 'BAD_GROUPING'],
      ['1.234.567,89', ENGLISH, 'BAD_GROUPING'],
      ['12,34,567', ENGLISH, 'BAD_GROUPING'],
      ['1,234,56', ENGLISH, 'BAD_GROUPING'],
      ['USD 100', ENGLISH, 'AMOUNT_NAMES_CURRENCY'],
      ['$100', ENGLISH, 'AMOUNT_NAMES_CURRENCY'],
      ['100RMB', ENGLISH, 'AMOUNT_NAMES_CURRENCY'],
      ['n/a', ENGLISH, 'BAD_AMOUNT'],
      ['abc', ENGLISH, 'BAD_AMOUNT'],
      ['--5', ENGLISH, 'BAD_AMOUNT'],
      ['-', ENGLISH, 'BAD_AMOUNT'],
      ['12 万', ENGLISH, 'BAD_AMOUNT'],
    ]
    for (const [typed, style, read] of cases) {
      it(`${typed} with ${style.thousands}${style.decimal}: ${read}`, () => expect(outcome(() => readAmount(typed, style))).to.equal(read))
    }
  })

  describe('codes and texts', () => {
    it('strips the .0 of a number that went through a float', () => {
      expect(readCode('2960623488.0', { whole: true })).to.equal('2960623488')
      expect(readCode('2960623488.0')).to.equal('2960623488.0')
    })
    it('strips or pads leading zeros of codes of digits only', () => {
      expect(readCode('0200744019', { unpad: true })).to.equal('200744019')
      expect(readCode('0', { unpad: true })).to.equal('0')
      expect(readCode('CCU001', { unpad: true, pad: 10 })).to.equal('CCU001')
      expect(readCode('200744019', { pad: 10 })).to.equal('0200744019')
    })
    it('reads full-width letters and digits of codes', () => expect(readCode('Ｃ００１')).to.equal('C001'))
    it('refuses a number that a spreadsheet has shortened', () => {
      expect(outcome(() => readCode('2.96062E+09'))).to.equal('NUMBER_SHORTENED')
      expect(outcome(() => readCode('2.96062E+09', { whole: true }))).to.equal('NUMBER_SHORTENED')
    })
    it('takes ="0012" for the text it protects, and drops spaces of every kind', () => {
      expect(cellText('="0012"')).to.equal('0012')
      expect(cellText('\u3000 TARG us \t')).to.equal('TARG us')
    })
    it('reads numbers of a sheet as Excel shows them', () => {
      expect(cellText(0.1 + 0.2)).to.equal('0.3')
      expect(cellText(1930659387)).to.equal('1930659387')
      expect(cellText(null)).to.equal('')
    })
    it('refuses an error of the spreadsheet', () => expect(outcome(() => cellText('#REF!'))).to.equal('CELL_ERROR'))
  })
})
