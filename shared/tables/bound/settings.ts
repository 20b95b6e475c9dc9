import type { Book } from '../../book/book.js'
import { day, iso, NEVER } from '../../dates.js'
import { DIMENSIONS } from '../../domain/dimensions.js'
import { DIMENSION_WORDS } from '../../vocabulary.js'
import { VALUES } from '../masters.js'
import { column } from './define.js'
import { keyedTable } from './keyed-table.js'

const WORDS: Readonly<Record<string, [en: string, zh: string]>> = {
  creditLimit: ['Credit limit', '信用额度'],
  terms: ['Terms', '付款条件'],
  owner: ['Owner', '责任人'],
  hold: ['On hold', '冻结'],
}

/** The id of a setting: customer, field and the day it begins; a code may contain the sign between them, the others do not. */
const idOf = ({ customer, field, from }: Readonly<Record<string, string>>): string => `${customer}/${field}/${from}`

function partsOf(id: string): { customer: string; field: string; from: string } | undefined {
  const [, customer, field, from] = /^(.*)\/([^/]+)\/(\d{4}-\d{2}-\d{2})$/s.exec(id) ?? []
  return customer === undefined ? undefined : { customer, field, from }
}

/** The setting that begins on a day, as known at a change: of the same day the one recorded last, nothing when that withdrew it. */
function settingOf(book: Book, id: string, knownAt = Infinity) {
  const parts = partsOf(id)
  const on = parts && day(parts.from)
  const found =
    parts &&
    book.values
      .history('customer', parts.customer, parts.field, knownAt)
      .filter(({ from }) => from === on)
      .at(-1)
  return parts && found && found.value !== null ? { ...parts, to: found.to === NEVER ? '' : iso(found.to), value: found.value } : undefined
}

/** Settings of customers by date: each limit, term or person with the day from which it holds. */
export const settings = keyedTable(VALUES, {
  label: { en: 'Customer settings by date', zh: '客户设置（按生效日期）' },
  columns: [
    column('customer', 'code', ['Customer', '客户'], ['Code of the customer.', '客户编码。'], { required: true }),
    column('field', 'choice', ['Setting', '设置项'], ['What is set.', '设置的内容。'], {
      required: true,
      choices: [
        ...Object.entries(WORDS).map(([value, [en, zh]]) => ({ value, label: { en, zh } })),
        ...DIMENSIONS.map(value => ({ value, label: DIMENSION_WORDS[value] })),
      ],
    }),
    column('from', 'date', ['From', '生效日期'], ['The first day it holds.', '生效的第一天。'], { required: true }),
    column('to', 'date', ['To', '失效日期'], ['The last day it holds; open when empty.', '最后一天；留空为长期有效。']),
    column('value', 'text', ['Value', '值'], ['As in the customer’s file.', '与客户档案中的写法相同。'], { required: true }),
  ],
  idOf,
  row: ({ customer, ...rest }) => ({ ...rest, subject: 'customer', key: customer }),
  ids: function* (book) {
    for (const id of idsOf(book, 0)) if (settingOf(book, id)) yield id
  },
  fields: settingOf,
  touched: (book, after) => new Set(idsOf(book, after)),
  lastChange: (book, id) => {
    const { customer = '', field = '', from = '' } = partsOf(id) ?? {}
    return Math.max(0, ...book.values.history('customer', customer, field).flatMap(each => (iso(each.from) === from ? [each.change] : [])))
  },
  remove: (posting, { fields: { customer, field, from } }) =>
    posting.add({ fact: 'value', subject: 'customer', key: customer, field, from: iso(day(from)), value: null }),
})

/** The fields that the table shows; what the ledger notes of a customer for itself is not among them. */
const SHOWN: ReadonlySet<string> = new Set([...Object.keys(WORDS), ...DIMENSIONS])

function idsOf(book: Book, after: number): Set<string> {
  const ids = new Set<string>()
  for (const { subject, key, field, value } of book.values.entries())
    if (subject === 'customer' && SHOWN.has(field) && value.change > after) ids.add(idOf({ customer: key, field, from: iso(value.from) }))
  return ids
}
