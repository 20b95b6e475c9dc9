import { addDays, iso, monthStart, type Day, type IsoDate } from '../../shared/dates.js'
import { cutOver, type CutOver, type CutOverPlan } from '../../shared/intake/adoption/cut-over.js'
import type { TableRow } from '../../shared/tables/post.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import type { MeantRange } from '../workbook/adoption-range.js'
import { adoptionOf, withKind, withOptions, type Adoption, type Expected } from './adoption.js'
import { takeIn, type TakenIn } from './take-in.js'

/** The ranges from which a ledger begins. */
export const PARTS = ['items', 'prepayments', 'limits', 'trialBalance'] as const
export type Part = (typeof PARTS)[number]

/** A beginning as far as it is prepared. */
export interface Beginning {
  date: IsoDate
  parts: Readonly<Partial<Record<Part, Adoption>>>
  /** Trial balances typed by customer, in place of what the range says. */
  typed: Readonly<Record<string, string>>
  explanations: NonNullable<CutOver['explanations']>
}

/** How a range of a part is read on a day: what is undated stands as of that day. */
export function expectedOf(part: Part, date: IsoDate, items: Adoption | undefined): Expected {
  const customers = items?.adopted?.customers.map(({ code, name }) => ({ code, name })) ?? []
  if (part === 'items') return { options: { balancesAsOf: date } }
  if (part === 'limits') return { kind: 'customers', customers }
  return { kind: 'openingBalances', options: { balancesAsOf: date, undated: date, sameNumber: 'add' }, customers }
}

/** Reads the range of a part; open items may be documents, or balances of customers. */
export async function partOf(desk: Desk, part: Part, meant: MeantRange, { date, parts }: Beginning): Promise<Adoption> {
  const expected = expectedOf(part, date, parts.items)
  const adoption = await adoptionOf(desk, meant, expected)
  if (part !== 'items' || ['openingItems', 'openingBalances'].includes(adoption.mapping.kind)) return adoption
  return withOptions(desk, withKind(desk, adoption, 'openingItems'), expected)
}

/** The beginning on another day. */
export function onDay(desk: Desk, beginning: Beginning, date: IsoDate): Beginning {
  const parts: Partial<Record<Part, Adoption>> = {}
  for (const part of PARTS) {
    const adoption = beginning.parts[part]
    if (adoption) parts[part] = withOptions(desk, adoption, expectedOf(part, date, parts.items))
  }
  return { ...beginning, date, parts }
}

/** What a beginning comes to: rows, ties, and whether it may start. Refuses an amount typed that is none. */
export function plannedCutOver(desk: Desk, { date, parts, typed, explanations }: Beginning): CutOverPlan {
  const { currency } = desk.context().book.company
  const rows = (part: Part) => parts[part]?.adopted?.rows ?? []
  const trialBalance = [
    ...balancesIn(rows('trialBalance')).filter(({ customer }) => !Object.hasOwn(typed, customer)),
    ...Object.entries(typed).map(([customer, amount]) => ({ customer, amount })),
  ]
  return cutOver({
    date,
    currency,
    items: withCustomers(rows('items'), PARTS.flatMap(rows)),
    prepayments: balancesIn(rows('prepayments')),
    limits: rows('limits').flatMap(({ row }) =>
      row.creditLimit === undefined ? [] : [{ customer: String(row.code), amount: row.creditLimit as string }],
    ),
    trialBalance,
    explanations,
  })
}

/** Items, and before them every customer that some part names first. */
function withCustomers(items: readonly TableRow[], all: readonly TableRow[]): TableRow[] {
  const codes = new Set(items.flatMap(({ table, row }) => (table === 'customers' ? [String(row.code)] : [])))
  const others = all.flatMap(({ table, row }): TableRow[] => {
    const code = String(row.code)
    if (table !== 'customers' || codes.has(code)) return []
    codes.add(code)
    const { creditLimit: _limit, ...file } = row
    return [{ table, row: file }]
  })
  return [...others, ...items]
}

/** Amounts by customer as rows of a range say them, with a date of their own where they have one. */
function balancesIn(rows: readonly TableRow[]): { customer: string; amount: string; date: IsoDate }[] {
  const amounts = rows.filter(({ table }) => table === 'openingItems')
  return amounts.map(({ row }) => ({ customer: String(row.customer), amount: String(row.amount), date: row.docDate as IsoDate }))
}

/** Posts the beginning of a ledger; the day itself comes last, so that nothing has begun while a row is declined. */
export async function startLedger(desk: Desk, plan: CutOverPlan): Promise<TakenIn> {
  const isDay = ({ table, row }: TableRow) => table === 'values' && row.field === 'cutOver'
  const title = inLanguage({ en: 'Beginning the ledger', zh: '正在启用账簿' }, desk.language)
  const became = await takeIn(
    desk,
    plan.rows.filter(row => !isDay(row)),
    { title, together: true },
  )
  if (became.problem || became.waiting.length > 0 || became.refused.length > 0) return became
  const day = await takeIn(desk, plan.rows.filter(isDay), { title, together: true })
  return { ...became, ...day, accepted: became.accepted + day.accepted, there: became.there }
}

/** A beginning with nothing prepared: at the end of the month before, as is usual. */
export const newBeginning = (today: Day): Beginning => ({
  date: iso(addDays(monthStart(today), -1)),
  parts: {},
  typed: {},
  explanations: {},
})
