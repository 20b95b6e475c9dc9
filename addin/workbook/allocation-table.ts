import type { Language } from '../../shared/refusals.js'

/** An allocation as a row of the ledger’s table names it; the amount as decimal text. */
export interface AllocationRow {
  from: string
  to: string
  instalment?: number
  amount: string
  date: string
}

/** The rows of an allocation table that wait to be posted, and where they stand. */
export interface AllocationTable {
  name: string
  rows: { row: AllocationRow; index: number }[]
}

const HEADINGS: Record<Language, readonly string[]> = {
  en: ['Credit', 'Debt', 'Instalment', 'Amount', 'Date', 'Outcome'],
  zh: ['收款/贷项', '应收单据', '分期', '核销金额', '核销日期', '结果'],
}
const POSTED: Record<Language, string> = { en: 'Posted', zh: '已核销' }
const PREFIX = 'Duebook_Allocations'

/** Writes allocations as a table on a new sheet and shows it. */
export async function writeAllocationTable(rows: readonly AllocationRow[], customer: string, language: Language): Promise<void> {
  await Excel.run(async context => {
    const sheets = context.workbook.worksheets.load('items/name')
    const tables = context.workbook.tables.load('items/name')
    await context.sync()
    const taken = new Set([...sheets.items, ...tables.items].map(({ name }) => name.toLowerCase()))
    const sheet = sheets.add(
      free(`${language === 'zh' ? '核销' : 'Allocate'} ${customer}`.replace(/[[\]:*?/\\]/g, ' ').slice(0, 26), ' ', taken),
    )
    const last = rows.length + 1
    const area = sheet.getRange(`A1:F${Math.max(last, 2)}`)
    // Numbers of documents and dates are texts: 001 stays 001.
    area.numberFormat = Array.from({ length: Math.max(last, 2) }, () => ['@', '@', '0', '#,##0.00', '@', '@'])
    area.values = [
      [...HEADINGS[language]],
      ...(rows.length
        ? rows.map(({ from, to, instalment, amount, date }) => [from, to, instalment ?? '', Number(amount), date, ''])
        : [Array(6).fill('')]),
    ]
    const table = sheet.tables.add(area, true)
    table.name = free(PREFIX, '_', taken)
    area.format.autofitColumns()
    sheet.freezePanes.freezeRows(1)
    sheet.activate()
    await context.sync()
  })
}

function free(wanted: string, joint: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}${joint}${count}`
    if (!taken.has(name.toLowerCase())) return name
  }
}

/** The allocation table of the active sheet: its rows with an amount that are not posted yet; `undefined` where there is none. */
export async function readAllocationTable(): Promise<AllocationTable | undefined> {
  return Excel.run(async context => {
    const tables = context.workbook.worksheets.getActiveWorksheet().tables.load('items/name')
    await context.sync()
    const name = tables.items.map(table => table.name).find(each => each.startsWith(PREFIX))
    if (name === undefined) return undefined
    const body = tables.getItem(name).getDataBodyRange().load('values,text')
    await context.sync()
    const rows = body.values.flatMap(([from, to, instalment, amount, , outcome], index) => {
      if (amount === '' || amount === 0 || Object.values(POSTED).includes(String(outcome))) return []
      const row: AllocationRow = { from: String(from), to: String(to), amount: decimalOf(amount), date: body.text[index][4] }
      if (instalment !== '') row.instalment = Number(instalment)
      return [{ row, index }]
    })
    return { name, rows }
  })
}

/** A cell's number as decimal text: Excel keeps 15 digits, so two decimals are exact up to 13 digits before the point. */
const decimalOf = (amount: unknown): string => (typeof amount === 'number' ? String(Number(amount.toFixed(6))) : String(amount))

/** Writes what became of each row beside it: posted, or why it was refused. */
export async function writeOutcomes(
  { name, rows }: AllocationTable,
  refusals: readonly (string | undefined)[],
  language: Language,
): Promise<void> {
  await Excel.run(async context => {
    const body = context.workbook.tables.getItem(name).getDataBodyRange()
    rows.forEach(({ index }, i) => {
      body.getCell(index, 5).values = [[refusals[i] ?? POSTED[language]]]
    })
    await context.sync()
  })
}
