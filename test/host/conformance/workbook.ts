import { expect } from 'chai'
import { failure, plain } from './outcome.js'
import type { Theme } from './place.js'

/** The workbook and its sheets. */
export const workbook: Theme = {
  'adds, renames, moves and deletes sheets; a missing one is ItemNotFound or a null object': async place => {
    await place.Excel.run(async context => {
      const sheets = context.workbook.worksheets
      sheets.add('Data').position = 0
      sheets.getItem('Sheet1').name = 'Summary'
      const none = sheets.getItemOrNullObject('Nowhere')
      none.getRange('A1').load('values')
      sheets.load('items/name')
      const count = sheets.getCount()
      await context.sync()
      expect(plain(sheets.items.map(sheet => sheet.name))).to.deep.equal(['Data', 'Summary'])
      expect([none.isNullObject, count.value]).to.deep.equal([true, 2])
      sheets.getItem('Data').delete()
      await context.sync()
    })
    const missing = await failure(
      place.Excel.run(async context => {
        context.workbook.worksheets.getItem('Data').load('name')
        await context.sync()
      }),
    )
    expect(missing).to.include({ code: 'ItemNotFound', location: 'WorksheetCollection.getItem' })
    const double = await failure(
      place.Excel.run(async context => {
        context.workbook.worksheets.add('summary')
        await context.sync()
      }),
    )
    expect(double.code).to.equal('ItemAlreadyExists')
    const last = await failure(
      place.Excel.run(async context => {
        context.workbook.worksheets.getItem('Summary').delete()
        await context.sync()
      }),
    )
    expect(last.code).to.equal('InvalidOperation')
  },
  'keeps what a batch did before its error': async place => {
    await failure(
      place.Excel.run(async context => {
        context.workbook.worksheets.getItem('Sheet1').getRange('A1').values = [['done']]
        context.workbook.worksheets.getItem('Nowhere').load('name')
        await context.sync()
      }),
    )
    expect(place.value('A1')).to.equal('done')
  },
  'pages a collection with top and skip': place =>
    place.Excel.run(async context => {
      const sheets = context.workbook.worksheets
      for (const name of ['B', 'C', 'D']) sheets.add(name)
      sheets.load({ select: 'name', top: 2, skip: 1 } as never)
      await context.sync()
      expect(plain(sheets.items.map(sheet => sheet.name))).to.deep.equal(['B', 'C'])
    }),
  'keeps settings, custom XML parts, properties and names': place =>
    place.Excel.run(async context => {
      const { workbook } = context
      workbook.settings.add('cursor', { change: 5 })
      const cursor = workbook.settings.getItem('cursor').load('value')
      const none = workbook.settings.getItemOrNullObject('other')
      const part = workbook.customXmlParts.add('<p:state xmlns:p="urn:words">1</p:state>')
      const xml = part.getXml()
      const parts = workbook.customXmlParts.getByNamespace('urn:words')
      const only = parts.getOnlyItemOrNullObject()
      workbook.properties.title = 'Words'
      workbook.properties.custom.add('edition', 3)
      const edition = workbook.properties.custom.getItem('EDITION').load('value,type')
      const rate = workbook.names.add('Rate', workbook.worksheets.getItem('Sheet1').getRange('B1')).load('formula,type')
      const number = workbook.names.add('Two', '=2').load('value,type')
      await context.sync()
      expect([plain(cursor.value), none.isNullObject, xml.value, only.isNullObject]).to.deep.equal([
        { change: 5 },
        true,
        '<p:state xmlns:p="urn:words">1</p:state>',
        false,
      ])
      expect([edition.value, edition.type, rate.formula, rate.type, number.value]).to.deep.equal([3, 'Number', '=Sheet1!$B$1', 'Range', 2])
    }),
  'computes with names and tables': async place => {
    await place.Excel.run(async context => {
      const sheet = context.workbook.worksheets.getItem('Sheet1')
      sheet.getRange('A1:B3').values = [
        ['word', 'n'],
        ['a', 2],
        ['b', 3],
      ]
      sheet.tables.add('A1:B3', true).name = 'Words'
      context.workbook.names.add('Rate', sheet.getRange('E1'))
      sheet.getRange('E1').values = [[10]]
      sheet.getRange('F1').formulas = [['=SUM(Words[n])*Rate']]
      await context.sync()
    })
    await place.calculated()
    expect(place.value('F1')).to.equal(50)
    await place.Excel.run(async context => {
      context.workbook.tables.getItem('Words').rows.add(undefined, [['c', 5]])
      await context.sync()
    })
    await place.calculated()
    expect(place.value('F1')).to.equal(100)
    await place.Excel.run(async context => {
      context.workbook.names.getItem('Rate').formula = '=3'
      await context.sync()
    })
    await place.calculated()
    expect(place.value('F1')).to.equal(30)
  },
  'draws charts with type, series, title, axes and position': place =>
    place.Excel.run(async context => {
      const sheet = context.workbook.worksheets.getItem('Sheet1')
      sheet.getRange('A1:C3').values = [
        ['', 'in', 'out'],
        ['Q1', 1, 2],
        ['Q2', 3, 4],
      ]
      const chart = sheet.charts.add('ColumnClustered', sheet.getRange('A1:C3'), 'Columns')
      chart.title.text = 'Flow'
      chart.axes.valueAxis.title.text = 'EUR'
      chart.setPosition('E2', 'J12')
      chart.load('name,chartType,title/text,left,top,width,axes/valueAxis/title/text')
      const series = chart.series.load('items/name')
      await context.sync()
      expect([chart.name, chart.chartType, chart.title.text, chart.left, chart.top, chart.width]).to.deep.equal([
        'Chart 1',
        'ColumnClustered',
        'Flow',
        192,
        15,
        288,
      ])
      expect(plain(series.items.map(each => each.name))).to.deep.equal(['in', 'out'])
    }),
  'protects a sheet: AccessDenied': async place => {
    await place.Excel.run(async context => {
      context.workbook.worksheets.getItem('Sheet1').protection.protect({}, 'secret')
      await context.sync()
    })
    const write = (password?: string) =>
      place.Excel.run(async context => {
        const sheet = context.workbook.worksheets.getItem('Sheet1')
        if (password) sheet.protection.unprotect(password)
        sheet.getRange('A1').values = [[1]]
        await context.sync()
      })
    expect((await failure(write())).code).to.equal('AccessDenied')
    expect((await failure(write('wrong'))).code).to.equal('InvalidArgument')
    await write('secret')
    expect(place.value('A1')).to.equal(1)
  },
  'freezes panes, comments, notes': place =>
    place.Excel.run(async context => {
      const sheet = context.workbook.worksheets.getItem('Sheet1')
      sheet.freezePanes.freezeRows(2)
      const frozen = sheet.freezePanes.getLocationOrNullObject().load('address')
      const comment = context.workbook.comments.add('Sheet1!B2', 'Why?')
      comment.replies.add('Because.')
      comment.load('content,authorName')
      const where = comment.getLocation().load('address')
      await context.sync()
      expect([frozen.address, comment.content, comment.authorName, where.address]).to.deep.equal([
        'Sheet1!1:2',
        'Why?',
        place.host.seat.name,
        'Sheet1!B2',
      ])
    }),
  'sets up pages and links cells (Excel.PageLayout, Excel.RangeHyperlink)': place =>
    place.Excel.run(async context => {
      const sheet = context.workbook.worksheets.getItem('Sheet1')
      sheet.pageLayout.orientation = 'Landscape'
      sheet.pageLayout.zoom = { horizontalFitToPages: 1 }
      sheet.pageLayout.setPrintTitleRows('$1:$2')
      sheet.pageLayout.headersFooters.defaultForAllPages.centerFooter = 'Page &P'
      const none = sheet.pageLayout.getPrintAreaOrNullObject()
      const titles = sheet.pageLayout.getPrintTitleRowsOrNullObject().load('address')
      const link = sheet.getRange('A1')
      link.hyperlink = { documentReference: 'Sheet1!C3', textToDisplay: 'there' }
      link.load('values,hyperlink')
      sheet.pageLayout.load('orientation,zoom,bottomMargin')
      await context.sync()
      expect([sheet.pageLayout.orientation, plain(sheet.pageLayout.zoom), sheet.pageLayout.bottomMargin]).to.deep.equal([
        'Landscape',
        { horizontalFitToPages: 1 },
        54,
      ])
      expect([none.isNullObject, titles.address, plain(link.values), link.hyperlink.documentReference]).to.deep.equal([
        true,
        'Sheet1!1:2',
        [['there']],
        'Sheet1!C3',
      ])
    }),
}
