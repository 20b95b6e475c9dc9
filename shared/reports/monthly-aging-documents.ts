import { iso, type Day } from '../dates.js'
import { bucketTable } from '../domain/buckets.js'
import { extendedDues } from '../domain/extensions.js'
import { maskOf } from '../domain/filter.js'
import { openItems } from '../domain/open-items.js'
import { spread } from '../domain/spread.js'
import { valuesOf } from '../domain/valuation.js'
import { decimalsOf, major, type Money } from '../money.js'
import { KIND_WORDS } from '../vocabulary.js'
import { bucketHeadings } from './bucket-headings.js'
import { currencyOf, type ReportQuestion } from './define.js'
import { totalLine } from './foot.js'
import type { Item } from './formulas.js'
import { layout, type Group } from './layout.js'
import { basisText, compareText, headEnd, headStart, nameOfCustomer, phrases } from './phrases.js'
import { columns, type Sheet } from './sheet.js'

/** The open documents behind an aging, customer by customer; their values add up to its total. */
export function documentList(question: ReportQuestion): Sheet {
  const { language, unit } = question
  const say = phrases(language)
  const decimals = decimalsOf(currencyOf(question))
  return layout({
    name: say('Documents', '单据明细'),
    language,
    unit,
    title: say('Open documents by customer', '应收账款单据明细表'),
    head: [...headStart(question), [say('Basis', '口径'), basisText({ ...question, buckets: undefined })], ...headEnd(question)],
    columns: [
      columns.text('customer', say('Customer', '客户编码'), { width: 12 }),
      columns.text('name', say('Name', '客户名称'), { width: 30 }),
      columns.text('kind', say('Kind', '类型')),
      columns.text('document', say('Document', '单据号'), { width: 18 }),
      columns.integer('instalment', say('Part', '期次')),
      columns.date('docDate', say('Document date', '单据日期')),
      columns.date('postDate', say('Posting date', '入账日')),
      columns.date('dueDate', say('Due date', '到期日')),
      columns.text('currency', say('Currency', '币种'), { width: 8 }),
      // Amounts of several currencies have no sum.
      columns.money('amount', say('Amount in its currency', '原币金额'), { total: undefined }),
      columns.money('open', say('Open in its currency', '未清原币'), { total: undefined }),
      columns.money('value', say('Open', '未清金额'), { decimals }),
      columns.integer('age', say('Age, days', '账龄天数'), { width: 10 }),
      columns.text('bucket', say('Bucket', '账龄段'), { width: 12 }),
      columns.integer('overdue', say('Days overdue', '逾期天数'), { width: 10 }),
    ],
    rowKey: 'document',
    labelKey: 'name',
    groups: groupsOf(question),
    foot: [totalLine(say('Total', '合计'))],
    freezeThrough: 'document',
  })
}

function groupsOf(question: ReportQuestion): Group[] {
  const { book } = question
  const byCustomer = new Map<number, Item[]>()
  eachOpen(question, (customer, item) => {
    const list = byCustomer.get(customer)
    if (list) list.push(item)
    else byCustomer.set(customer, [item])
  })
  return [...byCustomer]
    .sort(([a], [b]) => compareText(book.customers.texts[a], book.customers.texts[b]))
    .map(([customer, items]) => ({ label: `${book.customers.texts[customer]} ${nameOfCustomer(book, customer)}`, items }))
}

/** Open items as the aging takes them, the oldest documents first as they were posted. */
function eachOpen(question: ReportQuestion, give: (customer: number, item: Item) => void): void {
  const { book, asOf, knownAt, clock, currency, filter, basis, credits, buckets, language } = question
  const { items, documents } = book
  const set = openItems(book, { asOf, knownAt, clock })
  const values = valuesOf(book, set, { currency }, asOf, knownAt)
  const { customers, stamps, products } = maskOf(book, filter, asOf, knownAt)
  const dues = extendedDues(book, asOf, knownAt)
  const headings = bucketHeadings(buckets!, basis, language)
  const table = bucketTable(buckets!, basis, asOf)
  const unapplied = phrases(language)('unapplied', '未核销')
  for (let i = 0; i < set.count; i++) {
    const item = set.items[i]
    const document = items.document[item]
    const customer = items.customer[item]
    if ((customers && !customers[customer]) || (stamps && !stamps[documents.dimensions[document]])) continue
    let value = values[i]
    if (products) {
      value = 0
      spread(book, document, values[i], (product, share) => (value += products[product] ? share : 0))
    }
    if (value === 0) continue
    const due = dues?.get(item) ?? (items.due[item] as Day)
    const dates = { due, document: documents.docDate[document] as Day, posting: items.postDate[item] as Day }
    const own = book.currencyOf(document)
    const debt = value > 0
    give(customer, {
      customer: book.customers.texts[customer],
      name: nameOfCustomer(book, customer),
      kind: KIND_WORDS[book.kind(document)]?.[language] ?? book.kind(document),
      document: book.nameOf(document),
      instalment: items.instalment[item],
      docDate: iso(dates.document),
      postDate: iso(dates.posting),
      dueDate: iso(due),
      currency: own,
      amount: major(book.amountOf(item), own),
      open: major(set.open[i] as Money, own),
      value: major(value as Money, currencyOf(question)),
      age: asOf - dates[basis],
      bucket: debt || credits === 'own-date' ? headings[table[dates[basis]]] : unapplied,
      overdue: debt ? Math.max(0, asOf - due) : null,
    })
  }
}
