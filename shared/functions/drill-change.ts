import { iso } from '../dates.js'
import { describedBridge, inOrder, instantOfChange, type BridgeLine, type ChangeBridge } from '../domain/bridge-lines.js'
import type { BridgeCause, BridgeMoment } from '../domain/bridge-question.js'
import { changeBridge, partsOf, wholeMoment } from '../domain/bridge.js'
import { CAUSE_OF_KIND } from '../domain/bridge-walk.js'
import type { DocumentKind } from '../facts/document.js'
import { negated, type Money } from '../money.js'
import { refuse } from '../refusals.js'
import type { Answer, Cell, Context } from './context.js'
import type { FunctionDefinition } from './define.js'
import type { Drill, DrillRow, Term } from './drill-answer.js'
import type { Behind } from './drill-behind.js'
import { drillOf, drillRows, nameOf } from './drill.js'
import { readCall } from './evaluate.js'
import type { Options } from './options.js'

/** Why the answer of a call changed from one moment to another. */
export interface CallBridge extends ChangeBridge {
  name: string
  args: readonly Cell[]
  /** What the cell shows at both moments. */
  values: { from: Answer; to: Answer }
  /** The parts add up from one value to the other; otherwise they are about what stands behind it, and the terms make the value. */
  adds: boolean
  /** The figures that make the answer, before and after. */
  terms: { label: Term['label']; format: Term['format']; from: Cell; to: Cell }[]
}

/**
 * The bridge between two answers of one call: its own date and `known` option give way to those of the moments. Open items are walked day
 * by day; other documents are compared as they stand behind both answers, so every function has a bridge.
 */
export function bridgeOfCall(context: Context, name: string, args: readonly Cell[], from: BridgeMoment, to: BridgeMoment): CallBridge {
  const [before, after] = [askedAt(context, name, args, from), askedAt(context, name, args, to)]
  const rows = [...openRows(context, before, after), ...comparedRows(context, before, after)]
  const parts = partsOf(rows).map(part => ({ ...part, rows: inOrder(part.rows) }))
  return {
    name: nameOf(name),
    args,
    values: { from: before.drill.value, to: after.drill.value },
    adds: before.drill.answer !== null && after.drill.answer !== null,
    currency: after.drill.currency,
    from: { asOf: iso(before.moment.asOf), knownAt: before.moment.knownAt },
    to: { asOf: iso(after.moment.asOf), knownAt: after.moment.knownAt },
    opening: before.drill.total,
    closing: after.drill.total,
    parts,
    terms: termsOfBoth(before.drill.terms, after.drill.terms),
  }
}

interface Asked {
  moment: Required<BridgeMoment>
  drill: Omit<Drill, 'name' | 'args'>
  behind: Behind | undefined
}

/** The call as it is asked at a moment. */
function askedAt(context: Context, name: string, args: readonly Cell[], at: BridgeMoment): Asked {
  const { book } = context
  const then = { ...context, asOf: at.asOf }
  const { definition, values } = readCall(then, name, args)
  if ('asOf' in definition.params) values.asOf = at.asOf
  const known = knownOf(definition, values, at, name)
  const moment = wholeMoment(book, { asOf: at.asOf, knownAt: known })
  if ('options' in definition.params) values.options = { ...(values.options as Options), known: String(moment.knownAt) }
  return { moment, drill: drillOf(then, definition, values), behind: definition.behind?.(then, values) }
}

function knownOf(
  definition: FunctionDefinition,
  values: Record<string, unknown>,
  { knownAt }: BridgeMoment,
  name: string,
): number | undefined {
  if (knownAt !== undefined && !('options' in definition.params)) {
    const what = `${nameOf(name)} as known at an earlier change (按较早变更号查询)`
    throw refuse('NOT_AVAILABLE', { what, instead: 'Compare two dates (请比较两个日期)' })
  }
  const { options } = values as { options?: Options }
  return knownAt ?? (options?.known === undefined || !/^\d+$/.test(options.known) ? undefined : Number(options.known))
}

type Line = BridgeLine & { cause: BridgeCause }

/** What happened to the open items behind both answers. */
function openRows({ book }: Context, before: Asked, after: Asked): Line[] {
  const open = walkable(before, after)
  if (!open) return []
  const bridge = describedBridge(book, changeBridge(book, { ...open.question, from: before.moment, to: after.moment }))
  return bridge.parts.flatMap(({ cause, rows }) =>
    rows.map(row => ({ ...row, cause, amount: open.sign < 0 ? negated(row.amount) : row.amount })),
  )
}

/** Which open items both answers are about; none when they are about two different documents. */
const walkable = (before: Asked, after: Asked): Behind['open'] =>
  before.behind?.open?.question.document === after.behind?.open?.question.document ? after.behind?.open : undefined

/** Documents behind one answer and not the other, or with another amount; open items are left out where they are walked. */
function comparedRows({ book }: Context, before: Asked, after: Asked): Line[] {
  const walked = walkable(before, after) !== undefined
  const [was, is] = [before, after].map(asked => rowsByDocument(book, asked, walked))
  const lines: Line[] = []
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const [old, now] = [was.get(key), is.get(key)]
    const amount = ((now?.amount ?? 0) - (old?.amount ?? 0)) as Money
    if (amount !== 0) lines.push({ ...lineOf(book, (now ?? old)!), amount, cause: causeOf(before, after, old, now) })
  }
  return lines
}

/** What stands behind an answer, each document or instalment once. */
function rowsByDocument(book: Context['book'], { behind, moment }: Asked, walked: boolean): Map<string, DrillRow> {
  const found = new Map<string, DrillRow>()
  const rows = (behind?.rows ?? []).filter(({ item }) => !walked || item === undefined)
  for (const row of drillRows(book, rows, behind?.moment ?? moment)) {
    const key = [row.id, row.instalment, row.kind, row.document, row.customer].join(' ')
    const known = found.get(key)
    found.set(key, known ? { ...known, amount: (known.amount + row.amount) as Money } : row)
  }
  return found
}

function causeOf(before: Asked, after: Asked, old: DrillRow | undefined, now: DrillRow | undefined): BridgeCause {
  if (old && now) return 'changed'
  if (!now) return 'left'
  if (now.postDate === null) return 'entered'
  if (now.change > before.moment.knownAt && now.postDate <= iso(before.moment.asOf)) return 'backdated'
  if (now.postDate <= iso(before.moment.asOf) || now.postDate > iso(after.moment.asOf)) return 'entered'
  if (now.reversal) return 'reversals'
  const cause = CAUSE_OF_KIND[now.kind as DocumentKind]
  return cause === 'changed' ? 'entered' : cause
}

const lineOf = (book: Context['book'], row: DrillRow): BridgeLine => ({
  document: row.document,
  instalment: row.instalment,
  kind: row.kind,
  reversal: row.reversal,
  customer: row.customer,
  customerName: row.customerName,
  docDate: row.docDate,
  postDate: row.postDate,
  dueDate: row.dueDate,
  by: null,
  change: row.change,
  recordedAt: instantOfChange(book, row.change),
  amount: row.amount,
})

/** Figures before and after, matched by what they are called. */
function termsOfBoth(before: readonly Term[], after: readonly Term[]): CallBridge['terms'] {
  const was = new Map(before.map(term => [term.label.en, term]))
  const is = new Map(after.map(term => [term.label.en, term]))
  return [...new Set([...is.keys(), ...was.keys()])].map(name => {
    const { label, format } = (is.get(name) ?? was.get(name))!
    return { label, format, from: was.get(name)?.value ?? null, to: is.get(name)?.value ?? null }
  })
}
