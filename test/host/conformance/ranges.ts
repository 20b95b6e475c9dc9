import { expect } from 'chai'
import { plain } from './outcome.js'
import type { Theme } from './place.js'

/** Cells: values, texts, formats, parts. */
export const ranges: Theme = {
  'write values and read them back (Excel.Range class)': ({ Excel }) =>
    Excel.run(async context => {
      const range = context.workbook.worksheets.getItem('Sheet1').getRange('A1:B2')
      range.values = [
        ['name', 'amount'],
        ['Ann', 12.5],
      ]
      range.load('values')
      await context.sync()
      expect(plain(range.values)).to.deep.equal([
        ['name', 'amount'],
        ['Ann', 12.5],
      ])
    }),
}
