import { expect } from 'chai'
import { columnName, columnNumber, formatRectangle, joined, parseRectangle, quoteSheet, splitSheet } from '../../host/model/address.js'
import type { Cell } from '../../host/model/cell.js'
import type { Change } from '../../host/model/change.js'
import type { SavedWorkbook } from '../../host/model/document.js'
import { opened, saved } from '../../host/model/document.js'
import { entered, shown } from '../../host/model/entry.js'
import { wildcards } from '../../host/model/filter.js'
import { copied, moved } from '../../host/model/formula-text.js'
import { nameAllowed } from '../../host/model/name.js'
import { compare } from '../../host/model/order.js'
import type { Sheet } from '../../host/model/sheet.js'
import { areaOf, putCell } from '../../host/model/sheet.js'
import { newWorkbook } from '../../host/model/sheets.js'
import { addTable } from '../../host/model/table.js'
import type { Workbook } from '../../host/model/workbook.js'
import { write } from '../../host/model/write.js'
import { namespaceOf } from '../../host/model/xml-part.js'

describe('the workbook model', () => {
  it('reads and writes addresses', () => {
    expect(['A', 'Z', 'AA', 'XFD'].map(columnNumber)).to.deep.equal([0, 25, 26, 16_383])
    expect([0, 25, 26, 16_383].map(columnName)).to.deep.equal(['A', 'Z', 'AA', 'XFD'])
    for (const address of ['A1', 'B2:D4', 'A:C', '3:5', 'XFD1048576']) expect(formatRectangle(parseRectangle(address)!)).to.equal(address)
    expect(parseRectangle('D4:B2')).to.deep.equal({ row: 1, column: 1, rows: 3, columns: 3 })
    expect(['XFE1', 'A1048577', 'A0', 'Words', ''].map(parseRectangle)).to.deep.equal([null, null, null, null, null])
    expect(["'My ''own'!A1", 'Data!B2', 'C3'].map(splitSheet)).to.deep.equal([
      { sheet: "My 'own", rest: 'A1' },
      { sheet: 'Data', rest: 'B2' },
      { rest: 'C3' },
    ])
    expect(['Data', '应收', "My 'own", 'A1', '2026'].map(quoteSheet)).to.deep.equal(['Data', '应收', "'My ''own'", "'A1'", "'2026'"])
  })

  it('joins rectangles only when they are one together', () => {
    const area = (address: string) => parseRectangle(address)!
    expect(joined(area('A1:B2'), area('A3:B9'))).to.deep.equal(area('A1:B9'))
    expect(joined(area('A1:B2'), area('C1:C2'))).to.deep.equal(area('A1:C2'))
    expect(joined(area('A1'), area('C1'))).to.equal(null)
    expect(joined(area('A1:B2'), area('A3'))).to.equal(null)
  })

  it('copies and moves references in formulas, not in texts or column names', () => {
    expect(copied('=A1+$B$2+C$3+SUM(D:D)&"A1"', 2, 1)).to.equal('=B3+$B$2+D$3+SUM(E:E)&"A1"')
    expect(copied('=A1', -1, 0)).to.equal('=#REF!')
    const down = (formula: string) => moved(formula, 'Here', 'Data', area => ({ ...area, row: area.row + 1 }))
    expect(down("=Data!A1+A1+Words[A1]+LOG10(5)+'Data'!$B$2")).to.equal('=Data!A2+A1+Words[A1]+LOG10(5)+Data!$B$3')
  })

  it('reads entries and shows values', () => {
    const read = (text: string) => entered(text).value
    expect(['1,234.5', '5%', '2026-03-31', 'true', '#n/a', "'5", 'C001', '31-60', '-7'].map(read)).to.deep.equal([
      1234.5,
      0.05,
      46112,
      true,
      '#N/A',
      '5',
      'C001',
      '31-60',
      -7,
    ])
    expect([shown(46112, 'yyyy-mm-dd'), shown(-5, '0.00;(0.00)'), shown(true), shown(0.1 + 0.2)]).to.deep.equal([
      '2026-03-31',
      '(5.00)',
      'TRUE',
      '0.3',
    ])
  })

  it('orders numbers, texts, booleans, errors, and empty cells last', () => {
    expect(['', '#N/A', true, 'b', 'A', 2, -1, false].sort((a, b) => compare(a, b))).to.deep.equal([
      -1,
      2,
      'A',
      'b',
      false,
      true,
      '#N/A',
      '',
    ])
  })

  it('knows which names are allowed', () => {
    expect(['Rate', '_x', '应收', 'A1', 'R1C1', 'two words', '1st', ''].map(nameAllowed)).to.deep.equal([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ])
  })

  it('knows wildcards and namespaces', () => {
    expect(new RegExp(`^${wildcards('a*.?~*')}$`).test('abc.d*')).to.equal(true)
    expect(namespaceOf({ id: '', xml: '<?xml version="1.0"?><a:b xmlns:a="urn:x" c="d"/>' })).to.equal('urn:x')
    expect(namespaceOf({ id: '', xml: '<b/>' })).to.equal('')
  })

  it('tells of a batch once, with its author, when it ends', () => {
    const workbook = newWorkbook()
    const heard: Change[][] = []
    workbook.onChange(changes => heard.push(changes))
    const at = (row: number) => ({ sheet: workbook.sheets[0], row, column: 0, rows: 1, columns: 1 })
    workbook.batch('Ann', () => {
      write(at(0), 1)
      write(at(1), 2)
      write(at(9), 3)
    })
    expect(heard.map(changes => changes.map(change => [change.by, 'area' in change ? formatRectangle(change.area) : '']))).to.deep.equal([
      [
        ['Ann', 'A1:A2'],
        ['Ann', 'A10'],
      ],
    ])
  })

  it('keeps everything when it is saved and opened', () => {
    const workbook = fullWorkbook()
    const again = opened(JSON.parse(JSON.stringify(saved(workbook))) as SavedWorkbook)
    expect(data(again)).to.deep.equal(data(workbook))
    // What a new field of the model would be: as empty here as in a new workbook.
    const empty = data(newWorkbook())
    const sheet = data(workbook).sheets[0]
    const unset = (full: object, bare: object) =>
      Object.entries(full).flatMap(([key, value]) =>
        JSON.stringify(value) === JSON.stringify(bare[key as never]) && key !== 'id' ? [key] : [],
      )
    expect(unset(sheet, empty.sheets[0])).to.deep.equal([])
    expect(unset(data(workbook), empty)).to.deep.equal([])
  })
})

