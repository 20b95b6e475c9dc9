import { address, areaAddress, type Area } from './address.js'
import type { Placement } from './formulas.js'
import { valueOf, type Cell, type Column } from './sheet.js'

/** The sum of a column over data rows, exact to the column's decimals; text and empty cells count nothing. */
export function columnSum(place: Placement, at: number, segments: readonly Area[]): number {
  const scale = scaleOf(place.columns[at])
  let sum = 0
  for (const { top, bottom } of segments) for (let row = top; row <= bottom; row++) sum += Math.round(numberAt(place, row, at) * scale)
  return sum === 0 ? 0 : sum / scale
}

/** The total of a column in `row`: a SUBTOTAL over `span`, which skips other subtotals and follows the filter, with its value. */
export function totalCell(
  place: Placement,
  at: number,
  row: number,
  span: { top: number; bottom: number },
  segments: readonly Area[],
): Cell {
  const { total } = place.columns[at]
  if (total === undefined) return null
  if (typeof total === 'object') {
    const [top, under] = [place.columnOf(total.ratio), place.columnOf(total.to)]
    return quotient(columnSum(place, top, segments), columnSum(place, under, segments), address(row, top), address(row, under))
  }
  if (span.bottom < span.top) return 0
  const range = areaAddress({ ...span, left: at, right: at })
  if (total === 'sum') return { value: columnSum(place, at, segments), formula: `SUBTOTAL(9,${range})` }
  return { value: columnMaximum(place, at, segments), formula: `SUBTOTAL(4,${range})` }
}

/** One cell divided by another, 0 when the divisor is 0. */
export const quotient = (top: number, under: number, topCell: string, underCell: string): Cell => ({
  value: under === 0 ? 0 : top / under,
  formula: `IF(${underCell}=0,0,${topCell}/${underCell})`,
})

function columnMaximum(place: Placement, at: number, segments: readonly Area[]): number {
  let maximum: number | undefined
  for (const { top, bottom } of segments) {
    for (let row = top; row <= bottom; row++) {
      const value = valueOf(place.rows[row].cells[at])
      if (typeof value === 'number') maximum = Math.max(maximum ?? value, value)
    }
  }
  return maximum ?? 0
}

function numberAt(place: Placement, row: number, at: number): number {
  const value = valueOf(place.rows[row].cells[at])
  return typeof value === 'number' ? value : 0
}

/** Money adds in whole minor units; a percentage keeps ten decimals. */
function scaleOf({ format, decimals = 2 }: Column): number {
  if (format === 'money' || format === 'balance' || format === 'quantity') return 10 ** decimals
  return format === 'integer' ? 1 : 1e10
}
