import { iso, type Day } from '../dates.js'
import type { Language } from '../refusals.js'
import { cellArea, fixedAddress, quotedSheet, sheetName, type Area } from './address.js'
import { chartsOf, type ChartDraft } from './charts.js'
import { footRow, spread, type FootLine } from './foot.js'
import { placement, type Computed, type Input, type Item } from './formulas.js'
import { PAGE_FOOTER, type Cell, type Column, type Row, type Rule, type Sheet, type Unit, type Workbook } from './sheet.js'
import { totalCell } from './totals.js'

/** Items under one heading with a subtotal; without a label they stand alone. */
export interface Group {
  label?: string
  items: readonly Item[]
}

/** A report as its author thinks of it: keys, no places. */
export interface Draft {
  name: string
  language: Language
  unit?: Unit
  title: string
  /** Label and value of what stands below the title: company, as-of date, unit, change, seal. */
  head: readonly (readonly [label: string, value: string])[]
  columns: readonly Column[]
  /** The column that every row of the body fills and no subtotal does: a customer's code, a document's number. */
  rowKey: string
  /** The text column that says 合计, 小计 and the group's name. */
  labelKey: string
  groups: readonly Group[]
  /** A page for each group. */
  breakPerGroup?: boolean
  foot?: readonly FootLine[]
  /** The last column that stays in place when scrolling. */
  freezeThrough?: string
  /** Conditional formats over columns of the body, or over the same columns of keyed rows. */
  highlights?: readonly ({ columns: readonly string[]; rows?: readonly string[] } & Rule)[]
  charts?: readonly ChartDraft[]
}

const SUBTOTAL: Record<Language, (label: string) => string> = { en: label => `${label}: subtotal`, zh: label => `${label} 小计` }

/** Items without groups. */
export const ungrouped = (items: readonly Item[]): Group[] => [{ items }]

/** Lays a draft out: every row gets its place, every formula its references. A key that does not exist is a mistake of the report. */
export function layout(draft: Draft): Sheet {
  const { columns, language } = draft
  const banded = columns.some(column => column.band !== undefined)
  const rows = topRows(draft, banded)
  const headingRow = rows.length - 1
  const marks: Record<string, number> = {}
  const place = placement({ columns, rows, marks, headingRow, rowKey: draft.rowKey, sheet: draft.name })
  const label = place.columnOf(draft.labelKey)
  place.columnOf(draft.rowKey)

  // A formula may name rows that come later, so it is written when every row stands.
  const pending: { row: number; column: number; computed: Computed }[] = []
  const placed = (column: number, input: Input): Cell => {
    if (input === undefined) return null
    if (isComputed(input)) {
      pending.push({ row: rows.length, column, computed: input })
      return input.value
    }
    return typeof input === 'number' && columns[column].format === 'date' ? iso(input as Day) : input
  }

  for (const [order, group] of draft.groups.entries()) {
    const grouped = group.label !== undefined
    if (grouped) rows.push({ kind: 'group', cells: columns.map((_, at) => (at === label ? group.label! : null)), level: 1 })
    const top = rows.length
    for (const item of group.items) {
      const row: Row = { kind: 'data', cells: columns.map(({ key }, at) => placed(at, item[key])) }
      if (grouped) row.level = 2
      rows.push(row)
    }
    const segment: Area = { top, left: 0, bottom: rows.length - 1, right: columns.length - 1 }
    const segments = group.items.length > 0 ? [segment] : []
    place.segments.push(...segments)
    if (!grouped) continue
    const cells = columns.map((_, at) => totalCell(place, at, rows.length, segment, segments))
    cells[label] = SUBTOTAL[language](group.label!)
    const pageBreak = draft.breakPerGroup === true && order < draft.groups.length - 1
    rows.push({ kind: 'subtotal', cells, level: 1, ...(pageBreak && { pageBreak }) })
  }
  // An empty body keeps one empty row, so that every range of the sheet exists.
  if (rows.length - 1 === headingRow) rows.push({ kind: 'data', cells: [] })
  place.body = { top: headingRow + 1, bottom: rows.length - 1 }

  for (const line of draft.foot ?? []) {
    if ('key' in line && line.key !== undefined) marks[line.key] = rows.length
    rows.push(footRow(line, place, rows.length, label, placed))
  }
  for (const { row, column, computed } of pending)
    rows[row].cells[column] = { ...computed, formula: computed.formula(place.references(row)) }

  return {
    name: sheetName(draft.name),
    language,
    unit: draft.unit ?? 'one',
    columns: [...columns],
    rows,
    headingRow,
    filter: { ...place.body, top: headingRow, left: 0, right: columns.length - 1 },
    freeze: { rows: headingRow + 1, columns: draft.freezeThrough === undefined ? 0 : place.columnOf(draft.freezeThrough) + 1 },
    highlights: (draft.highlights ?? []).map(({ columns: keys, rows: rowKeys, ...rule }) => ({
      ...rule,
      areas: keys.map(place.columnOf).flatMap(at => {
        if (rowKeys) return rowKeys.map(key => cellArea(place.rowOf(key), at))
        return place.segments.map(({ top, bottom }) => ({ top, left: at, bottom, right: at }))
      }),
    })),
    charts: chartsOf(draft.charts ?? [], place, label),
    print: { repeat: { top: headingRow - (banded ? 1 : 0), bottom: headingRow }, footer: PAGE_FOOTER[language] },
    marks,
  }
}

/** The sheets of one file; two of the same name are a mistake of the report. */
export function workbook(...sheets: Sheet[]): Workbook {
  if (new Set(sheets.map(sheet => sheet.name.toLowerCase())).size !== sheets.length) throw new Error('two sheets have the same name')
  return { sheets }
}

/** A cell of a laid-out sheet as another sheet's formula names it. */
export function referenceTo(sheet: Sheet, rowKey: string, columnKey: string): string {
  const column = sheet.columns.findIndex(({ key }) => key === columnKey)
  const row = sheet.marks[rowKey]
  if (column < 0 || row === undefined) throw new Error(`${sheet.name} has no cell ${rowKey}, ${columnKey}`)
  return `${quotedSheet(sheet.name)}!${fixedAddress(row, column)}`
}

function topRows({ title, head, columns, language }: Draft, banded: boolean): Row[] {
  const colon = language === 'zh' ? '：' : ': '
  const lines = spread(
    head.map(([label, value]) => `${label}${colon}${value}`),
    columns,
  )
  const rows: Row[] = [{ kind: 'title', cells: [title] }, ...lines.map((cells): Row => ({ kind: 'head', cells }))]
  if (banded) rows.push({ kind: 'band', cells: columns.map(({ band }, at) => (band !== columns[at - 1]?.band ? (band ?? null) : null)) })
  rows.push({ kind: 'heading', cells: columns.map(({ heading }) => heading) })
  return rows
}

const isComputed = (input: Input): input is Computed => typeof input === 'object' && input !== null && typeof input.formula === 'function'
