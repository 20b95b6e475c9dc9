import { day } from '../../shared/dates.js'
import type { Cell, Context } from '../../shared/functions/context.js'
import { drill, type Drill } from '../../shared/functions/drill.js'
import { bucketWords } from '../../shared/functions/drill-open.js'
import { functionNamed, readCall } from '../../shared/functions/evaluate.js'
import type { Options } from '../../shared/functions/options.js'
import type { Language } from '../../shared/refusals.js'
import type { Money } from '../../shared/money.js'
import { askedOf } from '../cells/arguments.js'
import { CellError, errorOf } from '../cells/answer.js'
import type { FrozenAct } from '../workbook/frozen.js'
import type { Given } from './drilled-terms.js'

/** One call of ours with its arguments as they are, and what stands behind its answer. */
export interface AnsweredCall {
  name: string
  args: readonly Cell[]
  /** The answer, of an array the element asked about. */
  value: Cell
  drill: Drill
}

/** With what calls are asked: as of now, or as the ledger stood when a cell was frozen. */
export interface AskedAt {
  context: Context
  /** The change up to which facts count; the newest unless given. */
  known?: number
}

export function askedAt(context: Context, frozen: FrozenAct | undefined): AskedAt {
  if (!frozen) return { context }
  const { book } = context
  // A workbook may have come to another ledger, which has not come so far.
  const known = frozen.change < book.change ? frozen.change : undefined
  return { context: { book, today: day(frozen.today), asOf: day(frozen.asOf) }, known }
}

/** The answer of a call and the documents behind it; a text that says why there is none. */
export function answeredCall(
  { context, known }: AskedAt,
  name: string,
  given: readonly Given[],
  element: { row: number; column: number },
  language: Language,
): AnsweredCall | string {
  const unknown = given.flatMap(argument => ('unknown' in argument ? [argument.unknown] : []))
  if (unknown.length)
    return language === 'zh'
      ? `参数 ${unknown.join('、')} 只能由 Excel 计算。可把它放在单独的单元格中，再引用该单元格。`
      : `Only Excel can evaluate ${unknown.join(', ')}. Put it into a cell of its own and refer to that.`
  try {
    const definition = functionNamed(name)
    const asked = askedOf(
      definition,
      given.map(argument => ('given' in argument ? argument.given : null)),
    )
    const [rows, columns] = [asked.rows, asked.columns]
    const at = (rows > 1 ? element.row : 0) * columns + (columns > 1 ? element.column : 0)
    const args = asked.args.map(argument => (Array.isArray(argument) ? (argument as readonly Cell[])[at] : (argument as Cell)))
    if (known !== undefined) knowing(args, Object.keys(definition.params).indexOf('options'), known)
    const found = drill(context, name, args)
    return { name: found.name, args, ...elementOf(found, context, { row: rows > 1 ? 0 : element.row, column: element.column }) }
  } catch (error) {
    const shown = errorOf(error, language)
    return shown instanceof CellError && shown.message ? shown.message : shown.value
  }
}

/** Adds `known=812` to the options of a call, unless they say so already. */
function knowing(args: Cell[], options: number, known: number): void {
  if (options < 0) return
  const text = typeof args[options] === 'string' ? args[options] : ''
  if (/(^|[;；])\s*(known|已知)\s*[=＝]/i.test(text)) return
  while (args.length < options) args.push(null)
  args[options] = text ? `${text};known=${known}` : `known=${known}`
}

/** Of an answer of several cells the one asked about, with the documents behind it. */
function elementOf(found: Drill, context: Context, { row, column }: { row: number; column: number }): { value: Cell; drill: Drill } {
  if (!Array.isArray(found.value)) return { value: found.value as Cell, drill: found }
  const rows = found.value as readonly (readonly Cell[])[]
  const value = rows[row]?.[column] ?? null
  if (found.name === 'AGING') {
    const { values } = readCall(context, found.name, found.args)
    const bucket = bucketWords(values.options as Options)[column] as { en: string } | undefined
    return { value, drill: narrowed(found, value, documents => documents.part?.en === bucket?.en) }
  }
  // A line of a list of documents is about its own document, if it names one.
  const line = rows[row] ?? []
  const ofLine = found.rows.filter(({ document }) => line.includes(document))
  return { value, drill: ofLine.length ? { ...narrowed(found, value, each => ofLine.includes(each)), answer: null } : found }
}

function narrowed(found: Drill, value: Cell, keeps: (row: Drill['rows'][number]) => boolean): Drill {
  const rows = found.rows.filter(keeps)
  const total = rows.reduce((sum, { amount }) => sum + amount, 0) as Money
  return { ...found, value, rows, total, answer: found.answer === null ? null : total }
}
