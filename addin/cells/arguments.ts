import type { Cell } from '../../shared/functions/context.js'
import type { FunctionDefinition } from '../../shared/functions/define.js'
import { iso } from '../../shared/dates.js'
import { dateOf } from '../../shared/functions/when.js'
import { refuse } from '../../shared/refusals.js'

/** The most answers of one call; more is refused, never cut. */
export const ANSWERS_A_CALL = 10_000

/**
 * What a call asks. One answer: an argument is a cell. Several (`rows` x `columns`, row by row): an argument is a cell for all of them, or
 * a list with one for each.
 */
export interface Asked {
  rows: number
  columns: number
  args: readonly (Cell | readonly Cell[])[]
}

/** An error value that a cell of the arguments holds: the answer is the same error. */
export class ErrorGiven extends Error {
  constructor(readonly value: string) {
    super(value)
  }
}

type Grid = readonly (readonly unknown[])[]
const isGrid = (given: unknown): given is Grid => Array.isArray(given)

/**
 * Reads what Excel gives for the parameters: scalars, and cells and ranges as rows. A column and a row together span a table, as in
 * Excel's own functions. Throws `ErrorGiven` for an error among them and refuses shapes that do not go together.
 */
export function askedOf(definition: FunctionDefinition, given: readonly unknown[]): Asked {
  const { parameters, single } = shapesOf(definition)
  const args = new Array<Cell>(parameters.length)
  let wide: { at: number; grid: Grid }[] | undefined
  for (let i = 0; i < parameters.length; i++) {
    const argument = given[i]
    if (!isGrid(argument)) args[i] = i === single.options ? textual(cellOf(argument)) : cellOf(argument)
    else if (i === single.draft) args[i] = sumOf(argument)
    else if (i === single.period) args[i] = periodOf(argument)
    else if (argument.length === 1 && argument[0].length === 1) args[i] = cellInRange(argument[0][0])
    else (wide ??= []).push({ at: i, grid: argument })
  }
  return wide ? spanned(args, wide, parameters) : { rows: 1, columns: 1, args }
}

interface Shapes {
  parameters: readonly string[]
  /** Where the parameters stand that take a range as one thing. */
  single: { draft: number; period: number; options: number }
}

const shapes = new WeakMap<FunctionDefinition, Shapes>()

function shapesOf(definition: FunctionDefinition): Shapes {
  let found = shapes.get(definition)
  if (!found) {
    const parameters = Object.keys(definition.params)
    const single = { draft: parameters.indexOf('draft'), period: parameters.indexOf('period'), options: parameters.indexOf('options') }
    shapes.set(definition, (found = { parameters, single }))
  }
  return found
}

/** A value as Excel gives it; rich values (a formatted number, an entity) are what they stand for. */
function cellOf(value: unknown): Cell {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value
    case 'undefined':
      return null
    default: {
      if (value === null) return null
      const { type, basicType, basicValue, code } = value as { type?: string; basicType?: string; basicValue?: unknown; code?: unknown }
      if (type === 'Error' || basicType === 'Error') throw new ErrorGiven(typeof basicValue === 'string' ? basicValue : '#VALUE!')
      if (typeof code === 'string' && code.startsWith('#')) throw new ErrorGiven(code)
      return basicValue === undefined ? '' : cellOf(basicValue)
    }
  }
}

/** A cell of a range: one that is empty was not left out. */
const cellInRange = (value: unknown): Cell => cellOf(value) ?? ''

/** Excel gives 0 for an empty cell where one value is expected; no text of options is 0. */
const textual = (cell: Cell): Cell => (cell === 0 ? null : cell)

/** Drafts are added up. */
function sumOf(grid: Grid): Cell {
  if (grid.length === 1 && grid[0].length === 1) return cellInRange(grid[0][0])
  let sum = 0
  for (const row of grid)
    for (const value of row) {
      const cell = cellInRange(value)
      if (cell === '') continue
      const amount = typeof cell === 'string' ? Number(cell.replaceAll(',', '')) : cell
      if (typeof amount !== 'number' || !Number.isFinite(amount)) throw refuse('BAD_AMOUNT', { value: String(cell) })
      sum += amount
    }
  // Sums of decimals in binary end in dust, far below any minor unit.
  return Number(sum.toFixed(6))
}

/** One cell is a period; two are its first and last day. */
function periodOf(grid: Grid): Cell {
  const cells = grid.flat().map(cellInRange)
  if (cells.length === 1) return cells[0] === '' ? 0 : cells[0]
  if (cells.length !== 2) throw refuse('BAD_PERIOD', { value: cells.join(' ') })
  const [from, to] = cells.map(cell => (typeof cell === 'number' ? iso(dateOf(cell)) : String(cell)))
  if (!from || !to) throw refuse('DATE_MISSING')
  return `${from}..${to}`
}

function spanned(args: readonly Cell[], wide: readonly { at: number; grid: Grid }[], parameters: readonly string[]): Asked {
  let rows = 1
  let columns = 1
  for (const { at, grid } of wide) {
    const [height, width] = [grid.length, grid[0].length]
    const problem = (text: string) => refuse('BAD_ARGUMENT', { name: parameters[at], problem: text })
    if (height > 1 && width > 1) throw problem('a range has one column or one row (区域只能是一列或一行)')
    if (height > 1 && rows > 1 && height !== rows) throw problem(`one has ${rows} cells, another ${height} (各列长度不一致)`)
    if (width > 1 && columns > 1 && width !== columns) throw problem(`one has ${columns} cells, another ${width} (各行长度不一致)`)
    rows = Math.max(rows, height)
    columns = Math.max(columns, width)
  }
  if (rows * columns > ANSWERS_A_CALL) throw refuse('TOO_MANY_CELLS', { limit: ANSWERS_A_CALL, count: rows * columns })
  const lists: (Cell | Cell[])[] = [...args]
  for (const { at, grid } of wide) {
    const tall = grid.length > 1
    const list = new Array<Cell>(rows * columns)
    for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) list[r * columns + c] = cellInRange(tall ? grid[r][0] : grid[0][c])
    lists[at] = list
  }
  return { rows, columns, args: lists }
}
