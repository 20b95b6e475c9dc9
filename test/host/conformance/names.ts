import { expect } from 'chai'
import { declined, onSheet } from './on-sheet.js'
import { plain } from './outcome.js'
import type { Theme } from './place.js'

/** Defined names of the workbook and of sheets. */
export const names: Theme = {
  'keep names of their own beside those of the workbook, some unseen (Excel.NamedItemCollection class)': place =>
    onSheet(place, async (sheet, context) => {
      const { names } = context.workbook
      sheet.getRange('A1').values = [[4]]
      names.add('Rate', sheet.getRange('A1'), 'of the day').visible = false
      sheet.names.add('Rate', '=5')
      const [wide, own] = [names.getItem('Rate'), sheet.names.getItem('Rate')]
      wide.load('scope,visible,comment,type,value,formula')
      own.load('scope,visible,value')
      const range = wide.getRange().load('values')
      const list = names.load('items/name')
      const none = sheet.names.getItemOrNullObject('Nowhere')
      await context.sync()
      expect([wide.scope, wide.visible, wide.comment, wide.type, wide.value, wide.formula]).to.deep.equal([
        'Workbook',
        false,
        'of the day',
        'Range',
        'Sheet1!$A$1',
        '=Sheet1!$A$1',
      ])
      expect([own.scope, own.visible, own.value, list.items.length, none.isNullObject]).to.deep.equal(['Worksheet', true, 5, 1, true])
      expect(plain(range.values)).to.deep.equal([[4]])
    }),

  'a name begins with a letter, _ or \\, has no space, is no reference, and is there once (Names in formulas)': async place => {
    const add = (name: string) => declined(place, sheet => void sheet.context.workbook.names.add(name, '=1'))
    for (const name of ['two words', '1st', 'A1', 'XFD1048576', 'R1C1', 'c', 'R', '', 'x'.repeat(256)])
      expect([name, (await add(name)).code]).to.deep.equal([name, 'InvalidArgument'])
    await onSheet(place, async (sheet, context) => {
      for (const name of ['_a', '\\a', 'ab.c', '汇率', 'x'.repeat(255)]) sheet.context.workbook.names.add(name, '=1')
      await context.sync()
    })
    expect((await add('_A')).code).to.equal('ItemAlreadyExists')
  },

  'a name that is no range has none; one of the workbook has no sheet (Excel.NamedItem class)': async place => {
    await onSheet(place, async (sheet, context) => {
      const name = context.workbook.names.add('Two', '=2')
      const [none, nowhere] = [name.getRangeOrNullObject(), name.worksheetOrNullObject]
      nowhere.load('name')
      await context.sync()
      expect([none.isNullObject, nowhere.isNullObject]).to.deep.equal([true, true])
      sheet.names.add('Own', '=1')
      await context.sync()
    })
    const codes = []
    for (const work of [
      (sheet: Excel.Worksheet) => void sheet.context.workbook.names.getItem('Two').getRange().load('address'),
      (sheet: Excel.Worksheet) => void sheet.context.workbook.names.getItem('Two').worksheet.load('name'),
    ])
      codes.push((await declined(place, work)).code)
    expect(codes).to.deep.equal(['ItemNotFound', 'InvalidArgument'])
  },
}
