import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { saved } from '../../host/model/document.js'
import { areaOf, cellAt, cellFor } from '../../host/model/sheet.js'
import type { Sheet } from '../../host/model/sheet.js'
import { addSheet, newWorkbook } from '../../host/model/sheets.js'
import { addTable, renameTable, showRow } from '../../host/model/table.js'
import type { Workbook } from '../../host/model/workbook.js'
import { write, writeNumberFormats, writeStyle } from '../../host/model/write.js'
import { formulas, numberFormats, texts, values } from '../../host/model/read.js'
import { parseRectangle } from '../../host/model/address.js'
import { closeAll, excel, plain } from './excel.js'
import { Unreadable, openXlsx } from '../../host/xlsx/open.js'
import { saveXlsx } from '../../host/xlsx/save.js'

const at = (sheet: Sheet, address: string) => areaOf(sheet, parseRectangle(address)!)

/** What Excel's own application knows of a workbook, made by hand: no engine computes here. */
function sample(): Workbook {
  const workbook = newWorkbook('Items')
  const [sheet] = workbook.sheets
  write(at(sheet, 'A1:C4'), [
    ['Customer', 'Due', 'Amount'],
    ['C001', 46112, 1234.5],
    ['C002', 46143.5, -20],
    ['\'C&D <客户>\n"O\'Neill"', true, '#N/A'],
  ])
  writeNumberFormats(at(sheet, 'B2:B4'), 'yyyy-mm-dd')
  writeNumberFormats(at(sheet, 'C2:C4'), '#,##0.00;[Red]-#,##0.00')
  const items = addTable(at(sheet, 'A1:C4'), true)
  renameTable(items, 'Items')
  items.style = 'TableStyleLight9'
  items.highlightFirstColumn = true
  items.showBandedRows = false
  items.columns[2].filter = { filterOn: 'Custom', criterion1: '>=-5', criterion2: '<>7', operator: 'And' }
  items.columns[0].filter = { filterOn: 'Values', values: ['C001', ''] }
  showRow(items, 'showTotals', true)
  formula(sheet, 'C5', '=SUBTOTAL(109,Items[Amount])', 1214.5)
  formula(sheet, 'E1', '=IFNA(XLOOKUP("SORT(a)",Items[Customer],Items[Amount]),0)', 0)
  formula(sheet, 'E2', '=AR.DAYS_OVERDUE(A2,B2)', 12)
  formula(sheet, 'E3', '=SUM(\'Other sheet\'!A1:A2)&" <"', '3 <')
  formula(sheet, 'G1', '=SEQUENCE(2,2)', 1)
  cellFor(sheet, 0, 6).spill = { rows: 2, columns: 2 }
  for (const [row, column, value] of [
    [0, 7, 2],
    [1, 6, 3],
    [1, 7, 4],
  ])
    // prettier-ignore
    Object.assign(cellFor(sheet, row, column), { value, spilledFrom: { row: 0, column: 6 } })
  writeStyle(at(sheet, 'A1:A1'), 'font/bold', true)
  writeStyle(at(sheet, 'A1:A1'), 'font/color', '#C00000')
  writeStyle(at(sheet, 'A1:A1'), 'fill/color', '#FFF2CC')
  writeStyle(at(sheet, 'A1:A1'), 'horizontalAlignment', 'Center')
  writeStyle(at(sheet, 'A1:A1'), 'borders/EdgeBottom/style', 'Double')
  writeStyle(at(sheet, 'A1:A1'), 'borders/EdgeBottom/weight', 'Thick')
  sheet.frozen = { rows: 1, columns: 0 }
  sheet.columnWidths.set(0, 120).set(3, 30)
  sheet.rowHeights.set(0, 24)
  sheet.hiddenRows.add(2)
  sheet.hiddenColumns.add(5)
  sheet.merges.push(parseRectangle('E5:F6')!)
  sheet.tabColor = '#00B050'
  sheet.showGridlines = false

  const other = addSheet(workbook, 'Other sheet')
  write(at(other, 'A1:A2'), [[1], [2]])
  other.visibility = 'Hidden'
  other.validations.push({
    area: parseRectangle('A1:A2')!,
    rule: { wholeNumber: { formula1: 0, operator: 'GreaterThan' } },
    ignoreBlanks: true,
  })
  addSheet(workbook, '空')
  workbook.names.push({ name: 'rate', formula: "='Other sheet'!$A$1", comment: 'of the day', visible: false, sheet: null })
  other.names.push({ name: 'local', formula: '=3*4', comment: '', visible: true, sheet: other })
  workbook.settings.set('outbox', { pushes: ['x & "y" ]]> \u0001'] })
  workbook.documentSettings = { theme: '"dark"' }
  workbook.xmlParts.push({
    id: '{0000002A-0001-0000-0000-000000000000}',
    xml: '<q:outbox xmlns:q="urn:q"><row a="1">客户</row></q:outbox>',
  })
  workbook.properties.title = 'Aging & more'
  workbook.properties.custom.set('seal', 'abc').set('change', 7)
  return workbook
}

