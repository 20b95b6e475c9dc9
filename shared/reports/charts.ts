import { cellArea, type Area } from './address.js'
import type { Placement } from './formulas.js'
import type { Chart } from './sheet.js'

/** A chart by keys: along neighbouring columns with a series for each keyed row, or down the body with a series for each column. */
export type ChartDraft = Pick<Chart, 'type' | 'stacked' | 'title' | 'axisTitle'> & (Across | Down)

interface Across {
  columns: readonly string[]
  rows: readonly string[]
}

interface Down {
  categories: string
  series: readonly string[]
  /** At most so many rows from the top of the first group. */
  first: number
}

const HEIGHT = 17
const WIDTH = 110

/** Charts with their ranges, one below the other under the last row. */
export const chartsOf = (drafts: readonly ChartDraft[], place: Placement, label: number): Chart[] =>
  drafts.map((draft, order) => {
    const { type, stacked, title, axisTitle } = draft
    const top = place.rows.length + 1 + order * (HEIGHT + 2)
    const anchor = { top, left: 0, bottom: top + HEIGHT, right: rightEdge(place) }
    return { type, stacked, title, axisTitle, anchor, ...('rows' in draft ? across(draft, place, label) : down(draft, place)) }
  })

function across({ rows, columns }: Across, place: Placement, label: number): Pick<Chart, 'categories' | 'series'> {
  const left = place.columnOf(columns[0])
  const right = left + columns.length - 1
  if (columns.some((key, at) => place.columnOf(key) !== left + at))
    throw new Error(`the columns ${columns.join(', ')} are not neighbours in order`)
  const band = (row: number): Area => ({ top: row, left, bottom: row, right })
  return {
    categories: band(place.headingRow),
    series: rows.map(key => ({ name: cellArea(place.rowOf(key), label), values: band(place.rowOf(key)) })),
  }
}

function down({ categories, series, first }: Down, place: Placement): Pick<Chart, 'categories' | 'series'> {
  const { top, bottom } = place.segments[0] ?? place.body
  const strip = (key: string): Area => ({
    top,
    left: place.columnOf(key),
    bottom: Math.min(bottom, top + first - 1),
    right: place.columnOf(key),
  })
  return {
    categories: strip(categories),
    series: series.map(key => ({ name: cellArea(place.headingRow, place.columnOf(key)), values: strip(key) })),
  }
}

/** The column at which about `WIDTH` characters are reached: a chart is as wide on a narrow sheet as on a wide one. */
function rightEdge({ columns }: Placement): number {
  let width = 0
  let at = 0
  while (at < columns.length - 1 && width < WIDTH) if (!columns[at++].hidden) width += columns[at - 1].width
  return at
}
