import { addMonths, day, iso, type IsoDate } from '../../dates.js'
import { applyRate, decimal, money, negated, rate, type Currency, type Money } from '../../money.js'
import { refuse, type Refusal } from '../../refusals.js'
import type { TableRow } from '../../tables/post.js'
import { postingOrder } from '../fields.js'
import { openingNumber } from './balance-rows.js'

/** What a company begins its ledger with. Customers are codes; amounts are decimal text or numbers. */
export interface CutOver {
  /** The day on whose evening the balances stand; the ledger answers from it on. */
  date: IsoDate
  /** Of the ledger, in which the trial balance is. */
  currency: Currency
  /** What `adoptedRows` gave: customers, opening items, and documents with their settlements where the history comes along. */
  items: readonly TableRow[]
  /** Money taken before any invoice, as positive amounts. */
  prepayments?: readonly { customer: string; amount: string | number; date?: IsoDate; number?: string; note?: string }[]
  limits?: readonly { customer: string; amount: string | number }[]
  /** What the general ledger says of each customer on that day; a customer that is not named has nothing. */
  trialBalance: readonly { customer: string; amount: string | number }[]
  /** Why a customer may differ; with `post`, the difference becomes an opening item of its own. */
  explanations?: Readonly<Record<string, { text: string; post?: boolean }>>
}

/** One customer's documents against the trial balance, in minor units of the ledger currency. */
export interface CutOverTie {
  customer: string
  documents: Money
  trialBalance: Money
  /** Trial balance less documents: 0 when they agree. */
  difference: Money
  explanation?: string
  /** The difference is posted as an opening item. */
  posted: boolean
}

/** What a cut-over comes to: the rows to push, whether they tie, and how long the old sheet stands beside the ledger. */
export interface CutOverPlan {
  /** In an order in which each finds what it names. */
  rows: TableRow[]
  /** Every customer with an amount on either side. */
  ties: CutOverTie[]
  /** Rows that cannot be taken. */
  faults: { line: number | undefined; number: string; refusal: Refusal }[]
  /** Start is allowed: no fault, and every difference is 0.00 or explained. */
  ready: boolean
  /** Two months on: until then the old figures are compared. */
  besideUntil: IsoDate
}

/** Tables whose rows change what a customer owes, and how. */
const SIGNS: Readonly<Record<string, 1 | -1>> = { openingItems: 1, invoices: 1, debitNotes: 1, receipts: -1, creditNotes: -1 }

/** Prepares the beginning of a ledger. Document and due dates stay as they are; what is older counts from the cut-over on. */
export function cutOver(plan: CutOver): CutOverPlan {
  const faults: CutOverPlan['faults'] = []
  const items = [...plan.items.map(row => dated(row, plan.date)), ...prepaid(plan)]
  const owed = new Map<string, number>()
  for (const { table, row, sourceRow } of items) {
    if (!(table in SIGNS)) continue
    const number = numberOf(row)
    const fault = (refusal: Refusal) => faults.push({ line: sourceRow, number, refusal })
    if (String(row.docDate) > plan.date) {
      fault(
        refuse('BAD_ROW', {
          column: 'docDate',
          problem: `${String(row.docDate)} lies after the cut-over ${plan.date} (晚于启用日 ${plan.date})`,
        }),
      )
    } else {
      const worth = worthOf(row, plan.currency)
      if (worth === undefined) fault(refuse('NO_RATE', { currency: String(row.currency), date: String(row.docDate) }))
      else owed.set(String(row.customer), (owed.get(String(row.customer)) ?? 0) + SIGNS[table] * worth)
    }
  }
  const ties = tiesOf(plan, owed)
  const rows = [...items, ...ties.filter(({ posted }) => posted).map(tie => differenceItem(plan, tie)), ...settings(plan)]
  return {
    rows: rows
      .map((row, at) => ({ row, at }))
      .sort((a, b) => postingOrder(a.row.table, a.row.row) - postingOrder(b.row.table, b.row.row) || a.at - b.at)
      .map(({ row }) => row),
    ties,
    faults,
    ready: faults.length === 0 && ties.every(({ difference, explanation }) => difference === 0 || explanation !== undefined),
    besideUntil: iso(addMonths(day(plan.date), 2)),
  }
}

/** A document of before counts from the cut-over: before it nothing is asked. Allocations likewise. */
function dated(given: TableRow, date: IsoDate): TableRow {
  const { table, row } = given
  if (table in SIGNS && row.postDate === undefined && String(row.docDate) < date) return { ...given, row: { ...row, postDate: date } }
  if (table === 'allocations' && String(row.date) < date) return { ...given, row: { ...row, date } }
  return given
}

const numberOf = ({ number }: TableRow['row']): string => (typeof number === 'string' ? number : '')

/** What a row is worth in ledger currency; nothing when its rate is not said. */
function worthOf(row: TableRow['row'], ledger: Currency): Money | undefined {
  const currency = (row.currency as Currency | undefined) ?? ledger
  const amount = money(row.amount as string | number, currency)
  if (currency === ledger) return amount
  return row.rate === undefined ? undefined : applyRate(amount, rate(row.rate as string), currency, ledger)
}

const prepaid = ({ prepayments = [], currency, date }: CutOver): TableRow[] =>
  prepayments.map(({ customer, amount, date: on = date, number, note }, i) => {
    const credit = decimal(negated(Math.abs(money(amount, currency)) as Money), currency)
    const row = { number: number ?? `YS-${customer}-${i + 1}`, customer, docDate: on, ...(on < date && { postDate: date }), amount: credit }
    return { table: 'openingItems', row: { ...row, note: note ?? '预收款 prepayment' } }
  })

function tiesOf({ trialBalance, currency, explanations = {} }: CutOver, owed: ReadonlyMap<string, number>): CutOverTie[] {
  const said = new Map<string, number>()
  for (const { customer, amount } of trialBalance) said.set(customer, (said.get(customer) ?? 0) + money(amount, currency))
  return [...new Set([...said.keys(), ...owed.keys()])].map(customer => {
    const documents = (owed.get(customer) ?? 0) as Money
    const balance = (said.get(customer) ?? 0) as Money
    const difference = (balance - documents) as Money
    const why = difference !== 0 && Object.hasOwn(explanations, customer) ? explanations[customer] : undefined
    const text = why?.text.trim()
    return {
      customer,
      documents,
      trialBalance: balance,
      difference,
      ...(text && { explanation: text }),
      posted: Boolean(text) && why!.post === true,
    }
  })
}

/** A difference that was explained and is to be kept, as a document of its own. */
const differenceItem = ({ date, currency }: CutOver, { customer, difference, explanation }: CutOverTie): TableRow => ({
  table: 'openingItems',
  row: {
    number: openingNumber(customer, 'DIFF'),
    customer,
    docDate: date,
    amount: decimal(difference, currency),
    note: explanation!.slice(0, 200),
  },
})

/** Limits from the day on, and the day itself: it makes questions about earlier days refused. */
const settings = ({ limits = [], date }: CutOver): TableRow[] => [
  ...limits.map(({ customer, amount }) => ({
    table: 'values',
    row: { subject: 'customer', key: customer, field: 'creditLimit', from: date, value: String(amount) },
  })),
  { table: 'values', row: { subject: 'company', key: '', field: 'cutOver', from: date, value: date } },
]
