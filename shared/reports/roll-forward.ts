import { iso } from '../dates.js'
import { ROLL_FORWARD_COLUMNS, rollForward, rollForwardRow, rollForwardTotals, type RollForwardColumn } from '../domain/roll-forward.js'
import { ENGINE } from '../engine.js'
import { ALL, customerNamed } from '../functions/customers.js'
import { decimal, decimalsOf, major, type Money } from '../money.js'
import { DIMENSION_WORDS, type Words } from '../vocabulary.js'
import { agingProof } from './aging-proof.js'
import { agingRows } from './aging-rows.js'
import { dimensionNamed } from './customer-groups.js'
import { currencyOf, defineReport, type ReportQuestion } from './define.js'
import { blankLine, line, proofLine, totalLine } from './foot.js'
import { layout, ungrouped, workbook } from './layout.js'
import { compareText, headEnd, headOfPeriod, nameOfCustomer, phrases, signatureLines } from './phrases.js'
import { columns, type Sheet } from './sheet.js'

interface Row {
  group: string
  name: string
  amounts: Money[]
}

interface RollForwardAnswer {
  /** What the rows are: customers, or values of a dimension. */
  by: string
  rows: Row[]
  total: Money[]
  /** Opening and movements less closing: always 0. */
  foots: Money
  /** The total of the aging at the end of the period, and closing less it: always 0. */
  aging: Money
  agingDifference: Money
  /** The general ledger at the end of the period; `null` when not entered. */
  control: Money | null
}

export const ROLL_FORWARD = defineReport<RollForwardAnswer>({
  name: 'roll-forward',
  label: { en: 'Roll-forward', zh: '应收增减变动表' },
  summary: {
    en: 'How what customers owe changed over a period, from opening to closing, tied to the aging',
    zh: '期间内应收账款由期初到期末的增减变动，并与账龄表核对',
  },
  data: answer,
  json: ({ by, rows, total, foots, aging, agingDifference, control }, question) => {
    const { book, period, knownAt, clock } = question
    const text = (amount: Money) => decimal(amount, currencyOf(question))
    const figures = (amounts: readonly Money[]) => Object.fromEntries(ROLL_FORWARD_COLUMNS.map((column, at) => [column, text(amounts[at])]))
    return {
      report: 'roll-forward',
      from: iso(period.from),
      to: iso(period.to),
      knownAt,
      change: book.change,
      engine: ENGINE,
      currency: currencyOf(question),
      clock,
      by,
      columns: ROLL_FORWARD_COLUMNS,
      rows: rows.map(({ group, name, amounts }) => ({ [by]: group, ...(by === 'customer' && { name }), ...figures(amounts) })),
      total: figures(total),
      proof: {
        foots: text(foots),
        aging: text(aging),
        agingDifference: text(agingDifference),
        control: control === null ? null : text(control),
      },
    }
  },
  workbook: (data, question) => workbook(sheetOf(data, question)),
})

function answer(question: ReportQuestion): RollForwardAnswer {
  const { book, period, knownAt, clock, currency, customer } = question
  const only = customer === undefined ? ALL : customerNamed(book, customer)
  const filter = only === ALL ? question.filter : { ...question.filter, customer: [book.customers.texts[only]] }
  const named = dimensionNamed(question.by) ?? 'customer'
  const by = named === 'none' ? 'customer' : named
  const found = rollForward(book, { period, knownAt, clock, currency, filter, by, valuation: 'closing' })
  const total = rollForwardTotals(found)
  const rows = found.groups
    .map((group, at) => ({ group, name: by === 'customer' ? nameOfCustomer(book, at) : group, amounts: rollForwardRow(found, at) }))
    .filter(({ amounts }) => amounts.some(amount => amount !== 0))
  const atEnd = { ...question, filter, asOf: period.to, buckets: undefined }
  const aging = agingRows(atEnd).total.total
  const closing = total[total.length - 1]
  const foots = total.slice(0, -1).reduce<number>((sum, amount) => sum + amount, 0) - closing
  return {
    by,
    rows: rows.sort((a, b) => compareText(a.group, b.group)),
    total,
    foots: foots as Money,
    aging,
    agingDifference: (closing - aging) as Money,
    control: agingProof(atEnd, aging).control,
  }
}

