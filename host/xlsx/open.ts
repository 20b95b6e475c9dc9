import type { NamedRange, Sheet as FiledSheet, Workbook as Filed } from 'hucre'
import { EncryptedFileError } from 'hucre'
import { readXlsx } from 'hucre/xlsx'
import { parseRectangle } from '../model/address.js'
import type { SavedWorkbook } from '../model/document.js'
import { opened } from '../model/document.js'
import { STANDARD_HEIGHT } from '../model/sheet.js'
import type { Workbook } from '../model/workbook.js'
import { customParts } from './custom-parts.js'
import type { FiledCells } from './filed-cells.js'
import { filedCells, spread } from './filed-cells.js'
import { unfiled } from './formula.js'
import type { Kept } from './own-part.js'
import { divided } from './own-part.js'
import { POINTS_PER_CHARACTER } from './save.js'
import type { FiledTable } from './table-part.js'
import { readTablePart } from './table-part.js'
import type { Part } from './zip.js'
import { partsOf, textOf } from './zip.js'

/** The bytes are no workbook that can be read; the message says why, and what to do. */
export class Unreadable extends Error {
  override name = 'Unreadable'
}

/** The workbook of the bytes of an .xlsx file; `name` is the file's. Throws `Unreadable`. */
export async function openXlsx(bytes: Uint8Array, name = 'Book1.xlsx'): Promise<Workbook> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw new Unreadable(`${name} is an old .xls file or has a password. Save it as .xlsx without one.`)
  const { filed, parts } = await read(bytes, name)
  const { kept, others } = divided(await customParts(parts))
  const tables = await tableParts(parts)
  const cells = filed.sheets.map(sheet => filedCells(sheet, filed.themeColors))
  const workbook = opened(data(filed, cells, tables, kept, others, name))
  workbook.sheets.forEach((sheet, s) => {
    spread(sheet, cells[s])
    const filter = filed.sheets[s].autoFilter
    const area = filter && parseRectangle(filter.range)
    if (area)
      sheet.autoFilter = {
        area,
        criteria: new Map(filter.columns?.map(({ colIndex, filters }) => [colIndex, { filterOn: 'Values', values: filters ?? [] }])),
      }
  })
  return workbook
}

async function read(bytes: Uint8Array, name: string): Promise<{ filed: Filed; parts: Part[] }> {
  let parts: Part[]
  try {
    parts = partsOf(bytes)
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable(`${name} is not a whole .xlsx file. Save it again.`)
    throw error
  }
  if (!parts.some(part => part.name === '[Content_Types].xml')) throw new Unreadable(`${name} is not an .xlsx file.`)
  try {
    return { filed: await readXlsx(bytes, { readStyles: true }), parts }
  } catch (error) {
    if (error instanceof EncryptedFileError) throw new Unreadable(`${name} has a password. Save it without one.`)
    throw new Unreadable(`${name} is damaged: ${(error as Error).message}. Save it again.`)
  }
}

async function tableParts(parts: readonly Part[]): Promise<Map<string, FiledTable>> {
  const texts = await Promise.all(parts.filter(part => /^xl\/tables\/[^/]+\.xml$/i.test(part.name)).map(textOf))
  const tables = texts.map(readTablePart).filter(table => table !== null)
  return new Map(tables.map(table => [table.name, table]))
}