function formula(sheet: Sheet, address: string, text: string, value: string | number): void {
  const { row, column } = parseRectangle(address)!
  Object.assign(cellFor(sheet, row, column), { formula: text, value })
}

const again = async (workbook: Workbook) => openXlsx(await saveXlsx(workbook), workbook.name)

describe('a workbook as an .xlsx file', () => {
  let original: Workbook
  let after: Workbook
  before(async () => {
    original = sample()
    after = await again(original)
  })

  it('comes back as it was saved, whole', () => {
    expect(saved(after)).to.deep.equal(saved(original))
  })

  it('keeps what formulas came to, and the room of an array', () => {
    const [sheet] = after.sheets
    expect(values(at(sheet, 'E1:E3'))).to.deep.equal([[0], [12], ['3 <']])
    expect(values(at(sheet, 'G1:H2'))).to.deep.equal([[1, 2], [3, 4]]) // prettier-ignore
    expect(cellAt(sheet, 0, 6)?.spill).to.deep.equal({ rows: 2, columns: 2 })
    expect(cellAt(sheet, 1, 7)?.spilledFrom).to.deep.equal({ row: 0, column: 6 })
  })

  it('keeps a table without a header row, and one without a style', async () => {
    const workbook = newWorkbook()
    const [sheet] = workbook.sheets
    write(at(sheet, 'B2:C4'), [['a', 'b'], [1, 2], [3, 4]]) // prettier-ignore
    const table = addTable(at(sheet, 'B2:C4'), true)
    showRow(table, 'showHeaders', false)
    table.style = ''
    expect(saved(await again(workbook)).tables).to.deep.equal(saved(workbook).tables)
  })

  it('keeps the filter of a plain range', async () => {
    const workbook = newWorkbook()
    const [sheet] = workbook.sheets
    write(at(sheet, 'A1:B3'), [['a', 'b'], [1, 'x'], [2, 'y']]) // prettier-ignore
    sheet.autoFilter = { area: parseRectangle('A1:B3')!, criteria: new Map([[1, { filterOn: 'Values', values: ['y'] }]]) }
    expect((await again(workbook)).sheets[0].autoFilter).to.deep.equal(sheet.autoFilter)
  })

  it('opens an empty workbook', async () => {
    const workbook = newWorkbook()
    expect(saved(await again(workbook))).to.deep.equal(saved(workbook))
  })
})

