import { comparison, type Comparison } from '../domain/comparison.js'
import { sumOf, type ComparisonLine, type OurRow, type TheirRow } from '../domain/comparison-line.js'
import type { OursQuestion } from '../domain/comparison-ours.js'
import { iso } from '../dates.js'
import { ENGINE } from '../engine.js'
import { ALL, customerNamed } from '../functions/customers.js'
import { decimal, decimalsOf, major, type Money } from '../money.js'
import { refuse, type Language } from '../refusals.js'
import type { Words } from '../vocabulary.js'
import { currencyOf, defineReport, type ReportDefinition, type ReportQuestion } from './define.js'
import { blankLine, line, totalLine, type FootLine } from './foot.js'
import { layout, workbook, type Group } from './layout.js'
import { headEnd, headStart, nameOfCustomer, phrases, signatureLines } from './phrases.js'
import { columns, type Sheet } from './sheet.js'

const words = (en: string, zh: string): Words => ({ en, zh })

const KINDS: Readonly<Record<ComparisonLine['kind'], Words>> = {
  differs: words('Same number, other amount', '号码相同、金额不同'),
  onlyTheirs: words('Only in the list', '仅对方有'),
  onlyOurs: words('Only in the ledger', '仅我方有'),
  matched: words('Matched', '一致'),
}

const FOUND_BY: Readonly<Record<NonNullable<ComparisonLine['by']>, Words>> = {
  number: words('number', '号码'),
  amount: words('amount', '金额'),
  sum: words('sum', '合计'),
}

/** A list against documents or open items of the ledger. The question's period says from when, where it is of documents. */
export const comparisonWith = (
  theirs: readonly TheirRow[],
  side: OursQuestion['side'],
  from?: OursQuestion['from'],
): ReportDefinition<Comparison> =>
  defineReport<Comparison>({
    name: 'comparison',
    label: { en: 'Comparison', zh: '对账比对表' },
    summary: {
      en: 'A list of somebody else against the ledger: matched, differing, only theirs, only ours',
      zh: '对方清单与账簿逐笔比对：一致、不同、仅对方、仅我方',
    },
    data: question => {
      const { book, asOf, knownAt, clock, currency, filter } = question
      if (filter) throw refuse('BAD_OPTION', { value: Object.keys(filter).join(', '), known: 'customer, asOf, knownAt, currency' })
      return comparison(book, theirs, { asOf, knownAt, clock, currency, side, from, customer: customerOf(question) })
    },
    json: (data, question) => jsonOf(data, question, side),
    workbook: (data, question) => workbook(sheetOf(data, question)),
  })

function customerOf({ book, customer }: ReportQuestion): number | undefined {
  const index = customer === undefined ? ALL : customerNamed(book, customer)
  return index === ALL ? undefined : index
}

function jsonOf(data: Comparison, question: ReportQuestion, side: OursQuestion['side']): unknown {
  const { book, asOf, knownAt } = question
  const currency = currencyOf(question)
  const text = (amount: Money) => decimal(amount, currency)
  const count = ({ rows, amount }: Comparison['theirs']) => ({ rows, amount: text(amount) })
  const customer = customerOf(question)
  const theirs = ({ line: at, number, date, amount, text: words }: TheirRow) => ({
    line: at ?? null,
    number: number ?? null,
    date: date === undefined ? null : iso(date),
    amount: text(amount),
    text: words ?? null,
  })
  const ours = ({ document, number, date, amount }: OurRow) => ({
    document: number,
    kind: book.kind(document),
    customer: book.customers.texts[book.documents.customer[document]],
    date: iso(date),
    amount: text(amount),
  })
  return {
    report: 'comparison',
    side,
    customer: customer === undefined ? null : book.customers.texts[customer],
    asOf: iso(asOf),
    knownAt,
    change: book.change,
    engine: ENGINE,
    currency,
    theirs: count(data.theirs),
    ours: count(data.ours),
    difference: text(data.difference),
    parts: Object.fromEntries(
      Object.entries(data.parts).map(([kind, part]) => [
        kind,
        { lines: part.lines, theirs: count(part.theirs), ours: count(part.ours), difference: text(part.difference) },
      ]),
    ),
    lines: data.lines.map(one => ({
      kind: one.kind,
      by: one.by ?? null,
      theirs: one.theirs.map(theirs),
      ours: one.ours.map(ours),
      difference: text(one.difference),
      days: one.days ?? null,
    })),
  }
}

