import { iso } from '../dates.js'
import { statements, type Statement, type StatementItem, type StatementLine } from '../domain/statement.js'
import { ENGINE } from '../engine.js'
import { ALL, customerNamed } from '../functions/customers.js'
import { decimal, decimalsOf, major, ZERO, type Currency, type Money } from '../money.js'
import { refuse } from '../refusals.js'
import { KIND_WORDS } from '../vocabulary.js'
import { defineReport, type ReportQuestion } from './define.js'
import { blankLine, line, proofLine, signatureLine, totalLine } from './foot.js'
import type { Item } from './formulas.js'
import { layout, ungrouped, workbook } from './layout.js'
import { headEnd, headOfPeriod, nameOfCustomer, phrases } from './phrases.js'
import { columns, type Sheet } from './sheet.js'

interface CustomerStatement {
  customer: string
  name: string
  statements: Statement[]
}

export const STATEMENT = defineReport<CustomerStatement>({
  name: 'statement',
  label: { en: 'Customer statement', zh: '客户对账单' },
  summary: {
    en: 'What a customer owed, was billed and paid in a period, in each of its currencies, and what is still open',
    zh: '客户某期间的期初、发生、期末及未清单据，按币种分列',
  },
  data: question => {
    const { book, period, knownAt, clock, currency, customer } = question
    const index = customer === undefined ? ALL : customerNamed(book, customer)
    if (index === ALL) throw refuse('BAD_ARGUMENT', { name: 'customer', problem: 'name one customer (请指定一个客户)' })
    const found = statements(book, index, { period, knownAt, clock }).filter(one => currency === undefined || one.currency === currency)
    return { customer: book.customers.texts[index], name: nameOfCustomer(book, index), statements: found }
  },
  json: ({ customer, name, statements: found }, { book, period, knownAt }) => ({
    report: 'statement',
    customer,
    name,
    from: iso(period.from),
    to: iso(period.to),
    knownAt,
    change: book.change,
    engine: ENGINE,
    statements: found.map(({ currency, opening, lines, debits, credits, closing, openItems }) => ({
      currency,
      opening: decimal(opening, currency),
      lines: lines.map(entry => lineJson(entry, currency)),
      debits: decimal(debits, currency),
      credits: decimal(credits, currency),
      closing: decimal(closing, currency),
      openItems: openItems.map(item => itemJson(item, currency)),
    })),
  }),
  workbook: (data, question) => {
    // A customer without a balance or a movement gets a statement that says so.
    const nothing: Statement = {
      currency: question.currency ?? question.book.company.currency,
      opening: ZERO,
      lines: [],
      debits: ZERO,
      credits: ZERO,
      closing: ZERO,
      openItems: [],
    }
    const drawn = data.statements.length > 0 ? data.statements : [nothing]
    return workbook(...drawn.flatMap(one => [movementSheet(data, one, question), openItemSheet(data, one, question)]))
  },
})

const lineJson = (entry: StatementLine, currency: Currency) => ({
  ...entry,
  date: iso(entry.date),
  docDate: iso(entry.docDate),
  debit: decimal(entry.debit, currency),
  credit: decimal(entry.credit, currency),
  balance: decimal(entry.balance, currency),
})

const itemJson = (item: StatementItem, currency: Currency) => ({
  ...item,
  docDate: iso(item.docDate),
  due: iso(item.due),
  amount: decimal(item.amount, currency),
  open: decimal(item.open, currency),
})

function headOf({ customer, name }: CustomerStatement, { currency }: Statement, question: ReportQuestion) {
  const say = phrases(question.language)
  return [[say('Customer', '客户'), `${customer} ${name}`] as const, ...headOfPeriod(question), ...headEnd({ ...question, currency })]
}

