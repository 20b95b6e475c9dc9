import { day } from '../../shared/dates.js'
import type { Change, Fact } from '../../shared/facts/fact.js'
import type { ApplicationFact, DocumentFact } from '../../shared/facts/document.js'
import { dimensionsText } from '../../shared/facts/parts.js'
import { FACT_TABLES, type Cell, type FactTable, type Row } from './tables.js'

export type FactRows = Record<FactTable, Row[]>

/** The rows that hold the facts of some changes, whole, table by table and in the order of `FACT_ORDER`. */
export function rowsOf(company: number, changes: readonly Change[]): FactRows {
  const rows = Object.fromEntries(FACT_TABLES.map(table => [table, []])) as unknown as FactRows
  for (const { change, facts } of changes) facts.forEach((fact, place) => addRows(rows, company, change, place, fact))
  return rows
}

function addRows(rows: FactRows, company: number, change: number, place: number, fact: Fact): void {
  if (fact.fact === 'document') return addDocument(rows, company, change, fact)
  if (fact.fact === 'application') return void rows.application.push(applicationRow(company, change, fact))
  // Closes, reopenings and seals carry the source row of their push too, though their schemas do not ask for it.
  const sourceRow = (fact as { sourceRow?: number }).sourceRow ?? null
  if (fact.fact === 'person') return void rows.person.push([company, fact.code, change, place, sourceRow])
  const [table, cells] = smallRow(fact)
  rows[table].push([company, change, place, ...cells, sourceRow])
}

/** The table of a fact that is no document, and what stands in its row between the place and the source row. */
function smallRow(fact: Exclude<Fact, { fact: 'document' | 'application' | 'person' }>): [FactTable, Cell[]] {
  switch (fact.fact) {
    case 'customer':
      return ['customer', [fact.code, fact.name, fact.shortName ?? null, fact.formerNames ? JSON.stringify(fact.formerNames) : null]]
    case 'product':
      return ['product', [fact.code, fact.name, fact.category ?? null]]
    case 'value': {
      const to = fact.to === undefined ? null : day(fact.to)
      return ['value', [fact.subject, fact.key, fact.field, day(fact.from), to, fact.value]]
    }
    case 'rate':
      return ['rate', [fact.currency, day(fact.day), fact.rate]]
    case 'control':
      return ['control', [fact.account, fact.customer, day(fact.asOf), fact.amount, fact.source]]
    case 'close':
      return ['period_event', ['close', fact.period, day(fact.to), null]]
    case 'reopen':
      return ['period_event', ['reopen', fact.period, day(fact.from), fact.reason]]
    case 'seal':
      return ['seal', [fact.report, fact.question, fact.knownAt, fact.engine, fact.hash]]
    case 'bankLine': {
      const { account, serial, amount, currency, payer, payerAccount, text } = fact
      return ['bank_line', [account, serial, day(fact.day), amount, currency, payer, payerAccount ?? null, text ?? null]]
    }
  }
}

function addDocument(rows: FactRows, company: number, change: number, fact: DocumentFact): void {
  const { id, items, lines } = fact
  const dimensions = dimensionsText(fact.dimensions)
  rows.document.push([
    company,
    id,
    change,
    fact.kind,
    fact.customer,
    fact.series,
    fact.number,
    day(fact.docDate),
    day(fact.postDate),
    fact.currency,
    fact.rate,
    fact.amount,
    fact.base,
    dimensions === '{}' ? null : dimensions,
    fact.reverses ?? null,
    fact.of ?? null,
    fact.order ?? null,
    fact.terms ?? null,
    fact.method ?? null,
    fact.bankAccount ?? null,
    fact.bankSerial ?? null,
    fact.note ?? null,
    fact.sourceRow ?? null,
  ])
  for (const item of items) rows.item.push([company, id, item.instalment, day(item.due), item.amount, item.base])
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]
    rows.line.push([company, id, i + 1, line.product ?? null, line.quantity, line.net, line.tax, line.cost])
  }
}

function applicationRow(company: number, change: number, fact: ApplicationFact): Row {
  const [debit, debitInstalment] = fact.debit
  const [credit, creditInstalment] = fact.credit
  return [
    company,
    fact.id,
    change,
    debit,
    debitInstalment,
    credit,
    creditInstalment,
    fact.purpose,
    day(fact.date),
    fact.amount,
    fact.reverses ?? null,
    fact.sourceRow ?? null,
  ]
}
