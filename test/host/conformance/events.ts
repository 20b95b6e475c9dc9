import { expect } from 'chai'
import { arrived, plain, soon, until } from './outcome.js'
import type { Place, Theme } from './place.js'

/** Listens to changes of the first sheet. */
async function changes({ Excel }: Place): Promise<Excel.WorksheetChangedEventArgs[]> {
  const heard: Excel.WorksheetChangedEventArgs[] = []
  await Excel.run(async context => {
    context.workbook.worksheets.getItem('Sheet1').onChanged.add(async args => void heard.push(args))
    await context.sync()
  })
  return heard
}

/** What an add-in hears of the workbook. */
export const events: Theme = {
  'tell of one edited cell with its details (Excel.ChangedEventDetail)': async place => {
    place.type('A1', 1)
    const heard = await changes(place)
    place.type('A1', 'two')
    await arrived(heard, 1)
    expect(heard).to.have.lengthOf(1)
    const { changeType, source, address, worksheetId, details } = heard[0]
    expect([changeType, source, address, worksheetId]).to.deep.equal(['RangeEdited', 'Local', 'A1', place.workbook.sheets[0].id])
    expect(plain(details)).to.deep.equal({ valueBefore: 1, valueAfter: 'two', valueTypeBefore: 'Double', valueTypeAfter: 'String' })
  },
  'are raised once for a write of 20,000 x 12, without details': async place => {
    const heard = await changes(place)
    await place.Excel.run(async context => {
      const range = context.workbook.worksheets.getItem('Sheet1').getRange('A1:L20000')
      range.values = Array.from({ length: 20_000 }, (_, r) => Array.from({ length: 12 }, (_cell, c) => r * c))
      await context.sync()
    })
    await arrived(heard, 1)
    expect(heard.map(args => [args.address, args.details])).to.deep.equal([['A1:L20000', undefined]])
    expect(heard[0].triggerSource).to.equal('ThisLocalAddin')
  },
  'name rows and cells that were inserted and deleted, and the direction': async place => {
    const heard = await changes(place)
    await place.Excel.run(async context => {
      const sheet = context.workbook.worksheets.getItem('Sheet1')
      sheet.getRange('2:3').insert('Down')
      sheet.getRange('B2').delete('Left')
      await context.sync()
    })
    await arrived(heard, 2)
    expect(heard.map(args => [args.changeType, args.address])).to.deep.equal([
      ['RowInserted', '2:3'],
      ['CellDeleted', 'B2'],
    ])
    expect(heard[1].changeDirectionState.deleteShiftDirection).to.equal('Left')
  },
  'of a table tell which of its cells': async place => {
    const heard: Excel.TableChangedEventArgs[] = []
    await place.Excel.run(async context => {
      const table = context.workbook.worksheets.getItem('Sheet1').tables.add('A1:B3', true)
      table.onChanged.add(async args => void heard.push(args))
      await context.sync()
    })
    place.type('B2:D2', 5)
    place.type('F9', 5)
    await arrived(heard, 1)
    expect(heard.map(args => [args.type, args.changeType, args.address])).to.deep.equal([['TableChanged', 'RangeEdited', 'B2']])
    expect(heard[0].tableId).to.equal(place.workbook.tables[0].id)
  },
  'give the changed range, in a handler that works on the workbook': async place => {
    const found: unknown[] = []
    await place.Excel.run(async context => {
      context.workbook.worksheets.onChanged.add(args =>
        place.Excel.run(async inner => {
          const range = args.getRange(inner).load('values')
          const sheet = inner.workbook.worksheets.getItem(args.worksheetId).load('name')
          await inner.sync()
          found.push([sheet.name, plain(range.values)])
        }),
      )
      await context.sync()
    })
    place.type('C3', [[1, 2]])
    await arrived(found, 1)
    expect(found).to.deep.equal([['Sheet1', [[1, 2]]]])
  },
  'end when the handler is removed': async place => {
    const heard: string[] = []
    const handler = await place.Excel.run(async context => {
      const added = context.workbook.worksheets.getItem('Sheet1').onChanged.add(async args => void heard.push(args.address))
      await context.sync()
      return added
    })
    place.type('A1', 1)
    await arrived(heard, 1)
    await place.Excel.run(handler.context, async context => {
      handler.remove()
      await context.sync()
    })
    place.type('A2', 1)
    await soon()
    expect(heard).to.deep.equal(['A1'])
  },
  'tell of sheets added, activated and deleted, and of the selection': async place => {
    const heard: string[] = []
    await place.Excel.run(async context => {
      const sheets = context.workbook.worksheets
      sheets.onAdded.add(async () => void heard.push('added'))
      sheets.onDeleted.add(async () => void heard.push('deleted'))
      sheets.onActivated.add(async args => void heard.push(`activated ${args.worksheetId}`))
      sheets.onSelectionChanged.add(async args => void heard.push(`selected ${args.address}`))
      await context.sync()
      const sheet = sheets.add('Next')
      sheet.activate()
      sheet.getRange('B2:C3').select()
      await context.sync()
      sheet.delete()
      await context.sync()
    })
    await arrived(heard, 7)
    const [first, second] = [place.workbook.sheets[0].id, heard[0].split(' ')[1]]
    expect(heard.sort()).to.deep.equal(
      ['added', 'deleted', `activated ${first}`, `activated ${second}`, 'selected A1', 'selected B2:C3', 'selected A1'].sort(),
    )
  },
  'of a co-author arrive as Remote, and both see one workbook': async place => {
    const bob = await place.coauthor()
    const [mine, theirs] = [await changes(place), await changes(bob)]
    bob.type('A1', 'hello')
    await until(() => mine.length === 1 && theirs.length === 1)
    expect(place.value('A1')).to.equal('hello')
    expect([mine[0].source, theirs[0].source]).to.deep.equal(['Remote', 'Local'])
    await place.Excel.run(async context => {
      context.workbook.worksheets.getItem('Sheet1').getRange('A2').values = [[2]]
      await context.sync()
    })
    await until(() => mine.length === 2 && theirs.length === 2)
    expect([mine[1].source, mine[1].triggerSource, theirs[1].source]).to.deep.equal(['Local', 'ThisLocalAddin', 'Remote'])
    bob.close()
  },
}