/** Opening, every document with the balance after it, turnovers and closing. */
function movementSheet(data: CustomerStatement, statement: Statement, question: ReportQuestion): Sheet {
  const { language, unit, period } = question
  const { currency, opening, closing, lines } = statement
  const say = phrases(language)
  const decimals = decimalsOf(currency)
  const shown = (amount: Money) => major(amount, currency)
  const first: Item = {
    number: 0,
    date: iso(period.from),
    text: say('Opening balance', '期初余额'),
    balance: { value: shown(opening), format: 'balance' },
  }
  const items = lines.map((entry, i): Item => {
    const kind = KIND_WORDS[entry.kind]?.[language] ?? entry.kind
    return {
      number: i + 1,
      date: iso(entry.date),
      docDate: iso(entry.docDate),
      kind: entry.reversal ? say(`${kind}, reversed`, `${kind}（冲销）`) : kind,
      document: entry.document,
      text: entry.text || null,
      debit: shown(entry.debit),
      credit: shown(entry.credit),
      balance: shown(entry.balance),
    }
  })
  return layout({
    name: `${say('Statement', '对账单')} ${currency}`,
    language,
    unit,
    title: say('Statement of account', '往来对账单'),
    head: headOf(data, statement, question),
    columns: [
      columns.integer('number', say('No.', '序号'), { width: 6 }),
      columns.date('date', say('Date', '日期')),
      columns.date('docDate', say('Document date', '单据日期')),
      columns.text('kind', say('Kind', '类型'), { width: 18 }),
      columns.text('document', say('Document', '单据号'), { width: 20 }),
      columns.text('text', say('Remarks', '摘要'), { width: 34, wrap: true }),
      columns.money('debit', say('Debit', '借方'), { decimals }),
      columns.money('credit', say('Credit', '贷方'), { decimals }),
      columns.money('balance', say('Balance', '余额'), { decimals, total: undefined }),
    ],
    rowKey: 'number',
    labelKey: 'text',
    groups: ungrouped([first, ...items]),
    foot: [
      totalLine(say('Turnover', '本期合计')),
      line(
        'total',
        say('Closing balance', '期末余额'),
        {
          balance: {
            value: shown(closing),
            // The opening balance is the first row of the body.
            formula: at => `ROUND(${at.body('balance').split(':')[0]}+${at.sum('debit')}-${at.sum('credit')},${decimals})`,
            format: 'balance',
          },
        },
        'closing',
      ),
      blankLine,
      signatureLine(
        say('Agreed by (customer, stamp): ____________', '客户确认（盖章）：____________'),
        say('Date: ____________', '日期：____________'),
      ),
    ],
    freezeThrough: 'document',
  })
}

/** What is still open at the end of the period, proved against the closing balance of the documents. */
function openItemSheet(data: CustomerStatement, statement: Statement, question: ReportQuestion): Sheet {
  const { language, unit, period } = question
  const { currency, closing, openItems } = statement
  const say = phrases(language)
  const decimals = decimalsOf(currency)
  return layout({
    name: `${say('Open', '未清')} ${currency}`,
    language,
    unit,
    title: say(`Open documents at ${iso(period.to)}`, `截至${iso(period.to)}未清单据`),
    head: headOf(data, statement, question),
    columns: [
      columns.text('document', say('Document', '单据号'), { width: 20 }),
      columns.integer('instalment', say('Part', '期次')),
      columns.text('kind', say('Kind', '类型'), { width: 18 }),
      columns.date('docDate', say('Document date', '单据日期')),
      columns.date('due', say('Due date', '到期日')),
      columns.money('amount', say('Amount', '原金额'), { decimals }),
      columns.money('open', say('Open', '未清金额'), { decimals }),
      columns.integer('daysOverdue', say('Days overdue', '逾期天数'), { width: 17 }),
    ],
    rowKey: 'document',
    labelKey: 'kind',
    groups: ungrouped(
      openItems.map(item => ({
        ...item,
        kind: KIND_WORDS[item.kind]?.[language] ?? item.kind,
        docDate: iso(item.docDate),
        due: iso(item.due),
        amount: major(item.amount, currency),
        open: major(item.open, currency),
      })),
    ),
    foot: [
      totalLine(say('Total', '合计')),
      blankLine,
      line('note', say('Proof', '核对'), {
        amount: say('Documents', '单据合计'),
        open: say('Open documents', '未清合计'),
        daysOverdue: say('Difference', '差额'),
      }),
      proofLine(say('Closing balance', '期末余额'), {
        key: 'proof',
        given: major(closing, currency),
        missing: '',
        sums: ['open'],
        at: { given: 'amount', sum: 'open', difference: 'daysOverdue' },
      }),
    ],
    freezeThrough: 'document',
    highlights: [
      { columns: ['daysOverdue'], when: '>', than: 0, tone: 'warning' },
      { columns: ['daysOverdue'], rows: ['proof'], when: '<>', than: 0, tone: 'bad' },
    ],
  })
}
