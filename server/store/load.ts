import { setImmediate as nextTurn } from 'node:timers/promises'
import { Book, type Company } from '../../shared/book/book.js'
import { kindCode, numberText, purposeCode } from '../../shared/book/codes.js'
import { iso, type Day } from '../../shared/dates.js'
import type { ApplicationPurpose, DocumentKind } from '../../shared/facts/document.js'
import type { Fact } from '../../shared/facts/fact.js'
import type { Driver } from './driver.js'
import type { Cell, FactTable, Tables } from './tables.js'

/** Documents or applications read at a time: some 20 ms of work, then others have their turn. */
const PAGE = 4_000

/** Reads all facts of a company into a Book: rows go straight into its columns, without becoming facts in between. */
export async function load(driver: Driver, company: number, of: Company): Promise<Book> {
  const book = new Book(of)
  const count = async (table: FactTable) => {
    const query = driver.db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll().as('rows'))
      .where('company', '=', company)
    return (await driver.rows(query))[0][0] as number
  }
  const rows = { documents: await count('document'), items: await count('item'), applications: await count('application') }
  book.reserve({ ...rows, lines: await count('line') })
  await loadMasters(driver, company, book)
  await loadDocuments(driver, company, book)
  await loadApplications(driver, company, book)
  await loadChanges(driver, company, book)
  return book
}

async function loadDocuments(driver: Driver, company: number, book: Book): Promise<void> {
  const { db } = driver
  const last = await newestId(driver, company, 'document')
  const stamps = new Map<string, number>()
  for (let from = 0; from < last; from += PAGE) {
    const page = <T extends keyof Tables>(table: T, column: string, columns: readonly string[], order: readonly string[]) => {
      const ref = (name: string) => db.dynamic.ref(name)
      const query = db.selectFrom(table as 'item').select(columns as never)
      const paged = query
        .where('company', '=', company)
        .where(ref(column), '>', from)
        .where(ref(column), '<=', from + PAGE)
      return driver.rows(
        order.reduce((sorted, by) => sorted.orderBy(ref(by)), paged as never as { orderBy: (by: unknown) => never }) as never,
      )
    }
    const documents = await page('document', 'id', DOCUMENT, ['company', 'id'])
    const items = await page('item', 'document', ['document', 'instalment', 'due', 'amount', 'base'], ['company', 'document', 'instalment'])
    const lines = await page('line', 'document', ['document', 'product', 'quantity', 'net', 'tax', 'cost'], ['company', 'document', 'line'])
    let item = 0
    let line = 0
    for (const document of documents) {
      const id = document[0] as number
      const row = addDocument(book, document, stamps)
      for (; item < items.length && items[item][0] === id; item++) {
        const [, instalment, due, amount, base] = items[item] as number[]
        book.addItemRow(row, instalment, due as Day, amount, base)
      }
      for (; line < lines.length && lines[line][0] === id; line++) {
        const [, product, quantity, net, tax, cost] = lines[line] as [number, string | null, number, number, number, number]
        book.addLineRow(row, product === null ? 0 : book.productIndex(product) + 1, quantity, net, tax, cost)
      }
    }
    await nextTurn()
  }
}

const DOCUMENT = [
  ...['id', 'kind', 'customer', 'series', 'number', 'doc_date', 'post_date', 'currency', 'rate', 'amount', 'dimensions', 'change'],
  ...['of_document', 'of_order', 'reverses', 'terms', 'method', 'bank_account', 'bank_serial', 'note'],
] as const

function addDocument(book: Book, cells: readonly Cell[], stamps: Map<string, number>): number {
  const id = cells[0] as number
  const dimensions = cells[10] as string | null
  let stamp = 0
  if (dimensions !== null) {
    stamp = stamps.get(dimensions) ?? book.stampOfText(dimensions)
    stamps.set(dimensions, stamp)
  }
  const row = book.addDocumentRow(
    id,
    kindCode(cells[1] as DocumentKind),
    book.customerIndex(cells[2] as string),
    numberText(cells[3] as string, cells[4] as string),
    cells[5] as Day,
    cells[6] as Day,
    book.currencies.index(cells[7] as string),
    book.rateTexts.index(cells[8] as string),
    cells[9] as number,
    stamp,
    cells[11] as number,
    (cells[12] as number | null) ?? 0,
    (cells[13] as number | null) ?? 0,
  )
  if (cells[14] !== null) book.addReversal(id, cells[14] as number)
  const text = (cell: Cell) => (cell as string | null) ?? undefined
  const [terms, method, bankAccount, bankSerial, note] = [
    text(cells[15]),
    text(cells[16]),
    text(cells[17]),
    text(cells[18]),
    text(cells[19]),
  ]
  if (terms ?? method ?? bankAccount ?? bankSerial ?? note) book.addNotes(id, { terms, method, bankAccount, bankSerial, note })
  return row
}