/** A workbook in which everything is set. */
function fullWorkbook(): Workbook {
  const workbook = newWorkbook('Data')
  const [sheet] = workbook.sheets
  const area = { row: 0, column: 0, rows: 3, columns: 2 }
  write(areaOf(sheet, { row: 0, column: 4, rows: 1, columns: 1 }), '=SUM(A1:A3)')
  const cell: Cell = {
    value: '#N/A',
    formula: '=WORDS.COUNT(A1)',
    numberFormat: '0.00',
    style: { 'font/bold': true },
    hyperlink: { address: 'https://example.org/', screenTip: 'There' },
    message: 'Nobody knows.',
    asked: [{ name: 'WORDS.COUNT', values: ['a', [['b', null]]], result: { value: '#N/A', message: 'Nobody knows.' } }],
  }
  putCell(sheet, 9, 9, cell)
  const table = addTable(areaOf(sheet, { row: 20, column: 0, rows: 3, columns: 2 }), true)
  Object.assign(table, { sortFields: [{ key: 0, ascending: false }], matchCase: true, showFilterButton: false })
  table.columns[0].filter = { filterOn: 'Values', values: ['a'] }
  const source = areaOf(sheet, area)
  const series = { name: 'S', chartType: 'Line', values: source, categories: null, format: { 'fill/color': '#FF0000' } }
  const places = { left: 1, top: 2, width: 3, height: 4, anchor: area }
  const rule = { type: 'List', rule: { list: { source: 'a,b' } }, area }
  Object.assign(sheet, {
    visibility: 'Hidden',
    tabColor: '#00FF00',
    showGridlines: false,
    showHeadings: false,
    columnWidths: new Map([[1, 80]]),
    rowHeights: new Map([[2, 30]]),
    hiddenRows: new Set([7]),
    hiddenColumns: new Set([8]),
    rowLevels: new Map([[3, 1]]),
    columnLevels: new Map([[4, 2]]),
    frozen: { rows: 1, columns: 0 },
    merges: [{ row: 30, column: 0, rows: 1, columns: 2 }],
    charts: [
      { id: 'c1', name: 'Chart', chartType: 'Pie', sheet, source, seriesBy: 'Rows', series: [series], ...places, look: { title: 'T' } },
    ],
    conditionalFormats: [
      { id: 'f1', type: 'CellValue', areas: [area], stopIfTrue: true, rules: { 'cellValue/rule': {} }, look: { 'font/color': '#0' } },
    ],
    validations: [rule],
    names: [{ name: 'Own', formula: '=Data!$A$1', comment: 'why', visible: false, sheet }],
    autoFilter: { area, criteria: new Map([[1, { filterOn: 'Custom', criterion1: '>5' }]]) },
    pageLayout: { orientation: 'Landscape' },
    protection: { options: { allowSort: true }, password: 'p' },
  })
  const note = {
    kind: 'note' as const,
    resolved: true,
    visible: true,
    replies: [{ id: 'r', author: 'B', content: 'y', created: '2026-01-01T00:00:00Z' }],
  }
  Object.assign(workbook, {
    name: 'Full.xlsx',
    names: [{ name: 'Rate', formula: '=0.1', comment: '', visible: true, sheet: null }],
    styles: [{ name: 'Ours', builtIn: false, parts: ['font'], look: { 'font/bold': true }, numberFormat: '0.0' }],
    comments: [{ id: 'n', sheet, row: 1, column: 1, author: 'A', content: 'x', created: '2026-01-01T00:00:00Z', ...note }],
    xmlParts: [{ id: 'x', xml: '<a/>' }],
    settings: new Map([['key', { deep: [1] }]]),
    documentSettings: { other: 'text' },
    protection: { password: 'q' },
    calculationMode: 'Manual',
  })
  Object.assign(workbook.properties, { author: 'A', title: 'T', custom: new Map([['k', true]]) })
  return workbook
}

/** What a workbook holds, as plain data: sheets by their names, maps and sets as lists. */
function data(workbook: Workbook): { sheets: object[] } {
  const plain = (key: string, value: unknown): unknown => {
    if (key === 'sheet') return (value as Sheet | null)?.name ?? null
    if (key === 'rows' && value instanceof Map)
      return [...(value as Sheet['rows'])].flatMap(([row, cells]) => cells.flatMap((cell, column) => (cell ? [[row, column, cell]] : [])))
    if (value instanceof Map || value instanceof Set) return [...value]
    return key === 'workbook' ? undefined : value
  }
  const passing = ['engine', 'trackers', 'listeners', 'pending', 'held', 'author', 'counter']
  const own = Object.fromEntries(Object.entries(workbook).filter(([key]) => !passing.includes(key)))
  return JSON.parse(JSON.stringify(own, plain)) as { sheets: object[] }
}
