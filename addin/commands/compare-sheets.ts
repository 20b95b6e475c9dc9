import { day } from '../../shared/dates.js'
import { isSealCell } from '../../shared/reports/seal-mark.js'
import { isRich, valueOf, type Column, type Format, type Row, type Sheet, type Value } from '../../shared/reports/sheet.js'
import type { OwnCells } from '../workbook/own-cells.js'
import { NOTE_KEYS } from './customer-notes.js'

/** A cell that reads otherwise than it should. */
export interface Difference {
  /** Where it is now; missing where the row is gone. */
  address?: string
  /** What its row is about: a customer, a document, 合计. */
  row: string
  /** The heading of its column. */
  column: string
  was: Value
  is: Value | boolean
  format: Format
  decimals?: number
}

/** Rows that people sign on or leave free: what is written there is theirs. */
const THEIRS: ReadonlySet<Row['kind']> = new Set(['signature', 'blank'])

/** A table to compare with: cells of rows by the columns of a sheet. */
interface Found {
  values: readonly (readonly (string | number | boolean | undefined)[])[]
  formulas?: readonly (readonly (string | number | boolean | undefined)[])[]
  /** How many rows its headings stand below where they should. */
  shift: number
  address?: OwnCells['address']
}

/**
 * Where the cells of a worksheet differ from the sheet that was drawn. Rows are known again by their texts when they were sorted or moved.
 * People's own columns, the places that we left empty and the lines to sign on are not compared; a formula that still stands is right
 * whatever it shows under a filter.
 */
export function alteredCells(sheet: Sheet, cells: OwnCells): Difference[] {
  return differences(sheet, { ...cells, shift: cells.headingRow - sheet.headingRow })
}

/** Where a sheet answers otherwise than the same question answered before. */
export function changedAnswers(before: Sheet, now: Sheet): Difference[] {
  const from = { ...before, rows: before.rows.filter(isAnswer) }
  const to = now.rows.filter(isAnswer)
  return differences(from, { values: to.map(({ cells }) => now.columns.map((_, at) => valueOf(cells[at]) ?? '')), shift: 0 })
}

const isAnswer = ({ kind }: Row) => kind === 'data' || kind === 'total'

function differences(sheet: Sheet, found: Found): Difference[] {
  const { columns, rows } = sheet
  const compared = comparedColumns(sheet)
  const texts = columns.flatMap(({ format }, at) => (format === 'text' && compared[at] ? [at] : []))
  const expected = rows.map(({ cells }) => mark(texts.map(at => valueOf(cells[at]))))
  const actual = found.values.map(cells => mark(texts.map(at => cells[at])))
  const places = matched(expected, actual, found.shift)
  const differing: Difference[] = []
  const taken = new Set<number>()
  rows.forEach((row, at) => {
    const place = places[at]
    if (place !== undefined) taken.add(place)
    if (THEIRS.has(row.kind)) return
    columns.forEach((column, c) => {
      const cell = row.cells[c] ?? null
      const was = valueOf(cell)
      if ((row.kind === 'data' && !compared[c]) || (row.kind === 'head' && (was === null || isSealCell(cell)))) return
      const is = place === undefined ? '' : found.values[place]?.[c]
      const format = isRich(cell) && cell.format !== undefined ? cell.format : column.format
      if (is === undefined || isEqual(was, is, format)) return
      const formula = place === undefined ? undefined : found.formulas?.[place]?.[c]
      if (isRich(cell) && cell.formula !== undefined && formula === `=${cell.formula}`) return
      differing.push({
        ...described(row, column, columns),
        was,
        is: is === '' ? null : is,
        format,
        ...(place !== undefined && found.address && { address: found.address(place, c) }),
      })
    })
  })
  const first = sheet.headingRow + 1 + found.shift
  found.values.forEach((cells, place) => {
    // Beyond our rows, and where we left a line free, people may write what they like.
    if (taken.has(place) || place < first || mark(texts.map(at => cells[at])) === '' || THEIRS.has(rows[place - found.shift]?.kind)) return
    const c = texts.find(at => cells[at] !== '' && cells[at] !== undefined)!
    const text = String(cells[c])
    differing.push({
      row: text,
      column: columns[c].heading,
      was: null,
      is: text,
      format: 'text',
      ...(found.address && { address: found.address(place, c) }),
    })
  })
  return differing
}

/** Columns in which we wrote anything for any row of the body; the others are places for people. */
function comparedColumns({ columns, rows }: Sheet): boolean[] {
  const body = rows.filter(({ kind }) => kind === 'data')
  return columns.map(({ key }, at) => !NOTE_KEYS.includes(key) && body.some(({ cells }) => valueOf(cells[at]) !== null))
}

const mark = (texts: readonly unknown[]): string =>
  texts.some(text => text !== null && text !== undefined && text !== '') ? JSON.stringify(texts.map(text => text ?? '')) : ''

/** Which row each expected one is by now: where it was, else where its texts are, else where it was though its texts were changed. */
function matched(expected: readonly string[], actual: readonly string[], shift: number): (number | undefined)[] {
  const places: (number | undefined)[] = expected.map((id, at) => (actual[at + shift] === id ? at + shift : undefined))
  const taken = new Set(places)
  const elsewhere = new Map<string, number[]>()
  actual.forEach((id, at) => {
    if (taken.has(at) || id === '') return
    const known = elsewhere.get(id)
    if (known) known.push(at)
    else elsewhere.set(id, [at])
  })
  expected.forEach((id, at) => {
    if (places[at] !== undefined) return
    places[at] = elsewhere.get(id)?.shift()
    if (places[at] !== undefined) taken.add(places[at])
  })
  expected.forEach((_, at) => {
    const here = at + shift
    if (places[at] !== undefined || taken.has(here) || here >= actual.length) return
    places[at] = here
    taken.add(here)
  })
  return places
}

/** Serial of 1970-01-01 where days are counted from 1900 and from 1904. */
const EPOCHS = [25_569, 24_107]

function isEqual(was: Value, is: string | number | boolean, format: Format): boolean {
  if (was === null) return is === ''
  if (typeof was === 'number') return typeof is === 'number' && Math.abs(is - was) <= 1e-9 * Math.max(1, Math.abs(was))
  if (format === 'date' && typeof is === 'number' && /^\d{4}-\d{2}-\d{2}$/.test(was)) return EPOCHS.includes(is - day(was))
  return String(is) === was
}

function described(row: Row, column: Column, columns: readonly Column[]): Pick<Difference, 'row' | 'column'> {
  const words = columns.flatMap(({ format }, at) => {
    const value = format === 'text' ? valueOf(row.cells[at]) : null
    return typeof value === 'string' && value !== '' ? [value] : []
  })
  return { row: words.slice(0, 2).join(' '), column: column.heading }
}