/** What needs attention first; the differences add up to theirs less ours. */
function sheetOf(data: Comparison, question: ReportQuestion): Sheet {
  const { language, unit, book } = question
  const say = phrases(language)
  const decimals = decimalsOf(currencyOf(question))
  const customer = customerOf(question)
  const who = customer === undefined ? say('all', '全部') : nameOfCustomer(book, customer)
  return layout({
    name: say('Comparison', '对账比对'),
    language,
    unit,
    title: say('A list against the ledger', '对方清单与账簿比对表'),
    head: [...headStart(question), [say('Customer', '客户'), who], ...headEnd(question)],
    columns: [
      columns.text('line', say('Line', '清单行号'), { width: 10 }),
      columns.text('theirNumber', say('Their number', '对方单号'), { width: 28, wrap: true }),
      columns.date('theirDate', say('Their date', '对方日期')),
      columns.money('theirs', say('Theirs', '对方金额'), { decimals }),
      columns.text('ourNumber', say('Our document', '我方单据'), { width: 24, wrap: true }),
      columns.date('ourDate', say('Our date', '我方日期')),
      columns.money('ours', say('Ours', '我方金额'), { decimals }),
      columns.money('difference', say('Difference', '差额'), { decimals }),
      columns.text('by', say('Found by', '匹配方式'), { width: 10 }),
      columns.text('text', say('Text', '摘要'), { width: 26, wrap: true }),
    ],
    rowKey: 'line',
    labelKey: 'theirNumber',
    groups: groupsOf(data, question),
    foot: [totalLine(say('Total', '合计')), ...proof(data, question), blankLine, ...signatureLines(language, 'narrow')],
    freezeThrough: 'theirNumber',
    highlights: [{ columns: ['difference'], when: '<>', than: 0, tone: 'bad' }],
  })
}

function groupsOf({ lines }: Comparison, question: ReportQuestion): Group[] {
  const { language } = question
  const currency = currencyOf(question)
  const texts = (rows: readonly (string | undefined)[]) => [...new Set(rows.filter(Boolean))].join('; ') || null
  const item = ({ theirs, ours, difference, by }: ComparisonLine) => ({
    // Every row has something here: sums count the rows that have.
    line: theirs.map(({ line: at }) => at ?? '–').join(', ') || '–',
    theirNumber: texts(theirs.map(({ number }) => number)),
    theirDate: theirs[0]?.date,
    theirs: theirs.length > 0 ? major(sumOf(theirs) as Money, currency) : null,
    ourNumber: texts(ours.map(({ number }) => number)),
    ourDate: ours[0]?.date,
    ours: ours.length > 0 ? major(sumOf(ours) as Money, currency) : null,
    difference: major(difference, currency),
    by: by ? FOUND_BY[by][language] : null,
    text: texts(theirs.map(({ text }) => text)),
  })
  return (Object.keys(KINDS) as ComparisonLine['kind'][])
    .map(kind => ({ label: labelOf(kind, lines, language), items: lines.filter(one => one.kind === kind).map(item) }))
    .filter(({ items }) => items.length > 0)
}

const labelOf = (kind: ComparisonLine['kind'], lines: readonly ComparisonLine[], language: Language): string =>
  `${KINDS[kind][language]} (${lines.filter(one => one.kind === kind).length})`

/** Theirs less ours as the sides say, against the differences line by line. */
function proof({ theirs, ours, difference }: Comparison, question: ReportQuestion): FootLine[] {
  const say = phrases(question.language)
  const currency = currencyOf(question)
  const decimals = decimalsOf(currency)
  const balance = (amount: Money) => ({ value: major(amount, currency), format: 'balance' as const })
  return [
    line(
      'note',
      say(`Rows: ${theirs.rows} theirs, ${ours.rows} ours`, `对方 ${theirs.rows} 行，我方 ${ours.rows} 笔`),
      { theirs: balance(theirs.amount), ours: balance(ours.amount), difference: balance(difference) },
      'sides',
    ),
    line(
      'note',
      say('Theirs less ours less the differences', '双方差额与逐笔差额核对'),
      {
        difference: {
          value: 0,
          formula: at => `ROUND(${at.cell('sides', 'theirs')}-${at.cell('sides', 'ours')}-${at.sum('difference')},${decimals})`,
          format: 'balance',
        },
      },
      'proof',
    ),
  ]
}
