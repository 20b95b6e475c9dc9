import { addDays } from '../dates.js'
import { describedBridge, type ChangeBridge } from '../domain/bridge-lines.js'
import { BRIDGE_CAUSES, type BridgeCause, type BridgeQuestion } from '../domain/bridge-question.js'
import { CAUSE_WORDS_OF_CHANGE } from '../domain/bridge-words.js'
import { changeBridge, changeBridges } from '../domain/bridge.js'
import { ENGINE } from '../engine.js'
import { ALL, customerNamed } from '../functions/customers.js'
import { decimal, decimalsOf, major, type Money } from '../money.js'
import { bridgeSheet, momentsOf } from './change-bridge-sheet.js'
import { currencyOf, defineReport, type ReportQuestion } from './define.js'
import { blankLine, line, proofLine, totalLine } from './foot.js'
import { layout, ungrouped, workbook } from './layout.js'
import { headEnd, headStart, nameOfCustomer, phrases } from './phrases.js'
import { columns, type Sheet } from './sheet.js'

export { bridgeSheet } from './change-bridge-sheet.js'

interface CustomerChange {
  customer: string
  name: string
  opening: Money
  closing: Money
  amounts: Partial<Record<BridgeCause, Money>>
}

interface BridgeAnswer {
  whole: ChangeBridge
  rows: CustomerChange[]
}

export const CHANGE_BRIDGE = defineReport<BridgeAnswer>({
  name: 'change-bridge',
  label: { en: 'Why it changed', zh: '变动原因' },
  summary: {
    en: 'Why what customers owe changed over a period, or since one date was last looked at, document by document',
    zh: '期间内（或同一截止日期自某变更号以来）各客户应收余额变动的原因，逐张列出单据',
  },
  data: question => {
    const asked = bridgeQuestion(question)
    const rows = [...changeBridges(question.book, asked)].map(([customer, { opening, closing, parts }]) => ({
      customer: question.book.customers.texts[customer],
      name: nameOfCustomer(question.book, customer),
      opening,
      closing,
      amounts: Object.fromEntries(parts.map(({ cause, amount }) => [cause, amount])),
    }))
    const size = ({ opening, closing }: CustomerChange) => Math.abs(closing - opening)
    rows.sort((a, b) => size(b) - size(a) || (a.customer < b.customer ? -1 : 1))
    return { whole: describedBridge(question.book, changeBridge(question.book, asked)), rows }
  },
  json: ({ whole, rows }, { book }) => {
    const text = (amount: Money) => decimal(amount, whole.currency)
    const { from, to, opening, closing, parts, currency } = whole
    const explained = parts.reduce((sum, { amount }) => sum + amount, 0)
    return {
      report: 'change-bridge',
      from,
      to,
      change: book.change,
      engine: ENGINE,
      currency,
      opening: text(opening),
      closing: text(closing),
      parts: parts.map(part => ({
        cause: part.cause,
        amount: text(part.amount),
        rows: part.rows.map(({ recordedAt: _at, ...row }) => ({ ...row, amount: text(row.amount) })),
      })),
      customers: rows.map(({ customer, name, amounts, ...row }) => ({
        customer,
        name,
        opening: text(row.opening),
        ...Object.fromEntries(Object.entries(amounts).map(([cause, amount]) => [cause, text(amount)])),
        closing: text(row.closing),
      })),
      proof: { difference: text((opening + explained - closing) as Money) },
    }
  },
  workbook: (data, question) => {
    const { language, unit } = question
    return workbook(customersSheet(data, question), { ...bridgeSheet(data.whole, language, headStart(question).slice(0, 1)), unit })
  },
})

/** With `since` one date known at two changes; else from the day before a period to its end. */
function bridgeQuestion({ book, period, asOf, since, knownAt, clock, currency, filter, customer }: ReportQuestion): BridgeQuestion {
  const only = customer === undefined ? ALL : customerNamed(book, customer)
  const [from, to] =
    since === undefined
      ? [
          { asOf: addDays(period.from, -1), knownAt },
          { asOf: period.to, knownAt },
        ]
      : [
          { asOf, knownAt: since },
          { asOf, knownAt },
        ]
  return { measure: 'balance', customer: only === ALL ? undefined : only, clock, currency, filter, from, to }
}

/** A row for every customer, a column for every cause there is. */
function customersSheet({ whole, rows }: BridgeAnswer, question: ReportQuestion): Sheet {
  const { language, unit, book } = question
  const say = phrases(language)
  const currency = currencyOf(question)
  const decimals = decimalsOf(currency)
  const causes = BRIDGE_CAUSES.filter(cause => whole.parts.some(part => part.cause === cause) || rows.some(({ amounts }) => amounts[cause]))
  const shown = (amount: Money | undefined) => (amount === undefined ? null : major(amount, currency))
  const sums = ['opening', ...causes]
  const at = { given: 'opening', sum: causes[0] ?? 'closing', difference: causes.length > 1 ? causes[1] : 'proof' }
  return layout({
    name: say('By customer', '按客户'),
    language,
    unit,
    title: say('Why customers’ balances changed', '客户余额变动原因'),
    head: [
      [say('Company', '编制单位'), book.company.name],
      ...momentsOf(whole, language),
      ...headEnd(question).filter(([label]) => label !== say('Change', '变更号')),
    ],
    columns: [
      columns.text('code', say('Customer', '客户编码'), { width: 12 }),
      columns.text('name', say('Name', '客户名称'), { width: 30, wrap: true }),
      columns.money('opening', say(`Opening ${whole.from.asOf}`, `期初 ${whole.from.asOf}`), { decimals, width: 22 }),
      ...causes.map(cause => columns.money(cause, CAUSE_WORDS_OF_CHANGE[cause][language], { decimals, width: 22 })),
      columns.money('closing', say(`Closing ${whole.to.asOf}`, `期末 ${whole.to.asOf}`), { decimals, width: 22 }),
      columns.money('proof', say('Difference', '差额'), { decimals, hidden: causes.length > 1, total: undefined }),
    ],
    rowKey: 'code',
    labelKey: 'name',
    groups: ungrouped(
      rows.map(({ customer, name, opening, closing, amounts }) => ({
        code: customer,
        name,
        opening: shown(opening),
        ...Object.fromEntries(causes.map(cause => [cause, shown(amounts[cause])])),
        closing: shown(closing),
      })),
    ),
    foot: [
      totalLine(say('Total', '合计')),
      blankLine,
      line('note', say('Proof', '核对'), {
        [at.given]: say('Closing', '期末'),
        [at.sum]: say('Opening + causes', '期初 + 原因'),
        [at.difference]: say('Difference', '差额'),
      }),
      proofLine(say('Closing = opening + causes', '期末 = 期初 + 原因'), {
        key: 'proof',
        given: major(whole.closing, currency),
        missing: '',
        sums,
        at,
      }),
    ],
    freezeThrough: 'name',
    highlights: [{ columns: [at.difference], rows: ['proof'], when: '<>', than: 0, tone: 'bad' }],
  })
}
