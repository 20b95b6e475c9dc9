import { iso, NEVER, type Day } from '../dates.js'
import type { Measure } from '../domain/bridge-question.js'
import { creditLimit, type Exposure } from '../domain/credit.js'
import { exposureBehind, type ExposureBehind } from '../domain/behind-exposure.js'
import { decimal, money, negated, type Money } from '../money.js'
import type { Words } from '../vocabulary.js'
import { momentOf } from './asked.js'
import { ALL } from './customers.js'
import type { Context } from './context.js'
import { term, type Behind, type BehindRow } from './drill-behind.js'
import type { Options } from './options.js'

interface Asked {
  customer: number
  asOf: Day
  options: Options
}

const PART_WORDS: Readonly<Record<ExposureBehind['part'], Words>> = {
  open: { en: 'Open debts', zh: '未清单据' },
  unapplied: { en: 'Unapplied credits', zh: '预收/未核销' },
  unbilled: { en: 'Delivered, not invoiced', zh: '已发未开' },
  orders: { en: 'Ordered, not delivered', zh: '未交订单' },
  bills: { en: 'Bills passed on', zh: '已转让未到期票据' },
  disputed: { en: 'Disputed', zh: '争议' },
}

/** Which open items stand in a part. */
const MEASURES: Partial<Record<keyof Exposure, Measure>> = { total: 'balance', open: 'gross', unapplied: 'unapplied' }

/** Behind `EXPOSURE`, and the disputed part of `BALANCE`: open items, orders and bills. */
export function exposedBehind({ book }: Context, { customer, asOf, options }: Asked, part: keyof Exposure, currency?: string): Behind {
  const moment = momentOf(book, asOf, options)
  const found = exposureBehind(book, moment, customer === ALL ? undefined : customer)
  const rows = found.filter(row => (part === 'total' ? row.part !== 'disputed' : row.part === part))
  const measure = MEASURES[part]
  return {
    moment,
    currency,
    adds: true,
    rows: rows.map(row => ({ ...row, part: PART_WORDS[row.part] })),
    ...(measure && {
      open: { question: { customer: customer === ALL ? undefined : customer, clock: options.clock, measure }, sign: 1 as const },
    }),
  }
}

/** Behind `CREDIT_LIMIT`: the limit in force. */
export function limitBehind({ book }: Context, { customer, asOf, options }: Asked): Behind {
  const moment = momentOf(book, asOf, options)
  const code = book.customers.texts[customer]
  const entry = book.values.entryAt('customer', code, 'creditLimit', asOf, moment.knownAt)
  const limit = creditLimit(book, code, asOf, moment.knownAt)
  if (!entry || !limit) return { moment, adds: true, rows: [] }
  const row: BehindRow = { amount: limit.amount, other: { kind: 'creditLimit', name: '', customer, change: entry.change } }
  const terms = [term('In force from', '生效日期', iso(entry.from), 'date')]
  if (entry.to !== NEVER) terms.push(term('Until', '失效日期', iso(entry.to), 'date'))
  if (limit.typed.currency !== book.company.currency)
    terms.push(term('As agreed', '约定额度', `${decimal(limit.typed.amount, limit.typed.currency)} ${limit.typed.currency}`, 'text'))
  return { moment, adds: true, rows: [row], terms }
}

/** Behind `CREDIT_LEFT`: the limit, less everything in the exposure, less the draft on top. */
export function leftBehind(context: Context, asked: Asked & { draft: string | number | undefined }): Behind {
  const { customer, draft } = asked
  const limit = limitBehind(context, asked)
  const exposed = exposedBehind(context, asked, 'total')
  const less = exposed.rows.map(row => ({ ...row, amount: negated(row.amount) }))
  const added = (draft === undefined ? 0 : money(draft, context.book.company.currency)) as Money
  const drafts: BehindRow[] = added === 0 ? [] : [{ amount: negated(added), other: { kind: 'draft', name: '', customer } }]
  const open = exposed.open && { ...exposed.open, sign: -1 as const }
  return { ...limit, rows: [...limit.rows, ...less, ...drafts], open }
}
