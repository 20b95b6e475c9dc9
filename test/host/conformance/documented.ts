import { expect } from 'chai'
import { declined, onSheet } from './on-sheet.js'
import { arrived, plain, soon } from './outcome.js'
import type { Theme } from './place.js'

/** What Microsoft documents, with the title of its page, and what its samples rely on. */
export const documented: Theme = {
  'errors have a code, a message and debugInfo (Error handling with the application-specific JavaScript APIs)': async place => {
    const { sheets } = place.workbook
    const cases: [string, (sheet: Excel.Worksheet) => void][] = [
      ['ItemNotFound', sheet => sheet.tables.getItem('Nowhere').load('name')],
      ['ItemNotFound', sheet => sheet.charts.getItem('Nowhere').load('name')],
      ['InvalidArgument', sheet => sheet.getRange('not an address').load('address')],
      ['InvalidArgument', sheet => void (sheet.getRange('A1:B2').values = [[1, 2, 3]])],
      ['ItemAlreadyExists', sheet => void sheet.context.workbook.worksheets.add(sheets[0].name)],
      ['ApiNotFound', sheet => void sheet.shapes.load('items/name')],
    ]
    for (const [code, work] of cases) {
      const error = await declined(place, work)
      expect(error.code).to.equal(code)
      expect(error.message).to.not.equal('')
      expect(error.location).to.match(/^\w+\.\w+$/)
    }
  },
  'a null object is no null, and says so after a sync (Application-specific API model: *OrNullObject methods and properties)': place =>
    onSheet(place, async (sheet, context) => {
      const none = [
        context.workbook.worksheets.getItemOrNullObject('Nowhere'),
        sheet.tables.getItemOrNullObject('Nowhere'),
        context.workbook.names.getItemOrNullObject('Nowhere'),
        context.workbook.settings.getItemOrNullObject('Nowhere'),
        sheet.getUsedRangeOrNullObject(),
      ]
      await context.sync()
      expect(none.map(each => each.isNullObject)).to.deep.equal([true, true, true, true, true])
    }),
  'a method of a null object does nothing (sample of tables: getItemOrNullObject("Sample").delete())': place =>
    onSheet(place, async (_sheet, context) => {
      context.workbook.worksheets.getItemOrNullObject('Sample').delete()
      context.workbook.worksheets.add('Sample')
      await context.sync()
      expect(place.workbook.sheets.map(each => each.name)).to.deep.equal(['Sheet1', 'Sample'])
    }),
  'load takes * for all properties, and $none for none (Create, format, and manage shapes with the Excel JavaScript API; samples of custom XML parts and worksheets)':
    place =>
      onSheet(place, async (_sheet, context) => {
        const { worksheets } = context.workbook
        worksheets.load('items/$none')
        await context.sync()
        expect(worksheets.items).to.have.lengthOf(1)
        expect(() => worksheets.items[0].name).to.throw(/not available/)
        worksheets.load('items/*')
        await context.sync()
        expect(worksheets.items[0].name).to.equal('Sheet1')
      }),
  'a whole column answers null for its cells and takes no values (Read or write to an unbounded range using the Excel JavaScript API)':
    async place => {
      await onSheet(place, async (sheet, context) => {
        const column = sheet.getRange('C:C').load('address,cellCount,values,formulas,text,numberFormat')
        const row = sheet.getRange('4:4').load('values')
        await context.sync()
        expect([column.address, column.cellCount]).to.deep.equal(['Sheet1!C:C', 1_048_576])
        expect([column.values, column.formulas, column.text, column.numberFormat, row.values]).to.deep.equal([null, null, null, null, null])
      })
      const error = await declined(place, sheet => void (sheet.getRange('A:B').values = [['Due Date']]))
      expect(error.code).to.equal('InvalidArgument')
      expect(place.value('A1')).to.equal('')
    },
  '[[format]] is the number format of every cell (sample of conditional formatting)': place =>
    onSheet(place, async (sheet, context) => {
      const range = sheet.getRange('A1:B2')
      range.numberFormat = [['0.00']]
      range.values = 7 as never
      range.load('text')
      await context.sync()
      expect(plain(range.text)).to.deep.equal([
        ['7.00', '7.00'],
        ['7.00', '7.00'],
      ])
    }),
  'a blank number format is General (Blank and null values in Excel add-ins)': place =>
    onSheet(place, async (sheet, context) => {
      const range = sheet.getRange('A1')
      range.numberFormat = [['0.00']]
      range.numberFormat = [['']]
      range.load('numberFormat')
      await context.sync()
      expect(plain(range.numberFormat)).to.deep.equal([['General']])
    }),
  'different looks answer null, equal ones their value (Blank and null values in Excel add-ins)': place =>
    onSheet(place, async (sheet, context) => {
      sheet.getRange('A1').format.font.color = '#FF0000'
      const mixed = sheet.getRange('A1:A2').format.font.load('color')
      const areas = sheet.getRanges('A1,C3')
      areas.format.fill.color = '#00FF00'
      const [first, second] = [sheet.getRange('A1').format.fill.load('color'), sheet.getRange('C3').format.fill.load('color')]
      await context.sync()
      expect([mixed.color, first.color, second.color]).to.deep.equal([null, '#00FF00', '#00FF00'])
    }),
  'names of tables begin with a letter, hold no space and no reference, up to 255 characters (Excel.Table class; Rename an Excel table)':
    async place => {
      await onSheet(place, async (sheet, context) => {
        sheet.tables.add('A1:B2', true).name = 'Words'
        await context.sync()
      })
      for (const name of ['two words', '1st', 'C', 'R1C1', 'A1', 'x'.repeat(256)]) {
        const error = await declined(place, sheet => void (sheet.tables.getItem('Words').name = name))
        expect([name, error.code]).to.deep.equal([name, 'InvalidArgument'])
      }
      await onSheet(place, async (sheet, context) => {
        sheet.tables.getItem('Words').name = '_Words.2'
        await context.sync()
      })
      expect(place.workbook.tables.map(each => each.name)).to.deep.equal(['_Words.2'])
    },
  'events can be switched off and on (Work with Events using the Excel JavaScript API)': async place => {
    const heard: string[] = []
    const enable = (on: boolean) =>
      onSheet(place, async (_sheet, context) => {
        context.runtime.enableEvents = on
        await context.sync()
      })
    await onSheet(place, async (sheet, context) => {
      sheet.onChanged.add(async args => void heard.push(args.address))
      await context.sync()
    })
    await enable(false)
    place.type('A1', 1)
    await soon()
    await enable(true)
    place.type('A2', 2)
    await arrived(heard, 1)
    expect(heard).to.deep.equal(['A2'])
  },
  'a range is resized by its last corner, in either direction (Excel.Range class, getResizedRange; sample of patterns)': place =>
    onSheet(place, async (sheet, context) => {
      const larger = sheet.getRange('C3').getResizedRange(1, 2).load('address')
      const back = sheet.getRange('C3').getResizedRange(0, -2).load('address')
      await context.sync()
      expect([larger.address, back.address]).to.deep.equal(['Sheet1!C3:E4', 'Sheet1!A3:C3'])
    }),
  'a legend and labels have a font and a fill (Excel.ChartLegendFormat, Excel.ChartDataLabelFormat)': place =>
    onSheet(place, async (sheet, context) => {
      const chart = sheet.charts.add('Pie', sheet.getRange('A1:B3'))
      chart.legend.format.fill.setSolidColor('white')
      chart.legend.format.font.size = 14
      chart.dataLabels.format.font.color = 'black'
      const font = chart.legend.format.font.load('size')
      await context.sync()
      expect(font.size).to.equal(14)
    }),
  'an array of results spills, is #SPILL! where cells hold data, and spills when they are empty (Return multiple results from your custom function)':
    async place => {
      place.type('C1', 'in the way')
      place.type('A1', '=WORDS.SPLIT("one two three")')
      await place.calculated()
      expect(place.values('A1:C1')).to.deep.equal([['#SPILL!', '', 'in the way']])
      place.type('C1', '')
      await place.calculated()
      expect(place.values('A1:C1')).to.deep.equal([['one', 'two', 'three']])
    },
  'an empty array of a custom function is #CALC! (How to correct a #CALC! error)': async place => {
    place.type('A1', '=WORDS.SPLIT("")')
    await place.calculated()
    expect(place.value('A1')).to.equal('#CALC!')
  },
  'error codes of a custom function become error values (Handle and return errors from your custom function)': async place => {
    place.type('A1', [['=WORDS.LOOKUP("number")'], ['=WORDS.LOOKUP("else")'], ['=WORDS.NOSUCH(1)']])
    await place.calculated()
    expect(place.values('A1:A3')).to.deep.equal([['#NUM!'], ['#N/A'], ['#NAME?']])
    expect(place.message('A2')).to.equal('Nobody knows else.')
  },
}
