import { iso } from '../dates.js'
import { CAUSE_WORDS, tieOut, type TieOut } from '../domain/tie-out.js'
import { ENGINE } from '../engine.js'
import { decimal, decimalsOf, major, type Money } from '../money.js'
import { refuse } from '../refusals.js'
import { defineReport, type ReportQuestion } from './define.js'
import { blankLine, line, totalLine, type FootLine } from './foot.js'
import type { Computed, Input } from './formulas.js'
import { layout, ungrouped, workbook } from './layout.js'
import { headEnd, headStart, nameOfCustomer, phrases, signatureLines } from './phrases.js'
import { columns, type Sheet } from './sheet.js'

export const TIE_OUT = defineReport<TieOut>({
  name: 'tie-out',
  label: { en: 'Tie-out', zh: '总账核对表' },
  summary: {
    en: 'Documents against the aging, the aging against the general ledger, and where they differ',
    zh: '单据与账龄、账龄与总账的核对，及差异客户和可能原因',
  },
  data: ({ book, asOf, knownAt, clock, currency, filter, customer }) => {
    // An account of the general ledger knows neither parts of the ledger nor other currencies.
    const part = currency ?? customer ?? (filter && Object.keys(filter).join(', '))
    if (part !== undefined) throw refuse('BAD_OPTION', { value: part, known: 'asOf, knownAt, clock' })
    return tieOut(book, { asOf, knownAt, clock })
  },
  json: (data, question) => {
    const { book, asOf, knownAt } = question
    const text = (amount: Money) => decimal(amount, book.company.currency)
    const optional = (amount: Money | null) => (amount === null ? null : text(amount))
    return {
      report: 'tie-out',
      asOf: iso(asOf),
      knownAt,
      change: book.change,
      engine: ENGINE,
      currency: book.company.currency,
      documents: text(data.documents),
      aging: text(data.aging),
      difference: text(data.difference),
      control: optional(data.control),
      controlDifference: optional(data.controlDifference),
      unidentified: text(data.unidentified),
      unexplained: optional(data.unexplained),
      accounts: data.accounts.map(({ account, amount }) => ({ account, amount: optional(amount) })),
      byCustomer: data.byCustomer.map(({ customer, aging, control, difference, cause, document }) => ({
        customer,
        name: nameOf(question, customer),
        aging: text(aging),
        control: optional(control),
        difference: text(difference),
        cause,
        document: document ?? null,
      })),
    }
  },
  workbook: (data, question) => workbook(sheetOf(data, question)),
})

function nameOf({ book }: ReportQuestion, code: string): string {
  const index = book.customers.find(code)
  return index === undefined ? code : nameOfCustomer(book, index)
}

/** Customers that differ, and below them both lines of the proof. */
function sheetOf(data: TieOut, question: ReportQuestion): Sheet {
  const { language, unit, book } = question
  const say = phrases(language)
  const { currency } = book.company
  const decimals = decimalsOf(currency)
  const shown = (amount: Money) => major(amount, currency)
  const missing = say('not entered', '未录入')
  return layout({
    name: say('Tie-out', '总账核对'),
    language,
    unit,
    title: say('Receivables against the general ledger', '应收账款与总账核对表'),
    head: [...headStart(question), ...headEnd(question)],
    columns: [
      columns.text('customer', say('Customer', '客户编码')),
      columns.text('name', say('Name', '客户名称'), { width: 32, wrap: true }),
      columns.money('control', say('General ledger', '总账'), { decimals }),
      columns.money('aging', say('Aging', '账龄合计'), { decimals }),
      columns.money('difference', say('Difference', '差额'), { decimals }),
      columns.text('cause', say('Likely cause', '可能原因'), { width: 36, wrap: true }),
      columns.text('document', say('Document', '单据号'), { width: 18 }),
    ],
    rowKey: 'customer',
    labelKey: 'name',
    groups: ungrouped(
      data.byCustomer.map(({ customer, aging, control, difference, cause, document }) => ({
        customer,
        name: nameOf(question, customer),
        control: control === null ? missing : shown(control),
        aging: shown(aging),
        difference: shown(difference),
        cause: CAUSE_WORDS[cause][language],
        document: document ?? null,
      })),
    ),
    foot: [
      totalLine(say('Customers that differ', '差异客户合计')),
      blankLine,
      ...proofs(data, question),
      blankLine,
      ...signatureLines(language, 'narrow'),
    ],
    freezeThrough: 'name',
    highlights: [{ columns: ['difference'], rows: ['documents', 'control'], when: '<>', than: 0, tone: 'bad' }],
  })
}

function proofs(data: TieOut, { language, book }: ReportQuestion): FootLine[] {
  const say = phrases(language)
  const { currency } = book.company
  const missing = say('not entered', '未录入')
  const balance = (amount: Money | null): Input => ({ value: amount === null ? missing : major(amount, currency), format: 'balance' })
  const difference = (amount: Money): Computed => ({
    value: major(amount, currency),
    formula: at => `ROUND(${at.here('control')}-${at.here('aging')},${decimalsOf(currency)})`,
    format: 'balance',
  })
  const proof = (key: string, label: string, books: Money | null, differs: Money | null) => {
    const cells = { control: balance(books), aging: balance(data.aging), difference: differs === null ? null : difference(differs) }
    return line('note', label, cells, key)
  }
  return [
    proof('documents', say('Documents by posting date', '单据合计'), data.documents, data.difference),
    proof('control', say('General ledger', '总账合计'), data.control, data.controlDifference),
    ...data.accounts.map(({ account, amount }) =>
      line('note', say(`of it account ${account}`, `其中科目 ${account}`), { control: balance(amount) }),
    ),
    ...unidentifiedLines(data, { say, balance }),
  ]
}

/** Money that belongs to no customer yet, once bank statements are entered: the general ledger has it, no aging does. */
function unidentifiedLines(
  { unidentified, unexplained, controlDifference }: TieOut,
  { say, balance }: { say: ReturnType<typeof phrases>; balance: (amount: Money | null) => Input },
): FootLine[] {
  if (unidentified === 0) return []
  const stated = line(
    'note',
    say('Unidentified receipts, in no aging', '待认领收款（未计入账龄）'),
    { control: balance(unidentified) },
    'pool',
  )
  if (unexplained === controlDifference) return [stated]
  const rest = line('note', say('Difference without them', '剔除待认领后的差额'), { difference: balance(unexplained) }, 'unexplained')
  return [stated, rest]
}
