import { iso, type Day } from '../dates.js'
import { MISSING_STEPS, trace, type TraceStep } from '../domain/trace.js'
import { transferredFrom } from '../domain/transferred.js'
import { major } from '../money.js'
import { refuse, type Language } from '../refusals.js'
import { KIND_WORDS, kindName, type Words } from '../vocabulary.js'
import { momentOf } from './asked.js'
import type { Cell, Context } from './context.js'
import { defineFunction } from './define.js'
import { term, type Behind } from './drill-behind.js'
import type { Options } from './options.js'
import { param } from './parameters.js'
import { spelled } from './text.js'

const COLUMNS = ['step', 'document', 'of', 'date', 'amount', 'days', 'currency', 'customer'] as const
type TraceColumn = (typeof COLUMNS)[number]

const COLUMN_NAMES: Readonly<Record<string, TraceColumn>> = {
  步骤: 'step',
  单据号: 'document',
  对应单据: 'of',
  日期: 'date',
  金额: 'amount',
  间隔天数: 'days',
  币种: 'currency',
  客户编码: 'customer',
}

const STANDARD: readonly TraceColumn[] = ['step', 'document', 'of', 'date', 'amount', 'days']

/** What a step is called; what is missing stands out by its brackets. */
const STEP_WORDS: Readonly<Record<string, Words>> = {
  ...KIND_WORDS,
  reversal: { en: 'reversal', zh: '冲销' },
  notDelivered: { en: '(not delivered)', zh: '（未发货）' },
  notInvoiced: { en: '(not invoiced)', zh: '（未开票）' },
  unpaid: { en: '(unpaid)', zh: '（未收款）' },
  unapplied: { en: '(not allocated)', zh: '（未核销）' },
}

/** The most rows that one spill gives. */
const SPILL_ROWS = 10_000

export const TRACE = defineFunction({
  zh: '单据追溯',
  summary: {
    en: 'The way of a document from order to money, with the days between the steps and what is missing, as rows that spill',
    zh: '单据从订单到收款的全过程：各步日期、金额、间隔天数及缺失环节（溢出多行）',
  },
  params: {
    number: param.text(
      { en: 'document', zh: '单据号' },
      {
        en: 'Number of an order, delivery, invoice or receipt, with its series before a hyphen when needed',
        zh: '订单、发货单、发票或收款单号码；必要时在前面加系列与连字符',
      },
    ),
    columns: param.text(
      { en: 'columns', zh: '列' },
      {
        en: `Some of ${COLUMNS.join(', ')}, with commas; in English the steps are too`,
        zh: `可选：${Object.keys(COLUMN_NAMES).join('、')}，逗号分隔`,
      },
      true,
    ),
    asOf: param.asOf(),
    options: param.options(),
  },
  result: 'rows',
  value: (context, { number, columns, asOf, options }) => {
    const { names, language } = columnsNamed(columns)
    const steps = stepsOf(context, number, asOf, options)
    if (steps.length > SPILL_ROWS) throw refuse('TOO_MANY_CELLS', { limit: SPILL_ROWS, count: steps.length })
    return steps.map(step => {
      const row = rowOf(context, step, language)
      return names.map(name => row[name])
    })
  },
  behind: (context, { number, asOf, options }) => traceBehind(context, stepsOf(context, number, asOf, options), asOf, options),
  examples: [
    {
      args: ['SO-1', 'step,document,date,amount,days', '2026-03-31'],
      value: [
        ['order', 'SO-1', '2026-03-01', 40000, ''],
        ['delivery', 'DN-1', '2026-03-12', 15000, 11],
        ['(not delivered)', 'SO-1', '2026-03-31', 25000, 30],
        ['(not invoiced)', 'SO-1', '2026-03-31', 15000, 30],
      ],
    },
    {
      args: ['INV-101', null, '2026-03-31'],
      value: [
        ['发票', 'INV-101', '', '2026-01-05', 11300, ''],
        ['收款单', 'RC-301', 'INV-101', '2026-03-05', -15000, 59],
        ['核销', 'RC-301', 'INV-101', '2026-03-05', -5000, 59],
        ['（未收款）', 'INV-101', 'INV-101', '2026-03-31', 6300, 85],
      ],
    },
    { args: ['INV-999', null, '2026-03-31'], value: { refusal: 'UNKNOWN_DOCUMENT' } },
    { args: ['INV-101', 'colour', '2026-03-31'], value: { refusal: 'UNKNOWN_FIELD' } },
  ],
})

