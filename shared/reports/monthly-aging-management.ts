import { iso, type Day } from '../dates.js'
import { NAMED_BUCKETS } from '../domain/buckets.js'
import { creditLimit } from '../domain/credit.js'
import { major, type Money } from '../money.js'
import { agingFoot, totalLastMonth } from './aging-foot.js'
import type { AgingProof } from './aging-proof.js'
import { agingRows, type AgingRow, type AgingRows } from './aging-rows.js'
import { bucketHeadings } from './bucket-headings.js'
import { customerGroups } from './customer-groups.js'
import { lastReceiptDays, monthMovements, overdueFigures, receiptsSince, type Movement } from './customer-figures.js'
import { currencyOf, type Beside, type ReportQuestion } from './define.js'
import type { Item } from './formulas.js'
import { layout } from './layout.js'
import { managementColumns } from './monthly-aging-columns.js'
import { notesOfLastMonth } from './monthly-aging-notes.js'
import { basisText, customerValue, headEnd, headStart, nameOfCustomer, phrases, unitText } from './phrases.js'
import type { Sheet } from './sheet.js'

/** The aging for managers: who owes what since when, who looks after it, and how it changed this month. */
export function managementSheet(asked: ReportQuestion, proof: AgingProof, notes?: Beside['notes']): Sheet {
  const buckets = asked.buckets ?? NAMED_BUCKETS.management
  const question = { ...asked, buckets }
  const found = agingRows(question)
  const say = phrases(asked.language)
  const headings = bucketHeadings(buckets, asked.basis, asked.language)
  const keys = headings.map((_, at) => `bucket${at}`)
  const items = rowItems(question, found, keys).map(row => ({ ...row, item: { ...row.item, ...notesOfLastMonth(notes?.get(row.code)) } }))
  const late = asked.basis === 'due' ? keys.slice(1) : keys
  let position = 0
  return layout({
    name: say('Aging', '账龄表'),
    language: asked.language,
    unit: asked.unit,
    title: say('Accounts receivable aging', '应收账款账龄分析表'),
    head: [...headStart(asked), [say('Basis', '口径'), basisText(asked)], ...headEnd(asked)],
    columns: managementColumns(question, headings, items),
    rowKey: 'code',
    labelKey: 'name',
    groups: customerGroups(question, items).map(({ label, rows }) => ({
      label,
      items: rows.map(({ item }) => ({ ...item, position: ++position })),
    })),
    foot: agingFoot(question, proof, {
      buckets: keys,
      unapplied: 'unapplied',
      at: { given: 'balance', sum: keys[0], difference: keys[1] },
      now: found.total,
      before: totalLastMonth(question),
    }),
    freezeThrough: 'name',
    highlights: [
      ...(asked.basis === 'due' ? [{ columns: keys.slice(0, 1), scale: 'amount' as const }] : []),
      { columns: late, scale: 'overdue' },
      { columns: [keys[1]], rows: ['documents', 'control'], when: '<>', than: 0, tone: 'bad' },
    ],
    charts: [
      {
        type: 'column',
        stacked: false,
        title: say('Balance by age', '各账龄段余额'),
        axisTitle: `${say('Amount', '金额')} (${unitText(asked)})`,
        columns: keys,
        rows: ['total'],
      },
    ],
  })
}

/** One row with what decides its order. */
export interface RowItem {
  customer: number
  balance: number
  code: string
  item: Item
}

/** Customers with anything open or anything that moved this month, the largest balance first. */
function rowItems(question: ReportQuestion, { rows, total }: AgingRows, keys: readonly string[]): RowItem[] {
  const { book } = question
  const cells = cellsOf(question, sumOf(total.amounts))
  const movements = monthMovements(question)
  const byCustomer = new Map(rows.map(row => [row.customer, row]))
  const items: RowItem[] = []
  book.customers.texts.forEach((code, customer) => {
    const moved = movements?.(customer)
    const open = byCustomer.get(customer)
    if (!open && !(moved && (moved.opening || moved.billed || moved.cash))) return
    const zero = 0 as Money
    const row = open ?? {
      customer,
      code,
      name: nameOfCustomer(book, customer),
      amounts: keys.map(() => zero),
      unapplied: zero,
      total: zero,
    }
    items.push({ customer, code, balance: sumOf(row.amounts), item: cells(row, keys, moved) })
  })
  return items.sort((a, b) => b.balance - a.balance || (a.code < b.code ? -1 : 1))
}

const sumOf = (amounts: readonly Money[]): number => amounts.reduce<number>((sum, amount) => sum + amount, 0)

/** What the columns say of a customer; what would need a walk over all documents is found once for all. */
function cellsOf(question: ReportQuestion, whole: number): (row: AgingRow, keys: readonly string[], moved: Movement | undefined) => Item {
  const currency = currencyOf(question)
  const shown = (amount: number | undefined) => (amount === undefined ? null : major(amount as Money, currency))
  const { overdue, longest, disputed } = overdueFigures(question)
  const since = receiptsSince(question)
  const last = lastReceiptDays(question)
  return ({ customer, code, name, amounts, unapplied, total }, keys, moved) => {
    const value = (field: string) => customerValue(question, customer, field) || null
    const balance = sumOf(amounts)
    const item: Record<string, Item[string]> = {
      code,
      name,
      department: value('department'),
      region: value('region'),
      salesperson: value('salesperson'),
      terms: value('terms'),
      limit: limitOf(question, code),
      balance: shown(balance),
      // Ten decimals, so that the shares of a group add up as exactly as the sheet adds them.
      share: whole === 0 ? null : Math.round((balance / whole) * 1e10) / 1e10,
      overdue: shown(overdue[customer]),
      overdueRate: balance === 0 ? null : overdue[customer] / balance,
      longest: longest[customer],
      unapplied: shown(unapplied),
      net: shown(total),
      disputed: shown(disputed[customer]),
      opening: shown(moved?.opening),
      billed: shown(moved?.billed),
      cash: shown(moved?.cash),
      other: shown(moved?.other),
      since: shown(since?.[customer]),
      lastReceipt: last[customer] > 0 ? iso(last[customer] as Day) : null,
      owner: value('owner'),
    }
    keys.forEach((key, at) => (item[key] = shown(amounts[at])))
    return item
  }
}

/** The limit in the sheet's currency: a limit in another one says nothing beside amounts of this one. */
function limitOf(question: ReportQuestion, code: string): number | null {
  const { book, asOf, knownAt, currency } = question
  const limit = creditLimit(book, code, asOf, knownAt)
  if (limit === undefined) return null
  if (currency === undefined) return major(limit.amount, book.company.currency)
  return limit.typed.currency === currency ? major(limit.typed.amount, currency) : null
}
