import type { Sheet } from '../../shared/reports/sheet.js'
import { ownCells } from '../workbook/own-cells.js'
import type { OwnSheet } from '../workbook/own-sheets.js'

/** The columns of the monthly aging that belong to people: what is done to collect, and remarks. */
export const NOTE_KEYS = ['measures', 'remark'] as const
type NoteKey = (typeof NOTE_KEYS)[number]

/** What people wrote about the customers of a sheet, by code; a customer without a remark is there too. */
export type CustomerNotes = ReadonlyMap<string, Partial<Record<NoteKey, string>>>

/** Reads the notes of a sheet of ours; one without the columns has none. */
export async function customerNotes(sheet: OwnSheet): Promise<CustomerNotes> {
  const { keys } = sheet.report.sheets[sheet.index]
  const notes = new Map<string, Partial<Record<NoteKey, string>>>()
  const code = keys.indexOf('code')
  if (code < 0 || !keys.includes(NOTE_KEYS[0])) return notes
  const { values, headingRow } = await ownCells(sheet)
  for (const row of values.slice(headingRow + 1)) {
    const customer = String(row[code] ?? '')
    if (customer === '') continue
    const own: Partial<Record<NoteKey, string>> = {}
    for (const key of NOTE_KEYS) {
      const text = String(row[keys.indexOf(key)] ?? '')
      if (text !== '') own[key] = text
    }
    notes.set(customer, own)
  }
  return notes
}

/** A sheet with people's notes beside their customers: last month's in grey, those of the sheet that it replaces as they were. */
export function withNotes(sheet: Sheet, lastMonth: CustomerNotes, replaced: CustomerNotes): Sheet {
  const code = sheet.columns.findIndex(({ key }) => key === 'code')
  const places = NOTE_KEYS.map(key => [key, sheet.columns.findIndex(column => column.key === key)] as const)
  if (code < 0 || places.some(([, at]) => at < 0) || lastMonth.size + replaced.size === 0) return sheet
  const rows = sheet.rows.map(row => {
    const customer = row.kind === 'data' ? row.cells[code] : null
    if (typeof customer !== 'string') return row
    const [now, before] = [replaced.get(customer), lastMonth.get(customer)]
    if (!now && !before) return row
    const cells = [...row.cells]
    for (const [key, at] of places) {
      // What somebody has deleted since stays deleted.
      const text = now ? now[key] : before?.[key]
      if (text !== undefined) cells[at] = text === before?.[key] ? { value: text, tone: 'faded' } : text
    }
    return { ...row, cells }
  })
  return { ...sheet, rows }
}