/** Everything as saved data: what the file says, and from our own part what it cannot say. */
function data(
  filed: Filed,
  cells: FiledCells[],
  tables: Map<string, FiledTable>,
  kept: Kept | undefined,
  xmlParts: SavedWorkbook['xmlParts'],
  name: string,
): SavedWorkbook {
  let last = kept?.lastNumber ?? 0
  const freeId = (kind: string) => `{${(++last).toString(16).toUpperCase().padStart(8, '0')}-${kind}-0000-0000-000000000000}`
  const sheetsBefore = filed.sheets.map(sheet => kept?.sheets.find(each => each.name === sheet.name))
  const ids = filed.sheets.map((_, s) => sheetsBefore[s]?.id ?? freeId('0001'))
  const here = new Set(ids)
  const known = (area: { sheet: string } | null) => area === null || here.has(area.sheet)
  return {
    format: kept?.format ?? 1,
    name,
    sheets: filed.sheets.map((sheet, s) => ({
      id: ids[s],
      ...sheetData(sheet),
      cells: withAsked(cells[s].cells, sheetsBefore[s]?.cells ?? []),
      conditionalFormats: sheetsBefore[s]?.conditionalFormats ?? [],
      validations: sheetsBefore[s]?.validations ?? [],
      autoFilter: sheetsBefore[s]?.autoFilter,
      protection: sheetsBefore[s]?.protection ?? (sheet.protection ? { options: {} } : null),
      charts: (sheetsBefore[s]?.charts ?? []).filter(
        ({ source, series }) => known(source) && series.every(each => known(each.values) && known(each.categories)),
      ),
      names: namesOf(filed, sheet.name, sheetsBefore[s]?.names),
    })),
    tables: filed.sheets.flatMap((sheet, s) =>
      (sheet.tables ?? []).flatMap(({ name: tableName, displayName }) => {
        const table = tables.get(displayName ?? tableName) ?? tables.get(tableName)
        if (!table) return []
        const before = kept?.tables.find(each => each.name === table.name)
        const { id = freeId('0002'), sortFields = [], matchCase = false, waiting = false } = before ?? {}
        // Without a header row a file says nothing of filter buttons.
        const showFilterButton = table.showHeaders ? table.showFilterButton : (before?.showFilterButton ?? true)
        return [{ ...table, id, sheet: ids[s], showFilterButton, sortFields, matchCase, waiting }]
      }),
    ),
    names: namesOf(filed, undefined, kept?.names),
    comments: (kept?.comments ?? []).filter(({ sheet }) => here.has(sheet)),
    xmlParts: xmlParts.map(part => ({ ...part, id: part.id || freeId('0003') })),
    properties: propertiesOf(filed),
    settings: kept?.settings ?? [],
    documentSettings: kept?.documentSettings ?? {},
    protection: kept?.protection,
    calculationMode: kept?.calculationMode,
    lastNumber: last,
  }
}

/** Cells with what custom functions gave them, where nobody else has computed or written them since. */
function withAsked(cells: FiledCells['cells'], before: readonly Kept['sheets'][number]['cells'][number][]): FiledCells['cells'] {
  const known = new Map(before.map(([row, column, cell]) => [`${row},${column}`, cell]))
  if (!known.size) return cells
  return cells.map(([row, column, cell]) => {
    const same = known.get(`${row},${column}`)
    return same?.formula === cell.formula && same?.value === cell.value
      ? [row, column, { ...cell, asked: same.asked }]
      : [row, column, cell]
  })
}

function sheetData(sheet: FiledSheet) {
  const columns = sheet.columns ?? []
  const rows = [...(sheet.rowDefs ?? [])]
  const { freezePane, view } = sheet
  return {
    name: sheet.name,
    visibility: sheet.veryHidden ? ('VeryHidden' as const) : sheet.hidden ? ('Hidden' as const) : ('Visible' as const),
    tabColor: view?.tabColor?.rgb ? `#${view.tabColor.rgb.slice(-6).toUpperCase()}` : '',
    showGridlines: view?.showGridLines ?? true,
    showHeadings: view?.showRowColHeaders ?? true,
    frozen: freezePane ? { rows: freezePane.rows ?? 0, columns: freezePane.columns ?? 0 } : null,
    merges: (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
      row: startRow,
      column: startCol,
      rows: endRow - startRow + 1,
      columns: endCol - startCol + 1,
    })),
    columnWidths: columns.flatMap((each, c): [number, number][] =>
      each?.width === undefined ? [] : [[c, Math.round(each.width * POINTS_PER_CHARACTER * 4) / 4]],
    ),
    rowHeights: rows.flatMap(([row, { height }]): [number, number][] =>
      height === undefined || height === STANDARD_HEIGHT ? [] : [[row, height]],
    ),
    hiddenRows: rows.flatMap(([row, { hidden }]) => (hidden ? [row] : [])),
    hiddenColumns: columns.flatMap((each, c) => (each?.hidden ? [c] : [])),
  }
}

/** Names of the workbook, or of one sheet. Names that begin with `_xlnm.` are Excel's own. */
function namesOf({ namedRanges = [] }: Filed, sheet: string | undefined, before: Kept['names'] = []): Kept['names'] {
  const own = (each: NamedRange) => each.scope === sheet && !each.name.startsWith('_xlnm.')
  return namedRanges.filter(own).map(({ name, range, comment = '' }) => ({
    name,
    formula: unfiled(range),
    comment,
    visible: before.find(each => each.name === name)?.visible ?? true,
  }))
}

function propertiesOf({ properties = {} }: Filed): SavedWorkbook['properties'] {
  const { creator = '', description = '', category = '', company = '', keywords = '', manager = '', subject = '', title = '' } = properties
  const custom = Object.entries(properties.custom ?? {}).map(([key, value]): [string, string | number | boolean] => [
    key,
    value instanceof Date ? value.toISOString() : value,
  ])
  return { author: creator, comments: description, category, company, keywords, manager, subject, title, custom }
}
