import type { IsoDate } from '../../dates.js'
import { drill, type Drill } from '../../functions/drill.js'
import type { Cell, Context } from '../../functions/context.js'
import { customerNamed } from '../../functions/customers.js'
import { decimalsOf, type Money } from '../../money.js'
import { Refusal, refuse } from '../../refusals.js'
import { amountReader } from './amount-cells.js'
import { isBlankCell } from './cell-forms.js'
import { figureOf, optionsOf, type Figure } from './figures.js'
import { addressOf, columnLetters, lineOf, widthOf, type AdoptionRange, type RangeCell } from './range.js'

/** A range of hand-made results with its headings above and its customers to the left; formulas as Excel gives them. */
export interface ResultRange extends AdoptionRange {
  formulas?: readonly (readonly RangeCell[])[]
}

/** As of when a sheet stands: a day, and the cell that says so when there is one, `$B$1`. */
export interface ResultMoment {
  date: IsoDate
  ref?: string
}

/** One hand-made cell beside what the ledger says. Amounts in major units, as cells show them. */
export interface Replacement {
  cell: string
  row: number
  column: number
  /** As it stands, and its formula, for undo. */
  old: RangeCell
  oldFormula: RangeCell
  /** What the ledger answers. */
  value: Cell
  /** Value less old; `null` where the old is no number. */
  difference: number | null
  /** The documents behind the new value, with the same total. */
  drill: Drill
  /** What would stand in the cell. */
  formula: string
}

/** What is proposed for a range, and the cells that cannot be replaced, each with the reason. */
export interface Replacements {
  cells: Replacement[]
  refused: { cell: string; value: string; refusal: Refusal }[]
  /** Row of the headings and column of the customers in the range, from 0; -1 when not found. */
  headingRow: number
  customerColumn: number
  /** The options every aging formula gets. */
  options: string
}

const TOTAL = /^(合计|总计|共计|total|grand total)$/i

/**
 * For each hand-made figure of a range its value in the ledger and the formula that would replace it, referring to the heading cells. A row
 * of totals asks for all customers. Rows without a figure are passed over; a customer or heading that is not known is refused by cell.
 */
export function proposedReplacements(range: ResultRange, context: Context, asOf: ResultMoment): Replacements {
  const headingRow = headingRowOf(range)
  const customerColumn = headingRow < 0 ? -1 : customerColumnOf(range, headingRow, context)
  const found: Replacements = { cells: [], refused: [], headingRow, customerColumn, options: '' }
  if (headingRow < 0 || customerColumn < 0) return found
  const headings = range.values[headingRow].map(cell => (isBlankCell(cell) ? '' : String(cell)))
  const figures = headings.map(heading => figureOf(heading))
  found.options = optionsOf(headings)
  for (let row = headingRow + 1; row < range.values.length; row++) {
    const name = range.values[row][customerColumn]
    if (isBlankCell(name)) continue
    figures.forEach((figure, column) => {
      const old = range.values[row][column]
      if (!figure || column === customerColumn || isBlankCell(old)) return
      try {
        found.cells.push(replacement(range, { row, column, headingRow, customerColumn, figure, options: found.options }, context, asOf))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        found.refused.push({ cell: addressOf(range, row, column), value: String(old), refusal: error })
      }
    })
  }
  return found
}

interface Place {
  row: number
  column: number
  headingRow: number
  customerColumn: number
  figure: Figure
  options: string
}

function replacement(range: ResultRange, place: Place, context: Context, asOf: ResultMoment): Replacement {
  const { row, column, headingRow, customerColumn, figure } = place
  const named = range.values[row][customerColumn]
  if (typeof named === 'boolean') throw refuse('UNKNOWN_CUSTOMER', { value: String(named) })
  const total = typeof named === 'string' && TOTAL.test(named.replace(/\s+/g, ''))
  const customer = total ? '*' : named
  const options = figure.name === 'AGING' ? place.options : ''
  const answer = drill(context, figure.name, [customer, figure.part, asOf.date, options || null])
  const old = range.values[row][column]
  const who = total ? '"*"' : `$${columnLetters(range.firstColumn + customerColumn)}${lineOf(range, row)}`
  const heading = `${columnLetters(range.firstColumn + column)}$${lineOf(range, headingRow)}`
  const part = figure.byHeading ? heading : figure.part === null ? '' : quoted(String(figure.part))
  const formula = formulaOf(figure.name, [who, part, asOf.ref ?? quoted(asOf.date), options && quoted(options)])
  return {
    cell: addressOf(range, row, column),
    row,
    column,
    old,
    oldFormula: range.formulas?.[row]?.[column] ?? old,
    value: answer.value as Cell,
    difference: differenceOf(old, answer, context),
    drill: answer,
    formula,
  }
}

const quoted = (text: string): string => `"${text.replace(/"/g, '""')}"`

/** A formula without the empty arguments at its end. */
function formulaOf(name: string, args: readonly string[]): string {
  const last = args.reduce((most, arg, at) => (arg === '' ? most : at), 0)
  return `=AR.${name}(${args.slice(0, last + 1).join(',')})`
}

/** New less old, exact in minor units where both are money. */
function differenceOf(old: RangeCell, { answer, currency, value }: Drill, { book }: Context): number | null {
  let before: Money
  try {
    before = amountReader({})(old, book.company.currency).amount
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return null
  }
  const scale = 10 ** decimalsOf(currency)
  if (answer !== null) return (answer - before) / scale
  return typeof value === 'number' ? value - before / scale : null
}

/** The row, of the first thirty, in which most headings ask for a figure. */
function headingRowOf({ values }: ResultRange): number {
  let best = -1
  let most = 0
  for (let row = 0; row < Math.min(30, values.length); row++) {
    const count = values[row].filter(cell => typeof cell === 'string' && figureOf(cell) !== undefined).length
    if (count > most) [best, most] = [row, count]
  }
  return best
}

/** The column whose cells most often name a customer of the ledger. */
function customerColumnOf(range: ResultRange, headingRow: number, { book }: Context): number {
  let best = -1
  let most = 0
  for (let column = 0; column < widthOf(range); column++) {
    let count = 0
    for (let row = headingRow + 1; row < range.values.length; row++) {
      const cell = range.values[row][column]
      if (isBlankCell(cell) || typeof cell === 'boolean' || cell === '*') continue
      try {
        customerNamed(book, cell)
        count++
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
    }
    if (count > most) [best, most] = [column, count]
  }
  return best
}
