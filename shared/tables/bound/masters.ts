import type { Book } from '../../book/book.js'
import { day, iso } from '../../dates.js'
import { CALENDAR, PRODUCTS, RATES } from '../masters.js'
import { column } from './define.js'
import { plainNumber } from './forms.js'
import { keyedTable } from './keyed-table.js'

export const products = keyedTable(PRODUCTS, {
  columns: [
    column('code', 'code', ['Code', '商品编码'], ['The product’s code; it never changes.', '商品编码，录入后不再改变。'], {
      required: true,
    }),
    column('name', 'text', ['Name', '商品名称'], ['What the product is called.', '商品名称。'], { required: true }),
    column('category', 'text', ['Category', '类别'], ['The group it is reported under.', '报表所用的分类。']),
  ],
  idOf: row => row.code,
  ids: function* (book) {
    for (const file of book.productFiles) if (file) yield file.code
  },
  fields: (book, id, knownAt) => {
    const index = book.products.find(id)
    const file = index === undefined ? undefined : book.productHistory.at(index, knownAt)?.file
    return file && { code: id, name: file.name, category: file.category ?? '' }
  },
  touched: (book, after) => {
    const ids = new Set<string>()
    for (const { file, change } of book.productHistory.entries()) if (change > after) ids.add(file.code)
    return ids
  },
  lastChange: (book, id) => book.productHistory.at(book.products.find(id) ?? -1)?.change ?? 0,
})

/** The currency and date of an id; undefined when it is none. */
function rateKey(id: string): [currency: string, date: string] | undefined {
  const [, currency, date] = /^([A-Z]{3})\/(\d{4}-\d{2}-\d{2})$/.exec(id) ?? []
  return date === undefined ? undefined : [currency, date]
}

export const rates = keyedTable(RATES, {
  columns: [
    column('currency', 'code', ['Currency', '币种'], ['Three letters, such as USD.', '三个字母，如 USD。'], { required: true }),
    column('date', 'date', ['Date', '日期'], ['The day of the rate.', '汇率日期。'], { required: true }),
    column('rate', 'rate', ['Rate', '汇率'], ['Ledger currency for one unit.', '1 单位外币折合本位币。'], { required: true }),
  ],
  idOf: row => `${row.currency}/${row.date}`,
  ids: function* (book) {
    yield* new Set([...book.rates.entries()].map(({ currency, day: on }) => `${currency}/${iso(on)}`))
  },
  fields: (book, id, knownAt) => {
    const [currency, date] = rateKey(id) ?? []
    const entry = currency && date && book.rates.on(currency, day(date), knownAt)
    return entry ? { currency, date, rate: plainNumber(entry.rate) } : undefined
  },
  touched: (book, after) => {
    const ids = new Set<string>()
    for (const { currency, day: on, change } of book.rates.entries()) if (change > after) ids.add(`${currency}/${iso(on)}`)
    return ids
  },
  lastChange: (book, id) => {
    const [currency, date] = rateKey(id) ?? []
    return currency && date ? (book.rates.on(currency, day(date))?.change ?? 0) : 0
  },
})

const workday = (book: Book, date: string, knownAt = Infinity) =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) ? book.values.entryAt('company', date, 'workday', day(date), knownAt) : undefined

export const calendar = keyedTable(CALENDAR, {
  columns: [
    column('date', 'date', ['Date', '日期'], ['A day that differs from Monday to Friday.', '与周一至周五不同的日子。'], { required: true }),
    column('workday', 'choice', ['Workday', '是否工作日'], ['Whether the company works on it.', '当天是否上班。'], {
      required: true,
      choices: [
        { value: 'yes', label: { en: 'Yes', zh: '上班' } },
        { value: 'no', label: { en: 'No', zh: '休息' } },
      ],
    }),
  ],
  idOf: row => row.date,
  ids: function* (book) {
    for (const date of [...book.values.keys('company', 'workday')].sort()) if (workday(book, date)) yield date
  },
  fields: (book, id, knownAt) => {
    const entry = workday(book, id, knownAt)
    return entry?.value ? { date: id, workday: entry.value } : undefined
  },
  touched: (book, after) => {
    const ids = new Set<string>()
    for (const { subject, field, key, value } of book.values.entries())
      if (subject === 'company' && field === 'workday' && value.change > after) ids.add(key)
    return ids
  },
  lastChange: (book, id) => Math.max(0, ...book.values.history('company', id, 'workday').map(({ change }) => change)),
  remove: (posting, now) =>
    posting.add({ fact: 'value', subject: 'company', key: now.id, field: 'workday', from: iso(day(now.id)), value: null }),
})
