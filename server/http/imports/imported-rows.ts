import { decimal, money, type Currency, type Money } from '../../../shared/money.js'
import type { ImportedRow, ImportedTable } from '../../../shared/protocol.js'
import { Refusal } from '../../../shared/refusals.js'
import type { RowAnswer, TableRow } from '../../../shared/tables/post.js'

/** How many rows of each table a file holds, what became of them, and the sums of their amounts. */
export function importedTables(rows: readonly TableRow[], answers: readonly RowAnswer[], ledger: Currency): ImportedTable[] {
  const tables = new Map<string, ImportedTable & { sums: Map<Currency, number> }>()
  rows.forEach((given, at) => {
    const { table } = given
    const found = tables.get(table) ?? { table, rows: 0, accepted: 0, alreadyThere: 0, amounts: [], sums: new Map<Currency, number>() }
    tables.set(table, found)
    found.rows++
    const outcome = answers[at]?.outcome
    if (outcome === 'accepted') found.accepted++
    if (outcome === 'already-there') found.alreadyThere++
    const currency = currencyOf(given, ledger)
    const amount = amountOf(given, currency)
    if (amount !== undefined) found.sums.set(currency, (found.sums.get(currency) ?? 0) + amount)
  })
  return [...tables.values()].map(({ sums, ...table }) => ({
    ...table,
    amounts: [...sums].map(([currency, sum]) => ({ currency, amount: decimal(sum as Money, currency) })),
  }))
}

/** A row in the few words by which people know it. */
export function importedRow(given: TableRow, line: number, ledger: Currency): ImportedRow {
  const { table, row } = given
  const currency = currencyOf(given, ledger)
  const amount = amountOf(given, currency)
  return {
    table,
    line,
    name: textOf(row.number ?? row.code ?? row.serial ?? row.from ?? row.invoice ?? row.key),
    customer: textOf(row.customer ?? row.payer ?? row.name),
    date: textOf(row.docDate ?? row.day ?? row.date),
    amount: amount === undefined ? '' : decimal(amount, currency),
    currency,
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const currencyOf = ({ row }: TableRow, ledger: Currency): Currency => textOf(row.currency) || ledger

/** The amount of a row, or the sum of its lines with their tax; nothing where it has none, or one that the ledger will refuse. */
function amountOf({ row }: TableRow, currency: Currency): Money | undefined {
  try {
    if (textOf(row.amount) !== '') return money(textOf(row.amount), currency)
    if (!Array.isArray(row.lines)) return undefined
    const lines = row.lines as Record<string, unknown>[]
    return lines.reduce((sum, { net, tax }) => sum + money(textOf(net) || '0', currency) + money(textOf(tax) || '0', currency), 0) as Money
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
