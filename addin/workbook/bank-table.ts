import type { Language } from '../../shared/refusals.js'

/** An unidentified bank line with what is proposed for it, as a row of the sheet; amounts as decimal text. */
export interface BankTableRow {
  /** Whether it is ticked to be posted. */
  ticked: boolean
  day: string
  account: string
  serial: string
  payer: string
  text: string
  currency: string
  amount: string
  /** Code of the customer; empty when nobody fits. */
  customer: string
  name: string
  /** `INV-1 1000.00; INV-2#2 300.00`; empty leaves all of it unapplied. */
  documents: string
  agreement: string
  /** 0 to 1, empty without a proposal. */
  confidence: number | undefined
  reason: string
}

/** A row that is ticked and not posted yet, as it stands now. */
export type TickedRow = Pick<BankTableRow, 'account' | 'serial' | 'amount' | 'customer' | 'documents' | 'agreement'>

/** The table of bank receipts on a sheet, and what of it waits to be posted. */
export interface BankTable {
  name: string
  rows: TickedRow[]
}

type Column = keyof BankTableRow | 'outcome'

const COLUMNS: readonly [column: Column, en: string, zh: string, format: string][] = [
  ['ticked', 'Post', '入账', '@'],
  ['day', 'Day', '日期', '@'],
  ['account', 'Account', '银行账号', '@'],
  ['serial', 'Serial no.', '流水号', '@'],
  ['payer', 'Payer', '付款人', '@'],
  ['text', 'Text', '附言', '@'],
  ['currency', 'Currency', '币种', '@'],
  ['amount', 'Amount', '金额', '#,##0.00'],
  ['customer', 'Customer', '客户编码', '@'],
  ['name', 'Name', '客户名称', '@'],
  ['documents', 'Documents', '核销单据', '@'],
  ['agreement', 'Agreement', '代付协议', '@'],
  ['confidence', 'Confidence', '把握', '0%'],
  ['reason', 'Reason', '依据', '@'],
  ['outcome', 'Outcome', '结果', '@'],
]
const HEADINGS: Record<Language, readonly string[]> = { en: COLUMNS.map(([, en]) => en), zh: COLUMNS.map(([, , zh]) => zh) }
const SHEET: Record<Language, string> = { en: 'Bank receipts', zh: '银行收款' }
const POSTED: Record<Language, string> = { en: 'Posted', zh: '已入账' }
const TAKEN_BACK: Record<Language, string> = { en: 'Taken back', zh: '已撤销' }
const TICK = '√'
/** What is no tick although the cell is not empty; anything else that somebody pasted there is one. */
const NO_TICK = new Set(['', '0', 'n', 'no', 'false', '否', '×'])
const PREFIX = 'Duebook_BankReceipts'
/** Rows that are written at once. */
const SLICE = 1000

/** Writes bank lines as a table on a new sheet and shows it; gives the name of the sheet. */
export async function writeBankTable(rows: readonly BankTableRow[], language: Language): Promise<string> {
  return Excel.run(async context => {
    const sheets = context.workbook.worksheets.load('items/name')
    const tables = context.workbook.tables.load('items/name')
    await context.sync()
    const taken = new Set([...sheets.items, ...tables.items].map(({ name }) => name.toLowerCase()))
    const sheetName = free(SHEET[language], ' ', taken)
    const sheet = sheets.add(sheetName)
    const width = COLUMNS.length
    sheet.getRangeByIndexes(0, 0, 1, width).values = [[...HEADINGS[language]]]
    for (let at = 0; at < rows.length; at += SLICE) {
      const part = rows.slice(at, at + SLICE)
      const area = sheet.getRangeByIndexes(1 + at, 0, part.length, width)
      // Accounts, serial numbers and dates are texts: 001 stays 001.
      area.numberFormat = part.map(() => COLUMNS.map(([, , , format]) => format))
      area.values = part.map(cellsOf)
      await context.sync()
    }
    const area = sheet.getRangeByIndexes(0, 0, Math.max(rows.length, 1) + 1, width)
    const table = sheet.tables.add(area, true)
    table.name = free(PREFIX, '_', taken)
    sheet.getRangeByIndexes(1, 0, Math.max(rows.length, 1), 1).dataValidation.rule = { list: { inCellDropDown: true, source: TICK } }
    area.format.autofitColumns()
    sheet.freezePanes.freezeRows(1)
    sheet.activate()
    await context.sync()
    return sheetName
  })
}

