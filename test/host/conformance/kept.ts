import { expect } from 'chai'
import { declined, onSheet } from './on-sheet.js'
import { plain } from './outcome.js'
import type { Theme } from './place.js'

/** What an add-in or a person leaves in a workbook: settings, parts, properties, comments, notes, validation. */
export const kept: Theme = {
  'settings take values of any kind, anew under the same key, and go (Excel.SettingCollection class)': place =>
    onSheet(place, async (_sheet, context) => {
      const { settings } = context.workbook
      settings.add('cursor', { change: 5, tables: ['Invoices'] })
      settings.add('cursor', 6)
      settings.add('since', 'today').delete()
      const cursor = settings.getItem('cursor').load('key,value')
      settings.load('items/key')
      const [count, none] = [settings.getCount(), settings.getItemOrNullObject('since')]
      await context.sync()
      expect([cursor.key, cursor.value, count.value, none.isNullObject, settings.items.map(each => each.key)]).to.deep.equal([
        'cursor',
        6,
        1,
        true,
        ['cursor'],
      ])
      cursor.value = [true]
      cursor.load('value')
      await context.sync()
      expect(plain(cursor.value)).to.deep.equal([true])
    }),

  'a setting that is not there is ItemNotFound (Excel.SettingCollection class)': async place => {
    const error = await declined(place, sheet => void sheet.context.workbook.settings.getItem('Nowhere').load('value'))
    expect(error.code).to.equal('ItemNotFound')
  },

  'XML parts are found by id and namespace, written anew and deleted (Excel.CustomXmlPartCollection class)': place =>
    onSheet(place, async (_sheet, context) => {
      const { customXmlParts } = context.workbook
      const part = customXmlParts.add('<a xmlns="http://example.org/ledger/1.0"><b/></a>')
      customXmlParts.add('<a xmlns="http://example.org/other"/>')
      part.load('id,namespaceUri')
      await context.sync()
      const found = customXmlParts.getByNamespace('http://example.org/ledger/1.0')
      const [count, all, none] = [found.getCount(), customXmlParts.getCount(), customXmlParts.getItemOrNullObject('{0}')]
      customXmlParts.getItem(part.id).setXml('<a xmlns="http://example.org/ledger/1.0">2</a>')
      const xml = found.getOnlyItem().getXml()
      await context.sync()
      expect([part.namespaceUri, count.value, all.value, none.isNullObject]).to.deep.equal(['http://example.org/ledger/1.0', 1, 2, true])
      expect(xml.value).to.equal('<a xmlns="http://example.org/ledger/1.0">2</a>')
      part.delete()
      const left = found.getCount()
      await context.sync()
      expect(left.value).to.equal(0)
    }),

  'properties of the document, and custom ones with keys of up to 255 characters (Excel.DocumentProperties class; Excel.CustomProperty class)':
    async place => {
      await onSheet(place, async (_sheet, context) => {
        const { properties } = context.workbook
        Object.assign(properties, { title: 'Aging', author: 'Ann', company: 'Example', keywords: 'open items' })
        properties.custom.add('x'.repeat(255), 'long')
        properties.custom.add('Seal', 'ab12')
        properties.load('title,author,company,keywords')
        const seal = properties.custom.getItem('seal').load('key,value,type')
        const none = properties.custom.getItemOrNullObject('Nowhere')
        await context.sync()
        expect([properties.title, properties.author, properties.company, properties.keywords]).to.deep.equal([
          'Aging',
          'Ann',
          'Example',
          'open items',
        ])
        expect([seal.key, seal.value, seal.type, none.isNullObject]).to.deep.equal(['Seal', 'ab12', 'String', true])
        properties.custom.deleteAll()
        const count = properties.custom.getCount()
        await context.sync()
        expect(count.value).to.equal(0)
      })
      const error = await declined(place, sheet => void sheet.context.workbook.properties.custom.add('x'.repeat(256), 1))
      expect(error.code).to.equal('InvalidArgument')
    },

  'comments are threads at one cell (Manage comments in Excel add-ins by using the Excel JavaScript API)': async place => {
    await onSheet(place, async (sheet, context) => {
      const comment = context.workbook.comments.add('Sheet1!A2', 'Why?')
      comment.replies.add('Because.')
      comment.content = 'Why so?'
      comment.resolved = true
      comment.load('content,resolved,authorName,replies/items/content')
      const [byCell, count] = [context.workbook.comments.getItemByCell('Sheet1!A2').load('id'), sheet.comments.getCount()]
      const where = comment.getLocation().load('address')
      await context.sync()
      expect([comment.content, comment.resolved, comment.authorName, count.value, where.address]).to.deep.equal([
        'Why so?',
        true,
        place.host.seat.name,
        1,
        'Sheet1!A2',
      ])
      expect(comment.replies.items.map(each => each.content)).to.deep.equal(['Because.'])
      expect(byCell.id).to.equal(comment.id)
      comment.delete()
      const left = sheet.comments.getCount()
      await context.sync()
      expect(left.value).to.equal(0)
    })
    const codes = []
    for (const work of [
      (sheet: Excel.Worksheet) => void sheet.context.workbook.comments.add('Sheet1!A1:A2', 'Two'),
      (sheet: Excel.Worksheet) => void sheet.context.workbook.comments.getItemByCell('Sheet1!C9').load('id'),
    ])
      codes.push((await declined(place, work)).code)
    expect(codes).to.deep.equal(['InvalidArgument', 'ItemNotFound'])
  },

  'validation has one rule, an alert and a prompt, and goes (Add data validation to Excel ranges)': place =>
    onSheet(place, async (sheet, context) => {
      const { dataValidation } = sheet.getRange('A1:A5')
      dataValidation.rule = { wholeNumber: { formula1: 0, operator: 'GreaterThan' } }
      dataValidation.errorAlert = { message: 'Not below 0.', showAlert: true, style: 'Stop', title: 'No' }
      dataValidation.prompt = { message: 'A count.', showPrompt: true, title: 'Count' }
      const inner = sheet.getRange('A3').dataValidation.load('type,rule,errorAlert,prompt,ignoreBlanks')
      await context.sync()
      expect([inner.type, plain(inner.rule), inner.errorAlert.title, inner.prompt.title, inner.ignoreBlanks]).to.deep.equal([
        'WholeNumber',
        { wholeNumber: { formula1: 0, operator: 'GreaterThan' } },
        'No',
        'Count',
        true,
      ])
      sheet.getRange('A3').dataValidation.clear()
      const [cleared, rest] = [sheet.getRange('A3').dataValidation.load('type'), sheet.getRange('A4').dataValidation.load('type')]
      await context.sync()
      expect([cleared.type, rest.type]).to.deep.equal(['None', 'WholeNumber'])
    }),
}
