import type { InputFile } from '../../../shared/intake/input.js'
import { apply, type MappedRows } from '../../../shared/intake/mapping.js'
import { profileOf } from '../../../shared/intake/profile.js'

/** A file as lines of cells separated by `|`. */
export function file(name: string, text: string, sheet?: string): InputFile {
  const rows = text
    .trim()
    .split('\n')
    .map((line, i) => ({ line: i + 1, cells: line.trim().split('|') }))
  return { name, sheet, rows }
}

/** Rows of one file by the plan of its rows; `more` adds to the profile. */
export const mapped = (text: string, rows: unknown[], more: Record<string, unknown> = {}, plan: Record<string, unknown> = {}): MappedRows =>
  apply(profileOf({ name: 'test', files: [{ rows, ...plan }], ...more }), [file('a.csv', text)], 'CNY')

/** Faults in short: line, column, value and code. */
export const faultsOf = ({ faults }: MappedRows): string[] =>
  faults.map(({ line, column, value, refusal }) => `${line} ${column} [${value}] ${refusal.code}`)
