import type { Book } from '../book/book.js'
import { iso, type Day } from '../dates.js'
import type { Money } from '../money.js'
import { refuse } from '../refusals.js'
import type { Words } from '../vocabulary.js'
import { aging, agingRow } from './aging.js'
import { documentTotals } from './balance.js'
import { unidentifiedTotal } from './bank-pool.js'
import { openItems, openAmount } from './open-items.js'
import { orderRemainder } from './orders.js'
import { resolved, type Moment } from './question.js'
import { closingConverter, historical } from './valuation.js'

/** An account of the general ledger that receivables are compared with. */
export interface ControlAccount {
  account: string
  /** 1 when its balance is entered as a debit, as control balances are; -1 when as a credit. */
  sign: 1 | -1
  /** For an account without VAT: the account that holds the VAT of the same prepayments; both together are gross. */
  tax?: string
}

/** Receivables, prepayments, and contract liabilities with the VAT that waits for its tax point (待转销项税额). */
export const DEFAULT_CONTROL_ACCOUNTS = '1122 2203 2205+222106'

/** The control accounts in force on a day, from the company's value `controlAccounts`: `1122 -2203`, `2205+222106`; `-` for credits. */
export function controlAccounts(book: Book, asOf: Day, knownAt = Infinity): ControlAccount[] {
  return parseControlAccounts(book.values.at('company', '', 'controlAccounts', asOf, knownAt) ?? DEFAULT_CONTROL_ACCOUNTS)
}

/** Control accounts as they are typed; refuses a word that is none (`BAD_OPTION`). */
export const parseControlAccounts = (text: string): ControlAccount[] =>
  text
    .trim()
    .split(/[\s,，]+/)
    .map(word => {
      const match = /^(-?)([\w.]+)(?:\+([\w.]+))?$/.exec(word)
      if (!match) throw refuse('BAD_OPTION', { value: word, known: DEFAULT_CONTROL_ACCOUNTS })
      return { account: match[2], sign: match[1] ? -1 : 1, tax: match[3] }
    })

/** Why the general ledger may differ for a customer. */
export type Cause = 'postedAfter' | 'unbilled' | 'unidentifiedReceipt' | 'document' | 'notInControl' | 'unknown'
export const CAUSE_WORDS: Readonly<Record<Cause, Words>> = {
  postedAfter: { en: 'dated before, posted after the day', zh: '单据日期在前、记账在后' },
  unbilled: { en: 'delivered, not invoiced', zh: '已发货未开票（暂估）' },
  unidentifiedReceipt: { en: 'a receipt the general ledger has not assigned yet', zh: '待认领收款' },
  document: { en: 'one document of just this amount', zh: '有一张金额相同的单据' },
  notInControl: { en: 'not among the general ledger’s customers', zh: '总账客户余额表中无此客户' },
  unknown: { en: 'no likely cause found', zh: '未找到可能原因' },
}

/** A customer whose balance the general ledger gives otherwise; amounts in ledger currency. */
export interface CustomerDifference {
  customer: string
  aging: Money
  /** `null` when the general ledger gives other customers but not this one. */
  control: Money | null
  /** control − aging */
  difference: Money
  cause: Cause
  /** The document that explains it. */
  document?: string
}

/** The proof below every sheet (R1.6), in ledger currency. */
export interface TieOut {
  /** Documents by posting date, never reading allocations. */
  documents: Money
  /** Total of the aging. */
  aging: Money
  /** documents − aging: always 0. */
  difference: Money
  /** The general ledger's balance, gross; `null` when none was entered for the day, or only half of a pair without VAT. */
  control: Money | null
  /** control − aging; `null` when not entered. */
  controlDifference: Money | null
  /** Money that came in and belongs to no customer yet (待认领), at closing rates: in no aging, though the general ledger has it. */
  unidentified: Money
  /**
   * What is left of `controlDifference` when the general ledger holds that money on one of these accounts, which the company's value
   * `unidentifiedAccount` says; else `controlDifference` itself.
   */
  unexplained: Money | null
  /** What was entered of each account, a pair with its VAT account as one; `null` when not entered. */
  accounts: { account: string; amount: Money | null }[]
  /** Differences by customer, where balances of customers were entered. */
  byCustomer: CustomerDifference[]
}

/** Compares documents with the aging, and the aging with the general ledger, at a moment; with one control account or all. */
export function tieOut(book: Book, question: Moment & { account?: string }): TieOut {
  const { asOf, knownAt } = resolved(book, question)
  const sheet = aging(book, question)
  const totals = sheet.groups.map((_, group) => agingRow(sheet, group).reduce<number>((sum, amount) => sum + amount, 0))
  const total = totals.reduce((sum, amount) => sum + amount, 0)
  const difference = documentDifference(book, question)
  const known = controlAccounts(book, asOf, knownAt)
  const chosen = question.account
    ? [known.find(entry => entry.account === question.account) ?? { account: question.account, sign: 1 as const }]
    : known
  const entered = enteredBalances(book, asOf, knownAt)
  const accounts = chosen.map(entry => ({
    account: entry.tax ? `${entry.account}+${entry.tax}` : entry.account,
    amount: grossOf(entry, entered.totals),
  }))
  const half = chosen.some(entry => isHalf(entry, entered.totals))
  const amounts = accounts.flatMap(({ amount }) => amount ?? [])
  const unidentified = unidentifiedTotal(book, question)
  const holder = book.values.at('company', '', 'unidentifiedAccount', asOf, knownAt)
  const held = chosen.some(({ account }) => account === holder) ? unidentified : 0
  const control = half || amounts.length === 0 ? null : (amounts.reduce<number>((sum, amount) => sum + amount, 0) as Money)
  return {
    documents: (total + difference) as Money,
    aging: total as Money,
    difference,
    control,
    controlDifference: control === null ? null : ((control - total) as Money),
    unidentified,
    // A credit in the general ledger: its balance is lower by it.
    unexplained: control === null ? null : ((control - total + held) as Money),
    accounts,
    byCustomer: customerDifferences(book, question, chosen, entered.customers, totals as Money[]),
  }
}

