import { rectangle } from './address.js'
import type { Rectangle } from './address.js'
import type { Value } from './cell.js'
import { Declined } from './declined.js'
import { shown } from './entry.js'
import type { Area } from './sheet.js'
import { areaOf, cellAt } from './sheet.js'
import type { Table } from './table.js'
import { bodyArea } from './table.js'

/** What a column lets through, as `Excel.FilterCriteria` says it. */
export interface Criteria {
  filterOn: string
  criterion1?: string
  criterion2?: string
  operator?: 'And' | 'Or'
  values?: readonly (string | { date: string; specificity: string })[]
}

/** A filter over a plain range: its first row is the header. */
export interface AutoFilter {
  area: Rectangle
  criteria: Map<number, Criteria>
}

/** Hides the rows that a table's filters hold back and shows the others. */
export function applyTableFilters(table: Table): void {
  const criteria = new Map(table.columns.flatMap((column, c) => (column.filter ? [[c, column.filter] as const] : [])))
  apply(bodyArea(table), criteria)
}

/** The same for the filter of a sheet. */
export function applyAutoFilter(area: Area, criteria: ReadonlyMap<number, Criteria>): void {
  apply({ ...area, row: area.row + 1, rows: area.rows - 1 }, criteria)
}

function apply(body: Area, criteria: ReadonlyMap<number, Criteria>): void {
  const { sheet } = body
  const tests = [...criteria].map(([column, wanted]) => ({ column, test: testOf(wanted, valuesOf(body, column)) }))
  const changed = { hidden: [] as number[], shown: [] as number[] }
  for (let row = body.row; row < body.row + body.rows; row++) {
    const passes = tests.every(({ column, test }) => {
      const cell = cellAt(sheet, row, body.column + column)
      return test(cell?.value ?? '', cell ? shown(cell.value, cell.numberFormat) : '')
    })
    if (passes === !sheet.hiddenRows.has(row)) continue
    changed[passes ? 'shown' : 'hidden'].push(row)
    if (passes) sheet.hiddenRows.delete(row)
    else sheet.hiddenRows.add(row)
  }
  for (const [hidden, rows] of [[true, changed.hidden] as const, [false, changed.shown] as const])
    for (const row of rows)
      sheet.workbook.happened({ kind: 'rowsHidden', sheet, hidden, area: { ...rectangle(areaOf(sheet, body)), row, rows: 1 } })
  sheet.workbook.happened({ kind: 'appearance', sheet })
}

const valuesOf = (body: Area, column: number): Value[] =>
  Array.from({ length: body.rows }, (_, r) => cellAt(body.sheet, body.row + r, body.column + column)?.value ?? '')

type Test = (value: Value, text: string) => boolean

function testOf(criteria: Criteria, all: readonly Value[]): Test {
  switch (criteria.filterOn) {
    case 'Values': {
      const wanted = new Set((criteria.values ?? []).map(value => (typeof value === 'string' ? value : value.date).toLowerCase()))
      return (_, text) => wanted.has(text.toLowerCase())
    }
    case 'Custom': {
      const first = comparison(criteria.criterion1 ?? '')
      if (criteria.criterion2 === undefined) return first
      const second = comparison(criteria.criterion2)
      return criteria.operator === 'Or'
        ? (value, text) => first(value, text) || second(value, text)
        : (value, text) => first(value, text) && second(value, text)
    }
    case 'TopItems':
    case 'BottomItems':
    case 'TopPercent':
    case 'BottomPercent':
      return ranked(criteria, all)
    default:
      throw new Declined('NotImplemented', `This stand-in does not filter on ${criteria.filterOn}.`, 501)
  }
}

function ranked({ filterOn, criterion1 }: Criteria, all: readonly Value[]): Test {
  const numbers = all.filter(value => typeof value === 'number').sort((a, b) => (filterOn.startsWith('Top') ? b - a : a - b))
  const count = filterOn.endsWith('Percent') ? Math.ceil((numbers.length * Number(criterion1)) / 100) : Number(criterion1)
  const edge = numbers[Math.min(count, numbers.length) - 1]
  return value => typeof value === 'number' && edge !== undefined && (filterOn.startsWith('Top') ? value >= edge : value <= edge)
}

/** A criterion such as `>5`, `<>`, `=abc*`: wildcards in texts, numbers by size. */
function comparison(criterion: string): Test {
  const [, operator = '=', operand] = /^(<>|<=|>=|<|>|=)?(.*)$/s.exec(criterion)!
  const number = operand.trim() === '' ? NaN : Number(operand)
  if (operator === '=' || operator === '<>') {
    const pattern = new RegExp(`^${wildcards(operand)}$`, 'i')
    const equal: Test = (value, text) => (typeof value === 'number' && !Number.isNaN(number) ? value === number : pattern.test(text))
    return operator === '=' ? equal : (value, text) => !equal(value, text)
  }
  const order = (value: Value) => (Number.isNaN(number) ? String(value).localeCompare(operand, 'en') : Number(value) - number)
  const comparable = (value: Value) => value !== '' && (Number.isNaN(number) || typeof value === 'number')
  const tests: Record<string, (distance: number) => boolean> = { '<': d => d < 0, '<=': d => d <= 0, '>': d => d > 0, '>=': d => d >= 0 }
  return value => comparable(value) && tests[operator](order(value))
}

/** Excel's wildcards as a pattern: * any text, ? one character, ~ before either takes it as itself. */
export const wildcards = (text: string): string =>
  text.replace(/~([*?~])|[.+^${}()|[\]\\*?]/g, (sign, escaped: string | undefined) =>
    escaped ? `\\${escaped}` : sign === '*' ? '.*' : sign === '?' ? '.' : `\\${sign}`,
  )
