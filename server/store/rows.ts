import { day } from '../../shared/dates.js'
import type { Change, Fact } from '../../shared/facts/fact.js'
import type { ApplicationFact, DocumentFact } from '../../shared/facts/document.js'
import type { Dimensions } from '../../shared/facts/parts.js'
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
  const row = (...cells: Cell[]): Row => [company, change, place, ...cells, sourceRow]
  switch (fact.fact) {
    case 'customer':
      rows.customer.push(row(fact.code, fact.name, fact.shortName ?? null, fact.formerNames ? JSON.stringify(fact.formerNames) : null))
      return
    case 'product':
      rows.product.push(row(fact.code, fact.name, fact.category ?? null))
      return
    case 'person':
      rows.person.push([company, fact.code, change, place, sourceRow])
      return
    case 'value': {
      const to = fact.to === undefined ? null : day(fact.to)
      rows.value.push(row(fact.subject, fact.key, fact.field, day(fact.from), to, fact.value))
      return
    }
    case 'rate':
      rows.rate.push(row(fact.currency, day(fact.day), fact.rate))
      return
    case 'control':
      rows.control.push(row(fact.account, fact.customer, day(fact.asOf), fact.amount, fact.source))
      return
    case 'close':
      rows.period_event.push(row('close', fact.period, day(fact.to), null))
      return
    case 'reopen':
      rows.period_event.push(row('reopen', fact.period, day(fact.from), fact.reason))
      return
    case 'seal':
      rows.seal.push(row(fact.report, fact.question, fact.knownAt, fact.engine, fact.hash))
  }
}

function addDocument(rows: FactRows, company: number, change: number, fact: DocumentFact): void {
  const { id, items, lines } = fact
  rows.document.push([
    ...[company, id, change, fact.kind, fact.customer, fact.series, fact.number, day(fact.docDate), day(fact.postDate), fact.currency],
    ...[fact.rate, fact.amount, fact.base, dimensionsText(fact.dimensions), fact.reverses ?? null, fact.of ?? null, fact.order ?? null],
    ...[
      fact.terms ?? null,
      fact.method ?? null,
      fact.bankAccount ?? null,
      fact.bankSerial ?? null,
      fact.note ?? null,
      fact.sourceRow ?? null,
    ],
  ])
  for (const item of items) rows.item.push([company, id, item.instalment, day(item.due), item.amount, item.base])
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]
    rows.line.push([company, id, i + 1, line.product ?? null, line.quantity, line.net, line.tax, line.cost])
  }
}

function applicationRow(company: number, change: number, fact: ApplicationFact): Row {
  const { debit, credit } = fact
  return [
    ...[company, fact.id, change, debit[0], debit[1], credit[0], credit[1], fact.purpose, day(fact.date), fact.amount],
    ...[fact.reverses ?? null, fact.sourceRow ?? null],
  ]
}

/** JSON with sorted keys, so that equal stamps are equal texts; nothing for none. */
function dimensionsText(dimensions: Dimensions): string | null {
  const keys = Object.keys(dimensions)
  if (keys.length === 0) return null
  let text = '{'
  for (const key of keys.sort()) text += `${text.length > 1 ? ',' : ''}${JSON.stringify(key)}:${JSON.stringify(dimensions[key])}`
  return text + '}'
}
