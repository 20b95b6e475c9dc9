import { expect } from 'chai'
import { onSheet } from './on-sheet.js'
import { failure, plain } from './outcome.js'
import type { Theme } from './place.js'

/** Cells: values, texts, formats, parts. */
export const ranges: Theme = {
  'write values and read them back (Excel.Range class)': place =>
    onSheet(place, async (sheet, context) => {
      const range = sheet.getRange('A1:B2')
      range.values = [
        ['name', 'amount'],
        ['Ann', 12.5],
      ]
      range.load('values,address,rowCount,columnCount,cellCount,valueTypes')
      await context.sync()
      expect(plain(range.values)).to.deep.equal([
        ['name', 'amount'],
        ['Ann', 12.5],
      ])
      expect([range.address, range.rowCount, range.columnCount, range.cellCount]).to.deep.equal(['Sheet1!A1:B2', 2, 2, 4])
      expect(plain(range.valueTypes)).to.deep.equal([
        ['String', 'String'],
        ['String', 'Double'],
      ])
    }),
  'leave cells alone where null is written, empty them with an empty string (Excel.Range.values)': place =>
    onSheet(place, async (sheet, context) => {
      sheet.getRange('A1:C1').values = [[1, 2, 3]]
      sheet.getRange('A1:C1').values = [[null, '', 4]] as never
      const read = sheet.getRange('A1:C1').load('values')
      await context.sync()
      expect(plain(read.values)).to.deep.equal([[1, '', 4]])
    }),
  'take one value for all cells, and decline an array of another shape with InvalidArgument': async place => {
    await onSheet(place, async (sheet, context) => {
      const range = sheet.getRange('A1:B2')
      range.values = 7 as never
      range.load('values')
      await context.sync()
      expect(plain(range.values)).to.deep.equal([
        [7, 7],
        [7, 7],
      ])
    })
    const declined = await failure(
      onSheet(place, async (sheet, context) => {
        sheet.getRange('A1:B2').values = [[1]]
        await context.sync()
      }),
    )
    expect(declined.code).to.equal('InvalidArgument')
    expect(declined.location).to.equal('Range.values')
  },
  'read texts as typing does: numbers, dates, percentages; an apostrophe keeps a text': place =>
    onSheet(place, async (sheet, context) => {
      const range = sheet.getRange('A1:F1')
      range.values = [['5', '2026-03-31', '12%', 'TRUE', "'007", 'C001']]
      range.load('values,text,numberFormat')
      await context.sync()
      expect(plain(range.values)).to.deep.equal([[5, 46112, 0.12, true, '007', 'C001']])
      expect(plain(range.text)).to.deep.equal([['5', '2026-03-31', '12%', 'TRUE', '007', 'C001']])
    }),
  'keep texts where the format is @, and show numbers as their format says': place =>
    onSheet(place, async (sheet, context) => {
      const [ids, amount] = [sheet.getRange('A1'), sheet.getRange('B1')]
      ids.numberFormat = [['@']]
      ids.values = [['007']]
      amount.values = [[-1234.5]]
      amount.numberFormat = [['#,##0.00']]
      ids.load('values')
      amount.load('text')
      await context.sync()
      expect(plain([ids.values, amount.text])).to.deep.equal([[['007']], [['-1,234.50']]])
    }),
  'compute formulas before the batch goes on': place =>
    onSheet(place, async (sheet, context) => {
      sheet.getRange('A1:A3').values = [[1], [2], [3]]
      const total = sheet.getRange('B1')
      total.formulas = [['=SUM(A1:A3)']]
      total.load('values,formulas')
      await context.sync()
      expect(plain([total.values, total.formulas])).to.deep.equal([[[6]], [['=SUM(A1:A3)']]])
      sheet.getRange('A2').values = [[10]]
      total.load('values')
      await context.sync()
      expect(plain(total.values)).to.deep.equal([[14]])
    }),
  'find the used range; an empty sheet has none (Excel.Worksheet.getUsedRangeOrNullObject)': place =>
    onSheet(place, async (sheet, context) => {
      const none = sheet.getUsedRangeOrNullObject(true).load('address')
      const corner = sheet.getUsedRange(true).load('address')
      await context.sync()
      expect([none.isNullObject, corner.address]).to.deep.equal([true, 'Sheet1!A1'])
      sheet.getRange('B2').values = [[1]]
      sheet.getRange('D5').values = [[1]]
      const used = sheet.getUsedRange(true).load('address')
      await context.sync()
      expect(used.address).to.equal('Sheet1!B2:D5')
    }),
  'insert and delete with shift; formulas, names and kept ranges follow': place =>
    onSheet(place, async (sheet, context) => {
      sheet.getRange('A1:A3').values = [[1], [2], [3]]
      sheet.getRange('C1').formulas = [['=SUM(A1:A3)+A2']]
      const kept = sheet.getRange('A2')
      context.trackedObjects.add(kept)
      kept.load('values')
      await context.sync()
      sheet.getRange('2:2').insert('Down')
      sheet.getRange('A2').values = [[100]]
      const formula = sheet.getRange('C1').load('formulas,values')
      kept.load('address,values')
      await context.sync()
      expect(plain(formula.formulas)).to.deep.equal([['=SUM(A1:A4)+A3']])
      expect(plain(formula.values)).to.deep.equal([[108]])
      expect([kept.address, plain(kept.values)]).to.deep.equal(['Sheet1!A3', [[2]]])
      sheet.getRange('A3').delete('Up')
      formula.load('formulas')
      await context.sync()
      expect(plain(formula.formulas)).to.deep.equal([['=SUM(A1:A3)+#REF!']])
    }),
  'find, replace, sort': place =>
    onSheet(place, async (sheet, context) => {
      const range = sheet.getRange('A1:B4')
      range.values = [
        ['word', 'n'],
        ['pear', 3],
        ['apple', 1],
        ['Plum', 2],
      ]
      range.sort.apply([{ key: 1, ascending: true }], false, true)
      const found = range.find('plum', { completeMatch: true }).load('address')
      const none = range.findOrNullObject('cherry', {})
      const count = range.replaceAll('ap', 'AP', { matchCase: true })
      range.load('values')
      await context.sync()
      expect(plain(range.values)).to.deep.equal([
        ['word', 'n'],
        ['APple', 1],
        ['Plum', 2],
        ['pear', 3],
      ])
      expect([found.address, none.isNullObject, count.value]).to.deep.equal(['Sheet1!A3', true, 1])
    }),
  'carry formats, column widths, conditional formats and validation': place =>
    onSheet(place, async (sheet, context) => {
      const range = sheet.getRange('A1:B2')
      range.format.font.bold = true
      range.format.fill.color = '#FFF2CC'
      range.format.columnWidth = 90
      range.dataValidation.rule = { list: { inCellDropDown: true, source: 'a,b' } }
      const rule = range.conditionalFormats.add(place.Excel.ConditionalFormatType.cellValue)
      rule.cellValue.format.font.color = '#C00000'
      rule.cellValue.rule = { formula1: '=5', operator: 'GreaterThan' }
      const cell = sheet.getRange('B2')
      cell.load('format/font/bold,format/fill/color,format/columnWidth,dataValidation/type')
      const rules = cell.conditionalFormats.load('items/type')
      await context.sync()
      expect([cell.format.font.bold, cell.format.fill.color, cell.format.columnWidth]).to.deep.equal([true, '#FFF2CC', 90])
      expect([cell.dataValidation.type, rules.items.map(each => each.type)]).to.deep.equal(['List', ['CellValue']])
      range.conditionalFormats.clearAll()
      await context.sync()
    }),
  'name a range that lies off the sheet as InvalidArgument (1,048,576 rows by 16,384 columns)': async place => {
    const last = await onSheet(place, async (sheet, context) => {
      const cell = sheet.getCell(1_048_575, 16_383).load('address')
      await context.sync()
      return cell.address
    })
    expect(last).to.equal('Sheet1!XFD1048576')
    const declined = await failure(
      onSheet(place, async (sheet, context) => {
        sheet.getCell(1_048_575, 16_383).getOffsetRange(1, 0).load('address')
        await context.sync()
      }),
    )
    expect(declined.code).to.equal('InvalidArgument')
  },
  'list direct precedents (Range.getDirectPrecedents)': place =>
    onSheet(place, async (sheet, context) => {
      sheet.getRange('C1').formulas = [['=A1+SUM(B1:B3)']]
      const precedents = sheet.getRange('C1').getDirectPrecedents().load('addresses')
      await context.sync()
      expect(plain(precedents.addresses)).to.deep.equal(['Sheet1!A1', 'Sheet1!B1:B3'])
    }),
  'answer what the stand-in does not do with an error that names it': async place => {
    const declined = await failure(
      onSheet(place, async (sheet, context) => {
        sheet.pivotTables.load('items/name')
        await context.sync()
      }),
    )
    expect(declined.code).to.equal('ApiNotFound')
    expect(declined.message).to.contain('Worksheet.pivotTables')
  },
}
