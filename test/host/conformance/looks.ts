import { expect } from 'chai'
import { declined, onSheet } from './on-sheet.js'
import { plain } from './outcome.js'
import type { Theme } from './place.js'

/** What lies over the cells of a sheet: charts, conditional formats, frozen panes, filters, the printed page. */
export const looks: Theme = {
  'carry charts: data, series, titles, axes, legend, place (Create and customize charts with the Excel JavaScript API)': place =>
    onSheet(place, async (sheet, context) => {
      sheet.getRange('A1:C3').values = [
        ['', 'in', 'out'],
        ['Q1', 1, 2],
        ['Q2', 3, 4],
      ]
      sheet.getRange('E1:F3').values = [
        ['', 'net'],
        ['Q1', 1],
        ['Q2', -1],
      ]
      const chart = sheet.charts.add('Line', sheet.getRange('A1:C3'), 'Auto')
      chart.name = 'Flow'
      chart.setData(sheet.getRange('E1:F3'), 'Columns')
      Object.assign(chart.legend, { position: 'Bottom', visible: true })
      Object.assign(chart.axes.valueAxis, { minimum: -5, maximum: 5, majorUnit: 1, numberFormat: '#,##0' })
      chart.axes.categoryAxis.title.text = 'Quarter'
      chart.axes.valueAxis.majorGridlines.visible = false
      chart.title.visible = false
      const series = chart.series.getItemAt(0)
      series.format.fill.setSolidColor('#0F766E')
      series.format.line.color = '#0F766E'
      series.hasDataLabels = true
      const added = chart.series.add('plan')
      added.setValues(sheet.getRange('B2:B3'))
      added.setXAxisValues(sheet.getRange('A2:A3'))
      added.chartType = 'ColumnClustered'
      chart.setPosition('H2', 'K9')
      chart.load(
        'name,left,height,title/visible,legend/position,axes/valueAxis/minimum,axes/valueAxis/maximum,axes/categoryAxis/title/text',
      )
      chart.series.load('items/name,items/chartType')
      await context.sync()
      expect([chart.name, chart.left, chart.height, chart.title.visible, chart.legend.position]).to.deep.equal([
        'Flow',
        336,
        120,
        false,
        'Bottom',
      ])
      expect([chart.axes.valueAxis.minimum, chart.axes.valueAxis.maximum, chart.axes.categoryAxis.title.text]).to.deep.equal([
        -5,
        5,
        'Quarter',
      ])
      expect(plain(chart.series.items.map(each => [each.name, each.chartType]))).to.deep.equal([
        ['net', 'Line'],
        ['plan', 'ColumnClustered'],
      ])
      sheet.charts.getItem('Flow').delete()
      const none = sheet.charts.getItemOrNullObject('Flow')
      sheet.charts.load('count')
      await context.sync()
      expect([none.isNullObject, sheet.charts.count]).to.deep.equal([true, 0])
    }),

  'carry conditional formats: scales, values, formulas (Apply conditional formatting to Excel ranges by using the Excel JavaScript API)':
    place =>
      onSheet(place, async (sheet, context) => {
        const range = sheet.getRange('B2:M5')
        const scale = range.conditionalFormats.add('ColorScale')
        const criteria = {
          minimum: { formula: null, type: 'LowestValue', color: 'blue' },
          midpoint: { formula: '50', type: 'Percent', color: 'yellow' },
          maximum: { formula: null, type: 'HighestValue', color: 'red' },
        }
        scale.colorScale.criteria = criteria as never
        const value = range.conditionalFormats.add('CellValue')
        value.cellValue.format.font.color = 'red'
        value.cellValue.rule = { formula1: '=0', operator: 'LessThan' }
        const custom = range.conditionalFormats.add('Custom')
        custom.custom.rule.formula = '=B2>A2'
        custom.custom.format.fill.color = '#00FF00'
        custom.priority = 0
        custom.stopIfTrue = true
        const formats = sheet.getRange('C3').conditionalFormats.load('items/type,items/priority,items/stopIfTrue')
        scale.colorScale.load('criteria')
        const rule = custom.custom.rule.load('formula')
        const over = custom.getRange().load('address')
        const none = value.customOrNullObject
        none.load('rule/formula')
        await context.sync()
        expect(plain(formats.items.map(each => [each.type, each.priority, each.stopIfTrue]))).to.deep.equal([
          ['Custom', 0, true],
          ['CellValue', 1, false],
          ['ColorScale', 2, false],
        ])
        expect([plain(scale.colorScale.criteria), rule.formula, over.address, none.isNullObject]).to.deep.equal([
          criteria,
          '=B2>A2',
          'Sheet1!B2:M5',
          true,
        ])
        formats.getItemAt(0).delete()
        const count = formats.getCount()
        await context.sync()
        expect(count.value).to.equal(2)
        range.conditionalFormats.clearAll()
        const cleared = formats.getCount()
        await context.sync()
        expect(cleared.value).to.equal(0)
      }),

  'freeze rows, columns or both, and nothing (Excel.WorksheetFreezePanes class)': place =>
    onSheet(place, async (sheet, context) => {
      const found: string[] = []
      for (const freeze of [
        () => sheet.freezePanes.freezeRows(3),
        () => sheet.freezePanes.freezeColumns(2),
        () => sheet.freezePanes.freezeAt(sheet.getRange('A1:B3')),
      ]) {
        freeze()
        const location = sheet.freezePanes.getLocation().load('address')
        await context.sync()
        found.push(location.address)
      }
      sheet.freezePanes.unfreeze()
      const none = sheet.freezePanes.getLocationOrNullObject()
      await context.sync()
      expect([found, none.isNullObject]).to.deep.equal([['Sheet1!1:3', 'Sheet1!A:B', 'Sheet1!A1:B3'], true])
    }),

  'filter plain ranges (Manage Excel worksheets with the JavaScript API)': place =>
    onSheet(place, async (sheet, context) => {
      const range = sheet.getRange('A1:B4')
      range.values = [
        ['name', 'n'],
        ['a', 1],
        ['b', 5],
        ['c', 9],
      ]
      sheet.autoFilter.apply(range, 1, { filterOn: 'Custom', criterion1: '>4' })
      const rows = () => [1, 2, 3].map(row => range.getRow(row).load('rowHidden'))
      const filtered = rows()
      sheet.autoFilter.load('enabled,isDataFiltered')
      const over = sheet.autoFilter.getRangeOrNullObject().load('address')
      await context.sync()
      expect(filtered.map(row => row.rowHidden)).to.deep.equal([true, false, false])
      expect([sheet.autoFilter.enabled, sheet.autoFilter.isDataFiltered, over.address]).to.deep.equal([true, true, 'Sheet1!A1:B4'])
      sheet.autoFilter.clearCriteria()
      const shown = rows()
      sheet.autoFilter.remove()
      sheet.autoFilter.load('enabled')
      await context.sync()
      expect([shown.map(row => row.rowHidden), sheet.autoFilter.enabled]).to.deep.equal([[false, false, false], false])
    }),

  'are set up for printing; titles are whole rows and columns (Excel.PageLayout class)': async place => {
    await onSheet(place, async (sheet, context) => {
      const { pageLayout } = sheet
      Object.assign(pageLayout, { orientation: 'Landscape', paperSize: 'A4', zoom: { horizontalFitToPages: 1, verticalFitToPages: 0 } })
      pageLayout.setPrintArea('A1:D100')
      pageLayout.setPrintTitleRows('$1:$3')
      pageLayout.setPrintTitleColumns('A:A')
      Object.assign(pageLayout.headersFooters.defaultForAllPages, { leftHeader: '&A', rightFooter: '&P / &N' })
      pageLayout.load('orientation,paperSize,zoom')
      const all = pageLayout.headersFooters.defaultForAllPages.load('leftHeader,rightFooter,centerHeader')
      const found = [pageLayout.getPrintArea(), pageLayout.getPrintTitleRows(), pageLayout.getPrintTitleColumnsOrNullObject()].map(each =>
        (each as Excel.Range).load('address'),
      )
      await context.sync()
      expect([pageLayout.orientation, pageLayout.paperSize, plain(pageLayout.zoom)]).to.deep.equal([
        'Landscape',
        'A4',
        { horizontalFitToPages: 1, verticalFitToPages: 0 },
      ])
      expect([all.leftHeader, all.rightFooter, all.centerHeader]).to.deep.equal(['&A', '&P / &N', ''])
      expect(found.map(each => each.address)).to.deep.equal(['Sheet1!A1:D100', 'Sheet1!1:3', 'Sheet1!A:A'])
    })
    const codes = []
    for (const work of [
      (sheet: Excel.Worksheet) => sheet.pageLayout.setPrintTitleRows('A1:D2'),
      (sheet: Excel.Worksheet) => sheet.pageLayout.setPrintTitleColumns('A1:A9'),
    ])
      codes.push((await declined(place, work)).code)
    expect(codes).to.deep.equal(['InvalidArgument', 'InvalidArgument'])
  },
}
