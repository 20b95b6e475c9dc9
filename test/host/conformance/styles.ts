import { expect } from 'chai'
import { declined, onSheet } from './on-sheet.js'
import { plain } from './outcome.js'
import type { Theme } from './place.js'

/** Looks under names. */
export const styles: Theme = {
  'cells take a built-in style, and tell its name as the enum has it (Excel.Range class, style)': async place => {
    const told = await onSheet(place, async (sheet, context) => {
      const header = sheet.getRange('A1:C1')
      header.style = 'Accent1'
      sheet.getRange('A2').style = 'Percent'
      sheet.getRange('A2').values = [[0.25]]
      header.load('style,format/fill/color,format/font/color')
      const percent = sheet.getRange('A2').load('style,text')
      const [plainCell, both] = [sheet.getRange('A9').load('style'), sheet.getRange('A1:A2').load('style')]
      await context.sync()
      const { fill, font } = header.format
      return [header.style, fill.color, font.color, percent.style, percent.text[0][0], plainCell.style, both.style]
    })
    expect(told).to.deep.equal(['Accent1', '#4472C4', '#FFFFFF', 'Percent', '25%', 'Normal', null])
  },

  'a style takes what it includes with it, and leaves the rest of a look (Excel.Style class, includeFont)': async place => {
    const told = await onSheet(place, async (sheet, context) => {
      const cell = sheet.getRange('A1')
      cell.format.font.bold = true
      cell.format.wrapText = true
      cell.numberFormat = [['0.00']]
      cell.style = 'Good'
      const good = sheet.getRange('A1').load('numberFormat,format/font/bold,format/wrapText,format/font/color')
      await context.sync()
      const { font, wrapText } = good.format
      return plain([good.numberFormat, font.bold, font.color, wrapText])
    })
    expect(told).to.deep.equal([[['0.00']], false, '#006100', true])
    const normal = await onSheet(place, async (sheet, context) => {
      const cell = sheet.getRange('A1')
      cell.style = 'Normal'
      cell.load('style,numberFormat,format/wrapText,format/fill/color')
      await context.sync()
      return plain([cell.style, cell.numberFormat, cell.format.wrapText, cell.format.fill.color])
    })
    expect(normal).to.deep.equal(['Normal', [['General']], false, '#FFFFFF'])
  },

  'several ranges take one style and one conditional format (Excel.RangeAreas class, style, conditionalFormats)': async place => {
    const told = await onSheet(place, async (sheet, context) => {
      const areas = sheet.getRanges('A1:B1,A3:B3')
      areas.style = 'Accent1_20'
      const rule = areas.conditionalFormats.add('CellValue')
      rule.cellValue.rule = { formula1: '0', operator: 'LessThan' }
      areas.load('style')
      const [one, other, none] = ['A1', 'B3', 'A2'].map(address => sheet.getRange(address).conditionalFormats.getCount())
      const over = rule.getRanges().load('address')
      await context.sync()
      areas.conditionalFormats.clearAll()
      const left = sheet.getRange('A1:B3').conditionalFormats.getCount()
      await context.sync()
      return [areas.style, one.value, other.value, none.value, over.address, left.value]
    })
    expect(told).to.deep.equal(['Accent1_20', 1, 1, 0, 'Sheet1!A1:B1, Sheet1!A3:B3', 0])
  },

  'a workbook has built-in styles and its own; cells follow a style that changes (Excel.StyleCollection class, add)': async place => {
    const told = await onSheet(place, async (sheet, context) => {
      const { styles: all } = context.workbook
      all.add('Ours')
      const ours = all.getItem('Ours')
      ours.font.color = '#112233'
      ours.numberFormat = '0.0'
      sheet.getRange('B2').style = 'Ours'
      await context.sync()
      ours.font.bold = true
      const cell = sheet.getRange('B2').load('style,numberFormat,format/font/bold,format/font/color')
      const [none, accent] = [all.getItemOrNullObject('Nobody'), all.getItem('Accent1').load('builtIn,fill/color,includeNumber')]
      ours.load('builtIn,name')
      await context.sync()
      const { bold, color } = cell.format.font
      ours.delete()
      const after = sheet.getRange('B2').load('style,numberFormat')
      await context.sync()
      return plain([
        [cell.style, cell.numberFormat, bold, color],
        [none.isNullObject, accent.builtIn, accent.fill.color, accent.includeNumber, ours.builtIn, ours.name],
        [after.style, after.numberFormat],
      ])
    })
    expect(told).to.deep.equal([
      ['Ours', [['0.0']], true, '#112233'],
      [true, true, '#4472C4', false, false, 'Ours'],
      ['Normal', [['General']]],
    ])
  },

  'a style that nobody has is InvalidArgument': async place => {
    expect(await declined(place, sheet => void (sheet.getRange('A1').style = 'Nobody'))).to.include({ code: 'InvalidArgument' })
  },

  'pages break where they are told (Excel.PageBreakCollection class)': async place => {
    const told = await onSheet(place, async (sheet, context) => {
      const { horizontalPageBreaks: rows, verticalPageBreaks: columns } = sheet
      rows.add('A21')
      const second = rows.add(sheet.getRange('A11'))
      columns.add('D1')
      rows.load('items/rowIndex')
      columns.load('items/columnIndex')
      const after = second.getCellAfterBreak().load('address')
      await context.sync()
      rows.getItem(0).delete()
      const left = rows.getCount()
      await context.sync()
      rows.removePageBreaks()
      const none = rows.getCount()
      await context.sync()
      const lines = [rows.items.map(each => each.rowIndex), columns.items.map(each => each.columnIndex)]
      return plain([lines, after.address, left.value, none.value])
    })
    expect(told).to.deep.equal([[[10, 20], [3]], 'Sheet1!A11', 1, 0])
  },

  'a copy of a sheet has its names, which mean its own cells (Excel.Worksheet class, copy)': async place => {
    const told = await onSheet(place, async (sheet, context) => {
      sheet.names.add('Total', sheet.getRange('B2'))
      const copy = sheet.copy('End')
      const name = copy.names.getItem('Total').load('formula')
      copy.load('name')
      await context.sync()
      const formula = [copy.name, name.formula]
      copy.delete()
      await context.sync()
      return formula
    })
    expect(told).to.deep.equal(['Sheet1 (2)', "='Sheet1 (2)'!$B$2"])
  },

  'a sheet tells when it was calculated (Excel.Worksheet class, onCalculated)': async place => {
    const heard: string[] = []
    const handler = await onSheet(place, async (sheet, context) => {
      const added = sheet.onCalculated.add(event => {
        heard.push(`${event.type} ${event.address}`)
        return Promise.resolve()
      })
      await context.sync()
      return added
    })
    place.type('A1', '=1+1')
    await place.calculated()
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(heard).to.deep.equal(['WorksheetCalculated A1'])
    await place.Excel.run(handler.context, async context => {
      handler.remove()
      await context.sync()
    })
  },
}
