import { expect } from 'chai'
import type { Heard } from './listen.js'
import { listen, as, sheetOf } from './listen.js'
import { onSheet } from './on-sheet.js'
import { arrived, soon, until } from './outcome.js'
import type { Theme } from './place.js'

/** Events of sheets, tables, selection, calculation and settings, with the arguments that are documented. */
export const happenings: Theme = {
  'a change of one cell has details, a change of several has none; typed by a person it is Local (Excel.WorksheetChangedEventArgs, Excel.ChangedEventDetail)':
    async place => {
      const heard = await listen(place, context => [as(sheetOf(context).onChanged)])
      place.type('A1', 12.5)
      place.type('B1', [['x', true]])
      place.type('A1', '')
      await arrived(heard, 3)
      expect(
        heard.map(({ type, changeType, source, address, triggerSource }) => [type, changeType, source, address, triggerSource]),
      ).to.deep.equal([
        ['WorksheetChanged', 'RangeEdited', 'Local', 'A1', 'Unknown'],
        ['WorksheetChanged', 'RangeEdited', 'Local', 'B1:C1', 'Unknown'],
        ['WorksheetChanged', 'RangeEdited', 'Local', 'A1', 'Unknown'],
      ])
      expect(heard.map(each => each.details)).to.deep.equal([
        { valueBefore: '', valueAfter: 12.5, valueTypeBefore: 'Empty', valueTypeAfter: 'Double' },
        undefined,
        { valueBefore: 12.5, valueAfter: '', valueTypeBefore: 'Double', valueTypeAfter: 'Empty' },
      ])
    },

  'what the add-in itself does is told as ThisLocalAddin (Excel.EventTriggerSource)': async place => {
    const heard = await listen(place, context => [as(sheetOf(context).onChanged)])
    await onSheet(place, async (sheet, context) => {
      sheet.getRange('A1').values = [['by code']]
      await context.sync()
    })
    await arrived(heard, 1)
    expect(heard.map(each => [each.triggerSource, each.source])).to.deep.equal([['ThisLocalAddin', 'Local']])
  },

  'cells that hold an error tell the error string (Excel.ChangedEventDetail)': async place => {
    place.type('A1', '#N/A')
    const heard = await listen(place, context => [as(sheetOf(context).onChanged)])
    place.type('A1', 1)
    await arrived(heard, 1)
    expect(heard[0].details).to.include({ valueBefore: '#N/A', valueTypeBefore: 'Error' })
  },

  'columns and cells that come and go have their change types and directions (Excel.DataChangeType, Excel.ChangeDirectionState)':
    async place => {
      const heard = await listen(place, context => [as(sheetOf(context).onChanged)])
      await onSheet(place, async (sheet, context) => {
        sheet.getRange('B:C').insert('Right')
        sheet.getRange('B:C').delete('Left')
        sheet.getRange('4:4').delete('Up')
        sheet.getRange('A1:A2').insert('Down')
        await context.sync()
      })
      await arrived(heard, 4)
      expect(
        heard.map(each => [each.changeType, each.address, (each.changeDirectionState as Heard | undefined)?.insertShiftDirection]),
      ).to.deep.equal([
        ['ColumnInserted', 'B:C', undefined],
        ['ColumnDeleted', 'B:C', undefined],
        ['RowDeleted', '4:4', undefined],
        ['CellInserted', 'A1:A2', 'Down'],
      ])
    },

  'neighbouring writes of one batch are one change, others are their own; each sync tells its own': async place => {
    const heard = await listen(place, context => [as(sheetOf(context).onChanged)])
    await onSheet(place, async (sheet, context) => {
      for (let row = 0; row < 50; row++) sheet.getCell(row, 0).values = [[row]]
      sheet.getRange('F9').values = [[1]]
      await context.sync()
      sheet.getRange('F10').values = [[1]]
      await context.sync()
    })
    await arrived(heard, 3)
    expect(heard.map(each => each.address)).to.deep.equal(['A1:A50', 'F9', 'F10'])
  },

  'a sort is told with the rows it changed (Excel.WorksheetRowSortedEventArgs)': async place => {
    place.type('A1', [[3], [1], [2]])
    const heard = await listen(place, context => [as(sheetOf(context).onRowSorted), as(context.workbook.worksheets.onRowSorted)])
    await onSheet(place, async (sheet, context) => {
      sheet.getRange('A1:A3').sort.apply([{ key: 0, ascending: true }])
      await context.sync()
    })
    await arrived(heard, 2)
    expect(heard.map(each => [each.type, each.address, each.source])).to.deep.equal([
      ['WorksheetRowSorted', 'A1:A3', 'Local'],
      ['WorksheetRowSorted', 'A1:A3', 'Local'],
    ])
  },

  'sheets tell of a new name, visibility, place and protection (Work with Events using the Excel JavaScript API)': async place => {
    const heard = await listen(place, ({ workbook: { worksheets } }) =>
      [worksheets.onNameChanged, worksheets.onVisibilityChanged, worksheets.onMoved, worksheets.onProtectionChanged].map(as),
    )
    await place.Excel.run(async context => {
      const sheet = context.workbook.worksheets.add('Draft')
      sheet.name = 'Final'
      sheet.position = 0
      sheet.visibility = 'Hidden'
      sheet.protection.protect()
      await context.sync()
    })
    await arrived(heard, 4)
    const told = (type: string) => heard.find(each => each.type === type)
    expect(told('WorksheetNameChanged')).to.include({ nameBefore: 'Draft', nameAfter: 'Final', source: 'Local' })
    expect(told('WorksheetMoved')).to.include({ positionBefore: 1, positionAfter: 0 })
    expect(told('WorksheetVisibilityChanged')).to.include({ visibilityBefore: 'Visible', visibilityAfter: 'Hidden' })
    expect(told('WorksheetProtectionChanged')).to.include({ isProtected: true, worksheetId: place.workbook.sheets[0].id })
  },

  'rows that are hidden and shown are told (Excel.WorksheetRowHiddenChangedEventArgs)': async place => {
    const heard = await listen(place, context => [as(sheetOf(context).onRowHiddenChanged)])
    for (const hidden of [true, false])
      await onSheet(place, async (sheet, context) => {
        sheet.getRange('2:4').rowHidden = hidden
        await context.sync()
      })
    await arrived(heard, 2)
    expect(heard.map(each => [each.address, each.changeType])).to.deep.equal([
      ['2:4', 'Hidden'],
      ['2:4', 'Unhidden'],
    ])
  },

  'the workbook, a sheet and a table tell of the selection (Excel.WorksheetSelectionChangedEventArgs, Excel.TableSelectionChangedEventArgs)':
    async place => {
      let ofWorkbook = 0
      await onSheet(place, async (sheet, context) => {
        sheet.tables.add('B2:C4', true).name = 'Words'
        context.workbook.onSelectionChanged.add(async () => void ofWorkbook++)
        await context.sync()
      })
      const heard = await listen(place, context => [
        as(sheetOf(context).onSelectionChanged),
        as(context.workbook.tables.getItem('Words').onSelectionChanged),
      ])
      place.select('C3:D5')
      await arrived(heard, 2)
      await until(() => ofWorkbook > 0)
      expect(heard.find(each => each.type === 'WorksheetSelectionChanged')?.address).to.equal('C3:D5')
      expect(heard.find(each => each.type === 'TableSelectionChanged')).to.include({ isInsideTable: true, address: 'C3:C4' })
      await place.Excel.run(async context => {
        const [range, ranges, cell] = [
          context.workbook.getSelectedRange(),
          context.workbook.getSelectedRanges(),
          context.workbook.getActiveCell(),
        ]
        for (const each of [range, ranges, cell]) each.load('address')
        await context.sync()
        expect([range.address, ranges.address, cell.address]).to.deep.equal(['Sheet1!C3:D5', 'Sheet1!C3:D5', 'Sheet1!C3'])
      })
    },

  'tables tell of rows, and that they came and went (Excel.TableChangedEventArgs, Excel.TableCollection class)': async place => {
    const heard = await listen(place, ({ workbook: { tables } }) => [tables.onAdded, tables.onChanged, tables.onDeleted].map(as))
    await onSheet(place, async (sheet, context) => {
      const table = sheet.tables.add('B2:C3', true)
      await context.sync()
      table.rows.add(undefined, [[1, 2]])
      await context.sync()
      table.rows.getItemAt(0).delete()
      await context.sync()
      table.delete()
      await context.sync()
    })
    await arrived(heard, 4)
    expect(heard.map(each => [each.type, each.changeType, each.source])).to.deep.equal([
      ['TableAdded', undefined, 'Local'],
      ['TableChanged', 'RowInserted', 'Local'],
      ['TableChanged', 'RowDeleted', 'Local'],
      ['TableDeleted', undefined, 'Local'],
    ])
  },

  'calculated cells are told (Excel.WorksheetCalculatedEventArgs)': async place => {
    const heard = await listen(place, context => [as(sheetOf(context).onCalculated)])
    place.type('B1', '=A1+1')
    await place.calculated()
    await arrived(heard, 1)
    expect(heard[0]).to.include({ type: 'WorksheetCalculated', address: 'B1' })
  },

  'settings, charts and comments tell of changes (Excel.SettingCollection, Excel.ChartCollection, Excel.CommentCollection classes)':
    async place => {
      const heard = await listen(place, context => [
        as(context.workbook.settings.onSettingsChanged),
        as(sheetOf(context).charts.onAdded),
        as(context.workbook.comments.onAdded),
        as(context.workbook.comments.onChanged),
      ])
      await onSheet(place, async (sheet, context) => {
        context.workbook.settings.add('key', 1)
        sheet.charts.add('Pie', sheet.getRange('A1:B3'))
        context.workbook.comments.add('Sheet1!A1', 'Why?').replies.add('Because.')
        await context.sync()
      })
      await arrived(heard, 4)
      expect(heard.map(each => (each.type as string | undefined) ?? 'SettingsChanged').sort()).to.deep.equal([
        'ChartAdded',
        'CommentAdded',
        'CommentChanged',
        'SettingsChanged',
      ])
    },

  'a handler of a sheet that is gone hears no more (Work with Events using the Excel JavaScript API)': async place => {
    const heard: string[] = []
    await place.Excel.run(async context => {
      const sheet = context.workbook.worksheets.add('Gone')
      sheet.onChanged.add(async args => void heard.push(args.address))
      await context.sync()
      sheet.delete()
      await context.sync()
    })
    place.type('A1', 1)
    await soon()
    expect(heard).to.deep.equal([])
  },
}
