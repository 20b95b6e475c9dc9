import { iso } from '../../shared/dates.js'
import type { Cell, Context } from '../../shared/functions/context.js'
import { call, evaluate, type Result } from '../../shared/functions/evaluate.js'
import { refuse, REFUSALS, type Language, type Refusal, type RefusalMessage } from '../../shared/refusals.js'
import { ErrorGiven, type Asked } from './arguments.js'

/** An error as a cell shows it; the message only with `#N/A` and `#VALUE!`. */
export class CellError {
  constructor(
    readonly value: string,
    readonly message = '',
  ) {}
}

/** What a cell shows: a value, an error, or rows of them that spill. */
export type Shown = Cell | CellError | Table
type Table = readonly (readonly (Cell | CellError)[])[]

/** Answers one call. Never throws: a refusal is the error its cell shows, and a bug is logged under a reference, never a value. */
export function answer(context: Context, name: string, { rows, columns, args }: Asked, language: Language): Shown {
  try {
    if (rows === 1 && columns === 1) return call(context, name, args as readonly Cell[])
    const { book, today, asOf, withDrafts } = context
    const { results } = evaluate(book, { today: iso(today), asOf: iso(asOf), calls: [{ fn: name, args }] }, language, withDrafts)
    return arranged(results[0], rows, columns, language)
  } catch (error) {
    return errorOf(error, language)
  }
}

/** Answers some places of a call anew; what it showed elsewhere still holds. Everything, when the answers are no plain list. */
export function answerPart(
  context: Context,
  name: string,
  asked: Asked,
  shown: Shown | undefined,
  places: readonly number[],
  language: Language,
): Shown {
  const { rows, columns, args } = asked
  const before = Array.isArray(shown) ? (shown as Table) : []
  if (before.length !== rows || before[0].length !== columns) return answer(context, name, asked, language)
  if (places.length === 0) return before
  const some = args.map(argument => (isList(argument) ? picked(argument, places) : argument))
  const part = answer(context, name, { rows: places.length, columns: 1, args: some }, language)
  const table = before.map(row => [...row])
  places.forEach((place, i) => {
    const now = Array.isArray(part) ? (part as Table)[i][0] : (part as Cell | CellError)
    table[Math.floor(place / columns)][place % columns] = now
  })
  return table
}

/** Some cells of a list; one alone is no list. */
const picked = (cells: readonly Cell[], places: readonly number[]): Cell | readonly Cell[] =>
  places.length === 1 ? cells[places[0]] : places.map(place => cells[place])

const isList = (argument: Cell | readonly Cell[]): argument is readonly Cell[] => Array.isArray(argument)

/** What a thrown thing shows in its cell. */
export function errorOf(error: unknown, language: Language): CellError {
  if (error instanceof ErrorGiven) return new CellError(error.value)
  if (error instanceof Error && error.name === 'Refusal') {
    const refusal = error as Refusal
    return new CellError(refusal.cell, refusal.text(language))
  }
  const reference = Math.random().toString(36).slice(2, 10)
  console.error(reference, error)
  return new CellError('#VALUE!', BUG[language].replace('{reference}', reference))
}

const BUG: Readonly<Record<Language, string>> = {
  en: 'Something is wrong in Duebook, not in your formula. Report it with the reference {reference}.',
  zh: '这是应收簿的内部错误，与您的公式无关。反馈时请注明编号 {reference}。',
}

/** A refusal that came as a message. */
export const refusedCell = ({ code, message }: RefusalMessage): CellError => new CellError(REFUSALS[code].cell, message)

/** The answers of a call in the shape of its ranges: a row of values below each other for a column of customers. */
export function arranged(results: readonly Result[], rows: number, columns: number, language: Language): Shown {
  const table: (Cell | CellError)[][] = []
  const first = results.find(result => Array.isArray(result))
  const width = Array.isArray(first) ? (first as readonly Cell[][])[0].length : 0
  for (let r = 0; r < rows; r++) {
    const line: (Cell | CellError)[] = []
    for (let c = 0; c < columns; c++) {
      const result = results[r * columns + c]
      if (Array.isArray(result)) {
        if (columns > 1 || result.length !== 1)
          return errorOf(refuse('BAD_ARGUMENT', { name: 'customer', problem: ONE_AT_A_TIME }), language)
        line.push(...(result[0] as Cell[]))
      } else if (isRefused(result)) {
        const shown = refusedCell(result.refusal)
        for (let i = 0; i < Math.max(1, width); i++) line.push(shown)
      } else line.push(result as Cell)
    }
    table.push(line)
  }
  return table.length === 1 && table[0].length === 1 ? table[0][0] : table
}

const ONE_AT_A_TIME = 'this function answers one customer at a time (该函数一次只能查询一个客户)'

export const isRefused = (result: Result): result is { refusal: RefusalMessage } =>
  typeof result === 'object' && result !== null && 'refusal' in result

/** Whether a cell would show the same. */
export function isSame(one: Shown | undefined, other: Shown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (one instanceof CellError) return other instanceof CellError && one.value === other.value && one.message === other.message
  if (other instanceof CellError || one.length !== other.length) return false
  return one.every((row, r) => row.length === other[r].length && row.every((cell, c) => isSame(cell, other[r][c])))
}
