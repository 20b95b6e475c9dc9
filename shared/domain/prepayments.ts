import type { Book } from '../book/book.js'
import type { Currency, Money } from '../money.js'
import { aging, agingRow } from './aging.js'
import { openItems } from './open-items.js'
import { isOfferedTo } from './posting/applications.js'
import type { Moment } from './question.js'

/** A customer with debts and with money of its own that could settle them (R3.9): an exception at close, a proposal 预收冲应收. */
export interface PrepaymentProposal {
  customer: string
  currency: Currency
  /** What is open of debts, and of credits as a positive amount. */
  debts: Money
  credits: Money
  /** What the credits could settle; money reserved for an order only of what bills that order. */
  proposed: Money
  /** Item by item, the oldest first. */
  pairs: { credit: number; debt: number; amount: Money }[]
}

/** Every customer and currency with something that could be settled at a moment. Nothing is posted by it. */
export function prepaymentProposals(book: Book, moment: Moment): PrepaymentProposal[] {
  const { items, documents } = book
  const { items: open, open: amounts, count } = openItems(book, moment)
  const groups = new Map<string, { item: number; left: number }[]>()
  for (let i = 0; i < count; i++) {
    const key = `${items.customer[open[i]]}/${documents.currency[items.document[open[i]]]}`
    const group = groups.get(key)
    const entry = { item: open[i], left: amounts[i] }
    if (group) group.push(entry)
    else groups.set(key, [entry])
  }
  return [...groups.values()].flatMap(group => proposalOf(book, group) ?? []).sort((a, b) => (a.customer < b.customer ? -1 : 1))
}

function proposalOf(book: Book, group: { item: number; left: number }[]): PrepaymentProposal | undefined {
  const { items } = book
  const byDue = [...group].sort((a, b) => items.due[a.item] - items.due[b.item] || a.item - b.item)
  const debts = byDue.filter(({ left }) => left > 0)
  const credits = byDue.filter(({ left }) => left < 0)
  const sum = (list: readonly { left: number }[]) => list.reduce((total, { left }) => total + left, 0)
  const totals = { debts: sum(debts) as Money, credits: (0 - sum(credits)) as Money }
  const pairs: PrepaymentProposal['pairs'] = []
  for (const credit of credits) {
    for (const debt of debts) {
      const amount = Math.min(-credit.left, debt.left) as Money
      if (amount <= 0 || !isOfferedTo(book, items.document[credit.item], items.document[debt.item])) continue
      pairs.push({ credit: credit.item, debt: debt.item, amount })
      credit.left += amount
      debt.left -= amount
    }
  }
  if (pairs.length === 0) return undefined
  const row = items.document[pairs[0].debt]
  const proposed = pairs.reduce((total, { amount }) => total + amount, 0) as Money
  return { customer: book.customers.texts[book.documents.customer[row]], currency: book.currencyOf(row), ...totals, proposed, pairs }
}

/** What the balance sheet shows: each customer as a whole on one side, and no customer's credit against another's debt (R3.9). */
export interface BalanceSheetView {
  rows: { customer: string; account: '1122' | '2203'; amount: Money }[]
  /** Debit balances, on 1122. */
  receivable: Money
  /** Credit balances, on 2203, as a positive amount. */
  advances: Money
}

/** Customers' balances at a moment in ledger currency, by the side they are shown on. receivable − advances = the aging's total. */
export function balanceSheetView(book: Book, moment: Moment): BalanceSheetView {
  const sheet = aging(book, moment)
  const view = { rows: [] as BalanceSheetView['rows'], receivable: 0, advances: 0 }
  sheet.groups.forEach((customer, group) => {
    const balance = agingRow(sheet, group).reduce<number>((sum, amount) => sum + amount, 0)
    if (balance === 0) return
    const account = balance > 0 ? '1122' : '2203'
    view.rows.push({ customer, account, amount: Math.abs(balance) as Money })
    if (balance > 0) view.receivable += balance
    else view.advances -= balance
  })
  return view as BalanceSheetView
}
