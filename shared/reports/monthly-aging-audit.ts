import { iso, dayOf, civil, type Day } from '../dates.js'
import { NAMED_BUCKETS } from '../domain/buckets.js'
import { decimalsOf, major, type Money } from '../money.js'
import { agingFoot, totalLastMonth } from './aging-foot.js'
import type { AgingProof } from './aging-proof.js'
import { agingRows, type AgingRow } from './aging-rows.js'
import { bucketHeadings } from './bucket-headings.js'
import { receiptsSince, unlessNoRate } from './customer-figures.js'
import { currencyOf, type ReportQuestion } from './define.js'
import type { Item } from './formulas.js'
import { layout, ungrouped } from './layout.js'
import { documentList } from './monthly-aging-documents.js'
import { basisText, compareText, customerValue, headEnd, headStart, phrases, unitText } from './phrases.js'
import { columns, type Column, type Sheet } from './sheet.js'

/** The aging for auditors, by document date, opening of the year beside closing; behind it every open document. */
export function auditSheets(asked: ReportQuestion, proof: AgingProof): Sheet[] {
  const buckets = asked.buckets ?? NAMED_BUCKETS.audit
  // Auditors count from the document; the due date says nothing about how old a debt is.
  const question: ReportQuestion = { ...asked, buckets, basis: asked.basis === 'posting' ? 'posting' : 'document' }
  return [summary(question, proof), documentList(question)]
}

/** The last day of the year before: what the year opens with. */
const yearBefore = (asOf: Day): Day => dayOf(civil(asOf).year - 1, 12, 31)

function summary(question: ReportQuestion, proof: AgingProof): Sheet {
  const { language, asOf, unit } = question
  const say = phrases(language)
  const opensOn = yearBefore(asOf)
  const closing = agingRows(question)
  const opening = unlessNoRate(() => agingRows({ ...question, asOf: opensOn }))
  const headings = bucketHeadings(question.buckets!, question.basis, language)
  const keys = headings.map((_, at) => `closing${at}`)
  // Three neighbours, whatever the buckets.
  const [given, sum, difference] = [...keys, 'closingUnapplied', 'closingTotal']
  const items = rowItems(question, opening?.rows ?? [], closing.rows)
  const openingBand = say(`Opening (${iso(opensOn)})`, `期初余额（${iso(opensOn)}）`)
  const closingBand = say(`Closing (${iso(asOf)})`, `期末余额（${iso(asOf)}）`)
  return layout({
    name: say('Aging for audit', '账龄明细表'),
    language,
    unit,
    title: say('Accounts receivable by age', '应收账款账龄明细表'),
    head: [...headStart(question), [say('Basis', '口径'), basisText({ ...question, buckets: undefined })], ...headEnd(question)],
    columns: [
      columns.text('code', say('Customer', '客户编码'), { width: 12 }),
      columns.text('name', say('Name', '客户名称'), { width: 30, wrap: true }),
      columns.text('related', say('Related party', '关联方'), { width: 10 }),
      columns.text('nature', say('Nature', '款项性质'), { width: 12 }),
      ...block(question, 'opening', openingBand, headings),
      ...block(question, 'closing', closingBand, headings),
      ...places(question),
    ],
    rowKey: 'code',
    labelKey: 'name',
    groups: ungrouped(items),
    foot: agingFoot(question, proof, {
      buckets: keys,
      unapplied: 'closingUnapplied',
      at: { given, sum, difference },
      now: closing.total,
      before: totalLastMonth(question),
    }),
    freezeThrough: 'name',
    highlights: [{ columns: [difference], rows: ['documents', 'control'], when: '<>', than: 0, tone: 'bad' }],
    charts: [
      {
        type: 'column',
        stacked: false,
        title: say('Closing balance by age', '期末各账龄余额'),
        axisTitle: `${say('Amount', '金额')} (${unitText(question)})`,
        columns: keys,
        rows: ['total'],
      },
    ],
  })
}

const isStandard = ({ buckets }: ReportQuestion): boolean => buckets === NAMED_BUCKETS.audit

function block(question: ReportQuestion, key: string, band: string, headings: readonly string[]): Column[] {
  const say = phrases(question.language)
  const decimals = decimalsOf(currencyOf(question))
  const money = (part: string, heading: string) => columns.money(key + part, heading, { decimals, band })
  const year = isStandard(question) ? [money('Year', say('Up to 1 year', '1年以内'))] : []
  const ages = headings.map((heading, at) =>
    money(String(at), isStandard(question) && at < 2 ? say(`of it ${heading}`, `其中${heading}`) : heading),
  )
  return [...year, ...ages, money('Unapplied', say('Unapplied credits', '预收/未核销')), money('Total', say('Total', '合计'))]
}

/** What others fill in, or modules to come: how it was assessed, the allowance, and what the confirmation letter said. */
function places(question: ReportQuestion): Column[] {
  const { language, asOf, today } = question
  const say = phrases(language)
  const decimals = decimalsOf(currencyOf(question))
  const since = today > asOf ? say(`Received since, to ${iso(today)}`, `期后回款 至${iso(today)}`) : say('Received since', '期后回款')
  return [
    columns.text('assessment', say('Assessed in a group or alone', '组合/单项'), { width: 12 }),
    columns.money('allowance', say('Allowance', '坏账准备'), { decimals, total: undefined }),
    columns.money('carrying', say('Carrying amount', '账面价值'), { decimals, total: undefined }),
    columns.money('since', since, { decimals, width: 22 }),
    columns.text('confirmation', say('Confirmation', '函证情况'), { width: 16, wrap: true }),
  ]
}

/** Customers with anything open at either end, by code. */
function rowItems(question: ReportQuestion, opening: readonly AgingRow[], closing: readonly AgingRow[]): Item[] {
  const before = new Map(opening.map(row => [row.customer, row]))
  const after = new Map(closing.map(row => [row.customer, row]))
  const since = receiptsSince(question)
  const currency = currencyOf(question)
  const rows = [...closing, ...opening.filter(({ customer }) => !after.has(customer))]
  rows.sort((a, b) => compareText(a.code, b.code))
  return rows.map(({ customer, code, name }) => ({
    code,
    name,
    related: customerValue(question, customer, 'relatedParty') || null,
    nature: customerValue(question, customer, 'nature') || null,
    ...blockCells(question, 'opening', before.get(customer)),
    ...blockCells(question, 'closing', after.get(customer)),
    assessment: customerValue(question, customer, 'assessment') || null,
    since: since ? major(since[customer] as Money, currency) : null,
  }))
}

function blockCells(question: ReportQuestion, key: string, row: AgingRow | undefined): Item {
  if (!row) return {}
  const currency = currencyOf(question)
  const cells: Record<string, number> = {
    [`${key}Unapplied`]: major(row.unapplied, currency),
    [`${key}Total`]: major(row.total, currency),
  }
  row.amounts.forEach((amount, at) => (cells[key + at] = major(amount, currency)))
  if (isStandard(question)) cells[`${key}Year`] = major((row.amounts[0] + row.amounts[1]) as Money, currency)
  return cells
}
