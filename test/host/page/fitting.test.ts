import { expect } from 'chai'
import { drawnFormat, isDrawing, tooNarrow, widenFor } from '../../../host/page/grid/fitting.js'
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

  it('is drawn as nothing when its format says so, as a row of # when it does not fit, else as its format says', () => {
    sheet.columnWidths.set(0, 60)
    const zeroBlank = '#,##0.00;[Red]-#,##0.00;;@'
    const drawn = (value: number, numberFormat: string) => drawnFormat(sheet, 0, { value, numberFormat })
    expect([drawn(12.5, zeroBlank), drawn(0, '#,##0.00')]).to.deep.equal([zeroBlank, '#,##0.00'])
    expect(isDrawing(drawn(0, zeroBlank))).to.equal(true)
    expect(isDrawing(drawn(1_234_567_890.12, zeroBlank))).to.equal(true)
    expect(isDrawing(zeroBlank)).to.equal(false)
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
