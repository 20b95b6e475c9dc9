import type { CustomerNote } from '../../shared/reports/define.js'
import { carriedNotes } from '../../shared/reports/monthly-aging-notes.js'
import type { Sheet, Value } from '../../shared/reports/sheet.js'
import { ownCells } from '../workbook/own-cells.js'
import type { OwnSheet } from '../workbook/own-sheets.js'

/** The columns of the monthly aging that belong to people, and how their words are called. */
const NOTES = { measures: 'measure', remark: 'remark' } as const
export const NOTE_KEYS: readonly string[] = Object.keys(NOTES)

/** What people wrote about customers, by code. */
export type CustomerNotes = ReadonlyMap<string, CustomerNote>

/** The words of a sheet of ours that go on to the next one. */
export async function notesToCarry(sheet: OwnSheet): Promise<CustomerNotes> {
  const { values } = await ownCells(sheet)
  return carriedNotes(values.map(row => row.map(plain)))
}

/** Every customer on a sheet of ours with the words as they stand, none too. */
export async function notesAsTheyStand(sheet: OwnSheet): Promise<CustomerNotes> {
  const { keys } = sheet.report.sheets[sheet.index]
  const { values, headingRow } = await ownCells(sheet)
  const [code, measure, remark] = ['code', 'measures', 'remark'].map(key => keys.indexOf(key))
  const text = (row: (typeof values)[number], at: number) => String(row[at] ?? '')
  const rows = values.slice(headingRow + 1).filter(row => text(row, code) !== '')
  return new Map(rows.map(row => [text(row, code), { measure: text(row, measure), remark: text(row, remark) }]))
}

/** A sheet that replaces another, with that one's words: what somebody deleted stays deleted, what came from last month stays grey. */
export function withWords(sheet: Sheet, stood: CustomerNotes, lastMonth: CustomerNotes): Sheet {
  const code = sheet.columns.findIndex(({ key }) => key === 'code')
  const places = sheet.columns.flatMap(({ key }, at) => (key in NOTES ? [[NOTES[key as keyof typeof NOTES], at] as const] : []))
  if (code < 0 || places.length === 0) return sheet
  const rows = sheet.rows.map(row => {
    const customer = row.kind === 'data' ? row.cells[code] : null
    const words = typeof customer === 'string' ? stood.get(customer) : undefined
    if (!words) return row
    const cells = [...row.cells]
    for (const [key, at] of places) {
      const text = words[key]
      if (text === '') cells[at] = null
      else cells[at] = text.trim() === lastMonth.get(String(customer))?.[key] ? { value: text, tone: 'faded' } : text
    }
    return { ...row, cells }
  })
  return { ...sheet, rows }
}

const plain = (value: string | number | boolean | undefined): Value => (typeof value === 'boolean' ? String(value) : (value ?? null))
