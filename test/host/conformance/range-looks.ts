import { expect } from 'chai'
import { declined, onSheet } from './on-sheet.js'
import { plain } from './outcome.js'
import type { Theme } from './place.js'

/** How cells look and are emptied, outlines, links. */
export const rangeLooks: Theme = {
  'carry fonts, fills, borders, alignment, wrapping and sizes (Excel.RangeFormat class)': place =>
    onSheet(place, async (sheet, context) => {
      const { format } = sheet.getRange('B2:C3')
      Object.assign(format.font, { name: 'Arial', size: 14, italic: true, color: 'red', underline: 'Single' })
      format.fill.color = 'FFA500'
      const edge = format.borders.getItem('EdgeBottom')
      Object.assign(edge, { style: 'Double', color: '#0000FF' })
      Object.assign(format, {
        horizontalAlignment: 'Center',
        verticalAlignment: 'Top',
        wrapText: true,
        columnWidth: 77,
        rowHeight: 33,
        indentLevel: 2,
      })
      const read = sheet.getRange('C3').format
      read.load(
        'horizontalAlignment,verticalAlignment,wrapText,columnWidth,rowHeight,indentLevel,font/name,font/size,font/italic,font/color,font/underline,fill/color',
      )
      const border = read.borders.getItem('EdgeBottom').load('style,color')
      const wider = sheet.getRange('C1:D1').format.load('columnWidth')
      await context.sync()
      const { font } = read
      expect([font.name, font.size, font.italic, font.color, font.underline, read.fill.color]).to.deep.equal([
        'Arial',
        14,
        true,
        '#FF0000',
        'Single',
        '#FFA500',
      ])
      expect([border.style, border.color]).to.deep.equal(['Double', '#0000FF'])
      expect([
        read.horizontalAlignment,
        read.verticalAlignment,
        read.wrapText,
        read.columnWidth,
        read.rowHeight,
        read.indentLevel,
      ]).to.deep.equal(['Center', 'Top', true, 77, 33, 2])
      expect(wider.columnWidth).to.equal(null)
      sheet.getRange('C3').format.fill.clear()
      const cleared = sheet.getRange('C3').format.fill.load('color')
      await context.sync()
      expect(cleared.color).to.equal('#FFFFFF')
    }),

  'are emptied: all, contents or formats (Excel.ClearApplyTo)': place =>
    onSheet(place, async (sheet, context) => {
      for (const address of ['A1', 'A2', 'A3']) {
        sheet.getRange(address).values = [[5]]
        sheet.getRange(address).numberFormat = [['0.00']]
      }
      sheet.getRange('A1').clear()
      sheet.getRange('A2').clear('Contents')
      sheet.getRange('A3').clear('Formats')
      const range = sheet.getRange('A1:A3').load('values,numberFormat')
      await context.sync()
      expect(plain([range.values, range.numberFormat])).to.deep.equal([
        [[''], [''], [5]],
        [['General'], ['0.00'], ['General']],
      ])
    }),

  'are grouped in an outline, whose levels are folded (Group ranges for an outline using the Excel JavaScript API)': place =>
    onSheet(place, async (sheet, context) => {
      sheet.getRange('4:9').group('ByRows')
      sheet.getRange('4:5').group('ByRows')
      sheet.getRange('C:E').group('ByColumns')
      sheet.showOutlineLevels(1, 1)
      const hidden = () => [3, 4, 6, 9].map(row => sheet.getRange(`${row}:${row}`).load('rowHidden'))
      const [folded, column] = [hidden(), sheet.getRange('D:D').load('columnHidden')]
      await context.sync()
      expect([folded.map(each => each.rowHidden), column.columnHidden]).to.deep.equal([[false, true, true, true], true])
      sheet.showOutlineLevels(2, 0)
      const [half, still] = [hidden(), sheet.getRange('D:D').load('columnHidden')]
      await context.sync()
      expect([half.map(each => each.rowHidden), still.columnHidden]).to.deep.equal([[false, true, false, false], true])
      sheet.showOutlineLevels(8, 8)
      sheet.getRange('4:9').ungroup('ByRows')
      sheet.showOutlineLevels(1, 0)
      const rest = hidden()
      await context.sync()
      expect(rest.map(each => each.rowHidden)).to.deep.equal([false, true, false, false])
    }),

  'are not grouped by the other direction, nor deeper than eight levels (Excel.Range class, group)': async place => {
    const codes = []
    for (const work of [
      (sheet: Excel.Worksheet) => sheet.getRange('4:9').group('ByColumns'),
      (sheet: Excel.Worksheet) => sheet.getRange('B:C').group('ByRows'),
      (sheet: Excel.Worksheet) => sheet.showOutlineLevels(9, 0),
    ])
      codes.push((await declined(place, work)).code)
    expect(codes).to.deep.equal(['InvalidArgument', 'InvalidArgument', 'InvalidArgument'])
    const deep = await declined(place, sheet => {
      for (let level = 0; level < 8; level++) sheet.getRange('2:3').group('ByRows')
    })
    expect(deep.code).to.equal('InvalidOperation')
  },

  'are linked, within the workbook and beyond (Excel.RangeHyperlink)': place =>
    onSheet(place, async (sheet, context) => {
      const link = sheet.getRange('A1')
      link.hyperlink = { address: 'https://example.org/', textToDisplay: 'Example', screenTip: 'Opens a page' }
      const none = sheet.getRange('A2').load('hyperlink')
      link.load('hyperlink,values')
      await context.sync()
      expect([plain(link.hyperlink), plain(link.values), none.hyperlink]).to.deep.equal([
        { address: 'https://example.org/', textToDisplay: 'Example', screenTip: 'Opens a page' },
        [['Example']],
        null,
      ])
    }),

  'null is no value for a whole property (Blank and null values in Excel add-ins)': async place => {
    const codes = []
    for (const work of [
      (sheet: Excel.Worksheet) => void (sheet.getRange('A1').values = null as never),
      (sheet: Excel.Worksheet) => void (sheet.getRange('A1').format.fill.color = null as never),
    ])
      codes.push((await declined(place, work)).code)
    expect(codes).to.deep.equal(['InvalidArgument', 'InvalidArgument'])
  },

  'null in an array leaves formats alone, an empty text clears formulas (Blank and null values in Excel add-ins)': place =>
    onSheet(place, async (sheet, context) => {
      const range = sheet.getRange('A1:D1')
      range.values = [['Eurasia', '29.96', '0.25', '15-Feb']]
      range.numberFormat = [[null, null, null, 'm/d/yyyy;@']]
      sheet.getRange('E1').formulas = [['=1+1']]
      sheet.getRange('E1').formulas = [['']]
      const read = sheet.getRange('A1:E1').load('numberFormat,formulas')
      await context.sync()
      expect(plain(read.numberFormat[0])).to.deep.equal(['General', 'General', 'General', 'm/d/yyyy;@', 'General'])
      expect(read.formulas[0][4]).to.equal('')
    }),

  'formulas answer the raw value where there is none; text does not depend on the width (Set or get Excel range values, text, and formulas; Excel.Range class, text)':
    place =>
      onSheet(place, async (sheet, context) => {
        const range = sheet.getRange('A1:B1')
        range.formulas = [[1234567.5, '=A1*2']]
        range.numberFormat = [['#,##0.00', '#,##0.00']]
        range.format.columnWidth = 5
        range.load('formulas,text')
        await context.sync()
        expect(plain([range.formulas, range.text])).to.deep.equal([[[1234567.5, '=A1*2']], [['1,234,567.50', '2,469,135.00']]])
      }),
}
