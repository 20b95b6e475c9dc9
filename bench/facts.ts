import { iso, type Day } from '../shared/dates.js'
import { FACT_SCHEMA, type Fact } from '../shared/facts/fact.js'
import { decimal, type Money } from '../shared/money.js'
import type { TableRow } from '../shared/tables/post.js'
import type { NewChange } from '../server/store/store.js'
import type { History } from './generate.js'
import { changeOf, COMPANY, customerCode, dimensionsOf, documentNumber, post, productCode, taxIn, UNIT, type Postings } from './postings.js'

/** A history as the store keeps it: a change for each day, customers and products in the first. */
export function* changesOf(history: History): Generator<NewChange> {
  let facts = masterFacts(history)
  for (const day of post(
    history,
    collecting(history, fact => facts.push(fact)),
  )) {
    yield change(changeOf(history, day), day, facts)
    facts = []
  }
}

/** As `changesOf`, in changes of so many facts, whatever the days. */
export function* changesOfSize(history: History, size: number): Generator<NewChange> {
  let facts = masterFacts(history)
  let number = 0
  for (const day of post(
    history,
    collecting(history, fact => facts.push(fact)),
  )) {
    while (facts.length >= size) {
      yield change(++number, day, facts.slice(0, size))
      facts = facts.slice(size)
    }
  }
}

const change = (number: number, day: Day, facts: Fact[]): NewChange => ({
  company: COMPANY.code,
  change: number,
  recordedAt: `${iso(day)}T00:00:00.000Z`,
  actor: 'bench',
  source: {},
  pushId: `bench:${number}`,
  schema: FACT_SCHEMA,
  facts,
  pushHash: new Uint8Array(32),
  answer: '{}',
})

function masterFacts({ customers, products }: History): Fact[] {
  const facts: Fact[] = []
  for (let i = 0; i < customers.count; i++) facts.push({ fact: 'customer', code: customerCode(i), name: `Customer ${i + 1}` })
  for (let i = 0; i < products; i++) facts.push({ fact: 'product', code: productCode(i), name: `Product ${i + 1}` })
  return facts
}

/** Turns postings into facts. */
function collecting(history: History, give: (fact: Fact) => void): Postings {
  const { invoices, lines } = history
  const document = (id: number, kind: 'invoice' | 'receipt' | 'creditNote', customer: number, number: string, on: Day, due: Day) => ({
    ...{ fact: 'document' as const, kind, id, customer: customerCode(customer), series: '', number, docDate: iso(on), postDate: iso(on) },
    ...{ currency: COMPANY.currency, rate: '1', dimensions: dimensionsOf(history, customer), due },
  })
  const add = ({ due, ...head }: ReturnType<typeof document>, amount: Money, ofLines: ReturnType<typeof lineFact>[]) =>
    give({ ...head, amount, base: amount, items: [{ instalment: 1, due: iso(due), amount, base: amount }], lines: ofLines })
  const lineFact = (row: number) => {
    const tax = taxIn(lines.amount[row])
    const product = productCode(lines.product[row])
    const amounts = { net: (lines.amount[row] - tax) as Money, tax: tax as Money, cost: lines.cost[row] as Money }
    return { product, quantity: (lines.quantity[row] * UNIT) as Money, ...amounts }
  }
  return {
    invoice: (id, i) => {
      const [from, to] = [invoices.firstLine[i], invoices.firstLine[i + 1]]
      const number = documentNumber('invoice', i + 1)
      const head = document(id, 'invoice', invoices.customer[i], number, invoices.issued[i] as Day, invoices.due[i] as Day)
      add(
        head,
        invoices.amount[i] as Money,
        Array.from({ length: to - from }, (_, k) => lineFact(from + k)),
      )
    },
    credit: (id, kind, customer, day, amount) =>
      add(document(id, kind, customer, documentNumber(kind, id), day, day), -amount as Money, []),
    allocation: (id, debit, credit, day, amount) =>
      give({
        fact: 'application',
        id,
        debit: [debit, 1],
        credit: [credit, 1],
        purpose: 'allocation',
        date: iso(day),
        amount: amount as Money,
      }),
  }
}

/** Rows of the tables that an import brings customers and products by. */
export function masterRows({ customers, products }: History): TableRow[] {
  const code = (table: string, codes: string[]) => codes.map(text => ({ table, row: { code: text, name: `Name of ${text}` } }))
  return [
    ...code(
      'customers',
      Array.from({ length: customers.count }, (_, i) => customerCode(i)),
    ),
    ...code(
      'products',
      Array.from({ length: products }, (_, i) => productCode(i)),
    ),
  ]
}

/** Invoices as rows of an import, amounts as people write them. */
export function invoiceRows(history: History, from: number, to: number): TableRow[] {
  const { invoices, lines } = history
  const money = (amount: number) => decimal(amount as Money)
  const lineRow = (row: number) => {
    const tax = taxIn(lines.amount[row])
    const amounts = { net: money(lines.amount[row] - tax), tax: money(tax), cost: money(lines.cost[row]) }
    return { product: productCode(lines.product[row]), quantity: String(lines.quantity[row]), ...amounts }
  }
  return Array.from({ length: to - from }, (_, k) => {
    const i = from + k
    const count = invoices.firstLine[i + 1] - invoices.firstLine[i]
    const head = { number: documentNumber('invoice', i + 1), customer: customerCode(invoices.customer[i]) }
    const dates = { docDate: iso(invoices.issued[i] as Day), dueDate: iso(invoices.due[i] as Day) }
    const stamp = dimensionsOf(history, invoices.customer[i])
    return {
      table: 'invoices',
      row: { ...head, ...dates, ...stamp, lines: Array.from({ length: count }, (_, l) => lineRow(invoices.firstLine[i] + l)) },
    }
  })
}
