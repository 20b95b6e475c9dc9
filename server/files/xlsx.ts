import { fixedArea, quotedSheet } from '../../shared/reports/address.js'
import type { Sheet, Workbook } from '../../shared/reports/sheet.js'
import { chartXml, drawingXml } from './xlsx-chart.js'
import { sheetXml, texts } from './xlsx-sheet.js'
import { styles } from './xlsx-styles.js'
import { themeXml } from './xlsx-theme.js'
import { escaped, XML } from './xml.js'
import { zip } from './zip.js'

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPE = 'application/vnd.openxmlformats-officedocument.'
const FONT = { en: 'Calibri', zh: '等线' } as const

/** The bytes of a workbook as .xlsx: equal bytes for an equal workbook. Long ones belong on a worker, see `workbook.ts`. */
export function xlsx(workbook: Workbook): Uint8Array {
  const { sheets } = workbook
  const font = FONT[sheets[0].language]
  const looks = styles(font)
  const strings = texts()
  const parts: [name: string, content: string | Uint8Array][] = []
  const types: [name: string, type: string][] = []
  const part = (name: string, type: string, content: string | Uint8Array) => {
    parts.push([name, content])
    types.push([name, type])
  }
  let charts = 0
  for (const [at, sheet] of sheets.entries()) {
    const number = at + 1
    part(`xl/worksheets/sheet${number}.xml`, 'spreadsheetml.worksheet', sheetXml(sheet, looks, strings, at === 0))
    if (sheet.charts.length === 0) continue
    const first = charts + 1
    charts += sheet.charts.length
    parts.push([`xl/worksheets/_rels/sheet${number}.xml.rels`, relations([['drawing', `../drawings/drawing${number}.xml`]])])
    part(`xl/drawings/drawing${number}.xml`, 'drawing', drawingXml(sheet.charts))
    const drawn = sheet.charts.map((_, order): [string, string] => ['chart', `../charts/chart${first + order}.xml`])
    parts.push([`xl/drawings/_rels/drawing${number}.xml.rels`, relations(drawn)])
    for (const [order, chart] of sheet.charts.entries())
      part(`xl/charts/chart${first + order}.xml`, 'drawingml.chart', chartXml(chart, sheet))
  }
  part('xl/workbook.xml', 'spreadsheetml.sheet.main', workbookXml(sheets))
  const targets = sheets.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`])
  const shared: [string, string][] = [
    ['styles', 'styles.xml'],
    ['theme', 'theme/theme1.xml'],
    ['sharedStrings', 'sharedStrings.xml'],
  ]
  parts.push(['xl/_rels/workbook.xml.rels', relations([...targets, ...shared])])
  part('xl/styles.xml', 'spreadsheetml.styles', looks.xml())
  part('xl/theme/theme1.xml', 'theme', themeXml(font))
  part('xl/sharedStrings.xml', 'spreadsheetml.sharedStrings', strings.xml())
  const head: [string, string][] = [
    ['[Content_Types].xml', contentTypes(types)],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
  ]
  return zip([...head, ...parts])
}

function workbookXml(sheets: readonly Sheet[]): string {
  const listed = sheets.map(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
  const name = (kind: string, at: number, more: string, range: string) =>
    `<definedName name="_xlnm.${kind}" localSheetId="${at}"${more}>${escaped(`${quotedSheet(sheets[at].name)}!${range}`)}</definedName>`
  // LibreOffice shows the filter's buttons only where its hidden name is written.
  const filters = sheets.map(({ filter }, at) => name('_FilterDatabase', at, ' hidden="1"', fixedArea(filter)))
  const titles = sheets.map(({ print: { repeat } }, at) => name('Print_Titles', at, '', `$${repeat.top + 1}:$${repeat.bottom + 1}`))
  return `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${listed.join('')}</sheets><definedNames>${filters.join('')}${titles.join('')}</definedNames><calcPr calcId="191029"/></workbook>`
}

const relations = (targets: readonly (readonly [kind: string, target: string])[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${targets.map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`).join('')}</Relationships>`

const contentTypes = (types: readonly (readonly [name: string, type: string])[]): string =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.map(([name, type]) => `<Override PartName="/${name}" ContentType="${TYPE}${type}+xml"/>`).join('')}</Types>`
