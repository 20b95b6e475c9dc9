import type { FUniver } from '@univerjs/presets'
import { mergeWorksheetSnapshotWithDefault } from '@univerjs/presets'
import type { Rectangle } from '../../model/address.js'
import type { Sheet } from '../../model/sheet.js'
import { STANDARD_HEIGHT, STANDARD_WIDTH } from '../../model/sheet.js'
import type { Workbook } from '../../model/workbook.js'
import { UNIT } from './univer.js'

/** Pixels of a point. */
export const PIXELS = 96 / 72

const range = ({ row, column, rows, columns }: Rectangle) => ({
  startRow: row,
  endRow: row + rows - 1,
  startColumn: column,
  endColumn: column + columns - 1,
})

/** The standard font of a workbook, or what this machine has in its place. */
const FONT = 'Calibri, Carlito, Segoe UI, Noto Sans CJK SC, Microsoft YaHei, sans-serif'

/** An empty sheet as Univer takes it. */
export const snapshot = (sheet: Sheet) =>
  mergeWorksheetSnapshotWithDefault({
    id: sheet.id,
    name: sheet.name,
    rowCount: 1000,
    columnCount: 40,
    defaultColumnWidth: STANDARD_WIDTH * PIXELS,
    defaultRowHeight: STANDARD_HEIGHT * PIXELS,
    hidden: sheet.visibility === 'Visible' ? 0 : 1,
    defaultStyle: { ff: FONT, fs: 11 },
  })

/** Draws what lies around the cells: the sheets themselves, widths and heights, frozen panes, merges. */
export class SheetPainter {
  private readonly drawnSizes = new Map<string, { columns: Map<number, number>; rows: Map<number, number> }>()

  constructor(private readonly api: FUniver) {}

  /** Adds, removes, renames and orders sheets as the model has them. */
  list({ sheets }: Workbook): void {
    const book = this.api.getActiveWorkbook()!.getWorkbook()
    for (const [index, sheet] of sheets.entries())
      if (!book.getSheetBySheetId(sheet.id)) this.run('insert-sheet', null, { index, sheet: snapshot(sheet) })
    const gone = book.getSheets().filter(drawn => !sheets.some(sheet => sheet.id === drawn.getSheetId()))
    for (const drawn of gone) {
      if (book.getActiveSheet()?.getSheetId() === drawn.getSheetId()) this.api.getActiveWorkbook()!.setActiveSheet(sheets[0].id)
      this.run('remove-sheet', null, { subUnitId: drawn.getSheetId(), subUnitName: drawn.getName() })
    }
    // Univer may go on drawing the sheet that is gone until it hears which one is shown.
    if (gone.length)
      this.api.syncExecuteCommand('sheet.operation.set-worksheet-active', { unitId: UNIT, subUnitId: book.getActiveSheet().getSheetId() })
    for (const [index, sheet] of sheets.entries()) {
      const drawn = book.getSheetBySheetId(sheet.id)!
      if (drawn.getName() !== sheet.name) this.run('set-worksheet-name', sheet, { name: sheet.name })
      const hidden = sheet.visibility === 'Visible' ? 0 : 1
      if (Number(drawn.getConfig().hidden) !== hidden) this.run('set-worksheet-hidden', sheet, { hidden })
      const place = book.getSheetIndex(drawn)
      if (place !== index) this.run('set-worksheet-order', sheet, { fromOrder: place, toOrder: index })
    }
  }

