import type { BankStatement } from '../../shared/intake/bank-statement.js'
import type { LearnedProfile } from '../../shared/intake/learned-profile.js'
import { hasBankHeadings, recognition } from '../../shared/intake/recognition.js'
import { readBankFiles } from './bank-file.js'
import { isXml } from './camt.js'
import { importFiles, type HeldFile, type ImportSettings, type ImportSource, type SheetImport } from './import-file.js'
import { profileFrom, type Lesson } from './learned-profiles.js'

/** What files hold: rows for the ledger, and the statements if a bank wrote them. */
export interface FilesRead extends SheetImport {
  statements: readonly BankStatement[]
  /** How its columns were said to be. */
  said?: LearnedProfile
}

export interface ReadSettings extends ImportSettings {
  /** The account of a bank statement that does not name it. */
  account?: string
  /** What the user says of the columns of the first file; it comes before what was learned earlier. */
  lesson?: Lesson
}

/** Reads files of every kind that is known; what fits nothing else is tried as the statement of a bank. */
export async function readFiles(sources: readonly ImportSource[], { lesson, ...settings }: ReadSettings): Promise<FilesRead> {
  if (lesson === undefined) return readAs(sources, settings)
  const said = await profileFrom(sources[0], lesson)
  return { ...(await readAs(sources, { ...settings, learned: [said, ...(settings.learned ?? [])] })), said }
}

async function readAs(sources: readonly ImportSource[], settings: ReadSettings): Promise<FilesRead> {
  const { account, currency, answers } = settings
  const bank = { account, currency, dates: answers?.dates }
  if (sources.length > 0 && sources.every(beginsAsXml)) return { ...(await readBankFiles(sources, bank)), sheets: [] }
  const read = await importFiles(sources, settings)
  if (!read.sheets.some(sheet => mayBeBank(sheet, settings))) return { ...read, statements: [] }
  const tried = await readBankFiles(sources, bank)
  const isBank = tried.statements.length > 0 || tried.faults.some(({ refusal }) => refusal.code !== 'STATEMENT_NOT_KNOWN')
  return isBank ? { ...tried, sheets: read.sheets } : { ...read, statements: [] }
}

/** What nobody else knows, or a list of days and balances, when a bank may have written it. */
function mayBeBank(sheet: HeldFile, settings: ReadSettings): boolean {
  const found = recognition(sheet, settings)
  return (found.as === 'unknown' || (found.as === 'table' && found.table === 'controlBalances')) && hasBankHeadings(sheet)
}

const beginsAsXml = ({ bytes }: ImportSource): boolean => isXml(Buffer.from(bytes.subarray(0, 200)).toString('utf8'))
