import type { Words } from '../vocabulary.js'
import type { CustomerNote } from './define.js'
import type { Item } from './formulas.js'
import { faded, type Value } from './sheet.js'

/** The headings by which a customer and what people wrote of it are found on a sheet. */
export const NOTE_HEADINGS: Readonly<Record<'code' | 'measure' | 'remark', Words>> = {
  code: { en: 'Customer', zh: '客户编码' },
  measure: { en: 'Collection measures', zh: '催收措施' },
  remark: { en: 'Remarks', zh: '备注' },
}

/** Last month's words in the cells of a customer's row, in grey. */
export const notesOfLastMonth = (note: CustomerNote | undefined): Item =>
  note ? { ...(note.measure && { measures: faded(note.measure) }), ...(note.remark && { remark: faded(note.remark) }) } : {}

/**
 * What people wrote on a monthly aging sheet, by customer's code, for the next sheet; from the values of the sheet as it stands, whatever
 * rows and columns were added. Empty when it has no such headings.
 */
export function carriedNotes(values: readonly (readonly Value[])[]): Map<string, CustomerNote> {
  const notes = new Map<string, CustomerNote>()
  const columnOf = (row: readonly Value[], { en, zh }: Words) => row.findIndex(cell => cell === en || cell === zh)
  const top = values.findIndex(row => Object.values(NOTE_HEADINGS).every(words => columnOf(row, words) >= 0))
  if (top < 0) return notes
  const [code, measure, remark] = [NOTE_HEADINGS.code, NOTE_HEADINGS.measure, NOTE_HEADINGS.remark].map(words =>
    columnOf(values[top], words),
  )
  const text = (row: readonly Value[], at: number) => String(row[at] ?? '').trim()
  for (const row of values.slice(top + 1)) {
    const note = { remark: text(row, remark), measure: text(row, measure) }
    if (text(row, code) !== '' && (note.remark || note.measure)) notes.set(text(row, code), note)
  }
  return notes
}
