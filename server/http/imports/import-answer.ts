import { fileQuestions } from '../../../shared/intake/file-questions.js'
import type { LearnedProfile } from '../../../shared/intake/learned-profile.js'
import { inputName } from '../../../shared/intake/input.js'
import { headOf, recognition } from '../../../shared/intake/recognition.js'
import type { Currency } from '../../../shared/money.js'
import { IMPORT_LISTED, type ImportAnswer, type ImportedSheet } from '../../../shared/protocol.js'
import type { Language } from '../../../shared/refusals.js'
import type { FilesRead } from '../../files/reading.js'
import type { TakenIn } from '../../files/taking-in.js'
import { importedRow, importedTables } from './imported-rows.js'

interface AnswerSettings {
  /** The ledger's. */
  currency: Currency
  language: Language
  learned: readonly LearnedProfile[]
  dryRun: boolean
}

/** What became of a file, in the language asked for. */
export function importAnswer(read: FilesRead, taken: TakenIn, { currency, language, learned, dryRun }: AnswerSettings): ImportAnswer {
  const count = (outcome: string) => taken.rows.filter(row => row.outcome === outcome).length
  return {
    change: taken.change,
    posted: taken.posted,
    dryRun,
    sheets: sheetsOf(read, learned),
    tables: importedTables(read.rows, taken.rows, currency),
    rows: read.rows.length,
    accepted: count('accepted'),
    alreadyThere: count('already-there'),
    refused: taken.faults.length,
    faults: taken.faults
      .slice(0, IMPORT_LISTED.faults)
      .map(({ refusal, ...where }) => ({ ...where, code: refusal.code, message: refusal.text(language) })),
    questions: fileQuestions(read.faults),
    remarks: taken.remarks.slice(0, IMPORT_LISTED.remarks).map(remark => remark[language]),
    first: read.rows.slice(0, IMPORT_LISTED.rows).map((row, at) => importedRow(row, read.origins[at].line, currency)),
  }
}

function sheetsOf(read: FilesRead, learned: readonly LearnedProfile[]): ImportedSheet[] {
  const bank = read.statements.length > 0
  // A ledger as JSON and a statement as XML have no lines of cells.
  if (read.sheets.length === 0) {
    const name = read.origins[0]?.file ?? read.faults[0]?.file
    if (name === undefined) return []
    const as = bank ? 'bank' : read.rows.length > 0 ? 'ledger' : 'unknown'
    return [{ name, recognised: { as }, lines: read.rows.length, headings: [], examples: [] }]
  }
  return read.sheets.map(sheet => ({
    name: inputName(sheet),
    recognised: bank ? { as: 'bank' } : recognition(sheet, { learned }),
    lines: sheet.rows.length,
    ...headOf(sheet),
  }))
}
