import { expect } from 'chai'
import { tooNarrow, widenFor } from '../../../host/page/grid/fitting.js'
import { newWorkbook } from '../../../host/model/sheets.js'

describe('a number in a narrow column', () => {
  const [sheet] = newWorkbook().sheets
  beforeEach(() => sheet.columnWidths.clear())

  it('does not fit when its text is wider than the column', () => {
    expect(tooNarrow(sheet, 0, { value: 113_000.25, numberFormat: '#,##0.00' })).to.equal(true)
    sheet.columnWidths.set(0, 60)
    expect(tooNarrow(sheet, 0, { value: 113_000.25, numberFormat: '#,##0.00' })).to.equal(false)
    expect(tooNarrow(sheet, 0, { value: 113_000.25, numberFormat: '#,##0.00', style: { 'font/size': 20 } })).to.equal(true)
  })

  it('is a date too; General and texts are cut or rounded instead', () => {
    sheet.columnWidths.set(0, 30)
    expect(tooNarrow(sheet, 0, { value: 46_000, numberFormat: 'yyyy-mm-dd' })).to.equal(true)
    expect(tooNarrow(sheet, 0, { value: 123_456_789 })).to.equal(false)
    expect(tooNarrow(sheet, 0, { value: 'a long text', numberFormat: '#,##0.00' })).to.equal(false)
  })

  it('widens a column that nobody has sized when a person types it', () => {
    sheet.columnWidths.set(1, 20)
    sheet.rows.set(0, [
      { value: 46_000, numberFormat: 'yyyy-mm-dd' },
      { value: 46_000, numberFormat: 'yyyy-mm-dd' },
    ])
    widenFor({ sheet, row: 0, column: 0, rows: 1, columns: 3 })
    expect(tooNarrow(sheet, 0, sheet.rows.get(0)![0]!)).to.equal(false)
    expect([...sheet.columnWidths.keys()]).to.deep.equal([1, 0])
    expect(sheet.columnWidths.get(1)).to.equal(20)
  })
})
