import type { CustomerNote } from '../../shared/reports/define.js'
import { carriedNotes, NOTE_HEADINGS } from '../../shared/reports/monthly-aging-notes.js'
import type { Sheet, Value } from '../../shared/reports/sheet.js'
import { ownCells } from '../workbook/own-cells.js'
import type { OwnSheet } from '../workbook/own-sheets.js'

/** The columns of the monthly aging that belong to people, and how their words are called. */
const NOTES = { measures: 'measure', remark: 'remark' } as const

/** What people wrote about customers, by code. */
export type CustomerNotes = ReadonlyMap<string, CustomerNote>

/** The words of a sheet of ours that go on to the next one. */
export const notesToCarry = async (sheet: OwnSheet): Promise<CustomerNotes> => carriedNotes((await ownCells(sheet)).values)

/** Every customer on a sheet of ours with the words as they stand, none too. */
export async function notesAsTheyStand(sheet: OwnSheet): Promise<CustomerNotes> {
  const { values } = await ownCells(sheet)
  const { en, zh } = NOTE_HEADINGS.code
  const isCode = (value: Value) => value === en || value === zh
  const top = values.findIndex(row => row.some(isCode))
  const code = values[top]?.findIndex(isCode)
  const codes = values.slice(top + 1).map(row => String(row[code] ?? '').trim())
  const words = carriedNotes(values)
  return new Map(codes.map(customer => [customer, words.get(customer) ?? { measure: '', remark: '' }]))
}

/** A sheet that replaces another, with that one's words: what somebody deleted stays deleted, what came from last month stays grey. */
export function withWords(sheet: Sheet, stood: CustomerNotes, lastMonth: CustomerNotes): Sheet {
  const code = sheet.columns.findIndex(({ key }) => key === 'code')
  const places = sheet.columns.flatMap(({ key }, at) => (key in NOTES ? [[NOTES[key as keyof typeof NOTES], at] as const] : []))
  if (code < 0 || places.length === 0) return sheet
  const rows = sheet.rows.map(row => {
    const customer = row.kind === 'data' ? row.cells[code] : null
    if (typeof customer !== 'string') return row
    const [words, before] = [stood.get(customer), lastMonth.get(customer)]
    if (!words) return row
    const cells = [...row.cells]
    for (const [key, at] of places) {
      const text = words[key]
      if (text === '') cells[at] = null
      else cells[at] = text === before?.[key] ? { value: text, tone: 'faded' } : text
    }
    return { ...row, cells }
  })
  return { ...sheet, rows }
}
