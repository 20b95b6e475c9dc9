import { decimal, type Money } from '../../money.js'
import type { TableRow } from '../../tables/post.js'
import { postingOrder } from '../fields.js'
import type { Customers } from './customers.js'
import { receiptNumberOf } from './document-rows.js'
import type { Draft } from './draft.js'
import type { AdoptionOptions } from './mapping.js'

/** Puts drafts together: lines of one document add up, receipts follow their invoices, and everything stands in the order of posting. */
export class Assembly {
  private readonly drafts: Draft[] = []
  private readonly byKey = new Map<string, Draft>()

  constructor(private readonly options: AdoptionOptions) {}

  /** Takes the drafts of a line, or none of them and gives the earlier draft that has the number already. */
  take(drafts: readonly Draft[]): { key: string; line: number } | undefined {
    const befores = drafts.map(draft => this.sameKey(draft))
    for (const [at, before] of befores.entries())
      if (before && !this.addable(before, drafts[at])) return { key: drafts[at].key!, line: before.line }
    for (const [at, draft] of drafts.entries()) {
      const before = befores[at]
      if (before) add(before, draft)
      else {
        this.drafts.push(draft)
        if (draft.key !== undefined) this.byKey.set(`${draft.table} ${draft.key}`, draft)
      }
    }
    return undefined
  }

  /** All rows in the order of posting, customers that are made among them. */
  rows(customers: Customers): TableRow[] {
    const tables = new Map<string, TableRow[]>()
    const give = (table: string, row: Record<string, unknown>, line: number) => {
      const list = tables.get(table)
      if (list) list.push({ table, row, sourceRow: line })
      else tables.set(table, [{ table, row, sourceRow: line }])
    }
    const stated = new Set(this.drafts.filter(({ table }) => table === 'customers').map(({ customer }) => customer))
    for (const { code, name, line } of customers.made.values()) if (!stated.has(code)) give('customers', { code, name }, line)
    for (const draft of this.drafts) this.giveDraft(draft, give)
    return [...tables.entries()].sort(([a], [b]) => postingOrder(a, {}) - postingOrder(b, {})).flatMap(([, rows]) => rows)
  }

  private giveDraft(
    { table, row, line, amount, currency, customer, received, allocates }: Draft,
    give: (table: string, row: Record<string, unknown>, line: number) => void,
  ): void {
    const foreign = row.currency === undefined ? {} : { currency: row.currency, ...(row.rate !== undefined && { rate: row.rate }) }
    if (amount !== undefined) row.amount = decimal(amount, currency)
    give(table, row, line)
    if (received) {
      const number = receiptNumberOf(String(row.number))
      const allocated = Math.min(received.amount, amount!) as Money
      const later = received.date > String(row.docDate) ? received.date : row.docDate
      give('receipts', { number, customer, docDate: received.date, amount: decimal(received.amount, currency), ...foreign }, line)
      give('allocations', { from: number, to: row.number, amount: decimal(allocated, currency), date: later }, line)
    }
    if (allocates) {
      const debt = this.byKey.get(`invoices ${allocates.to}`)
      const later = debt && String(debt.row.docDate) > allocates.date ? debt.row.docDate : allocates.date
      give('allocations', { from: row.number, to: allocates.to, amount: row.amount, date: later }, line)
    }
  }

  private sameKey({ table, key }: Draft): Draft | undefined {
    return key === undefined ? undefined : this.byKey.get(`${table} ${key}`)
  }

  /** Lines of one document have its customer, date and currency. */
  private addable(before: Draft, draft: Draft): boolean {
    if (this.options.sameNumber !== 'add' || draft.amount === undefined || before.allocates || draft.allocates) return false
    return before.customer === draft.customer && before.row.docDate === draft.row.docDate && before.currency === draft.currency
  }
}

function add(before: Draft, draft: Draft): void {
  before.amount = (before.amount! + draft.amount!) as Money
  if (!draft.received) return
  const { received } = before
  before.received = received
    ? {
        amount: (received.amount + draft.received.amount) as Money,
        date: received.date > draft.received.date ? received.date : draft.received.date,
      }
    : draft.received
}
