import { expect } from 'chai'
import { declined, onSheet } from './on-sheet.js'
import { plain, soon } from './outcome.js'
import type { Theme } from './place.js'

/** Parts of ranges, several ranges, searching, outlines, looks. */
export const rangeParts: Theme = {
  'lead to cells, rows, corners, neighbours and entire lines (Excel.Range class)': place =>
    onSheet(place, async (sheet, context) => {
      const range = sheet.getRange('B2:D5')
      const found = [
        range.getCell(1, 2),
        range.getRow(1),
        range.getColumn(0),
        range.getLastCell(),
        range.getLastRow(),
        range.getOffsetRange(-1, 1),
        range.getResizedRange(1, -1),
        range.getBoundingRect('F9'),
        range.getIntersection('C4:Z9'),
        range.getEntireRow(),
        range.getRowsBelow(2),
        range.getColumnsAfter(1),
        sheet.getRangeByIndexes(2, 3, 4, 5),
        sheet.getCell(0, 1),
      ].map(each => each.load('address'))
      const none = range.getIntersectionOrNullObject('X1').load('address')
      await context.sync()
      expect(found.map(each => each.address.replace('Sheet1!', ''))).to.deep.equal([
        'D3',
        'B3:D3',
        'B2:B5',
        'D5',
        'B5:D5',
        'C1:E4',
        'B2:C6',
        'B2:F9',
        'C4:D5',
        '2:5',
        'B6:D7',
        'E2:E5',
        'D3:H6',
        'B1',
      ])
      expect(none.isNullObject).to.equal(true)
    }),

  'that lie off the sheet are declined: ItemNotFound or InvalidArgument, not an answer (Excel.Range class, getOffsetRange)':
    async place => {
      for (const work of [
        (sheet: Excel.Worksheet) => void sheet.getRange('A1').getOffsetRange(-1, 0).load('address'),
        (sheet: Excel.Worksheet) => void sheet.getRange('XFE1').load('address'),
        (sheet: Excel.Worksheet) => void sheet.getRange('A1048577').load('address'),
        (sheet: Excel.Worksheet) => void sheet.getRangeByIndexes(0, 0, 1_048_577, 1).load('address'),
      ])
        expect((await declined(place, work)).code).to.equal('InvalidArgument')
    },

  'take an address of at most 8,192 characters (Excel.Worksheet class, getRange)': async place => {
    const address = (length: number) =>
      Array.from({ length }, () => 'A1')
        .join(',')
        .slice(0, length)
    expect((await declined(place, sheet => void sheet.getRange(address(8193)).load('address'))).code).to.equal('InvalidArgument')
  },

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

  'of one cell search the whole sheet after that cell, and go round (Find a string using the Excel JavaScript API)': place =>
    onSheet(place, async (sheet, context) => {
      sheet.getRange('A1:C3').values = [
        ['Apples', '', 'Green Apples'],
        ['', 'apples', ''],
        ['', '', 'pears'],
      ]
      const search = { completeMatch: true, matchCase: false }
      const found = [
        sheet.getRange('A1').find('Apples', search),
        sheet.getRange('B2').find('Apples', search),
        sheet.getRange('C3').find('Apples', { ...search, searchDirection: 'Backwards' }),
        sheet.getRange('A1:C1').find('green', {}),
      ].map(each => each.load('address'))
      const none = sheet.getRange('A1:B3').findOrNullObject('pears', {})
      await context.sync()
      expect(found.map(each => each.address)).to.deep.equal(['Sheet1!B2', 'Sheet1!A1', 'Sheet1!B2', 'Sheet1!C1'])
      expect(none.isNullObject).to.equal(true)
    }),

  'find every cell of a sheet; none is ItemNotFound or a null object (Find a string using the Excel JavaScript API)': async place => {
    await onSheet(place, async (sheet, context) => {
      sheet.getRange('A1:B2').values = [
        ['Complete', 'open'],
        ['open', 'complete'],
      ]
      const found = sheet.findAll('Complete', { completeMatch: true, matchCase: false })
      found.format.fill.color = 'green'
      found.load('address,areaCount,cellCount')
      const none = sheet.findAllOrNullObject('Nowhere', {})
      const fill = sheet.getRange('B2').format.fill.load('color')
      await context.sync()
      expect([found.address, found.areaCount, found.cellCount, none.isNullObject, fill.color]).to.deep.equal([
        'Sheet1!A1, Sheet1!B2',
        2,
        2,
        true,
        '#008000',
      ])
    })
    expect((await declined(place, sheet => void sheet.findAll('Nowhere', {}).load('address'))).code).to.equal('ItemNotFound')
  },

  'are several at once: a property is null unless all share it (Work with multiple ranges simultaneously in Excel add-ins)': place =>
    onSheet(place, async (sheet, context) => {
      sheet.getRange('F3:F5').format.fill.color = 'pink'
      const areas = sheet.getRanges('F3:F5, H:H')
      areas.load('address,areaCount,cellCount,isEntireColumn,isEntireRow,format/fill/color')
      areas.areas.load('items/address')
      sheet.getRange('A1:A3').values = [[1], [2], [3]]
      sheet.getRanges('A1, A3').clear('Contents')
      const moved = sheet.getRanges('A1, C3').getOffsetRangeAreas(1, 1).load('address')
      const left = sheet.getRange('A1:A3').load('values')
      await context.sync()
      expect([
        areas.address,
        areas.areaCount,
        areas.cellCount,
        areas.isEntireColumn,
        areas.isEntireRow,
        areas.format.fill.color,
      ]).to.deep.equal(['Sheet1!F3:F5, Sheet1!H:H', 2, 1_048_579, false, false, null])
      expect(plain(areas.areas.items.map(each => each.address))).to.deep.equal(['Sheet1!F3:F5', 'Sheet1!H:H'])
      expect([moved.address, plain(left.values)]).to.deep.equal(['Sheet1!B2, Sheet1!D4', [[''], [2], ['']]])
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

  'are kept after a run when they are tracked, follow their cells, and are let go (Excel.Range class, track and untrack)': async place => {
    const before = place.host.seat.references.size
    const kept = await onSheet(place, async (sheet, context) => {
      const range = sheet.getRange('B2').track()
      await context.sync()
      return range
    })
    await soon()
    expect(place.host.seat.references.size).to.equal(before + 1)
    await onSheet(place, async (sheet, context) => {
      sheet.getRange('1:1').insert('Down')
      await context.sync()
    })
    kept.load('address')
    await kept.context.sync()
    expect(kept.address).to.equal('Sheet1!B3')
    kept.untrack()
    await kept.context.sync()
    expect(place.host.seat.references.size).to.equal(before)
  },

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

  'formulas answer the raw value where there is none; text does not depend on the width (Set and get range values, text, or formulas using the Excel JavaScript API; Excel.Range class, text)':
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

  'answer -1 for more cells than 2,147,483,647 (Excel.Range class, cellCount)': place =>
    onSheet(place, async (sheet, context) => {
      const [all, most] = [sheet.getRange().load('cellCount'), sheet.getRange('A:XFC').load('cellCount')]
      const many = sheet.getRange('A:BZ').load('cellCount')
      await context.sync()
      expect([all.cellCount, most.cellCount, many.cellCount]).to.deep.equal([-1, -1, 1_048_576 * 78])
    }),

  'insert pushes nothing off the sheet: NonBlankCellOffSheet (Error handling with the application-specific JavaScript APIs)':
    async place => {
      const error = await declined(place, sheet => {
        sheet.getRange('A1048576').values = [[1]]
        sheet.getRange('1:1').insert('Down')
      })
      expect(error.code).to.equal('NonBlankCellOffSheet')
    },

  'without precedents are ItemNotFound; of several sheets precedents are told by sheet (Get formula precedents and dependents using the Excel JavaScript API)':
    async place => {
      await onSheet(place, async (sheet, context) => {
        context.workbook.worksheets.add('Other')
        sheet.getRange('C1').formulas = [['=A1+SUM(Other!B1:B3)']]
        const precedents = sheet.getRange('C1').getDirectPrecedents()
        precedents.load('addresses')
        precedents.areas.load('items/address')
        await context.sync()
        expect(plain(precedents.addresses)).to.deep.equal(['Sheet1!A1', 'Other!B1:B3'])
        expect(precedents.areas.items.map(each => each.address)).to.deep.equal(['Sheet1!A1', 'Other!B1:B3'])
      })
      expect((await declined(place, sheet => void sheet.getRange('A1').getDirectPrecedents().load('addresses'))).code).to.equal(
        'ItemNotFound',
      )
    },

  'spilled lead to their formula and back; only one cell has a spill parent (Handle dynamic arrays and range spilling using the Excel JavaScript API)':
    async place => {
      await onSheet(place, async (sheet, context) => {
        sheet.getRange('B2').formulas = [['=SEQUENCE(3)']]
        const [spill, parent] = [
          sheet.getRange('B2').getSpillingToRange().load('address'),
          sheet.getRange('B4').getSpillParent().load('address'),
        ]
        const none = sheet.getRange('A1').getSpillParentOrNullObject().load('address')
        await context.sync()
        expect([spill.address, parent.address, none.isNullObject]).to.deep.equal(['Sheet1!B2:B4', 'Sheet1!B2', true])
      })
      const several = await declined(place, sheet => void sheet.getRange('B2:B4').getSpillParent().load('address'))
      expect(several.code).to.equal('InvalidArgument')
    },
}
