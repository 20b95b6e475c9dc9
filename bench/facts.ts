import { iso, type Day } from '../shared/dates.js'
import { FACT_SCHEMA, type Fact } from '../shared/facts/fact.js'
import { decimal, type Money } from '../shared/money.js'
import type { TableRow } from '../shared/tables/post.js'
import type { NewChange } from '../server/store/store.js'
import type { History } from './generate.js'
import { COMPANY, customerCode, dimensionsOf, documentNumber, post, productCode, taxIn, UNIT } from './postings.js'

/** The facts of a history, a list for each day in the order of posting, customers and products in the first. */
export function* factsOf(history: History): Generator<Fact[]> {
  const { invoices, lines, customers } = history
  const stamps = Array.from({ length: customers.count }, (_, customer) => dimensionsOf(history, customer))
  const days: Fact[][] = []
  let facts: Fact[] = []
  const document = (id: number, kind: 'invoice' | 'receipt' | 'creditNote', customer: number, number: string, at: Day, due: Day, amount: number) => ({
    ...{ fact: 'document' as const, kind, id, customer: customerCode(customer), series: '', number, docDate: iso(at), postDate: iso(at) },
    ...{ currency: COMPANY.currency, rate: '1', amount, base: amount, dimensions: stamps[customer] },
    items: [{ instalment: 1, due: iso(due), amount, base: amount }],
  })
  post(history, {
    day: () => days.push((facts = days.length === 0 ? masterFacts(history) : [])),
    invoice: (id, i) => {
      const number = documentNumber('invoice', i + 1)
      const head = document(id, 'invoice', invoices.customer[i], number, invoices.issued[i] as Day, invoices.due[i] as Day, invoices.amount[i])
      facts.push({ ...head, lines: Array.from({ length: invoices.firstLine[i + 1] - invoices.firstLine[i] }, (_, k) => lineOf(lines, invoices.firstLine[i] + k)) })
    },
    credit: (id, kind, customer, day, amount) => facts.push({ ...document(id, kind, customer, documentNumber(kind, id), day, day, -amount), lines: [] }),
    allocation: (id, debit, credit, day, amount) =>
      facts.push({ fact: 'application', id, debit: [debit, 1], credit: [credit, 1], purpose: 'allocation', date: iso(day), amount }),
  })
  yield* days
}
