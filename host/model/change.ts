import type { Rectangle } from './address.js'
import { joined } from './address.js'
import type { Value } from './cell.js'
import type { Chart } from './chart.js'
import type { Comment } from './comment.js'
import type { Sheet } from './sheet.js'
import type { Table } from './table.js'

/** How cells changed, as `Excel.DataChangeType` names it. */
export type CellChangeType =
  'RangeEdited' | 'RowInserted' | 'RowDeleted' | 'ColumnInserted' | 'ColumnDeleted' | 'CellInserted' | 'CellDeleted'

/** Cells were edited, inserted or deleted. `before` and `after` are given when it was one cell. */
export interface CellsChange {
  kind: 'cells'
  type: CellChangeType
  sheet: Sheet
  area: Rectangle
  shift?: 'Down' | 'Right' | 'Up' | 'Left'
  before?: Value
  after?: Value
}

/** One thing that happened to the workbook. */
export type Happening =
  | CellsChange
  | { kind: 'formats'; sheet: Sheet; area: Rectangle }
  | { kind: 'calculated'; sheet: Sheet; area: Rectangle }
  | { kind: 'sorted'; sheet: Sheet; area: Rectangle; along: 'rows' | 'columns' }
  | { kind: 'rowsHidden'; sheet: Sheet; area: Rectangle; hidden: boolean }
  | { kind: 'sheetAdded' | 'sheetDeleted'; sheet: Sheet }
  | { kind: 'sheetRenamed'; sheet: Sheet; before: string }
  | { kind: 'sheetMoved'; sheet: Sheet; before: number }
  | { kind: 'sheetVisibility'; sheet: Sheet; before: string }
  | { kind: 'protection'; sheet: Sheet }
  | { kind: 'tableAdded' | 'tableDeleted' | 'tableChanged'; table: Table }
  | { kind: 'chartAdded' | 'chartDeleted' | 'chartChanged'; sheet: Sheet; chart: Chart }
  | { kind: 'commentAdded' | 'commentDeleted' | 'commentChanged'; comment: Comment }
  /** Something that only a view must draw anew: widths, frozen panes, conditional formats, validation. */
  | { kind: 'appearance'; sheet: Sheet }
  | { kind: 'settings' }

/** A happening and who caused it: the name of a seat, or `engine`. */
export type Change = Happening & { by: string }

/** Joins neighbouring edits of one author, so that one write of many blocks is told once. */
export function merged(changes: readonly Change[]): Change[] {
  const told: Change[] = []
  for (const change of changes) {
    const last = told.at(-1)
    const whole = last && sameStory(last, change) ? wholeStory(last, change) : null
    if (whole) told[told.length - 1] = whole
    else told.push(change)
  }
  return told
}

type Located = Extract<Change, { area: Rectangle }>

function sameStory(last: Change, change: Change): last is Located {
  if (last.kind !== change.kind || last.by !== change.by || !('area' in last) || !('area' in change) || last.sheet !== change.sheet)
    return false
  if (last.kind === 'cells' && change.kind === 'cells') return last.type === 'RangeEdited' && change.type === 'RangeEdited'
  return last.kind === 'formats' || last.kind === 'calculated'
}

/** Two changes as one, when their areas are one rectangle. The same cell written twice keeps its first value before; more cells have no details. */
function wholeStory(last: Located, change: Change): Change | null {
  const area = 'area' in change ? joined(last.area, change.area) : null
  if (!area) return null
  if (last.kind !== 'cells' || change.kind !== 'cells') return { ...last, area }
  const one = area.rows === 1 && area.columns === 1
  return { ...change, area, before: one ? last.before : undefined, after: one ? change.after : undefined }
}
