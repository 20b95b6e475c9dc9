import type { Completeness, CompletenessLine } from '../domain/completeness.js'
import { worthOf, type ListDifference, type ListLine } from '../domain/completeness-list.js'
import type { NumberRun } from '../domain/completeness-series.js'
import { decimalsOf, major, type Money } from '../money.js'
import type { Language } from '../refusals.js'
import { todayIn } from '../today.js'
import type { Words } from '../vocabulary.js'
import type { ReportQuestion } from './define.js'
import { blankLine, line, type FootLine } from './foot.js'
import type { Computed, Input, Item } from './formulas.js'
import { layout, type Group } from './layout.js'
import { headEnd, headOfPeriod, headStart, nameOfCustomer, phrases, signatureLines } from './phrases.js'
import { columns, type Sheet } from './sheet.js'

const words = (en: string, zh: string): Words => ({ en, zh })

const WHAT: Readonly<Record<string, Words>> = {
  matched: words('matched', '一致'),
  differs: words('differs', '不一致'),
  onlyList: words('only in the list', '仅清单有'),
  onlyLedger: words('only in the ledger', '仅账簿有'),
  gap: words('gap', '断号'),
  sparse: words('not consecutive', '号码不连续'),
  duplicate: words('duplicate', '重号'),
  notDelivered: words('not delivered', '未发货'),
  notInvoiced: words('not invoiced', '未开票'),
}

const DIFFERENCES: Readonly<Record<ListDifference, Words>> = {
  amount: words('amount', '金额'),
  tax: words('tax', '税额'),
  buyer: words('buyer', '购方'),
  date: words('date', '日期'),
  red: words('red or blue', '红蓝字'),
  void: words('void', '作废状态'),
}

const SERIES: Readonly<Record<NumberRun['of'], Words>> = {
  billing: words('invoices', '发票'),
  receipt: words('receipts', '收款单'),
  order: words('orders', '订单'),
  delivery: words('deliveries', '发货单'),
}

const PARTS: readonly { part: CompletenessLine['part']; label: Words }[] = [
  { part: 'list', label: words('Tax platform against ledger', '税务平台清单与账簿') },
  { part: 'series', label: words('Number series', '单据号码') },
  { part: 'orders', label: words('Orders and deliveries', '订单与发货') },
]

/** One line for everything that may be missing, and below them how both sides of the list add up. */
export function completenessSheet(data: Completeness, question: ReportQuestion): Sheet {
  const { language, unit, book } = question
  const say = phrases(language)
  const decimals = decimalsOf(book.company.currency)
  return layout({
    name: say('Completeness', '完整性检查'),
    language,
    unit,
    title: say('Completeness of documents', '单据完整性检查表'),
    head: [...headStart(question), headOfPeriod(question)[1], ...headEnd(question)],
    columns: [
      columns.text('key', say('Line', '行标识'), { width: 26 }),
      columns.text('what', say('Finding', '检查结果'), { width: 16 }),
      columns.text('document', say('Document', '单据号'), { width: 22 }),
      columns.date('date', say('Date', '日期')),
      columns.text('customer', say('Customer or buyer', '客户/购方'), { width: 30, wrap: true }),
      columns.money('list', say('List', '清单金额'), { decimals }),
      columns.money('ledger', say('Ledger', '账簿金额'), { decimals }),
      columns.money('difference', say('Difference', '差额'), { decimals }),
      columns.money('waiting', say('Waiting', '待完成金额'), { decimals }),
      columns.text('details', say('Details', '说明'), { width: 26, wrap: true }),
      columns.text('explanation', say('Explained by', '原因'), { width: 30, wrap: true }),
    ],
    rowKey: 'key',
    labelKey: 'what',
    groups: groupsOf(data, question),
    foot: [...listProof(data, question), ...counts(data, language), blankLine, ...signatureLines(language, 'narrow')],
    freezeThrough: 'document',
    ...(data.proof && { highlights: [{ columns: ['difference'], rows: ['proof'], when: '<>' as const, than: 0, tone: 'bad' as const }] }),
  })
}

const groupsOf = ({ lines }: Completeness, question: ReportQuestion): Group[] =>
  PARTS.map(({ part, label }) => ({
    label: label[question.language],
    items: lines.filter(one => one.part === part).map(one => ({ ...itemOf(one, question), explanation: explanationOf(one, question) })),
  })).filter(({ items }) => items.length > 0)

/** Why a line is as it is, since when and by which change, which the audit names the author of. */
function explanationOf({ explanation }: CompletenessLine, { book, language }: ReportQuestion): string {
  const say = phrases(language)
  if (!explanation) return say('open', '待查')
  const { text, change, recordedAt } = explanation
  const on = todayIn(book.company.timeZone, recordedAt).iso
  return text + say(` (${on}, change ${change})`, `（${on}，变更号 ${change}）`)
}

