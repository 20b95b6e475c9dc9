import type { Day } from '../dates.js'
import { openBehind, type OpenBehind } from '../domain/behind-open.js'
import { bucketLabels, DEFAULT_BUCKETS } from '../domain/buckets.js'
import { dueOf } from '../domain/extensions.js'
import { iso } from '../dates.js'
import { bucketHeadings } from '../reports/bucket-headings.js'
import type { Words } from '../vocabulary.js'
import { agingQuestion } from './asked.js'
import { columnsOf, type Columns } from './bucket-text.js'
import { ALL } from './customers.js'
import type { Context } from './context.js'
import { term, type Behind, type BehindRow, type OpenQuestion } from './drill-behind.js'
import type { Options } from './options.js'

/** What a function about open amounts was asked. */
interface Asked {
  customer: number
  asOf: Day
  options: Options
}

/** Behind `AGING`: the open items of the bucket, or of all of them. */
export function agingBehind(context: Context, { bucket, ...asked }: Asked & { bucket: string | number | undefined }): Behind {
  const { options } = asked
  const columns = bucket === undefined ? undefined : columnsOf(bucket, options.buckets ?? DEFAULT_BUCKETS, options.basis ?? 'due')
  return openItemsBehind(context, asked, columns)
}

/** Behind `BALANCE`, `UNAPPLIED` and `OVERDUE`: open items with credits in a column of their own. */
export function partBehind(context: Context, asked: Asked, part: 'total' | 'gross' | 'unapplied' | 'overdue'): Behind {
  // What is overdue is so by due date, whatever ages are counted from.
  const basis = part === 'overdue' ? 'due' : asked.options.basis
  const options: Options = { ...asked.options, credits: 'separate', basis }
  const unapplied = bucketLabels(options.buckets ?? DEFAULT_BUCKETS, basis ?? 'due').length
  const columns = {
    total: { from: 0, to: unapplied + 1 },
    gross: { from: 0, to: unapplied },
    unapplied: { from: unapplied, to: unapplied + 1 },
    overdue: { from: 1, to: unapplied },
  }[part]
  return openItemsBehind(context, { ...asked, options }, columns)
}

/** Behind the longest days overdue and the number of debts overdue: the overdue debts, and the one that is longest overdue. */
export function overdueBehind(context: Context, asked: Asked, part: 'days' | 'count'): Behind {
  const behind = partBehind(context, asked, 'overdue')
  const { book } = context
  const due = (row: BehindRow) => dueOf(book, row.item!, asked.asOf, behind.moment.knownAt)
  const oldest = behind.rows.reduce<BehindRow | undefined>((first, row) => (first && due(first) <= due(row) ? first : row), undefined)
  const terms = [term('Debts overdue', '逾期笔数', behind.rows.length, 'number')]
  if (oldest && part === 'days') {
    terms.unshift(
      term('Longest overdue', '逾期最久的单据', book.nameOf(book.items.document[oldest.item!]), 'text'),
      term('Its due date', '其到期日', iso(due(oldest)), 'date'),
    )
  }
  return { ...behind, adds: false, shows: 'number', terms }
}

/** All open items of a customer, each with its part of the balance in ledger currency: behind `OPEN_ITEMS`. */
export function openItemListBehind(context: Context, asked: Asked): Behind {
  const behind = partBehind(context, asked, 'total')
  return { ...behind, adds: false, terms: [term('Open documents', '未清单据数', behind.rows.length, 'number')] }
}

function openItemsBehind({ book }: Context, { customer, asOf, options }: Asked, columns?: Columns): Behind {
  const question = agingQuestion(book, asOf, options)
  const { basis = 'due', buckets = DEFAULT_BUCKETS } = options
  const parts = bucketWords(options)
  const within = ({ column }: OpenBehind) => !columns || (column >= columns.from && column < columns.to)
  const rows = openBehind(book, { ...question, basis, buckets }, customer === ALL ? undefined : customer).filter(within)
  return {
    moment: question,
    currency: options.currency,
    adds: true,
    rows: rows.map(({ item, amount, column }) => ({ item, amount, part: parts[column] })),
    open: { question: { ...openQuestion(customer, options), measure: columns ?? { from: 0, to: parts.length } }, sign: 1 },
    basis,
  }
}

/** Who and which open items, as a bridge asks. */
const openQuestion = (customer: number, { basis, buckets, credits, clock, currency, filter }: Options): Omit<OpenQuestion, 'measure'> => ({
  customer: customer === ALL ? undefined : customer,
  basis,
  buckets,
  credits,
  clock,
  currency,
  filter,
})

/** What each column of an aging row is called. */
export function bucketWords({ basis = 'due', buckets = DEFAULT_BUCKETS }: Options): Words[] {
  const zh = bucketHeadings(buckets, basis, 'zh')
  const en = bucketHeadings(buckets, basis, 'en')
  return [...en.map((heading, at) => ({ en: heading, zh: zh[at] })), { en: 'Unapplied credits', zh: '预收/未核销' }]
}
