import type { Book } from '../book/book.js'
import { day, type Day, type Period } from '../dates.js'
import { requireSinceCutOver } from '../domain/cut-over.js'
import { successorOf } from '../domain/successors.js'
import { refuse, refusalMessage, type Language, type Refusal, type RefusalMessage } from '../refusals.js'
import type { Answer, Cell, Context, Drafts } from './context.js'
import type { FunctionDefinition } from './define.js'
import { FUNCTIONS } from './index.js'
import type { Options } from './options.js'

/** The most cells that one request answers. */
export const EVALUATE_CELLS = 200_000

/** Calls of one recalculation: an argument is a cell, or a column with one cell for each answer. */
export interface Calls {
  /** The day that "today" and an omitted date stand for. */
  today: string
  /** The workbook's as-of date, when it is not today. */
  asOf?: string
  calls: readonly { fn: string; args: readonly (Cell | readonly Cell[])[] }[]
}

/** An answer, or why there is none. */
export type Result = Answer | { refusal: RefusalMessage }

/** Answers many calls on one Book; a refused cell does not disturb the others. `withDrafts` as in `Context`. */
export function evaluate(book: Book, request: Calls, language: Language, withDrafts?: Drafts): { change: number; results: Result[][] } {
  const today = day(request.today)
  const context: Context = { book, today, asOf: request.asOf === undefined ? today : day(request.asOf), withDrafts }
  let cells = 0
  const results = request.calls.map(({ fn, args }) => {
    const rows = lengthOf(args)
    cells += rows
    if (cells > EVALUATE_CELLS) throw refuse('TOO_MANY_CELLS', { limit: EVALUATE_CELLS, count: cells })
    return answersOf(context, fn, args, rows, language)
  })
  return { change: book.change, results }
}

/** One call with plain arguments; refusals are thrown. */
export function call(context: Context, name: string, args: readonly Cell[]): Answer {
  const { definition, values } = readCall(context, name, args)
  return valueOf(definition, context, values)
}

/** What a function says; with `drafts=yes` as if the workbook's unposted rows were posted. */
function valueOf(definition: FunctionDefinition, context: Context, values: Record<string, unknown>): Answer {
  const ask = () => definition.value(context, values)
  if ((values.options as Options | undefined)?.drafts !== 'yes') return ask()
  if (!context.withDrafts)
    throw refuse('NOT_AVAILABLE', {
      what: 'drafts=yes (草稿=计入)',
      instead: 'Only a workbook with bound tables has drafts (仅绑定了数据表的工作簿有草稿)',
    })
  return context.withDrafts(ask)
}

/** A call read: its definition, and what its plain arguments mean; refusals are thrown. */
export function readCall(
  context: Context,
  name: string,
  args: readonly Cell[],
): { definition: FunctionDefinition; values: Record<string, unknown> } {
  const definition = functionNamed(name)
  const read = readers(definition)
  if (args.length > read.length)
    throw refuse('BAD_ARGUMENT', { name: String(args[read.length]), problem: `${name} takes ${read.length} arguments (参数过多)` })
  const values: Record<string, unknown> = {}
  for (let i = 0; i < read.length; i++) values[read[i].name] = read[i].parameter.read(args[i] ?? null, context)
  requireSince(context, values)
  return { definition, values: underSuccessor(context, values) }
}

/** The function of a name, with or without `AR.`, in any case. */
export function functionNamed(name: string): FunctionDefinition {
  // Cells give the name as it stands in the catalogue.
  const definition = FUNCTIONS.get(name) ?? FUNCTIONS.get(name.toUpperCase().replace(/^AR\./, ''))
  if (!definition) throw refuse('UNKNOWN_FUNCTION', { name })
  return definition
}

type Column = readonly Cell[]
const isColumn = (argument: Cell | Column): argument is Column => Array.isArray(argument)

/** How many answers a call has: the length of its columns, which must be the same, or 1. */
function lengthOf(args: readonly (Cell | Column)[]): number {
  let rows: number | undefined
  for (const argument of args) {
    if (!isColumn(argument)) continue
    if (rows !== undefined && rows !== argument.length) {
      throw refuse('BAD_ARGUMENT', { name: 'columns', problem: `one has ${rows} cells, another ${argument.length} (各列长度不一致)` })
    }
    rows = argument.length
  }
  return rows ?? 1
}

function answersOf(context: Context, fn: string, args: readonly (Cell | Column)[], rows: number, language: Language): Result[] {
  const results = new Array<Result>(rows)
  try {
    const definition = functionNamed(fn)
    const read = readers(definition)
    if (args.length > read.length)
      throw refuse('BAD_ARGUMENT', { name: String(args[read.length]), problem: `${fn} takes ${read.length} arguments (参数过多)` })
    const values: Record<string, unknown> = {}
    // What is the same for every row is read once.
    const columns: { name: string; read: (cell: Cell, context: Context) => unknown; cells: Column }[] = []
    for (let i = 0; i < read.length; i++) {
      const { name, parameter } = read[i]
      const argument = args[i] ?? null
      if (isColumn(argument)) columns.push({ name, read: parameter.read, cells: argument })
      else values[name] = parameter.read(argument, context)
    }
    for (let row = 0; row < rows; row++) {
      try {
        for (const column of columns) values[column.name] = column.read(column.cells[row], context)
        requireSince(context, values)
        results[row] = valueOf(definition, context, underSuccessor(context, values))
      } catch (error) {
        results[row] = refused(error, language)
      }
    }
  } catch (error) {
    results.fill(refused(error, language))
  }
  return results
}

/** Refuses what is asked of a day, or of a period that ends, before the ledger began. */
function requireSince({ book, asOf }: Context, values: Record<string, unknown>): void {
  if ('asOf' in values) requireSinceCutOver(book, values.asOf as Day)
  else if ('period' in values) requireSinceCutOver(book, (values.period as Period | undefined)?.to ?? asOf)
}

/** With `customers=now` a code that was merged answers for its successor of today (R3.12). */
function underSuccessor({ book, today }: Context, values: Record<string, unknown>): Record<string, unknown> {
  const { customer, options } = values as { customer?: unknown; options?: Options }
  if (options?.customers !== 'now' || typeof customer !== 'number' || customer < 0) return values
  return { ...values, customer: book.customers.find(successorOf(book, book.customers.texts[customer], today)) ?? customer }
}

const known = new Map<FunctionDefinition, { name: string; parameter: FunctionDefinition['params'][string] }[]>()

function readers(definition: FunctionDefinition) {
  let list = known.get(definition)
  if (!list) known.set(definition, (list = Object.entries(definition.params).map(([name, parameter]) => ({ name, parameter }))))
  return list
}

/** A refusal as it travels; anything else is a bug and passes on. */
export function refused(error: unknown, language: Language): { refusal: RefusalMessage } {
  if (!(error instanceof Error) || error.name !== 'Refusal') throw error
  return { refusal: refusalMessage(error as Refusal, language) }
}

/** The day asked for, for callers that hold a Day already. */
export const contextOf = (book: Book, today: Day, asOf: Day = today): Context => ({ book, today, asOf })
