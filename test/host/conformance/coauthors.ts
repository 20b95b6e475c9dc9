import { expect } from 'chai'
import { listen, as, sheetOf } from './listen.js'
import { onSheet } from './on-sheet.js'
import { arrived } from './outcome.js'
import type { Theme } from './place.js'

/** Two people at one workbook. */
export const coauthors: Theme = {
  "a co-author's edits are Remote with details, and what their add-in writes too (Coauthoring in Excel add-ins)": async place => {
    const bob = await place.coauthor()
    const heard = await listen(place, context => [
      as(sheetOf(context).onChanged),
      as(context.workbook.worksheets.onAdded),
      as(context.workbook.worksheets.onNameChanged),
    ])
    bob.type('A1', 'hello')
    await onSheet(bob, async (sheet, context) => {
      sheet.getRange('A2:A3').values = [[1], [2]]
      context.workbook.worksheets.add('Hers').name = 'His'
      await context.sync()
    })
    await arrived(heard, 4)
    expect(heard.map(each => [each.type, each.source, each.address ?? each.nameAfter])).to.deep.equal([
      ['WorksheetChanged', 'Remote', 'A1'],
      ['WorksheetChanged', 'Remote', 'A2:A3'],
      ['WorksheetAdded', 'Remote', undefined],
      ['WorksheetNameChanged', 'Remote', 'His'],
    ])
    expect([heard[0].details, heard[1].triggerSource]).to.deep.equal([
      { valueBefore: '', valueAfter: 'hello', valueTypeBefore: 'Empty', valueTypeAfter: 'String' },
      'Unknown',
    ])
    bob.close()
  },

  'people at one workbook have their own selection and their own ribbon (Coauthoring in Excel add-ins)': async place => {
    const bob = await place.coauthor()
    bob.select('D4')
    await bob.press('Words.Lock')
    const mine = await place.Excel.run(async context => {
      const range = context.workbook.getSelectedRange().load('address')
      await context.sync()
      return range.address
    })
    expect([mine, place.host.isEnabled('Words.Count'), bob.host.isEnabled('Words.Count')]).to.deep.equal(['Sheet1!A1', true, false])
    bob.close()
  },
}
