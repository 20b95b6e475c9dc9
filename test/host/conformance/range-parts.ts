import { expect } from 'chai'
import { declined, onSheet } from './on-sheet.js'
import { plain, soon } from './outcome.js'
import type { Theme } from './place.js'

/** Parts of ranges, several ranges, searching, what stands on what. */
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

  'of one cell search the whole sheet after that cell, and go round (Find strings in an Excel worksheet using the JavaScript API)': place =>
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

  'find every cell of a sheet; none is ItemNotFound or a null object (Find strings in an Excel worksheet using the JavaScript API)':
    async place => {
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

  'spilled lead to their formula and back; only one cell has a spill parent (Handle dynamic arrays and spilling using the Excel JavaScript API)':
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