const cellsOf = (row: BankTableRow): (string | number)[] =>
  COLUMNS.map(([column]) => {
    if (column === 'outcome') return ''
    if (column === 'ticked') return row.ticked ? TICK : ''
    if (column === 'amount') return Number(row.amount)
    if (column === 'confidence') return row.confidence ?? ''
    return row[column]
  })

function free(wanted: string, joint: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}${joint}${count}`
    if (!taken.has(name.toLowerCase())) return name
  }
}

/** The table of bank receipts on the active sheet with its ticked rows that are not posted yet; `undefined` where there is none. */
export async function readBankTable(): Promise<BankTable | undefined> {
  return Excel.run(async context => {
    const tables = context.workbook.worksheets.getActiveWorksheet().tables.load('items/name')
    await context.sync()
    const name = tables.items.map(table => table.name).find(each => each.startsWith(PREFIX))
    if (name === undefined) return undefined
    const body = await bodyOf(context, name)
    const rows = body.values.flatMap(cells => {
      const text = (column: Column) => String(cells[body.places[column]] ?? '').trim()
      if (NO_TICK.has(text('ticked').toLowerCase()) || Object.values(POSTED).includes(text('outcome'))) return []
      if (text('account') === '' && text('serial') === '') return []
      const amount = decimalOf(cells[body.places.amount])
      const [account, serial, customer, documents, agreement] = TAKEN.map(text)
      return [{ account, serial, customer, documents, agreement, amount }]
    })
    return { name, rows }
  })
}

const TAKEN = ['account', 'serial', 'customer', 'documents', 'agreement'] as const

/** A cell's number as decimal text: Excel keeps 15 digits, so two decimals are exact up to 13 digits before the point. */
const decimalOf = (amount: unknown): string => (typeof amount === 'number' ? String(Number(amount.toFixed(6))) : String(amount).trim())

/** What became of a row: posted, taken back, or why it was refused. */
export type BankOutcome = 'posted' | 'takenBack' | { refused: string }

const outcomeText = (outcome: BankOutcome, language: Language): string =>
  outcome === 'posted' ? POSTED[language] : outcome === 'takenBack' ? TAKEN_BACK[language] : outcome.refused

/** The name by which outcomes find a row: a line may be parted between customers. */
export const outcomeKey = ({ account, serial, customer }: Pick<TickedRow, 'account' | 'serial' | 'customer'>): string =>
  [account, serial, customer].join('\n')

/** Writes what became of rows beside them, wherever they stand by now; a row that is gone is passed over. */
export async function writeBankOutcomes(name: string, outcomes: ReadonlyMap<string, BankOutcome>, language: Language): Promise<void> {
  await Excel.run(async context => {
    const table = context.workbook.tables.getItemOrNullObject(name)
    await context.sync()
    if (table.isNullObject) return
    const { range, values, places } = await bodyOf(context, name)
    values.forEach((cells, index) => {
      const text = (column: Column) => String(cells[places[column]] ?? '').trim()
      const outcome = outcomes.get(outcomeKey({ account: text('account'), serial: text('serial'), customer: text('customer') }))
      if (outcome === undefined) return
      range.getCell(index, places.outcome).values = [[outcomeText(outcome, language)]]
    })
    await context.sync()
  })
}

/** The rows of the table, and in which column each thing stands: people move columns and add their own. */
async function bodyOf(context: Excel.RequestContext, name: string) {
  const table = context.workbook.tables.getItem(name)
  const head = table.getHeaderRowRange().load('values')
  const range = table.getDataBodyRange().load('values')
  await context.sync()
  const headings = head.values[0].map(heading => String(heading).trim())
  const place = ([, en, zh]: (typeof COLUMNS)[number], at: number) => {
    const found = headings.findIndex(heading => heading === en || heading === zh)
    return found < 0 ? at : found
  }
  const places = Object.fromEntries(COLUMNS.map((column, at) => [column[0], place(column, at)])) as Record<Column, number>
  return { range, values: range.values as (string | number | boolean)[][], places }
}
