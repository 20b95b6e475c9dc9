import type { Remark } from '../../shared/domain/posting/posting.js'
import { PROTOCOL, type PushAnswer } from '../../shared/protocol.js'
import { refuse, type Language, type RefusalCode } from '../../shared/refusals.js'
import type { RowAnswer } from '../../shared/tables/post.js'

/** What became of a push, before it is said in a language. */
export interface Outcome {
  /** The change that holds the rows, or the newest one when nothing was posted. */
  change: number
  posted: boolean
  rows: RowAnswer[]
  remarks: Remark[]
}

/** As it is kept with its change: only rows that were not simply accepted. */
interface Kept {
  count: number
  others: { index: number; refusal?: { code: RefusalCode; details: Record<string, string | number> } }[]
  remarks: Remark[]
}

/** What is kept of an answer, as JSON in which no language is chosen yet. */
export function keptOutcome({ rows, remarks }: Outcome): string {
  const others: Kept['others'] = []
  for (const row of rows) {
    if (row.outcome === 'already-there') others.push({ index: row.index })
    else if (row.outcome === 'refused') others.push({ index: row.index, refusal: { code: row.refusal.code, details: row.refusal.details } })
  }
  return JSON.stringify({ count: rows.length, others, remarks } satisfies Kept)
}

/** The answer that was kept. */
export function outcomeKept(change: number, text: string): Outcome {
  const { count, others, remarks } = JSON.parse(text) as Kept
  const rows: RowAnswer[] = Array.from({ length: count }, (_, index) => ({ index, outcome: 'accepted' }))
  for (const { index, refusal } of others) {
    rows[index] = refusal
      ? { index, outcome: 'refused', refusal: refuse(refusal.code, refusal.details) }
      : { index, outcome: 'already-there' }
  }
  return { change, posted: true, rows, remarks }
}

/** The outcome as it travels, in a language. */
export function pushAnswer({ change, posted, rows, remarks }: Outcome, language: Language): PushAnswer {
  return {
    protocol: PROTOCOL,
    change,
    posted,
    rows: rows.map(row => {
      if (row.outcome !== 'refused') return row
      return { index: row.index, outcome: row.outcome, refusal: { code: row.refusal.code, message: row.refusal.text(language) } }
    }),
    remarks,
  }
}
