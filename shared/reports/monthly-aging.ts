import { iso } from '../dates.js'
import { ENGINE } from '../engine.js'
import { ALL, customerNamed } from '../functions/customers.js'
import { decimal, type Money } from '../money.js'
import { agingProof, type AgingProof } from './aging-proof.js'
import { agingRows, type AgingRows } from './aging-rows.js'
import { currencyOf, defineReport, type ReportQuestion } from './define.js'
import { auditSheets } from './monthly-aging-audit.js'
import { managementSheet } from './monthly-aging-management.js'
import { workbook } from './layout.js'

interface MonthlyAging extends AgingRows {
  proof: AgingProof
}

export const MONTHLY_AGING = defineReport<MonthlyAging>({
  name: 'monthly-aging',
  label: { en: 'Monthly aging', zh: '月度账龄表' },
  summary: {
    en: 'What every customer owes by age at a date, proved against documents and the general ledger',
    zh: '截至某日各客户应收账款账龄，并与单据及总账核对',
  },
  data: asked => {
    const question = ofCustomer(asked)
    const rows = agingRows(question)
    return { ...rows, proof: agingProof(question, rows.total.total) }
  },
  json: (data, asked) => {
    const { book, asOf, knownAt, basis, clock, credits } = asked
    const currency = currencyOf(asked)
    const text = (amount: Money) => decimal(amount, currency)
    const optional = (amount: Money | null) => (amount === null ? null : text(amount))
    const figures = ({ amounts, unapplied, total }: AgingRows['total']) => ({
      amounts: amounts.map(text),
      unapplied: text(unapplied),
      total: text(total),
    })
    const { documents, difference, control, controlDifference } = data.proof
    return {
      report: 'monthly-aging',
      asOf: iso(asOf),
      knownAt,
      change: book.change,
      engine: ENGINE,
      currency,
      basis,
      clock,
      credits,
      buckets: data.buckets,
      rows: data.rows.map(row => ({ customer: row.code, name: row.name, ...figures(row) })),
      total: figures(data.total),
      proof: {
        documents: text(documents),
        difference: text(difference),
        control: optional(control),
        controlDifference: optional(controlDifference),
      },
    }
  },
  workbook: ({ proof }, asked, beside) => {
    const question = ofCustomer(asked)
    return question.layout === 'audit'
      ? workbook(...auditSheets(question, proof))
      : workbook(managementSheet(question, proof, beside?.notes))
  },
})

/** The question with one customer asked for as a filter. */
function ofCustomer(question: ReportQuestion): ReportQuestion {
  const { book, customer, filter } = question
  const only = customer === undefined ? ALL : customerNamed(book, customer)
  if (only === ALL) return question
  const code = book.customers.texts[only]
  return { ...question, filter: { ...filter, customer: filter?.customer?.includes(code) === false ? [] : [code] } }
}