async function loadApplications(driver: Driver, company: number, book: Book): Promise<void> {
  const last = await newestId(driver, company, 'application')
  for (let from = 0; from < last; from += PAGE) {
    const rows = await driver.rows(
      driver.db
        .selectFrom('application')
        .select(['id', 'debit', 'debit_instalment', 'credit', 'credit_instalment', 'purpose', 'date', 'amount', 'change', 'reverses'])
        .where('company', '=', company)
        .where('id', '>', from)
        .where('id', '<=', from + PAGE)
        .orderBy('company')
        .orderBy('id'),
    )
    for (const row of rows) {
      const [id, debit, debitPart, credit, creditPart] = row as number[]
      book.addApplicationRow(
        id,
        book.itemOf(debit, debitPart),
        book.itemOf(credit, creditPart),
        purposeCode(row[5] as ApplicationPurpose),
        row[6] as Day,
        row[7] as number,
        row[8] as number,
        (row[9] as number | null) ?? 0,
      )
    }
    await nextTurn()
  }
}

async function newestId(driver: Driver, company: number, table: 'document' | 'application'): Promise<number> {
  const query = driver.db
    .selectFrom(table)
    .select(({ fn }) => fn.max('id').as('newest'))
    .where('company', '=', company)
  return ((await driver.rows(query))[0][0] as number | null) ?? 0
}

async function loadChanges(driver: Driver, company: number, book: Book): Promise<void> {
  const query = driver.db.selectFrom('change').select(['change', 'recorded_at']).where('company', '=', company).orderBy('change')
  for (const [change, at] of (await driver.rows(query)) as [number, number][]) book.note(change, at)
}

/** What there is little of becomes facts on its way. */
async function loadMasters(driver: Driver, company: number, book: Book): Promise<void> {
  const each = async (table: FactTable, columns: readonly string[], fact: (cells: Cell[]) => object) => {
    const query = driver.db.selectFrom(table as 'value').select(['change', ...columns] as never)
    const sorted = query.where('company', '=', company).orderBy('change').orderBy('place')
    for (const [change, ...cells] of await driver.rows(sorted)) book.add(fact(cells) as Fact, change as number)
  }
  const date = (cell: Cell) => iso(cell as Day)
  const maybe = (cell: Cell) => cell ?? undefined
  await each(
    'customer',
    ['code', 'name', 'short_name', 'former_names', 'source_row'],
    ([code, name, shortName, formerNames, sourceRow]) => ({
      fact: 'customer',
      code,
      name,
      shortName: maybe(shortName),
      formerNames: formerNames === null ? undefined : (JSON.parse(formerNames as string) as string[]),
      sourceRow: maybe(sourceRow),
    }),
  )
  await each('product', ['code', 'name', 'category', 'source_row'], ([code, name, category, sourceRow]) => ({
    fact: 'product',
    code,
    name,
    category: maybe(category),
    sourceRow: maybe(sourceRow),
  }))
  await each('person', ['code'], ([code]) => ({ fact: 'person', code }))
  await each('value', ['subject', 'subject_key', 'field', 'from_date', 'to_date', 'value'], ([subject, key, field, from, to, value]) => ({
    fact: 'value',
    subject,
    key,
    field,
    from: date(from),
    to: to === null ? undefined : date(to),
    value,
  }))
  await each('rate', ['currency', 'day', 'rate'], ([currency, day, rate]) => ({ fact: 'rate', currency, day: date(day), rate }))
  await each(
    'control',
    ['account', 'customer', 'as_of', 'amount', 'source', 'source_row'],
    ([account, customer, asOf, amount, source, sourceRow]) => ({
      fact: 'control',
      account,
      customer,
      asOf: date(asOf),
      amount,
      source,
      sourceRow: maybe(sourceRow),
    }),
  )
  await each('period_event', ['event', 'period', 'day', 'reason'], ([event, period, day, reason]) =>
    event === 'close' ? { fact: 'close', period, to: date(day) } : { fact: 'reopen', period, from: date(day), reason },
  )
  await each(
    'bank_line',
    ['account', 'serial', 'day', 'amount', 'currency', 'payer', 'payer_account', 'text', 'source_row'],
    ([account, serial, on, amount, currency, payer, payerAccount, text, sourceRow]) => ({
      fact: 'bankLine',
      account,
      serial,
      day: date(on),
      amount,
      currency,
      payer,
      payerAccount: maybe(payerAccount),
      text: maybe(text),
      sourceRow: maybe(sourceRow),
    }),
  )
  await each(
    'seal',
    ['report', 'question', 'known_at', 'engine', 'hash', 'source_row'],
    ([report, question, knownAt, engine, hash, sourceRow]) => ({
      fact: 'seal',
      report,
      question,
      knownAt,
      engine,
      hash,
      sourceRow: maybe(sourceRow),
    }),
  )
}