function itemOf({ key, part, amount, line }: CompletenessLine, question: ReportQuestion): Item {
  const { book, language } = question
  const say = phrases(language)
  const shown = (money: Money) => major(money, book.company.currency)
  const customerOf = (row: number) => nameOfCustomer(book, book.documents.customer[row])
  const what = WHAT[line.what][language]
  if (part === 'list') return { key, what, ...listItem(line, question), difference: shown(amount) }
  if (part === 'orders') {
    const { document, date, days, partly } = line
    const waited = say(`${days} days`, `${days} 天`)
    const details = partly ? say(`${waited}, in part`, `${waited}，部分`) : waited
    return { key, what, document: book.nameOf(document), date, customer: customerOf(document), waiting: shown(amount), details }
  }
  const { of, from, to, count, documents, date } = line
  const beside = documents.map(row => book.nameOf(row)).join(', ')
  const details =
    line.what !== 'duplicate'
      ? say(`${SERIES[of].en}: ${count} missing, between ${beside}`, `${SERIES[of].zh}缺 ${count} 个，介于 ${beside}`)
      : say(`${SERIES[of].en}: ${beside}`, `${SERIES[of].zh}：${beside}`)
  return { key, what, document: from === to ? from : `${from} – ${to}`, date, details }
}

function listItem({ list, ledger, differences, repeated }: ListLine, { book, language }: ReportQuestion): Item {
  const say = phrases(language)
  const { currency } = book.company
  const details = differences.map(difference => DIFFERENCES[difference][language])
  if (repeated !== undefined) details.push(say(`listed for the ${repeated}. time`, `清单中第 ${repeated} 次出现`))
  return {
    document: list ? [list.code, list.number].filter(Boolean).join(' ') : book.nameOf(ledger!.document),
    date: (list ?? ledger)!.date,
    customer: list?.buyer || (ledger ? nameOfCustomer(book, book.documents.customer[ledger.document]) : ''),
    list: list && major(worthOf(list), currency),
    ledger: ledger && major(worthOf(ledger), currency),
    details: details.join(say(', ', '、')) || null,
  }
}

const KINDS: readonly ListLine['what'][] = ['matched', 'differs', 'onlyList', 'onlyLedger']

/** Both sides of the list: what matches and what does not add up to the whole, and the difference to what stands above. */
function listProof({ proof }: Completeness, { book, language }: ReportQuestion): FootLine[] {
  if (!proof) return []
  const say = phrases(language)
  const { currency } = book.company
  const decimals = decimalsOf(currency)
  const balance = (amount: Money): Input => ({ value: major(amount, currency), format: 'balance' })
  const added = (column: string, amount: Money): Computed => ({
    value: major(amount, currency),
    formula: at => KINDS.map(what => at.cell(what, column)).join('+'),
    format: 'balance',
  })
  const rows = (list: number, ledger: number) => say(`${list} and ${ledger} invoices`, `清单 ${list} 张，账簿 ${ledger} 张`)
  return [
    blankLine,
    ...KINDS.map(what => {
      const { list, ledger } = proof.parts[what]
      const cells = { list: balance(list.amount), ledger: balance(ledger.amount), details: rows(list.rows, ledger.rows) }
      return line('note', WHAT[what][language], cells, what)
    }),
    line(
      'total',
      say('Together', '合计'),
      {
        list: added('list', proof.list.amount),
        ledger: added('ledger', proof.ledger.amount),
        difference: {
          value: major(proof.difference, currency),
          formula: at => `ROUND(${at.here('list')}-${at.here('ledger')},${decimals})`,
          format: 'balance',
        },
        details: rows(proof.list.rows, proof.ledger.rows),
      },
      'together',
    ),
    line(
      'note',
      say('Unexplained by the lines above', '与上列差额核对'),
      {
        difference: {
          value: 0,
          formula: at => `ROUND(${at.cell('together', 'difference')}-${at.sum('difference')},${decimals})`,
          format: 'balance',
        },
      },
      'proof',
    ),
    line('note', say('Of it dated outside the period', '其中账簿日期在期间外'), {
      ledger: balance(proof.outside.amount),
      details: say(`${proof.outside.rows} invoices`, `${proof.outside.rows} 张`),
    }),
  ]
}

function counts({ open, explained, runs }: Completeness, language: Language): FootLine[] {
  const say = phrases(language)
  const numbers = runs.reduce((sum, { present }) => sum + present, 0)
  return [
    blankLine,
    line('note', say(`Open: ${open}`, `待查 ${open} 行`), {}, 'open'),
    line('note', say(`Explained: ${explained}`, `已说明 ${explained} 行`), {}, 'explained'),
    line('note', say(`Numbers looked at: ${numbers} in ${runs.length} series`, `已检查号码 ${numbers} 个，共 ${runs.length} 个号段`), {}),
  ]
}
