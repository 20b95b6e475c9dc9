import { iso, type Day } from '../dates.js'
import { dueOf } from '../domain/extensions.js'
import { openAmount } from '../domain/open-items.js'
import { resolved, type Moment } from '../domain/question.js'
import { decimalsOf, type Currency, type Money } from '../money.js'
import type { Answer, Cell, Context } from './context.js'
import { ALL } from './customers.js'
import type { FunctionDefinition } from './define.js'
import type { Drill, DrillFacts, DrillRow, Term } from './drill-answer.js'
import { momentAt, type Behind, type BehindRow } from './drill-behind.js'
import { readCall } from './evaluate.js'
import type { Options } from './options.js'

export type { Drill, DrillFacts, DrillRow, Term } from './drill-answer.js'

type Book = Context['book']

/** The documents behind one call of a cell function, by customer, due date and number; refuses what the function refuses. */
export function drill(context: Context, name: string, args: readonly Cell[]): Drill {
  const { definition, values } = readCall(context, name, args)
  return { ...drillOf(context, definition, values), name: nameOf(name), args }
}

/** As `drill`, of a call whose arguments are read. */
export function drillOf(context: Context, definition: FunctionDefinition, values: Record<string, unknown>): Omit<Drill, 'name' | 'args'> {
  const { book } = context
  const value = definition.value(context, values)
  const behind = definition.behind?.(context, values) ?? { moment: momentAt(context.asOf), adds: false, rows: [] }
  const currency = behind.currency ?? book.company.currency
  const rows = drillRows(book, behind.rows, behind.moment).sort(inOrder)
  return {
    value,
    format: behind.shows ?? (behind.adds ? 'money' : FORMATS[definition.result]),
    currency,
    answer: behind.adds ? minorOf(value, currency) : null,
    total: rows.reduce((sum, { amount }) => sum + amount, 0) as Money,
    rows,
    terms: [...(behind.terms ?? [])],
    facts: factsOf(context, values, behind, rows),
  }
}

/** How the values of functions that do not add up are shown. */
const FORMATS: Readonly<Record<FunctionDefinition['result'], Term['format']>> = {
  money: 'money',
  'money-or-rows': 'money',
  percent: 'percent',
  number: 'number',
  date: 'text',
  text: 'text',
  rows: 'text',
}

/** What is told of each share of an answer at a moment. */
export const drillRows = (book: Book, rows: readonly BehindRow[], moment: Moment): DrillRow[] =>
  rows.map(row => drillRow(book, row, moment))

/** The name of a function as the catalogue has it. */
export const nameOf = (name: string): string => name.toUpperCase().replace(/^AR\./, '')

/** What a cell shows, in minor units; several numbers together. */
function minorOf(value: Answer, currency: Currency): Money {
  const scale = 10 ** decimalsOf(currency)
  const cells = Array.isArray(value) ? (value as readonly (readonly Cell[])[]).flat() : [value as Cell]
  return cells.reduce<number>((sum, cell) => sum + Math.round(Number(cell) * scale), 0) as Money
}

const inOrder = (a: DrillRow, b: DrillRow): number =>
  compare(a.customer, b.customer) ||
  compare(a.dueDate ?? a.docDate ?? '', b.dueDate ?? b.docDate ?? '') ||
  compare(a.document, b.document) ||
  (a.instalment ?? 0) - (b.instalment ?? 0)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function drillRow(book: Book, { document, item, amount, part, other }: BehindRow, moment: Moment): DrillRow {
  const row = item === undefined ? document : book.items.document[item]
  if (row === undefined) return otherRow(book, other!, amount)
  const { documents, items } = book
  const { asOf, knownAt } = resolved(book, moment)
  // A document with one instalment falls due as that one does.
  const one = item ?? (documents.itemCount[row] === 1 ? documents.firstItem[row] : undefined)
  const due = one !== undefined && items.amount[one] > 0 ? dueOf(book, one, asOf, knownAt) : null
  const customer = documents.customer[row]
  const original = (item === undefined ? documents.amount[row] : items.amount[item]) as Money
  return {
    id: documents.id[row],
    document: book.nameOf(row),
    kind: book.kind(row),
    reversal: book.reversals.has(documents.id[row]),
    instalment: item !== undefined && documents.itemCount[row] > 1 ? items.instalment[item] : null,
    customer: book.customers.texts[customer],
    customerName: book.customerFiles[customer]?.name ?? book.customers.texts[customer],
    docDate: iso(documents.docDate[row] as Day),
    postDate: iso(documents.postDate[row] as Day),
    dueDate: due === null ? null : iso(due),
    daysOverdue: due === null ? null : asOf - due,
    currency: book.currencyOf(row),
    original,
    settled: settledOf(book, row, item, moment),
    amount,
    part: part ?? null,
    change: documents.change[row],
  }
}

/** What was settled by the moment, of an instalment or of all of a document's. */
function settledOf(book: Book, row: number, item: number | undefined, moment: Moment): Money {
  const { documents, items } = book
  const first = item ?? documents.firstItem[row]
  const end = first + (item === undefined ? documents.itemCount[row] : 1)
  let settled = 0
  for (let at = first; at < end; at++) settled += items.amount[at] - openAmount(book, at, moment)
  return settled as Money
}

function otherRow(book: Book, { kind, name, customer, change = 0 }: NonNullable<BehindRow['other']>, amount: Money): DrillRow {
  const code = customer === undefined ? '' : book.customers.texts[customer]
  return {
    id: 0,
    document: name,
    kind,
    reversal: false,
    instalment: null,
    customer: code,
    customerName: customer === undefined ? '' : (book.customerFiles[customer]?.name ?? code),
    docDate: null,
    postDate: null,
    dueDate: null,
    daysOverdue: null,
    currency: book.company.currency,
    original: amount,
    settled: 0 as Money,
    amount,
    part: null,
    change,
  }
}

function factsOf(
  { book }: Context,
  values: Record<string, unknown>,
  { moment, period, basis }: Behind,
  rows: readonly DrillRow[],
): DrillFacts {
  const { customer, name, options } = values as { customer?: number; name?: number; options?: Options }
  // A question about a document is about its customer.
  const only = 'number' in values && rows.length > 0 ? book.customers.find(rows[0].customer) : undefined
  const who = customer ?? only ?? (typeof name === 'number' ? name : ALL)
  const code = who === ALL ? '*' : book.customers.texts[who]
  const { asOf, knownAt, clock } = resolved(book, moment)
  return {
    customer: code,
    customerName: who === ALL ? '' : (book.customerFiles[who]?.name ?? code),
    asOf: iso(asOf),
    ...(period && { period: { from: iso(period.from), to: iso(period.to) } }),
    knownAt,
    change: book.change,
    ...(basis && { basis }),
    clock,
    ...(options?.filter && { filter: options.filter }),
  }
}