const HEADINGS: Readonly<Record<RollForwardColumn, Words>> = {
  opening: { en: 'Opening', zh: '期初余额' },
  billed: { en: 'Billed', zh: '本期开票' },
  cash: { en: 'Cash', zh: '收款' },
  credited: { en: 'Credited', zh: '贷项（红字）' },
  discount: { en: 'Discount', zh: '现金折扣' },
  refunded: { en: 'Refunded', zh: '退款' },
  writtenOff: { en: 'Written off', zh: '坏账转销' },
  recovered: { en: 'Recovered', zh: '坏账收回' },
  unbilled: { en: 'Unbilled', zh: '暂估' },
  bills: { en: 'Bills', zh: '票据' },
  netting: { en: 'Netting', zh: '抵账' },
  transferred: { en: 'Transferred', zh: '转入转出' },
  fx: { en: 'Exchange', zh: '汇兑差额' },
  closing: { en: 'Closing', zh: '期末余额' },
}

/** What most ledgers never have: folded away while nothing stands in it. */
const RARE: readonly RollForwardColumn[] = ['unbilled', 'bills', 'netting']

function sheetOf({ by, rows, aging, control, total }: RollForwardAnswer, question: ReportQuestion): Sheet {
  const { language, unit } = question
  const say = phrases(language)
  const currency = currencyOf(question)
  const decimals = decimalsOf(currency)
  const shown = (amount: Money) => major(amount, currency)
  const at = { given: 'opening', sum: 'billed', difference: 'cash' }
  const hidden = rows.every(({ amounts }) => ROLL_FORWARD_COLUMNS.every((key, i) => !RARE.includes(key) || amounts[i] === 0))
  const movements = ROLL_FORWARD_COLUMNS.filter(column => column !== 'closing')
  return layout({
    name: say('Roll-forward', '增减变动'),
    language,
    unit,
    title: say('Roll-forward of receivables', '应收账款增减变动表'),
    head: [...headOfPeriod(question), ...headEnd(question)],
    columns: [
      // What is no code is its own name, which needs no column beside it.
      columns.text('group', say('Customer', '客户编码'), { hidden: by !== 'customer' }),
      columns.text('name', by === 'customer' ? say('Name', '客户名称') : DIMENSION_WORDS[by][language], { width: 30, wrap: true }),
      ...ROLL_FORWARD_COLUMNS.map(key =>
        columns.money(key, HEADINGS[key][language], { decimals, ...(RARE.includes(key) && { group: 'rare', hidden }) }),
      ),
    ],
    rowKey: 'group',
    labelKey: 'name',
    groups: ungrouped(
      rows.map(({ group, name, amounts }) => {
        const none = say('(none)', '（未指定）')
        const figures = Object.fromEntries(ROLL_FORWARD_COLUMNS.map((key, i) => [key, shown(amounts[i])]))
        return { group: group || none, name: name || none, ...figures }
      }),
    ),
    foot: [
      totalLine(say('Total', '合计')),
      blankLine,
      line('note', say('Proof', '核对'), {
        opening: say('Books', '账簿'),
        billed: say('This sheet', '本表'),
        cash: say('Difference', '差额'),
      }),
      proofLine(say('Closing = opening + movements', '期末 = 期初 + 变动'), {
        key: 'foots',
        given: shown(total[total.length - 1]),
        missing: '',
        sums: movements,
        at,
      }),
      proofLine(say('Aging at the end', '期末账龄合计'), { key: 'aging', given: shown(aging), missing: '', sums: ['closing'], at }),
      proofLine(say('General ledger', '总账'), {
        key: 'control',
        given: control === null ? null : shown(control),
        missing: say('not entered', '未录入'),
        sums: ['closing'],
        at,
      }),
      blankLine,
      ...signatureLines(language, 'wide'),
    ],
    freezeThrough: 'name',
    highlights: [{ columns: ['cash'], rows: ['foots', 'aging', 'control'], when: '<>', than: 0, tone: 'bad' }],
  })
}
