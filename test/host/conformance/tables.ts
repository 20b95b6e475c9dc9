import { expect } from 'chai'
import { failure, plain } from './outcome.js'
import type { Place, Theme } from './place.js'

const HEADER = [['word', 'count', 'double']]

const withTable = ({ Excel }: Place, work: (table: Excel.Table, context: Excel.RequestContext) => Promise<void>) =>
  Excel.run(async context => {
    const table = context.workbook.worksheets.getItem('Sheet1').tables.add('B2:D2', true)
    table.name = 'Words'
    table.getHeaderRowRange().values = HEADER
    table.rows.add(undefined, [
      ['one', 1, '=[@count]*2'],
      ['two', 2, '=[@count]*2'],
    ])
    await context.sync()
    await work(table, context)
  })

/** Tables: rows, columns, names, filters. */
export const tables: Theme = {
  'begin without rows, and take the first under the header (Create, read, and manage tables with the Excel JavaScript API)': place =>
    withTable(place, async (table, context) => {
      const body = table.getDataBodyRange().load('address,values')
      table.rows.load('count')
      table.columns.load('items/name')
      table.load('id,name,showTotals,style')
      await context.sync()
      expect(body.address).to.equal('Sheet1!B3:D4')
      expect(plain(body.values).map(row => row[0])).to.deep.equal(['one', 'two'])
      expect([table.rows.count, table.name, table.showTotals, table.style]).to.deep.equal([2, 'Words', false, 'TableStyleMedium2'])
      expect(plain(table.columns.items.map(column => column.name))).to.deep.equal(HEADER[0])
    }),
  'add rows in between, delete rows, and leave a blank body at the end': place =>
    withTable(place, async (table, context) => {
      table.rows.add(1, [['half', 0.5, null]] as never)
      const column = table.columns.getItem('count').getDataBodyRange().load('values')
      await context.sync()
      expect(plain(column.values)).to.deep.equal([[1], [0.5], [2]])
      table.rows.getItemAt(0).delete()
      table.rows.deleteRowsAt(0, 2)
      table.rows.load('count')
      const body = table.getDataBodyRange().load('address')
      await context.sync()
      expect([table.rows.count, body.address]).to.deep.equal([0, 'Sheet1!B3:D3'])
    }),
  'push down what lies below them': place =>
    withTable(place, async (table, context) => {
      const sheet = context.workbook.worksheets.getItem('Sheet1')
      sheet.getRange('B5').values = [['below']]
      table.rows.add(undefined, [['three', 3, 6]])
      const below = sheet.getRange('B5:B6').load('values')
      await context.sync()
      expect(plain(below.values)).to.deep.equal([['three'], ['below']])
    }),
  'add and delete columns; a name that is taken gets a number': place =>
    withTable(place, async (table, context) => {
      table.columns.add(1, [['count'], ['x'], ['y']])
      table.columns.load('items/name,items/id')
      await context.sync()
      expect(plain(table.columns.items.map(column => column.name))).to.deep.equal(['word', 'count', 'count2', 'double'])
      table.columns.getItem('count').delete()
      const body = table.getDataBodyRange().load('values')
      table.columns.add(0, undefined, 'first')
      const whole = table.getRange().load('address')
      const words = table.columns.getItem('word').getDataBodyRange().load('values')
      await context.sync()
      expect([whole.address, plain(words.values)]).to.deep.equal(['Sheet1!B2:E4', [['one'], ['two']]])
      expect(plain(body.values).map(row => row.slice(0, 2))).to.deep.equal([
        ['one', 1],
        ['two', 2],
      ])
    }),
  'sort, filter and show totals': place =>
    withTable(place, async (table, context) => {
      table.sort.apply([{ key: 1, ascending: false }])
      table.columns.getItem('count').filter.applyCustomFilter('>1')
      table.showTotals = true
      const words = table.columns.getItem('word').getDataBodyRange().load('values')
      const [first, second] = [table.getDataBodyRange().getRow(0), table.getDataBodyRange().getRow(1)].map(row => row.load('rowHidden'))
      const totals = table.getTotalRowRange().load('address')
      await context.sync()
      expect(plain(words.values)).to.deep.equal([['two'], ['one']])
      expect([first.rowHidden, second.rowHidden, totals.address]).to.deep.equal([false, true, 'Sheet1!B5:D5'])
      table.clearFilters()
      second.load('rowHidden')
      await context.sync()
      expect(second.rowHidden).to.equal(false)
    }),
  'are resized, turned into ranges, and decline names like references': async place => {
    await withTable(place, async (table, context) => {
      table.resize('B2:E6')
      const range = table.getRange().load('address')
      table.columns.load('count')
      await context.sync()
      expect([range.address, table.columns.count]).to.deep.equal(['Sheet1!B2:E6', 4])
      const declined = await failure(
        (async () => {
          table.name = 'A1'
          await context.sync()
        })(),
      )
      expect(declined.code).to.equal('InvalidArgument')
      const plainRange = table.convertToRange().load('address')
      const gone = context.workbook.tables.getItemOrNullObject('Words')
      await context.sync()
      expect([plainRange.address, gone.isNullObject]).to.deep.equal(['Sheet1!B2:E6', true])
    })
  },
  'fill their computed columns when they are resized over further rows (Use calculated columns in an Excel table)': place =>
    withTable(place, async (table, context) => {
      table.resize('B2:D6')
      const below = table.getRange().getLastRow().load('formulas')
      await context.sync()
      expect(plain(below.formulas)).to.deep.equal([['', '', '=[@count]*2']])
    }),
  'are copied with their sheet, under a name and an id of their own (Excel.Worksheet class, copy)': place =>
    withTable(place, async (table, context) => {
      const copies = context.workbook.worksheets.getItem('Sheet1').copy('End').tables.load('items/id,items/name')
      table.load('id')
      await context.sync()
      const [copy] = copies.items
      const body = copy.getDataBodyRange().load('values')
      await context.sync()
      expect([copies.items.length, copy.name === 'Words', copy.id === table.id]).to.deep.equal([1, false, false])
      expect(plain(body.values).map(row => row[0])).to.deep.equal(['one', 'two'])
    }),
  'may not overlap another, nor be torn by a shift (Excel.TableCollection class, add; Error handling with the application-specific JavaScript APIs)':
    async place => {
      const overlap = await failure(
        withTable(place, async (_table, context) => {
          context.workbook.worksheets.getItem('Sheet1').tables.add('C3:F9', true)
          await context.sync()
        }),
      )
      expect(overlap.code).to.equal('MergedRangeConflict')
      const torn = await failure(
        place.Excel.run(async context => {
          context.workbook.worksheets.getItem('Sheet1').getRange('C3').insert('Down')
          await context.sync()
        }),
      )
      expect(torn.code).to.equal('InvalidOperation')
    },
  'grow when a person types right below them': place =>
    withTable(place, async (table, context) => {
      place.type('B5', 'three')
      const range = table.getRange().load('address')
      await context.sync()
      expect(range.address).to.equal('Sheet1!B2:D5')
    }),
}
