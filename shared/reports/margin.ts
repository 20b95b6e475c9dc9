import { iso } from '../dates.js'
import { marginOf, margins, marginTotals, type Margin } from '../domain/margin.js'
import { DIMENSIONS } from '../domain/dimensions.js'
import { ENGINE } from '../engine.js'
import { ALL, customerNamed } from '../functions/customers.js'
import { decimal, decimalsOf, major } from '../money.js'
import { refuse } from '../refusals.js'
import { DIMENSION_WORDS, type Words } from '../vocabulary.js'
import { currencyOf, defineReport, type ReportQuestion } from './define.js'
import { blankLine, totalLine } from './foot.js'
import { layout, ungrouped, workbook } from './layout.js'
import { compareText, headEnd, headOfPeriod, nameOfCustomer, phrases, signatureLines, unitText } from './phrases.js'
import { columns, type Sheet } from './sheet.js'

interface MarginRow extends Margin {
  group: string
  name: string
}

interface MarginAnswer {
  by: string
  rows: MarginRow[]
  total: Margin
}

const BY: Readonly<Record<string, Words>> = { ...DIMENSION_WORDS, month: { en: 'month', zh: '月份' } }
const KNOWN: readonly string[] = ['customer', 'product', 'month', 'owner', ...DIMENSIONS]

export const MARGIN = defineReport<MarginAnswer>({
  name: 'margin',
  label: { en: 'Margin', zh: '毛利表' },
  summary: {
    en: 'Sales, cost and gross margin of a period by customer, product, region, salesperson or month, without tax',
    zh: '期间内按客户、商品、区域、业务员或月份列示的不含税销售、成本与毛利',
  },
  data: answer,
  json: ({ by, rows, total }, question) => {
    const { book, period, knownAt } = question
    const figures = ({ sales, cost, margin, percent, unlined }: Margin) => ({
      sales: decimal(sales, currencyOf(question)),
      cost: decimal(cost, currencyOf(question)),
      margin: decimal(margin, currencyOf(question)),
      percent,
      unlined: decimal(unlined, currencyOf(question)),
    })
    return {
      report: 'margin',
      from: iso(period.from),
      to: iso(period.to),
      knownAt,
      change: book.change,
      engine: ENGINE,
      currency: currencyOf(question),
      by,
      rows: rows.map(row => ({ [by]: row.group, name: row.name, ...figures(row) })),
      total: figures(total),
    }
  },
  workbook: (data, question) => workbook(sheetOf(data, question)),
})

function answer(question: ReportQuestion): MarginAnswer {
  const { book, period, knownAt, currency, customer } = question
  // Cost is known in ledger currency only.
  if (currency !== undefined) throw refuse('BAD_OPTION', { value: `currency=${currency}`, known: book.company.currency })
  const only = customer === undefined ? ALL : customerNamed(book, customer)
  const filter = only === ALL ? question.filter : { ...question.filter, customer: [book.customers.texts[only]] }
  const typed = question.by?.trim().toLowerCase() ?? 'customer'
  const by = KNOWN.find(name => name === typed || BY[name].zh === typed)
  if (!by) throw refuse('BAD_OPTION', { value: typed, known: KNOWN.join(', ') })
  const found = margins(book, { period, by, filter, knownAt })
  const rows: MarginRow[] = []
  found.groups.forEach((group, at) => {
    if (found.present[at]) rows.push({ group, name: nameOf(question, by, group, at), ...marginOf(found, at) })
  })
  rows.sort((a, b) => compareText(a.group, b.group))
  return { by, rows, total: marginTotals(found) }
}

function nameOf({ book }: ReportQuestion, by: string, group: string, at: number): string {
  if (by === 'customer') return nameOfCustomer(book, at)
  // Product 0 is what has none.
  return by === 'product' && at > 0 ? (book.productFiles[at - 1]?.name ?? group) : group
}

/** Groups in the chart. */
const CHARTED = 15

function sheetOf({ by, rows }: MarginAnswer, question: ReportQuestion): Sheet {
  const { language, unit } = question
  const say = phrases(language)
  const currency = currencyOf(question)
  const decimals = decimalsOf(currency)
  const none = say('(none)', '（未指定）')
  // Months run on; everything else is looked at from the largest down.
  const ordered = by === 'month' ? rows : [...rows].sort((a, b) => b.margin - a.margin || compareText(a.group, b.group))
  const coded = by === 'customer' || by === 'product'
  const unlined = rows.some(row => row.unlined !== 0)
  return layout({
    name: say('Margin', '毛利'),
    language,
    unit,
    title: say(`Gross margin by ${BY[by].en}`, `${BY[by].zh}毛利表`),
    head: [
      ...headOfPeriod(question),
      [say('Basis', '口径'), say('without tax, by posting date', '不含税，按入账日')],
      ...headEnd(question),
    ],
    columns: [
      // What is no code is its own name, which needs no column beside it.
      columns.text('group', by === 'customer' ? say('Customer', '客户编码') : BY[by][language], { width: 16, hidden: !coded }),
      columns.text('name', coded ? say('Name', '名称') : BY[by][language], { width: 30, wrap: true }),
      columns.money('sales', say('Sales', '销售收入'), { decimals }),
      columns.money('cost', say('Cost', '销售成本'), { decimals }),
      columns.money('margin', say('Gross margin', '毛利'), { decimals }),
      columns.percent('percent', say('Margin %', '毛利率%'), { total: { ratio: 'margin', to: 'sales' } }),
      columns.money('unlined', say('Without lines, with tax', '无明细单据（含税）'), { decimals, group: 'unlined', hidden: !unlined }),
    ],
    rowKey: 'group',
    labelKey: 'name',
    groups: ungrouped(
      ordered.map(row => ({
        group: row.group || none,
        name: row.name || none,
        sales: major(row.sales, currency),
        cost: major(row.cost, currency),
        margin: major(row.margin, currency),
        percent: row.sales === 0 ? null : row.margin / row.sales,
        unlined: major(row.unlined, currency),
      })),
    ),
    foot: [totalLine(say('Total', '合计')), blankLine, ...signatureLines(language, 'narrow')],
    freezeThrough: 'name',
    highlights: [{ columns: ['margin', 'percent'], when: '<', than: 0, tone: 'bad' }],
    charts: [
      {
        type: by === 'month' ? 'column' : 'bar',
        stacked: false,
        title: say('Gross margin', '毛利'),
        axisTitle: `${say('Amount', '金额')} (${unitText(question)})`,
        categories: 'name',
        series: ['margin'],
        first: by === 'month' ? 36 : CHARTED,
      },
    ],
  })
}
