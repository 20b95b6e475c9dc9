import type { Book } from '../../book/book.js'
import { purposeCode } from '../../book/codes.js'
import { iso, type Day } from '../../dates.js'
import { applicationRow } from '../../domain/posting/applications.js'
import type { Posting } from '../../domain/posting/posting.js'
import { reverseApplication } from '../../domain/posting/reversals.js'
import type { Money } from '../../money.js'
import { ALLOCATIONS } from '../settlements.js'
import { column, type BoundRow, type BoundTable, type Fields } from './define.js'
import { postThrough, presentFields } from './door.js'
import { amountText } from './forms.js'
import { numberOf } from './document-row.js'

const PURPOSES = [purposeCode('allocation'), purposeCode('instalment')]

/** Whether an application is one that people make: not a reversal, nor what follows from another document. */
function isAllocation(book: Book, row: number): boolean {
  const { applications, items } = book
  if (!PURPOSES.includes(applications.purpose[row]) || applications.amount[row] <= 0) return false
  return ![applications.debit[row], applications.credit[row]].some(item => book.kind(items.document[item]) === 'transfer')
}

function isLiveAt(book: Book, row: number, knownAt: number): boolean {
  const { applications } = book
  if (applications.change[row] > knownAt) return false
  const back = book.applicationReversedBy.get(applications.id[row])
  return back === undefined || applications.change[applicationRow(book, back)] > knownAt
}

function read(book: Book, id: string, knownAt = Infinity): BoundRow | undefined {
  const row = Number.isInteger(Number(id)) ? applicationRow(book, Number(id)) : -1
  if (row < 0 || !isAllocation(book, row) || !isLiveAt(book, row, knownAt)) return undefined
  const { applications, items, documents } = book
  const [debit, credit] = [applications.debit[row], applications.credit[row]]
  const number = (item: number) => numberOf(book, documents.id[items.document[item]])
  return {
    id,
    fields: {
      from: number(credit),
      to: number(debit),
      instalment: documents.itemCount[items.document[debit]] > 1 ? String(items.instalment[debit]) : '',
      amount: amountText(applications.amount[row] as Money, book.currencyOf(items.document[debit])),
      date: iso(applications.date[row] as Day),
    },
  }
}

function post(posting: Posting, fields: Fields): string {
  const before = posting.facts.length
  const { instalment, ...rest } = presentFields(fields)
  postThrough(posting, ALLOCATIONS, { ...rest, ...(instalment && { instalment: Number(instalment) }) })
  const made = posting.facts.slice(before).find(fact => fact.fact === 'application')
  if (made?.fact !== 'application') throw new Error('an allocation made no application')
  return String(made.id)
}

function take(posting: Posting, id: string): void {
  const { book } = posting
  reverseApplication(posting, Number(id), iso(book.applications.effective[applicationRow(book, Number(id))] as Day))
}

export const allocations: BoundTable = {
  name: ALLOCATIONS.name,
  label: ALLOCATIONS.label,
  summary: ALLOCATIONS.summary,
  columns: [
    column('from', 'code', ['Credit', '收款/贷项'], ['Number of the receipt or credit note.', '收款单或红字发票号。'], { required: true }),
    column('to', 'code', ['Debt', '应收单据'], ['Number of the invoice it settles.', '被核销的发票号。'], { required: true }),
    column(
      'instalment',
      'whole',
      ['Instalment', '分期'],
      ['Which instalment; the earliest due first when empty.', '第几期；留空按到期先后。'],
      { seldom: true },
    ),
    column('amount', 'amount', ['Amount', '核销金额'], ['In the debt’s currency.', '按应收单据币种。'], { required: true }),
    column('date', 'date', ['Date', '核销日期'], ['From when it counts.', '生效日期。'], { required: true }),
  ],
  confirms: true,
  ids: function* (book) {
    for (let row = 0; row < book.applications.count; row++)
      if (isAllocation(book, row) && isLiveAt(book, row, Infinity)) yield String(book.applications.id[row])
  },
  read,
  touched: (book, after) => {
    const ids = new Set<string>()
    const { applications } = book
    const touch = (row: number) => isAllocation(book, row) && ids.add(String(applications.id[row]))
    for (let row = 0; row < applications.count; row++) if (applications.change[row] > after) touch(row)
    for (const [id, back] of book.applicationReversedBy)
      if (applications.change[applicationRow(book, back)] > after) touch(applicationRow(book, id))
    return ids
  },
  lastChange: (book, id) => {
    const back = book.applicationReversedBy.get(Number(id))
    const rows = [applicationRow(book, Number(id)), back === undefined ? -1 : applicationRow(book, back)]
    return Math.max(0, ...rows.filter(row => row >= 0).map(row => book.applications.change[row]))
  },
  post,
  change: (posting, now, wanted) => {
    take(posting, now.id)
    return post(posting, wanted)
  },
  remove: (posting, now) => take(posting, now.id),
}
