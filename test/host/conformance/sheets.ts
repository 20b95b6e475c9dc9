import { expect } from 'chai'
import { declined, onSheet } from './on-sheet.js'
import { failure } from './outcome.js'
import type { Theme } from './place.js'

/** Sheets: their order, names, visibility, protection. */
export const sheets: Theme = {
  'are added at the end, shown, coloured, hidden and shown again (Manage Excel worksheets with the JavaScript API; Excel.Worksheet class, tabColor)':
    ({ Excel }) =>
      Excel.run(async context => {
        const { worksheets } = context.workbook
        const sheet = worksheets.add('Aging')
        const active = worksheets.getActiveWorksheet().load('name')
        await context.sync()
        expect(active.name).to.equal('Sheet1')
        sheet.activate()
        sheet.tabColor = '#FFA500'
        const now = worksheets.getActiveWorksheet().load('name,tabColor,visibility,position')
        const auto = worksheets.getItem('Sheet1').load('tabColor')
        await context.sync()
        expect([now.name, now.tabColor, now.visibility, now.position, auto.tabColor]).to.deep.equal(['Aging', '#FFA500', 'Visible', 1, ''])
        worksheets.getItem('Sheet1').activate()
        sheet.visibility = 'Hidden'
        sheet.load('visibility,tabColor')
        const [first, last] = [worksheets.getFirst(true).load('name'), worksheets.getLast(true).load('name')]
        const [all, shown] = [worksheets.getCount(), worksheets.getCount(true)]
        await context.sync()
        expect([sheet.visibility, sheet.tabColor, first.name, last.name, all.value, shown.value]).to.deep.equal([
          'Hidden',
          null,
          'Sheet1',
          'Sheet1',
          2,
          1,
        ])
      }),

  'have names of 1 to 31 characters without : \\ / ? * [ ] (Rename a worksheet; Excel.Worksheet class, name)': async place => {
    for (const name of ['', 'x'.repeat(32), 'a:b', 'a\\b', 'a/b', 'a?b', 'a*b', 'a[b', 'a]b', "'a", "a'", 'History'])
      expect([name, (await declined(place, sheet => void (sheet.name = name))).code]).to.deep.equal([name, 'InvalidArgument'])
    await onSheet(place, async (sheet, context) => {
      sheet.name = 'x'.repeat(31)
      await context.sync()
      sheet.name = '应收账款 2026'
      sheet.load('name')
      await context.sync()
      expect(sheet.name).to.equal('应收账款 2026')
    })
  },

  'that are very hidden are not deleted: InvalidOperation (Excel.Worksheet class, delete)': async place => {
    const kept = await failure(
      place.Excel.run(async context => {
        const sheet = context.workbook.worksheets.add('Kept')
        sheet.visibility = 'VeryHidden'
        await context.sync()
        sheet.delete()
        await context.sync()
      }),
    )
    expect(kept.code).to.equal('InvalidOperation')
    await place.Excel.run(async context => {
      const sheet = context.workbook.worksheets.getItem('Kept')
      sheet.visibility = 'Hidden'
      sheet.delete()
      await context.sync()
    })
    expect(place.workbook.sheets.map(sheet => sheet.name)).to.deep.equal(['Sheet1'])
  },

  'lead to their neighbours; beyond the last is ItemNotFound (Manage Excel worksheets with the JavaScript API)': async place => {
    await place.Excel.run(async context => {
      const second = context.workbook.worksheets.add('Second')
      const [before, none] = [second.getPrevious().load('name'), second.getNextOrNullObject()]
      await context.sync()
      expect([before.name, none.isNullObject]).to.deep.equal(['Sheet1', true])
      second.delete()
      await context.sync()
    })
    expect((await declined(place, sheet => void sheet.getNext().load('name'))).code).to.equal('ItemNotFound')
    expect((await declined(place, sheet => sheet.context.workbook.worksheets.getItem('Nowhere').activate())).code).to.equal('ItemNotFound')
  },

  'are protected with options, and told of it (Excel.WorksheetProtection class)': place =>
    onSheet(place, async (sheet, context) => {
      const { protection } = sheet
      sheet.getRange('A1').format.protection.locked = false
      protection.protect({ allowAutoFilter: true, selectionMode: 'Normal' })
      protection.load('protected,options')
      const cell = sheet.getRange('A1').format.protection.load('locked')
      await context.sync()
      expect([protection.protected, protection.options.allowAutoFilter, protection.options.allowSort, cell.locked]).to.deep.equal([
        true,
        true,
        false,
        false,
      ])
      protection.unprotect()
      protection.load('protected')
      await context.sync()
      expect(protection.protected).to.equal(false)
    }),

  'of a protected workbook stay as many as they are (Excel.WorkbookProtection class)': async place => {
    const add = () =>
      failure(
        place.Excel.run(async context => {
          context.workbook.protection.protect('secret')
          context.workbook.worksheets.add('More')
          await context.sync()
        }),
      )
    expect((await add()).code).to.equal('AccessDenied')
    await place.Excel.run(async context => {
      context.workbook.protection.unprotect('secret')
      context.workbook.protection.load('protected')
      await context.sync()
      expect(context.workbook.protection.protected).to.equal(false)
    })
  },
}
