import type { Rectangle } from './address.js'
import { rectangle } from './address.js'
import type { Cell } from './cell.js'
import type { Chart, Series } from './chart.js'
import type { Comment } from './comment.js'
import type { AutoFilter, Criteria } from './filter.js'
import type { Area, Sheet } from './sheet.js'
import { areaOf, eachCell, emptySheet, wholeSheet } from './sheet.js'
import type { Table } from './table.js'
import { Workbook } from './workbook.js'

/** The form of a saved workbook; a reader that does not know it declines. */
const FORMAT = 1

type SavedCell = [row: number, column: number, cell: Omit<Cell, 'spilledFrom' | 'spill'>]
type SavedArea = (Rectangle & { sheet: string }) | null

/** A workbook as plain JSON. Spilled values are not kept: formulas give them again. */
export interface SavedWorkbook {
  format: number
  name: string
  lastNumber: number
  sheets: (Pick<Sheet, (typeof PLAIN)[number]> & {
    id: string
    pageLayout?: Sheet['pageLayout']
    cells: SavedCell[]
    columnWidths: [number, number][]
    rowHeights: [number, number][]
    hiddenRows: number[]
    hiddenColumns: number[]
    rowLevels?: [number, number][]
    columnLevels?: [number, number][]
    autoFilter?: SavedFilter | null
    charts: (Omit<Chart, 'sheet' | 'source' | 'series'> & { source: SavedArea; series: SavedSeries[] })[]
    names: Omit<Workbook['names'][number], 'sheet'>[]
  })[]
  tables: (Omit<Table, 'sheet'> & { sheet: string })[]
  names: Omit<Workbook['names'][number], 'sheet'>[]
  comments: (Omit<Comment, 'sheet'> & { sheet: string })[]
  styles?: Workbook['styles']
  xmlParts: Workbook['xmlParts']
  properties: Omit<Workbook['properties'], 'custom'> & { custom: [string, string | number | boolean][] }
  settings: [string, unknown][]
  documentSettings: Record<string, unknown>
  protection?: Workbook['protection']
  calculationMode?: Workbook['calculationMode']
}

type SavedFilter = Omit<AutoFilter, 'criteria'> & { criteria: [number, Criteria][] }
type SavedSeries = Omit<Series, 'values' | 'categories'> & { values: SavedArea; categories: SavedArea }

const PLAIN = [
  'name',
  'visibility',
  'tabColor',
  'showGridlines',
  'showHeadings',
  'frozen',
  'merges',
  'conditionalFormats',
  'validations',
  'protection',
] as const

const savedArea = (area: Area | null): SavedArea => area && { ...rectangle(area), sheet: area.sheet.id }

/** A workbook as data for JSON. */
export function saved(workbook: Workbook): SavedWorkbook {
  const { name, lastNumber, xmlParts, documentSettings, properties, styles } = workbook
  workbook.engine?.note()
  return {
    format: FORMAT,
    name,
    lastNumber,
    sheets: workbook.sheets.map(sheet => ({
      id: sheet.id,
      pageLayout: sheet.pageLayout,
      ...(Object.fromEntries(PLAIN.map(key => [key, sheet[key]])) as Pick<Sheet, (typeof PLAIN)[number]>),
      cells: savedCells(sheet),
      columnWidths: [...sheet.columnWidths],
      rowHeights: [...sheet.rowHeights],
      hiddenRows: [...sheet.hiddenRows],
      hiddenColumns: [...sheet.hiddenColumns],
      autoFilter: sheet.autoFilter && { area: rectangle(sheet.autoFilter.area), criteria: [...sheet.autoFilter.criteria] },
      rowLevels: [...sheet.rowLevels],
      columnLevels: [...sheet.columnLevels],
      charts: sheet.charts.map(({ sheet: _sheet, source, series, ...chart }) => ({
        ...chart,
        source: savedArea(source),
        series: series.map(each => ({ ...each, values: savedArea(each.values), categories: savedArea(each.categories) })),
      })),
      names: sheet.names.map(({ sheet: _sheet, ...each }) => each),
    })),
    tables: workbook.tables.map(table => ({ ...table, sheet: table.sheet.id })),
    names: workbook.names.map(({ sheet: _sheet, ...each }) => each),
    comments: workbook.comments.map(comment => ({ ...comment, sheet: comment.sheet.id })),
    styles,
    xmlParts,
    properties: { ...properties, custom: [...properties.custom] },
    settings: [...workbook.settings],
    documentSettings,
    protection: workbook.protection,
    calculationMode: workbook.calculationMode,
  }
}

function savedCells(sheet: Sheet): SavedCell[] {
  const cells: SavedCell[] = []
  eachCell(wholeSheet(sheet), ({ spilledFrom, spill: _spill, ...cell }, row, column) => {
    if (!spilledFrom) cells.push([row, column, cell])
    else if (cell.style ?? cell.numberFormat) cells.push([row, column, { ...cell, value: '' }])
  })
  return cells
}

/** The workbook of saved data. */
export function opened(data: SavedWorkbook): Workbook {
  if (data.format !== FORMAT) throw new Error(`This workbook was saved in format ${data.format}; this version reads ${FORMAT}.`)
  const workbook = new Workbook()
  workbook.name = data.name
  workbook.resumeNumbers(data.lastNumber)
  for (const each of data.sheets) {
    const {
      id,
      cells,
      columnWidths,
      rowHeights,
      hiddenRows,
      hiddenColumns,
      autoFilter,
      rowLevels,
      columnLevels,
      charts: _charts,
      names,
      ...plain
    } = each
    const sheet = Object.assign(emptySheet(workbook, id, plain.name), plain)
    sheet.columnWidths = new Map(columnWidths)
    sheet.rowHeights = new Map(rowHeights)
    sheet.hiddenRows = new Set(hiddenRows)
    sheet.hiddenColumns = new Set(hiddenColumns)
    if (autoFilter) sheet.autoFilter = { ...autoFilter, criteria: new Map(autoFilter.criteria) }
    sheet.rowLevels = new Map(rowLevels)
    sheet.columnLevels = new Map(columnLevels)
    sheet.names = names.map(name => ({ ...name, sheet }))
    for (const [row, column, cell] of cells) {
      const line = sheet.rows.get(row) ?? []
      line[column] = { ...cell }
      sheet.rows.set(row, line)
    }
    workbook.sheets.push(sheet)
  }
  const sheetOf = (id: string) => workbook.sheets.find(sheet => sheet.id === id)!
  const openedArea = (area: SavedArea) => area && areaOf(sheetOf(area.sheet), area)
  for (const { id, charts } of data.sheets)
    sheetOf(id).charts = charts.map(chart => ({
      ...chart,
      sheet: sheetOf(id),
      source: openedArea(chart.source),
      series: chart.series.map(each => ({ ...each, values: openedArea(each.values), categories: openedArea(each.categories) })),
    }))
  workbook.tables = data.tables.map(table => ({ ...table, sheet: sheetOf(table.sheet) }))
  workbook.names = data.names.map(name => ({ ...name, sheet: null }))
  workbook.styles = data.styles ?? []
  workbook.comments = data.comments.map(comment => ({ ...comment, sheet: sheetOf(comment.sheet) }))
  workbook.xmlParts = data.xmlParts
  workbook.properties = { ...data.properties, custom: new Map(data.properties.custom) }
  workbook.settings = new Map(data.settings)
  workbook.documentSettings = data.documentSettings
  workbook.protection = data.protection ?? null
  workbook.calculationMode = data.calculationMode ?? 'Automatic'
  return workbook
}
