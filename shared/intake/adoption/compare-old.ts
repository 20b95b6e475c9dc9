import { day, iso, type IsoDate } from '../../dates.js'
import { settledRows, type SettledRow } from './settled-rows.js'
import type { Context } from '../../functions/context.js'
import { drill, type Drill, type DrillRow } from '../../functions/drill.js'
import { money, negated, type Money } from '../../money.js'
import { Refusal, refuse } from '../../refusals.js'
import type { Words } from '../../vocabulary.js'
import { figureOf, optionsOf } from './figures.js'

/** A figure of the old sheet: customer by code or name, the heading of its column, and what stood there. */
export interface OldFigure {
  customer: string
  /** 余额, 逾期, 1-30, 90天以上 ... */
  heading: string
  amount: string | number
}

/** A document that makes a part of a difference. */
export interface DifferencePart {
  document: string
  amount: Money
  why: Words
}

/** One old figure beside ours, in minor units of the ledger currency. */
export interface ComparedFigure extends OldFigure {
  old: Money
  ours: Money
  /** Ours less the old one. */
  difference: Money
  /** Documents that together are the difference; nothing when no few of them are. */
  explained: DifferencePart[] | undefined
  /** The documents behind our figure. */
  documents: readonly DrillRow[]
}

/** The old sheet beside ours. */
export interface ComparisonWithOld {
  asOf: IsoDate
  figures: ComparedFigure[]
  /** Figures that cannot be compared, and why. */
  refused: { figure: OldFigure; refusal: Refusal }[]
  /** How many agree, differ with documents, and differ without. */
  equal: number
  explained: number
  unexplained: number
}

const words = (en: string, zh: string): Words => ({ en, zh })
const ONLY_OURS = words('Not in the old sheet', '原表没有')
const ELSEWHERE = words('In another column here', '此处在另一账龄段')
const NOT_SETTLED = words('Settled here, still open in the old sheet', '此处已结清，原表仍未核销')

/** Compares the figures of the old sheet with the ledger's as of a day, and looks for the documents that make each difference. */
export function compareWithOld(figures: readonly OldFigure[], context: Context, asOf: IsoDate): ComparisonWithOld {
  const options = optionsOf([...new Set(figures.map(({ heading }) => heading))])
  const compared: ComparedFigure[] = []
  const refused: ComparisonWithOld['refused'] = []
  const settled = new Map<string, SettledRow[]>()
  for (const figure of figures) {
    try {
      compared.push(comparedFigure(figure, context, asOf, options, settled))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ figure, refusal: error })
    }
  }
  const count = (wanted: (figure: ComparedFigure) => boolean) => compared.filter(wanted).length
  return {
    asOf: iso(day(asOf)),
    figures: compared,
    refused,
    equal: count(({ difference }) => difference === 0),
    explained: count(({ difference, explained }) => difference !== 0 && explained !== undefined),
    unexplained: count(({ difference, explained }) => difference !== 0 && explained === undefined),
  }
}

function comparedFigure(
  figure: OldFigure,
  context: Context,
  asOf: IsoDate,
  options: string,
  settled: Map<string, SettledRow[]>,
): ComparedFigure {
  const { customer, heading, amount } = figure
  const asked = figureOf(heading)
  if (!asked) throw refuse('BAD_ARGUMENT', { name: heading, problem: 'no figure of the ledger is called so (账簿中没有此项)' })
  const aging = asked.name === 'AGING' && options ? options : null
  const ours = drill(context, asked.name, [customer, asked.part, asOf, aging])
  if (ours.answer === null) throw refuse('BAD_ARGUMENT', { name: heading, problem: 'it is no amount (不是金额)' })
  const old = money(amount, context.book.company.currency)
  const difference = (ours.answer - old) as Money
  const parts = difference === 0 ? undefined : explanation(difference, candidates(ours, customer, context, asOf, settled))
  return { ...figure, old, ours: ours.answer, difference, explained: parts, documents: ours.rows }
}

/** What a difference may be made of: what only we have, what we have elsewhere, and what we hold for settled. */
function candidates(ours: Drill, customer: string, context: Context, asOf: IsoDate, settled: Map<string, SettledRow[]>): DifferencePart[] {
  const all = ours.name === 'BALANCE' ? ours : drill(context, 'BALANCE', [customer, null, asOf])
  const here = new Set(ours.rows.map(nameOf))
  let done = settled.get(customer)
  if (!done) settled.set(customer, (done = settledRows(context, customer, day(asOf))))
  return [
    ...ours.rows.map(row => ({ document: row.document, amount: row.amount, why: ONLY_OURS })),
    ...all.rows.filter(row => !here.has(nameOf(row))).map(row => ({ document: row.document, amount: negated(row.amount), why: ELSEWHERE })),
    ...done.map(({ document, settled: amount }) => ({ document, amount: negated(amount), why: NOT_SETTLED })),
  ]
}

const nameOf = ({ id, instalment }: DrillRow): string => `${id}#${instalment ?? 0}`

/** How many candidates are tried alone and in pairs, and how many in threes. */
const PAIRS = 400
const TRIPLES = 60

/** One, two or three candidates that add up to a difference; the fewest first. */
function explanation(difference: Money, parts: readonly DifferencePart[]): DifferencePart[] | undefined {
  const single = parts.find(({ amount }) => amount === difference)
  if (single) return [single]
  const some = parts.slice(0, PAIRS)
  const places = new Map<number, number>()
  some.forEach(({ amount }, at) => places.set(amount, at))
  for (const [at, one] of some.entries()) {
    const other = places.get(difference - one.amount)
    if (other !== undefined && other > at) return [one, some[other]]
  }
  const few = some.slice(0, TRIPLES)
  for (let a = 0; a < few.length; a++) {
    for (let b = a + 1; b < few.length; b++) {
      const c = places.get(difference - few[a].amount - few[b].amount)
      if (c !== undefined && c > b) return [few[a], few[b], some[c]]
    }
  }
  return undefined
}