describe('an .xlsx file that LibreOffice wrote', () => {
  let workbook: Workbook
  before(async () => {
    workbook = await openXlsx(readFileSync('test/fixtures/libreoffice.xlsx'), 'libreoffice.xlsx')
  })

  it('opens with its sheets, values, formulas and formats', () => {
    const [items, other] = workbook.sheets
    expect(workbook.sheets.map(({ name, visibility }) => [name, visibility])).to.deep.equal([
      ['Items', 'Visible'],
      ['Other sheet', 'Hidden'],
      ['空', 'Visible'],
    ])
    // LibreOffice takes a yes in a cell of dates for the number 1.
    expect(values(at(items, 'A1:C4'))).to.deep.equal([
      ['Customer', 'Due', 'Amount'],
      ['C001', 46112, 1234.5],
      ['C002', 46143.5, -20],
      ['C&D <客户>\n"O\'Neill"', 1, '#N/A'],
    ])
    expect(texts(at(items, 'B2:C2'))).to.deep.equal([['2026-03-31', '1,234.50']])
    expect(formulas(at(items, 'E3:E3'))).to.deep.equal([['=SUM(\'Other sheet\'!A1:A2)&" <"']])
    expect(numberFormats(at(items, 'B2:B2'))).to.deep.equal([['yyyy\\-mm\\-dd']])
    expect(cellAt(items, 0, 0)?.style).to.include({ 'font/bold': true, 'font/color': '#C00000', 'fill/color': '#FFF2CC' })
    expect(values(at(other, 'A1:A2'))).to.deep.equal([[1], [2]])
  })

  it('opens with its table, names, hidden lines, merged cells and widths', () => {
    const [items] = workbook.sheets
    expect(workbook.tables.map(({ name, area, showTotals }) => ({ name, area, showTotals }))).to.deep.equal([
      { name: 'Items', area: parseRectangle('A1:C5'), showTotals: true },
    ])
    expect(workbook.names.find(({ name }) => name === 'rate')?.formula).to.equal("='Other sheet'!$A$1")
    expect([...items.hiddenRows, ...items.hiddenColumns]).to.deep.equal([2, 5])
    expect(items.merges).to.deep.equal([parseRectangle('E5:F6')])
    expect(items.columnWidths.get(0)).to.be.closeTo(120, 1)
  })
})

describe('a workbook in Node', () => {
  afterEach(closeAll)

  it('opens from a file, computes, and saves what the add-in keeps in it', async () => {
    const first = await excel({ file: 'test/fixtures/libreoffice.xlsx' })
    expect(first.workbook.name).to.equal('libreoffice.xlsx')
    first.type('C2', 1000)
    await first.calculated()
    expect(first.values('E2:E2')).to.deep.equal([[1000]])
    await first.Excel.run(async context => {
      context.workbook.settings.add('outbox', ['push-1'])
      context.workbook.customXmlParts.add('<outbox xmlns="urn:outbox"/>')
      await context.sync()
    })
    const second = await excel({ file: await first.saveXlsx() })
    const kept = await second.Excel.run(async context => {
      const setting = context.workbook.settings.getItem('outbox').load('value')
      const xml = context.workbook.customXmlParts.getByNamespace('urn:outbox').getOnlyItem().getXml()
      const body = context.workbook.tables.getItem('Items').columns.getItem('Amount').getDataBodyRange().load('values')
      await context.sync()
      return { setting: setting.value as unknown, xml: xml.value, body: body.values }
    })
    expect(plain(kept)).to.deep.equal({ setting: ['push-1'], xml: '<outbox xmlns="urn:outbox"/>', body: [[1000], [-20], ['#N/A']] })
  })
})

describe('a file that is no workbook', () => {
  const refusal = async (bytes: Uint8Array) => {
    try {
      await openXlsx(bytes, 'a.xlsx')
    } catch (error) {
      expect(error).to.be.instanceOf(Unreadable)
      return (error as Error).message
    }
    throw new Error('it was opened')
  }

  it('is refused by its name, with what to do', async () => {
    const whole = await saveXlsx(sample())
    expect(await refusal(whole.subarray(0, whole.length - 300))).to.equal('a.xlsx is not a whole .xlsx file. Save it again.')
    expect(await refusal(new Uint8Array())).to.equal('a.xlsx is not a whole .xlsx file. Save it again.')
    expect(await refusal(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]))).to.match(/old \.xls file or has a password/)
    const torn = Uint8Array.from(whole)
    torn.fill(0xff, 60, 90)
    expect(await refusal(torn)).to.match(/^a\.xlsx is damaged: .+ Save it again\.$/)
  })
})
