import { inputName } from '../../../shared/intake/input.js'
import { headOf } from '../../../shared/intake/recognition.js'
import { refuse, type Language } from '../../../shared/refusals.js'
import { csvText } from '../../files/csv.js'
import type { FilesRead } from '../../files/reading.js'
import type { TakenIn } from '../../files/taking-in.js'

const REASON = { en: 'Reason', zh: '原因' } as const

/** The faulty lines of a file or sheet as CSV under its own headings, each with its reason in a last column; refuses one that has none. */
export function faultyLines({ sheets }: FilesRead, { faults }: TakenIn, name: string, language: Language): Uint8Array {
  const sheet = sheets.find(file => inputName(file) === name)
  const reasons = new Map<number, string[]>()
  for (const { file, line, refusal } of faults)
    if (file === name && line > 0) reasons.set(line, [...(reasons.get(line) ?? []), refusal.text(language)])
  if (!sheet || reasons.size === 0) throw refuse('BAD_OPTION', { value: name, known: sheets.map(inputName).join(', ') })
  const { headings } = headOf(sheet)
  const lines = sheet.rows.filter(({ line }) => reasons.has(line))
  return csvText([
    [...headings, REASON[language]],
    ...lines.map(({ line, cells }) => [...headings.map((_, at) => String(cells[at] ?? '')), reasons.get(line)!.join(' ')]),
  ])
}
