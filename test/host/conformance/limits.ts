import { expect } from 'chai'
import { declined, onSheet } from './on-sheet.js'
import { plain } from './outcome.js'
import type { Theme } from './place.js'

/** How much Excel takes, and the errors beyond. */
export const limits: Theme = {
  'a sheet has 1,048,576 rows and 16,384 columns (Excel specifications and limits)': async place => {
    await onSheet(place, async (sheet, context) => {
      const last = sheet.getRange('XFD1048576')
      last.values = [['corner']]
      const [used, all] = [sheet.getUsedRange(true).load('address'), sheet.getRange().load('rowCount,columnCount')]
      await context.sync()
      expect([used.address, all.rowCount, all.columnCount]).to.deep.equal(['Sheet1!XFD1048576', 1_048_576, 16_384])
    })
    const codes = []
    for (const address of ['XFE1', 'A1048577', 'A1:XFE2'])
      codes.push((await declined(place, sheet => void sheet.getRange(address).load('values'))).code)
    expect(codes).to.deep.equal(['InvalidArgument', 'InvalidArgument', 'InvalidArgument'])
  },

  'a cell holds 32,767 characters (Excel specifications and limits)': async place => {
    await place.Excel.run(async context => {
      const cell = unseen(context)
      cell.values = [[words(32_767)]]
      cell.load('values')
      await context.sync()
      expect(String(cell.values[0][0])).to.have.lengthOf(32_767)
    })
    const error = await declined(place, ({ context }) => void (unseen(context, 'Other').values = [[words(32_768)]]))
    expect(error.code).to.equal('InvalidArgument')
  },

  'a formula has 8,192 characters (Excel specifications and limits)': async place => {
    const text = (length: number) => `="${'x'.repeat(length - 3)}"`
    await place.Excel.run(async context => {
      const cell = unseen(context)
      cell.formulas = [[text(8192)]]
      cell.load('formulas')
      await context.sync()
      expect(String(cell.formulas[0][0])).to.have.lengthOf(8192)
    })
    const error = await declined(place, ({ context }) => void (unseen(context, 'Other').formulas = [[text(8193)]]))
    expect(error.code).to.equal('InvalidArgument')
  },

  'a range of more than 5,000,000 cells is not read (Resource limits and performance optimization for Office Add-ins)': async place => {
    await onSheet(place, async (sheet, context) => {
      const range = sheet.getRange('A1:E1000001').load('cellCount')
      await context.sync()
      expect(range.cellCount).to.equal(5_000_005)
    })
    const error = await declined(place, sheet => void sheet.getRange('A1:E1000001').load('values'))
    expect(error.code).to.equal('ResponsePayloadSizeLimitExceeded')
  },

  'a request and a response have 5 MB on the web; what is too large does nothing (Performance optimization using the Excel JavaScript API)':
    async place => {
      const rows = (count: number) => Array.from({ length: count }, () => ['应'.repeat(1000)])
      const request = await declined(place, sheet => void (sheet.getRange('A1:A1800').values = rows(1800)))
      expect([request.code, place.value('A1')]).to.deep.equal(['RequestPayloadSizeLimitExceeded', ''])
      await onSheet(place, async (sheet, context) => {
        for (let part = 0; part < 2; part++) {
          sheet.getRange(`A${1 + part * 900}:A${900 + part * 900}`).values = rows(900)
          await context.sync()
        }
      })
      const response = await declined(place, sheet => void sheet.getRange('A1:A1800').load('values'))
      expect(response.code).to.equal('ResponsePayloadSizeLimitExceeded')
      await onSheet(place, async (sheet, context) => {
        const half = sheet.getRange('A1:A900').load('values')
        await context.sync()
        expect(half.values).to.have.lengthOf(900)
      })
    },

  'errors have the documented codes and messages (Error handling with the application-specific JavaScript APIs)': async place => {
    const cases: [code: string, message: string, work: (sheet: Excel.Worksheet) => void][] = [
      ['ItemNotFound', "The requested resource doesn't exist.", sheet => void sheet.tables.getItem('Nowhere').load('name')],
      ['ItemAlreadyExists', 'The resource being created already exists.', sheet => void sheet.context.workbook.worksheets.add('SHEET1')],
      [
        'InvalidArgument',
        'The argument is invalid or missing or has an incorrect format.',
        sheet => void sheet.getRange('not an address').load('address'),
      ],
      ['InsertDeleteConflict', 'The insert or delete operation attempted resulted in a conflict.', filteredRowsDeleted],
      ['ItemNotFound', "The requested resource doesn't exist.", sheet => void sheet.context.workbook.names.getItem('Nowhere').load('name')],
    ]
    for (const [code, message, work] of cases) {
      const error = await declined(place, work)
      expect([error.code, error.message]).to.deep.equal([code, message])
    }
  },

  'rows of a filtered table are not deleted by their numbers, nor rows that are not there (Excel.TableRowCollection class)':
    async place => {
      expect((await declined(place, filteredRowsDeleted)).code).to.equal('InsertDeleteConflict')
      const missing = await declined(place, sheet => {
        sheet.tables.getItemAt(0).clearFilters()
        sheet.tables.getItemAt(0).rows.deleteRowsAt(5, 1)
      })
      expect(missing.code).to.equal('InvalidArgument')
    },

  'a missing or deleted object is found out at the sync, as an error with its place in the code (Error handling with the application-specific JavaScript APIs)':
    async place => {
      const error = await onSheet(place, async (sheet, context) => {
        const table = sheet.tables.add('A1:B2', true)
        await context.sync()
        table.delete()
        await context.sync()
        table.load('name')
        return context.sync().then(
          () => null,
          (reason: OfficeExtension.Error) => reason,
        )
      })
      expect([error?.code, error?.name]).to.deep.equal(['ItemNotFound', 'RichApi.Error'])
      expect(plain(error?.debugInfo)).to.include({ code: 'ItemNotFound', errorLocation: 'TableCollection.getItem' })
    },

  'numbers are kept with 15 digits and more as they were given; dates are numbers of days (Work with dates using the Excel JavaScript API and the Moment-MSDate plug-in)':
    place =>
      onSheet(place, async (sheet, context) => {
        const cells = sheet.getRange('A1:B1')
        cells.values = [[46_327, 0.1 + 0.2]]
        sheet.getRange('A1').numberFormat = [['yyyy-mm-dd']]
        cells.load('values,text')
        await context.sync()
        expect([plain(cells.values), cells.text[0][0]]).to.deep.equal([[[46_327, 0.1 + 0.2]], '2026-11-01'])
      }),
}

/** A text of so many characters. */
const words = (length: number) => 'word '.repeat(length / 5 + 1).slice(0, length - 1) + '.'

/** A cell of a sheet that is not shown: a very long text takes the page's grid seconds to draw. */
const unseen = (context: Excel.RequestContext, name = 'Unseen') => context.workbook.worksheets.add(name).getRange('A1')

function filteredRowsDeleted(sheet: Excel.Worksheet): void {
  sheet.getRange('H1:H3').values = [['n'], [1], [2]]
  const table = sheet.tables.add('H1:H3', true)
  table.columns.getItemAt(0).filter.applyCustomFilter('>1')
  table.rows.deleteRowsAt(0, 1)
}