  /** Sizes, hidden rows and columns, frozen panes, merges, gridlines, the tab's colour. Answers the columns whose width changed. */
  surroundings(sheet: Sheet): [first: number, last: number][] {
    const drawn = this.api.getActiveWorkbook()!.getWorkbook().getSheetBySheetId(sheet.id)!
    const resized = this.sizes(sheet)
    const { rows, columns } = sheet.frozen ?? { rows: 0, columns: 0 }
    const frozen = drawn.getFreeze()
    if (frozen.ySplit !== rows || frozen.xSplit !== columns)
      this.run('set-frozen', sheet, { startRow: rows || -1, startColumn: columns || -1, ySplit: rows, xSplit: columns })
    const merges = drawn.getMergeData()
    if (JSON.stringify(merges.map(bare)) !== JSON.stringify(sheet.merges.map(range))) {
      if (merges.length) this.run('remove-worksheet-merge', sheet, { ranges: [...merges] })
      if (sheet.merges.length) this.run('add-worksheet-merge', sheet, { ranges: sheet.merges.map(range) })
    }
    if ((Number(drawn.getConfig().showGridlines) === 1) !== sheet.showGridlines)
      this.run('toggle-gridlines', sheet, { showGridlines: sheet.showGridlines ? 1 : 0 })
    if ((drawn.getConfig().tabColor ?? '') !== sheet.tabColor) this.run('set-tab-color', sheet, { color: sheet.tabColor })
    return resized
  }

  private sizes(sheet: Sheet): [first: number, last: number][] {
    const before = this.drawnSizes.get(sheet.id) ?? { columns: new Map<number, number>(), rows: new Map<number, number>() }
    const hidden = (indexes: Set<number>, sizes: Map<number, number>) => new Map([...sizes, ...[...indexes].map(i => [i, 0] as const)])
    const now = { columns: hidden(sheet.hiddenColumns, sheet.columnWidths), rows: hidden(sheet.hiddenRows, sheet.rowHeights) }
    const columns = changed(before.columns, now.columns, STANDARD_WIDTH)
    const rows = changed(before.rows, now.rows, STANDARD_HEIGHT)
    if (columns) {
      this.run('set-worksheet-col-width', sheet, {
        ranges: columns.ranges.map(([a, b]) => range({ row: 0, rows: 1, column: a, columns: b - a + 1 })),
        colWidth: columns.pixels,
      })
      this.visible('col', sheet, before.columns, now.columns)
    }
    if (rows) {
      this.run('set-worksheet-row-height', sheet, {
        ranges: rows.ranges.map(([a, b]) => range({ row: a, rows: b - a + 1, column: 0, columns: 1 })),
        rowHeight: rows.pixels,
      })
      this.visible('row', sheet, before.rows, now.rows)
    }
    this.drawnSizes.set(sheet.id, now)
    return columns?.ranges ?? []
  }

  private visible(what: 'row' | 'col', sheet: Sheet, before: Map<number, number>, now: Map<number, number>): void {
    const line = (index: number) =>
      what === 'row' ? range({ row: index, rows: 1, column: 0, columns: 1 }) : range({ row: 0, rows: 1, column: index, columns: 1 })
    const hide = [...now].filter(([index, size]) => size === 0 && before.get(index) !== 0).map(([index]) => line(index))
    const show = [...before].filter(([index, size]) => size === 0 && now.get(index) !== 0).map(([index]) => line(index))
    if (hide.length) this.run(`set-${what}-hidden`, sheet, { ranges: hide })
    if (show.length) this.run(`set-${what}-visible`, sheet, { ranges: show })
  }

  private run(mutation: string, sheet: Sheet | null, params: object): void {
    this.api.syncExecuteCommand(`sheet.mutation.${mutation}`, { unitId: UNIT, ...(sheet ? { subUnitId: sheet.id } : {}), ...params })
  }
}

const bare = ({ startRow, endRow, startColumn, endColumn }: ReturnType<typeof range>) => ({ startRow, endRow, startColumn, endColumn })

/** Sizes in pixels that differ from those drawn; null when none does. A hidden line keeps its size. */
function changed(before: Map<number, number>, now: Map<number, number>, standard: number) {
  const indexes = [...new Set([...before.keys(), ...now.keys()])]
    .filter(index => before.get(index) !== now.get(index))
    .sort((a, b) => a - b)
  if (!indexes.length) return null
  const pixels = Object.fromEntries(indexes.map(index => [index, (now.get(index) || standard) * PIXELS]))
  const ranges: [number, number][] = []
  for (const index of indexes) {
    const last = ranges.at(-1)
    if (last && last[1] === index - 1) last[1] = index
    else ranges.push([index, index])
  }
  return { ranges, pixels }
}
