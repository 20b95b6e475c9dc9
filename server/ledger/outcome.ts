import type { Remark } from '../../shared/domain/posting/posting.js'
import { PROTOCOL, type PushAnswer, type PushedRow } from '../../shared/protocol.js'
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

type OtherAnswer =
  { index: number; refusal: { code: RefusalCode; details: Record<string, string | number> } } | Exclude<RowAnswer, { outcome: 'refused' }>

/** As it is kept with its change: only rows that were not simply accepted. */
interface Kept {
  count: number
  others: (OtherAnswer | { index: number })[]
  remarks: Remark[]
}

/** What is kept of an answer, as JSON in which no language is chosen yet. */
export function keptOutcome({ rows, remarks }: Outcome): string {
  const others: Kept['others'] = []
  for (const row of rows) {
    if (row.outcome === 'refused') others.push({ index: row.index, refusal: { code: row.refusal.code, details: row.refusal.details } })
    else if ('id' in row) others.push(row)
    else if (row.outcome === 'already-there') others.push({ index: row.index })
  }
  return JSON.stringify({ count: rows.length, others, remarks } satisfies Kept)
}

/** The answer that was kept. */
export function outcomeKept(change: number, text: string): Outcome {
  const { count, others, remarks } = JSON.parse(text) as Kept
  const rows: RowAnswer[] = Array.from({ length: count }, (_, index) => ({ index, outcome: 'accepted' }))
  for (const other of others) {
    const { index } = other
    if ('refusal' in other) rows[index] = { index, outcome: 'refused', refusal: refuse(other.refusal.code, other.refusal.details) }
    else rows[index] = 'outcome' in other ? other : { index, outcome: 'already-there' }
  }
  return { change, posted: true, rows, remarks }
}

/** Who made a change, and when. */
export type Maker = (change: number) => { actor: string; recordedAt: string } | undefined

/** The outcome as it travels, in a language. */
export function pushAnswer({ change, posted, rows, remarks }: Outcome, language: Language, maker: Maker = () => undefined): PushAnswer {
  return { protocol: PROTOCOL, change, posted, rows: rows.map(row => pushedRow(row, language, maker)), remarks }
}

function pushedRow(row: RowAnswer, language: Language, maker: Maker): PushedRow {
  if (row.outcome === 'refused') {
    const { code, details } = row.refusal
    const column = 'column' in details ? { column: String(details.column) } : {}
    return { index: row.index, outcome: row.outcome, refusal: { code, message: row.refusal.text(language), ...column } }
  }
  if (row.outcome !== 'conflict') return row
  const { change, ...rest } = row
  const made = maker(change)
  return { ...rest, ...(made && { changedBy: { change, ...made } }) }
}
