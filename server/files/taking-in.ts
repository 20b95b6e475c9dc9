import { createHash } from 'node:crypto'
import type { Remark } from '../../shared/domain/posting/posting.js'
import type { Source } from '../../shared/facts/fact.js'
import type { Fault } from '../../shared/intake/input.js'
import type { IntakeRemark } from '../../shared/intake/neutral-ledger.js'
import type { RowAnswer, TableRow } from '../../shared/tables/post.js'
import { postingRemark } from './posting-remark.js'
import type { FilesRead } from './reading.js'

/** What posts rows: they are checked whole first. */
export type Post = (request: {
  rows: readonly TableRow[]
  hash: string
  source: Source
  atomic: boolean
  dryRun: boolean
  progress?: (done: number, total: number, stage: 'checked' | 'posted') => void
}) => Promise<Posted>

interface Posted {
  change: number
  posted: boolean
  rows: RowAnswer[]
  remarks: Remark[]
}

/** How files are to be taken in. */
export interface TakingIn {
  /** The names of the files, as the ledger notes where facts come from. */
  file: string
  /** Check only. */
  dryRun?: boolean
  /** Post the good rows of files with faults; nothing of a file that waits for an answer is among them. */
  partial?: boolean
  progress?: (done: number, total: number, stage: 'checked' | 'posted') => void
}

/** What became of files. */
export interface TakenIn {
  /** What became of each row. */
  rows: RowAnswer[]
  /** All that cannot be taken, in reading or by the ledger, in the order of the files. */
  faults: Fault[]
  remarks: IntakeRemark[]
  change: number
  posted: boolean
}

/** Takes in what was read: every row is checked and every fault told; with any nothing is posted, unless only a part is asked for. */
export async function takeIn(read: FilesRead, { file, dryRun = false, partial = false, progress }: TakingIn, post: Post): Promise<TakenIn> {
  const source = { file: file.slice(0, 200) }
  const waits = dryRun || partial || read.faults.length > 0
  const request = { rows: read.rows, hash: read.hash, source, atomic: true, progress }
  let outcome = await post({ ...request, dryRun: waits })
  if (partial && !dryRun) outcome = await goodRows(read, outcome, request, post)
  const refused = outcome.rows.flatMap(row => {
    if (row.outcome !== 'refused') return []
    const { column = '', value = '' } = row.refusal.details
    return [{ ...read.origins[row.index], column: String(column), value: String(value), refusal: row.refusal }]
  })
  const faults = [...read.faults, ...refused].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
  const remarks = [...read.remarks, ...outcome.remarks.flatMap(postingRemark)]
  return { rows: outcome.rows, faults, remarks, change: outcome.change, posted: outcome.posted }
}

/** Posts the rows that were found good, as a batch of its own: once the others are mended, the whole file is another one. */
async function goodRows(read: FilesRead, checked: Posted, request: Omit<Parameters<Post>[0], 'dryRun'>, post: Post): Promise<Posted> {
  const good = checked.rows.filter(({ outcome }) => outcome === 'accepted').map(({ index }) => index)
  if (good.length === 0) return checked
  const hash = createHash('sha256').update(read.hash).update(JSON.stringify(good)).digest('hex')
  const posted = await post({ ...request, rows: good.map(index => read.rows[index]), hash, dryRun: false })
  const rows = [...checked.rows]
  for (const row of posted.rows) rows[good[row.index]] = { ...row, index: good[row.index] }
  return { ...checked, rows, change: posted.change, posted: posted.posted }
}
