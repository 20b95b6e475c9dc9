import type { Rectangle } from '../model/address.js'
import { formatRectangle, parseRectangle } from '../model/address.js'
import type { Criteria } from '../model/filter.js'
import { cellAt } from '../model/sheet.js'
import type { Column, Table } from '../model/table.js'
import { filed } from './formula.js'
import type { Found } from './xml.js'
import { attributes, elements, escaped } from './xml.js'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const flag = (on: boolean) => (on ? 1 : 0)

/** A table as its part of the package; `id` is its number there. */
export function tablePart(table: Table, id: number): string {
  const { name, area, columns, showHeaders, showTotals } = table
  const filtered = { ...area, rows: area.rows - flag(showTotals) }
  const head = attributes({
    xmlns: MAIN,
    id,
    name,
    displayName: name,
    ref: formatRectangle(area),
    headerRowCount: showHeaders ? undefined : 0,
    totalsRowCount: showTotals ? 1 : undefined,
    totalsRowShown: showTotals ? undefined : 0,
  })
  const filter = showHeaders && table.showFilterButton ? autoFilter(filtered, columns) : ''
  const list = columns.map((column, c) => columnXml(table, column, c)).join('')
  const look = attributes({
    name: table.style || undefined,
    showFirstColumn: flag(table.highlightFirstColumn),
    showLastColumn: flag(table.highlightLastColumn),
    showRowStripes: flag(table.showBandedRows),
    showColumnStripes: flag(table.showBandedColumns),
  })
  const body = `${filter}<tableColumns count="${columns.length}">${list}</tableColumns><tableStyleInfo${look}/>`
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<table${head}>${body}</table>`
}

function columnXml(table: Table, { id, name }: Column, at: number): string {
  const { area, sheet, showTotals } = table
  const total = showTotals ? cellAt(sheet, area.row + area.rows - 1, area.column + at) : undefined
  const label = total && total.formula === undefined && typeof total.value === 'string' && total.value !== '' ? total.value : undefined
  const head = attributes({
    id,
    name,
    totalsRowLabel: label,
    totalsRowFunction: total?.formula === undefined ? undefined : 'custom',
  })
  if (total?.formula === undefined) return `<tableColumn${head}/>`
  return `<tableColumn${head}><totalsRowFormula>${escaped(filed(total.formula))}</totalsRowFormula></tableColumn>`
}

function autoFilter(area: Rectangle, columns: readonly Column[]): string {
  const filters = columns.map(({ filter }, c) => (filter ? `<filterColumn colId="${c}">${criteriaXml(filter)}</filterColumn>` : ''))
  return `<autoFilter ref="${formatRectangle(area)}">${filters.join('')}</autoFilter>`
}

const OPERATORS: Record<string, string> = {
  '': 'equal',
  '=': 'equal',
  '<>': 'notEqual',
  '>': 'greaterThan',
  '>=': 'greaterThanOrEqual',
  '<': 'lessThan',
  '<=': 'lessThanOrEqual',
}

function criteriaXml({ filterOn, criterion1, criterion2, operator, values = [] }: Criteria): string {
  if (filterOn === 'Values') {
    const texts = values.map(value => (typeof value === 'string' ? value : value.date))
    const list = texts.filter(Boolean).map(val => `<filter${attributes({ val })}/>`)
    return `<filters${texts.includes('') ? ' blank="1"' : ''}>${list.join('')}</filters>`
  }
  if (filterOn === 'Custom') {
    const list = [criterion1, criterion2].map(criterion => {
      if (criterion === undefined) return ''
      const [, sign = '', val] = /^(<>|<=|>=|<|>|=)?(.*)$/s.exec(criterion)!
      return `<customFilter${attributes({ operator: OPERATORS[sign], val })}/>`
    })
    return `<customFilters${operator === 'And' ? ' and="1"' : ''}>${list.join('')}</customFilters>`
  }
  return `<top10${attributes({ top: flag(filterOn.startsWith('Top')), percent: flag(filterOn.endsWith('Percent')), val: criterion1 })}/>`
}

/** What a table's part says of it. */
export type FiledTable = Omit<Table, 'id' | 'sheet' | 'sortFields' | 'matchCase' | 'waiting'>

/** Reads the part of a table; null when it names no cells. */
export function readTablePart(xml: string): FiledTable | null {
  const table = elements(xml, 'table')[0]
  const area = table ? parseRectangle(table.attributes.ref ?? '') : null
  if (!area) return null
  const look = elements(table.inner, 'tableStyleInfo')[0]?.attributes ?? {}
  const filter = elements(table.inner, 'autoFilter')[0]
  const filters = new Map(elements(filter?.inner ?? '', 'filterColumn').map(each => [Number(each.attributes.colId), criteriaOf(each)]))
  return {
    name: table.attributes.displayName ?? table.attributes.name,
    area,
    columns: elements(table.inner, 'tableColumn').map(({ attributes: { id, name } }, c) => {
      const criteria = filters.get(c)
      // Line breaks in names are written as _x000a_.
      return { id: Number(id), name: name.replace(/_x000[aA]_/g, '\n'), ...(criteria ? { filter: criteria } : {}) }
    }),
    showHeaders: table.attributes.headerRowCount !== '0',
    showTotals: table.attributes.totalsRowCount === '1',
    style: look.name ?? '',
    showBandedRows: isOn(look.showRowStripes),
    showBandedColumns: isOn(look.showColumnStripes),
    highlightFirstColumn: isOn(look.showFirstColumn),
    highlightLastColumn: isOn(look.showLastColumn),
    showFilterButton: filter !== undefined,
  }
}

const isOn = (value: string | undefined) => value === '1' || value === 'true'

function criteriaOf({ inner }: Found): Criteria | undefined {
  const filters = elements(inner, 'filters')[0]
  if (filters) {
    const values = elements(filters.inner, 'filter').map(({ attributes: { val } }) => val)
    return { filterOn: 'Values', values: isOn(filters.attributes.blank) ? [...values, ''] : values }
  }
  const custom = elements(inner, 'customFilters')[0]
  if (custom) {
    const [criterion1, criterion2] = elements(custom.inner, 'customFilter').map(({ attributes: { operator = 'equal', val } }) => {
      const sign = Object.keys(OPERATORS).find(key => key && OPERATORS[key] === operator) ?? '='
      return sign + val
    })
    const second =
      criterion2 === undefined ? {} : { criterion2, operator: isOn(custom.attributes.and) ? ('And' as const) : ('Or' as const) }
    return { filterOn: 'Custom', criterion1, ...second }
  }
  const top = elements(inner, 'top10')[0]?.attributes
  if (!top) return undefined
  return { filterOn: `${top.top === '0' ? 'Bottom' : 'Top'}${isOn(top.percent) ? 'Percent' : 'Items'}`, criterion1: top.val }
}
