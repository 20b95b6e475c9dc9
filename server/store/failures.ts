import { refuse, type RefusalCode } from '../../shared/refusals.js'

const CODES: readonly [prefix: string, code: RefusalCode][] = [
  ['SQLITE_FULL', 'LEDGER_FULL'],
  ['ENOSPC', 'LEDGER_FULL'],
  ['EDQUOT', 'LEDGER_FULL'],
  ['SQLITE_BUSY', 'LEDGER_IN_USE'],
  ['SQLITE_LOCKED', 'LEDGER_IN_USE'],
  ['SQLITE_READONLY', 'LEDGER_READ_ONLY'],
  ['SQLITE_CANTOPEN', 'LEDGER_READ_ONLY'],
  ['SQLITE_PERM', 'LEDGER_READ_ONLY'],
  ['EACCES', 'LEDGER_READ_ONLY'],
  ['EPERM', 'LEDGER_READ_ONLY'],
  ['EROFS', 'LEDGER_READ_ONLY'],
  ['ENOTDIR', 'LEDGER_READ_ONLY'],
  ['SQLITE_CORRUPT', 'LEDGER_CORRUPT'],
  ['SQLITE_NOTADB', 'LEDGER_CORRUPT'],
]

/** What the user can mend about a failure of the database or the folder, as a refusal; anything else unchanged. */
export function ledgerRefusal(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  const { code } = error
  const found = CODES.find(([prefix]) => code.startsWith(prefix))
  if (!found) return error
  const refusal = refuse(found[1], { folder, problem: error.message })
  refusal.cause = error
  return refusal
}
