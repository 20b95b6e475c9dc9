import type { Fields } from './define.js'

/** A field that the workbook and the ledger changed otherwise, each since the workbook's base. */
export interface FieldConflict {
  column: string
  base: string
  mine: string
  theirs: string
}

/** What becomes of a row that was edited in a workbook while the ledger went on. */
export interface Merged {
  /** The ledger's row with the workbook's changes. */
  wanted: Fields
  /** Columns that only the workbook changed: they are posted. */
  changed: string[]
  /** Columns that only the ledger changed: they go back to the workbook. */
  returned: string[]
  conflicts: FieldConflict[]
}

/**
 * Compares a workbook's row field by field with the ledger's, both against what the workbook had from the ledger. Only columns that the
 * workbook has take part; an empty cell is a value.
 */
export function threeWay(base: Fields, mine: Fields, theirs: Fields): Merged {
  const merged: Merged & { wanted: Record<string, string> } = { wanted: { ...theirs }, changed: [], returned: [], conflicts: [] }
  for (const column of Object.keys(mine)) {
    const [from, here, there] = [base[column] ?? '', mine[column], theirs[column] ?? '']
    if (here === there) continue
    if (here === from) merged.returned.push(column)
    else if (there === from) {
      merged.changed.push(column)
      merged.wanted[column] = here
    } else merged.conflicts.push({ column, base: from, mine: here, theirs: there })
  }
  return merged
}
