import { refuse } from '../../refusals.js'
import { cellText, readCode } from '../cells.js'
import { paddingOf } from './cell-forms.js'
import type { Reading } from './mapping.js'
import { columnQuestion, EXAMPLES, type AdoptionQuestion } from './questions.js'
import type { AdoptionRange, RangeCell } from './range.js'

/** Beyond this Excel has replaced digits by zeros. */
const FIFTEEN_DIGITS = 1e15

/** A reader of the codes and numbers of one column; refuses what a spreadsheet has shortened (`NUMBER_SHORTENED`). */
export function codeReader({ pad, open = [] }: Reading): (cell: RangeCell, format?: string) => string {
  const unsure = open.includes('zeros')
  return (cell, format) => {
    if (typeof cell === 'number') {
      if (Math.abs(cell) >= FIFTEEN_DIGITS) throw refuse('NUMBER_SHORTENED', { value: String(cell) })
      const padding = paddingOf(format)
      if (unsure && !padding) throw refuse('READING_UNANSWERED', { value: cell, first: String(cell), second: `0${cell}` })
      return Number.isInteger(cell) ? String(cell).padStart(padding || (pad ?? 0), '0') : String(cell)
    }
    // Most codes need no cleaning at all.
    if (typeof cell === 'string' && /^[A-Za-z\d][A-Za-z\d_/-]*$/.test(cell)) return cell
    const text = cellText(cell).normalize('NFKC')
    if (/^\d(\.\d+)?e\+?\d+$/i.test(text)) throw refuse('NUMBER_SHORTENED', { value: text })
    return readCode(text, { whole: true, pad: /^\d+\.0+$/.test(text) ? pad || undefined : undefined })
  }
}

/** How the codes of a column are read: whether Excel ate leading zeros is asked where some codes still have them. */
export function codeColumn(
  range: AdoptionRange,
  column: number,
  heading: string,
  from: number,
): { reading: Reading; questions: AdoptionQuestion[] } {
  const lengths = new Map<number, number>()
  const short: { row: number; digits: string }[] = []
  for (let row = from; row < range.values.length; row++) {
    const cell = range.values[row][column]
    if (typeof cell === 'string' && cell.charCodeAt(0) === 48 && /^0\d+$/.test(cell))
      lengths.set(cell.length, (lengths.get(cell.length) ?? 0) + 1)
    else if (
      typeof cell === 'number' &&
      Number.isSafeInteger(cell) &&
      cell >= 0 &&
      !paddingOf(range.formats?.[row]?.[column]) &&
      short.length < 50
    )
      short.push({ row, digits: String(cell) })
  }
  if (lengths.size === 0) return { reading: {}, questions: [] }
  const length = [...lengths].reduce((most, entry) => (entry[1] > most[1] ? entry : most))[0]
  const examples = short.filter(({ digits }) => digits.length < length)
  if (examples.length === 0) return { reading: {}, questions: [] }
  const choices = [
    { answer: '0', words: { en: 'No, leave them', zh: '没有，保持原样' } },
    { answer: String(length), words: { en: `Yes, ${length} digits`, zh: `是，补足 ${length} 位` } },
  ]
  const shown = examples.slice(0, EXAMPLES).map(({ row, digits }) => ({ row, first: digits, second: digits.padStart(length, '0') }))
  return { reading: { open: ['zeros'] }, questions: [columnQuestion(range, column, heading, 'zeros', shown, choices)] }
}
