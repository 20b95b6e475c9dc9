import { completeness, type Completeness, type CompletenessLine } from '../domain/completeness.js'
import { worthOf, type ListLine, type TaxRow } from '../domain/completeness-list.js'
import { iso } from '../dates.js'
import { ENGINE } from '../engine.js'
import { decimal, type Money } from '../money.js'
import { refuse } from '../refusals.js'
import { todayIn } from '../today.js'
import { completenessSheet } from './completeness-sheet.js'
import { defineReport, type ReportDefinition, type ReportQuestion } from './define.js'
import { workbook } from './layout.js'

/** What may be missing, without a list of the tax platform. */
export const COMPLETENESS = completenessWith()

/** As `COMPLETENESS`, with a list of the tax platform against the ledger. */
export function completenessWith(list?: readonly TaxRow[]): ReportDefinition<Completeness> {
  return defineReport<Completeness>({
    name: 'completeness',
    label: { en: 'Completeness', zh: '完整性检查表' },
    summary: {
      en: 'Gaps and duplicates in number series, deliveries without invoice, orders without delivery, each explained or open',
      zh: '单据断号与重号、已发货未开票、已下单未发货，逐行注明原因或待查',
    },
    data: ({ book, asOf, knownAt, period, customer, filter, currency }) => {
      // Numbers run on over all customers: a part of them would be all gaps.
      const part = currency ?? customer ?? (filter && Object.keys(filter).join(', '))
      if (part !== undefined) throw refuse('BAD_OPTION', { value: part, known: 'asOf, knownAt, period' })
      return completeness(book, { asOf, knownAt, period, list })
    },
    json: (data, question) => jsonOf(data, question),
    workbook: (data, question) => workbook(completenessSheet(data, question)),
  })
}

function jsonOf(data: Completeness, { book, asOf, knownAt, period }: ReportQuestion): unknown {
  const { currency } = book.company
  const text = (amount: Money) => decimal(amount, currency)
  const count = ({ rows, amount }: { rows: number; amount: Money }) => ({ rows, amount: text(amount) })
  const { proof } = data
  return {
    report: 'completeness',
    asOf: iso(asOf),
    knownAt,
    period: { from: iso(period.from), to: iso(period.to) },
    change: book.change,
    engine: ENGINE,
    currency,
    lines: data.lines.map(line => lineJson(line, book, text)),
    open: data.open,
    explained: data.explained,
    waiting: { notDelivered: text(data.waiting.notDelivered), notInvoiced: text(data.waiting.notInvoiced) },
    series: data.runs,
    proof: proof && {
      list: count(proof.list),
      ledger: count(proof.ledger),
      outside: count(proof.outside),
      parts: Object.fromEntries(
        Object.entries(proof.parts).map(([what, part]) => [what, { list: count(part.list), ledger: count(part.ledger) }]),
      ),
      difference: text(proof.difference),
    },
  }
}

function lineJson(
  { key, part, amount, explanation, line }: CompletenessLine,
  book: ReportQuestion['book'],
  text: (amount: Money) => string,
) {
  const common = {
    key,
    part,
    amount: text(amount),
    explanation: explanation
      ? { text: explanation.text, change: explanation.change, recordedOn: todayIn(book.company.timeZone, explanation.recordedAt).iso }
      : null,
  }
  const named = (row: number) => ({ document: book.nameOf(row), customer: book.customers.texts[book.documents.customer[row]] })
  if (part === 'orders') {
    const { what, document, date, partly, days } = line
    return { ...common, what, ...named(document), date: iso(date), partly, days }
  }
  if (part === 'series') {
    const { what, of, from, to, count, documents, date } = line
    return { ...common, what, of, from, to, count, documents: documents.map(row => book.nameOf(row)), date: iso(date) }
  }
  return { ...common, ...listJson(line, named, text) }
}

function listJson({ what, list, ledger, differences }: ListLine, named: (row: number) => object, text: (amount: Money) => string): object {
  return {
    what,
    differences,
    list: list ? { code: list.code, number: list.number, date: iso(list.date), buyer: list.buyer, total: text(worthOf(list)) } : null,
    ledger: ledger ? { ...named(ledger.document), date: iso(ledger.date), total: text(worthOf(ledger)) } : null,
  }
}
