import { formulas, texts } from './read.js'
import type { Area } from './sheet.js'
import { areaOf, eachCell, usedArea } from './sheet.js'
import { shown } from './entry.js'
import { enter, written } from './write.js'

/** How to search, as `Excel.SearchCriteria` says it. */
export interface Search {
  completeMatch?: boolean
  matchCase?: boolean
  searchDirection?: 'Forward' | 'Backwards'
}

function matcher(text: string, { completeMatch, matchCase }: Search): (candidate: string) => boolean {
  const fold = (each: string) => (matchCase ? each : each.toLowerCase())
  const wanted = fold(text)
  return candidate => (completeMatch ? fold(candidate) === wanted : fold(candidate).includes(wanted))
}

/** The cells of an area whose shown text or formula matches, row by row. */
export function findCells(area: Area, text: string, search: Search): Area[] {
  const used = usedArea(area, true)
  if (!used) return []
  const matches = matcher(text, search)
  const [shownTexts, formulaTexts] = [texts(used), formulas(used)]
  const found: Area[] = []
  shownTexts.forEach((row, r) =>
    row.forEach((each, c) => {
      if (!matches(each) && !matches(String(formulaTexts[r][c]))) return
      found.push(areaOf(area.sheet, { row: used.row + r, column: used.column + c, rows: 1, columns: 1 }))
    }),
  )
  return search.searchDirection === 'Backwards' ? found.reverse() : found
}

/** Replaces a text in every cell of an area; answers how many replacements were made. */
export function replaceAll(area: Area, text: string, replacement: string, search: Search): number {
  const pattern = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), search.matchCase ? 'g' : 'gi')
  let count = 0
  eachCell(area, (cell, row, column) => {
    const before = cell.formula ?? shown(cell.value)
    if (search.completeMatch && !matcher(text, search)(before)) return
    const after = before.replace(pattern, () => (count++, replacement))
    if (after !== before) enter(area.sheet, row, column, after)
  })
  if (count) written(area)
  return count
}
