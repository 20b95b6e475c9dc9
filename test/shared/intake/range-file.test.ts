import { expect } from 'chai'
import { rangeFile } from '../../../shared/intake/range-file.js'

describe('a range as the sheet of a file', () => {
  it('lines are rows of the sheet; days by their format, codes with the zeros that they show, numbers as they are', () => {
    const { sheet, rows } = rangeFile({
      sheet: '对账单',
      firstRow: 4,
      firstColumn: 2,
      values: [
        ['单号', '日期', '金额'],
        [12, 46086, 46086],
        ['0012', '2026.3.5', -7.5],
        [12345678901234567890, 1e9, true],
      ],
      formats: [
        ['General', 'General', 'General'],
        ['00000', 'yyyy-mm-dd', '0.00'],
        ['@', 'General', '0.00'],
        ['General', 'yyyy-mm-dd', 'General'],
      ],
    })
    expect(sheet).to.equal('对账单')
    expect(rows).to.deep.equal([
      { line: 4, cells: ['单号', '日期', '金额'] },
      { line: 5, cells: ['00012', '2026-03-05', 46086] },
      { line: 6, cells: ['0012', '2026.3.5', -7.5] },
      { line: 7, cells: ['1.2345678901234567e+19', '1000000000', true] },
    ])
  })
})