/** The columns named, and the language that they are named in; Chinese when left out. */
function columnsNamed(text: string): { names: readonly TraceColumn[]; language: Language } {
  if (text === '') return { names: STANDARD, language: 'zh' }
  let language: Language = 'en'
  const names = text.split(/[,，、;；\s]+/).map(typed => {
    const chinese = spelled(COLUMN_NAMES, typed)
    if (chinese) language = 'zh'
    const column = chinese ?? COLUMNS.find(known => known.toLowerCase() === typed.toLowerCase())
    if (!column) throw refuse('UNKNOWN_FIELD', { value: typed, known: COLUMNS.join(', ') })
    return column
  })
  return { names, language }
}

function rowOf(
  { book }: Context,
  { step, document, of, date, amount, currency, days }: TraceStep,
  language: Language,
): Record<TraceColumn, Cell> {
  return {
    step: STEP_WORDS[step][language],
    document: book.nameOf(document),
    of: of === undefined ? '' : book.nameOf(of),
    date: iso(date),
    amount: major(amount, currency),
    days: days ?? '',
    currency,
    customer: book.customers.texts[book.documents.customer[document]],
  }
}

function stepsOf({ book }: Context, number: string, asOf: Day, options: Options): TraceStep[] {
  const steps = trace(book, documentNamed(book, number), momentOf(book, asOf, options))
  // It is in the ledger, but not yet at that moment.
  if (steps.length === 0) throw refuse('UNKNOWN_DOCUMENT', { kind: kindName('document'), value: number })
  return steps
}

/** Row of a document of any kind by number: the live one, else the newest with that number. */
function documentNamed(book: Context['book'], text: string): number {
  const at = text.indexOf('-')
  for (const wanted of at > 0 ? [text, `${text.slice(0, at)}\u0001${text.slice(at + 1)}`] : [text]) {
    const live: number[] = []
    let reversed = -1
    book.numbers.find(wanted, row => {
      if (book.isLive(row)) live.push(row)
      else if (reversed < 0 && !book.reversals.has(book.documents.id[row])) reversed = row
      return false
    })
    // What was transferred keeps its number; its way begins with the first of that number.
    const first = live.filter(row => !transferredFrom(book, row).some(before => live.includes(before)))
    if (first.length > 1) {
      const candidates = first.map(row => `${book.kind(row)} ${book.nameOf(row)}`).join(', ')
      throw refuse('AMBIGUOUS_DOCUMENT', { value: text, candidates })
    }
    if (first.length === 1) return first[0]
    if (reversed >= 0) return reversed
  }
  throw refuse('UNKNOWN_DOCUMENT', { kind: kindName('document'), value: text })
}

/** The documents of the way, each once with its amount, and how many days it took so far. */
function traceBehind({ book }: Context, steps: readonly TraceStep[], asOf: Day, options: Options): Behind {
  const others: readonly string[] = ['allocation', ...MISSING_STEPS]
  const documents = steps.filter(({ step }) => !others.includes(step))
  const dates = steps.map(({ date }) => date)
  return {
    moment: momentOf(book, asOf, options),
    adds: false,
    rows: documents.map(({ document, amount, step }) => ({ document, amount, part: STEP_WORDS[step] })),
    terms: [
      term('Documents', '单据数', documents.length, 'number'),
      term('Days from first to last step', '首末步骤间隔天数', Math.max(...dates) - Math.min(...dates), 'number'),
    ],
  }
}