/** Documents less open items, compared to the minor unit in each currency and then valued, so that rounding cannot show as a difference. */
function documentDifference(book: Book, moment: Moment): Money {
  const { asOf, knownAt } = resolved(book, moment)
  const rest = new Map<string, number>(documentTotals(book, undefined, moment))
  const set = openItems(book, moment)
  for (let i = 0; i < set.count; i++) {
    const currency = book.currencyOf(book.items.document[set.items[i]])
    rest.set(currency, (rest.get(currency) ?? 0) - set.open[i])
  }
  let difference = 0
  for (const [currency, amount] of rest) if (amount !== 0) difference += closingConverter(book, currency, asOf, knownAt)(amount as Money)
  return difference as Money
}

type Balances = ReadonlyMap<string, Money>

/** The balances entered for exactly this day, in all and by customer; of each the newest counts, and `null` withdraws it. */
function enteredBalances(book: Book, asOf: Day, knownAt: number): { totals: Balances; customers: Map<string, Map<string, Money>> } {
  const newest = new Map<string, (typeof book.controls)[number]>()
  for (const fact of book.controls) {
    if (fact.asOf !== iso(asOf) || fact.change > knownAt) continue
    const key = JSON.stringify([fact.account, fact.customer])
    if (fact.change >= (newest.get(key)?.change ?? 0)) newest.set(key, fact)
  }
  const totals = new Map<string, Money>()
  const sums = new Map<string, Money>()
  const customers = new Map<string, Map<string, Money>>()
  for (const { account, customer, amount } of newest.values()) {
    if (amount === null) continue
    if (customer === '') totals.set(account, amount)
    else {
      sums.set(account, ((sums.get(account) ?? 0) + amount) as Money)
      const balances = customers.get(customer)
      if (balances) balances.set(account, amount)
      else customers.set(customer, new Map([[account, amount]]))
    }
  }
  // An account entered only customer by customer is worth their sum.
  for (const [account, sum] of sums) if (!totals.has(account)) totals.set(account, sum)
  return { totals, customers }
}

const isHalf = ({ account, tax }: ControlAccount, balances: Balances): boolean =>
  tax !== undefined && balances.has(account) !== balances.has(tax)

function grossOf({ account, sign, tax }: ControlAccount, balances: Balances): Money | null {
  const amount = balances.get(account)
  const vat = tax === undefined ? 0 : balances.get(tax)
  return amount === undefined || vat === undefined ? null : ((sign * (amount + vat)) as Money)
}

function customerDifferences(
  book: Book,
  moment: Moment,
  accounts: readonly ControlAccount[],
  entered: ReadonlyMap<string, Balances>,
  totals: readonly Money[],
): CustomerDifference[] {
  const concerned = [...entered.values()].some(balances => accounts.some(({ account }) => balances.has(account)))
  if (!concerned) return []
  const found: CustomerDifference[] = []
  totals.forEach((total, index) => {
    const customer = book.customers.texts[index]
    const balances = entered.get(customer)
    if (balances && accounts.some(entry => isHalf(entry, balances))) return
    const amounts = balances ? accounts.flatMap(entry => grossOf(entry, balances) ?? []) : []
    const control = amounts.length ? (amounts.reduce<number>((sum, amount) => sum + amount, 0) as Money) : null
    const difference = ((control ?? 0) - total) as Money
    if (difference === 0) return
    found.push({ customer, aging: total, control, difference, ...likelyCause(book, index, moment, control, difference) })
  })
  return found.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
}

/** How long before the day a single document may lie and still be offered as the cause. */
const LOOK_BACK_DAYS = 62

function likelyCause(
  book: Book,
  customer: number,
  moment: Moment,
  control: Money | null,
  difference: Money,
): { cause: Cause; document?: string } {
  const { asOf, knownAt } = resolved(book, moment)
  const { items, documents } = book
  let postedAfter = 0
  let unassigned = 0
  let same: number | undefined
  for (const item of book.itemsOf(customer)) {
    const row = items.document[item]
    if (documents.change[row] > knownAt) continue
    const base = historical(book, item, book.amountOf(item))
    if (items.postDate[item] > asOf) {
      if (documents.docDate[row] <= asOf) postedAfter += base
      continue
    }
    if (book.kind(row) === 'receipt') unassigned -= historical(book, item, openAmount(book, item, moment))
    if (Math.abs(base) === Math.abs(difference) && items.postDate[item] > asOf - LOOK_BACK_DAYS && book.isLive(row)) same ??= row
  }
  if (postedAfter !== 0 && postedAfter === difference) return { cause: 'postedAfter' }
  if (control === null) return { cause: 'notInControl' }
  if (orderRemainder(book, customer, moment).unbilled === difference) return { cause: 'unbilled' }
  if (unassigned > 0 && unassigned === difference) return { cause: 'unidentifiedReceipt' }
  return same === undefined ? { cause: 'unknown' } : { cause: 'document', document: book.nameOf(same) }
}
