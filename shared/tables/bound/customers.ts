import type { Book } from '../../book/book.js'
import { iso, LAST_DAY, type Day } from '../../dates.js'
import { limitOf } from '../../domain/fields.js'
import type { Posting } from '../../domain/posting/posting.js'
import { refuse } from '../../refusals.js'
import { CUSTOMERS } from '../masters.js'
import { column, type BoundRow, type BoundTable, type Column, type Fields } from './define.js'
import { STAMPS } from './document-columns.js'
import { postThrough, presentFields } from './door.js'
import { amountText } from './forms.js'

/** Settings that stand in a customer's row: each the one that starts last. */
const VALUES = ['terms', 'creditLimit', 'owner', ...STAMPS.map(({ name }) => name)] as const

const columns: readonly Column[] = [
  column('code', 'code', ['Code', '客户编码'], ['The customer’s code; it never changes.', '客户编码，录入后不再改变。'], {
    required: true,
  }),
  column('name', 'text', ['Name', '客户名称'], ['The full name; the one before stays known.', '客户全称；改名后旧名称仍可识别。'], {
    required: true,
  }),
  column('shortName', 'text', ['Short name', '简称'], ['What people call the customer.', '客户简称。'], { seldom: true }),
  column('terms', 'text', ['Terms', '付款条件'], ['Such as 月结30天 or net 30.', '如 月结30天、net 30。']),
  column(
    'creditLimit',
    'amount',
    ['Credit limit', '信用额度'],
    ['In ledger currency; empty means none is set.', '以本位币计；留空为未授信。'],
  ),
  column('owner', 'text', ['Owner', '责任人'], ['Code of the person who is responsible now.', '当前责任人编码。']),
  ...STAMPS.map(each => ({ ...each, help: { en: 'Stamped on new documents.', zh: '记入之后新录入的单据。' } })),
  column(
    'from',
    'date',
    ['Valid from', '生效日期'],
    ['From when what you change holds; today when empty. Emptied once it is posted.', '本次修改的生效日期；留空为今天。保存后自动清空。'],
    { seldom: true },
  ),
]

function read(book: Book, id: string, knownAt = Infinity): BoundRow | undefined {
  const index = book.customers.find(id)
  const file = index === undefined ? undefined : book.customerHistory.at(index, knownAt)?.file
  if (!file) return undefined
  const fields: Record<string, string> = { code: id, name: file.name, shortName: file.shortName ?? '', from: '' }
  for (const name of VALUES) fields[name] = shown(book, name, lastOf(book, id, name, knownAt)?.value ?? '')
  return { id, fields }
}

/** The setting that starts last and is not limited in time: what a row says must not change with the calendar. */
function lastOf(book: Book, code: string, field: string, knownAt = Infinity) {
  return book.values.entryAt('customer', code, field, LAST_DAY, knownAt)
}

function shown(book: Book, name: string, value: string): string {
  if (name !== 'creditLimit' || value === '') return value
  const { amount, currency } = limitOf(value, book.company.currency)
  return currency === book.company.currency ? amountText(amount, currency) : value
}

function post(posting: Posting, fields: Fields): string {
  const { code } = fields
  if (posting.book.customerFiles[posting.book.customers.find(code ?? '') ?? -1])
    throw refuse('DUPLICATE_NUMBER', { kind: 'customer (客户)', number: code })
  postThrough(posting, CUSTOMERS, presentFields(fields))
  return code.trim()
}

function change(posting: Posting, now: BoundRow, wanted: Fields, today: Day): string {
  const { book } = posting
  if (wanted.code !== now.id) throw refuse('KEY_FIXED', { column: 'code (客户编码)', from: now.id, to: wanted.code })
  if (wanted.name === '') throw refuse('MISSING_CELL', { column: 'name (客户名称)' })
  postThrough(posting, CUSTOMERS, presentFields({ code: now.id, name: wanted.name, shortName: wanted.shortName ?? '' }))
  for (const name of VALUES) {
    if ((wanted[name] ?? '') === now.fields[name]) continue
    const last = lastOf(book, now.id, name)
    // An earlier start would be hidden by the one that starts last.
    const start = wanted.from || iso(Math.max(today, last?.from ?? 0) as Day)
    if (wanted[name]) postThrough(posting, CUSTOMERS, { code: now.id, from: start, [name]: wanted[name] })
    else if (last) posting.add({ fact: 'value', subject: 'customer', key: now.id, field: name, from: iso(last.from), value: null })
  }
  return now.id
}

export const customers: BoundTable = {
  name: CUSTOMERS.name,
  label: CUSTOMERS.label,
  summary: CUSTOMERS.summary,
  columns,
  confirms: false,
  ids: function* (book) {
    for (const file of book.customerFiles) if (file) yield file.code
  },
  read,
  touched: (book, after) => {
    const ids = new Set<string>()
    for (const { file, change: made } of book.customerHistory.entries()) if (made > after) ids.add(file.code)
    for (const { subject, key, value } of book.values.entries()) if (subject === 'customer' && value.change > after) ids.add(key)
    return ids
  },
  lastChange: (book, id) => {
    const index = book.customers.find(id)
    const made = index === undefined ? 0 : (book.customerHistory.at(index)?.change ?? 0)
    return VALUES.reduce((newest, name) => Math.max(newest, ...book.values.history('customer', id, name).map(value => value.change)), made)
  },
  post,
  change,
  remove: (_posting, now) => {
    throw refuse('NOT_REMOVABLE', { what: now.id })
  },
}
