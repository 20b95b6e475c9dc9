import { sheetName } from '../../../shared/reports/address.js'
import type { Language } from '../../../shared/refusals.js'
import type { Column, ColumnType } from '../../../shared/tables/bound/define.js'
import { boundTable } from '../../../shared/tables/bound/edit.js'
import { attempt } from '../attempt.js'
import { atWorkbook } from './at-workbook.js'
import type { Binding } from './bound-workbook.js'
import { ID_HEADING, STATUS_HEADING, untilRow } from './own-columns.js'

const FORMATS: Readonly<Record<ColumnType, string>> = {
  code: '@',
  text: '@',
  choice: '@',
  instalments: '@',
  lines: '@',
  date: 'yyyy-mm-dd',
  amount: '#,##0.00',
  rate: '0.000000',
  whole: '0',
}
/** Points: so that what a column usually holds can be read. */
const WIDTHS: Readonly<Record<ColumnType, number>> = {
  code: 90,
  text: 120,
  choice: 75,
  instalments: 180,
  lines: 220,
  date: 75,
  amount: 90,
  rate: 75,
  whole: 55,
}
const STATUS_WIDTH = 70
/** Rows that are formatted before there is anything in them, so that a number typed below the table keeps its zeros. */
const ROOM = 1_000
/** The longest prompt that Excel shows, and its title. */
const PROMPT = { message: 255, title: 32 }
/** Characters of a list of choices that Excel takes. */
const LIST = 255

/** Makes a table with our two columns on a new sheet, see `BoundWorkbook`. */
export const create = (table: string, names: readonly string[], language: Language): Promise<Omit<Binding, 'base'>> =>
  atWorkbook(async context => {
    const definition = boundTable(table)
    const columns = names.map(name => definition.columns.find(each => each.name === name)!)
    const { worksheets, tables } = context.workbook
    worksheets.load('items/name')
    tables.load('items/name')
    await context.sync()
    const taken = new Set([...worksheets.items, ...tables.items].map(({ name }) => name.toLowerCase()))
    const label = sheetName(definition.label[language]).slice(0, 27)
    const sheet = worksheets.add(free(label, ' ', taken))
    const headings = [...columns.map(each => each.label[language]), STATUS_HEADING[language], ID_HEADING[language]]
    const formats = [...columns.map(({ type }) => FORMATS[type]), '@', '@']
    const body = sheet.getRangeByIndexes(1, 0, ROOM, headings.length)
    formats.forEach((format, at) => (body.getColumn(at).numberFormat = [[format]]))
    const area = sheet.getRangeByIndexes(0, 0, 2, headings.length)
    area.getRow(0).numberFormat = [['@']]
    area.getRow(0).values = [headings]
    const made = sheet.tables.add(area, true)
    made.name = free(`Duebook_${table.replace(/(^|-)(\w)/g, (_, _joint, first: string) => first.toUpperCase())}`, '_', taken)
    made.load('id')
    const ids = made.columns.load('items/id')
    look(sheet, columns, headings.length)
    await context.sync()
    await attempt(context, () => columns.forEach((column, at) => guide(untilRow(sheet, at, 1), column, language)))
    sheet.activate()
    sheet.getRange('A2').select()
    await context.sync()
    const id = (at: number) => ids.items[at].id
    return {
      tableId: made.id,
      table,
      columns: Object.fromEntries(names.map((name, at) => [name, id(at)])),
      statusColumn: id(columns.length),
      idColumn: id(columns.length + 1),
      exceptions: {},
      follows: true,
      left: [],
    }
  })

/** The sheet keeps its heading in view; the rows' ids, which mean nothing to people, are hidden. */
function look(sheet: Excel.Worksheet, columns: readonly Column[], width: number): void {
  columns.forEach(({ type }, at) => (sheet.getRangeByIndexes(0, at, 1, 1).format.columnWidth = WIDTHS[type]))
  sheet.getRangeByIndexes(0, width - 2, 1, 1).format.columnWidth = STATUS_WIDTH
  sheet.getRangeByIndexes(0, width - 1, 1, 1).getEntireColumn().columnHidden = true
  const heading = sheet.getRangeByIndexes(0, 0, 1, width).format
  heading.horizontalAlignment = 'Center'
  heading.wrapText = true
  heading.verticalAlignment = 'Center'
  sheet.freezePanes.freezeRows(1)
}

/** Tells what a column is for when one of its cells is selected, and offers its choices. */
function guide(cells: Excel.Range, { label, help, choices, required, given }: Column, language: Language): void {
  const list = choices?.map(choice => choice.label[language]).join(',') ?? ''
  if (list !== '' && list.length <= LIST) cells.dataValidation.rule = { list: { inCellDropDown: true, source: list } }
  // A prompt alone needs a rule that lets everything pass.
  else cells.dataValidation.rule = { custom: { formula: '=TRUE' } }
  const must = required && !given ? { en: ' Required.', zh: '必填。' }[language] : ''
  cells.dataValidation.prompt = {
    showPrompt: true,
    title: label[language].slice(0, PROMPT.title),
    message: (help[language] + must).slice(0, PROMPT.message),
  }
}

function free(wanted: string, joint: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}${joint}${count}`
    if (!taken.has(name.toLowerCase())) return name
  }
}
