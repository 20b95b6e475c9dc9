import { iso } from '../../shared/dates.js'
import { mappingKey } from '../../shared/intake/adoption/mapping.js'
import { rememberedRows } from '../../shared/intake/adoption/remembered.js'
import { PUSH_ROWS, type PushedRow } from '../../shared/protocol.js'
import { Refusal, refusalMessage } from '../../shared/refusals.js'
import type { TableRow } from '../../shared/tables/post.js'
import type { Desk } from '../desk/desk.js'
import { keepMapping } from '../workbook/adoption-memory.js'
import type { Adoption } from './adoption.js'
import { sha256 } from './sealing.js'

/** A row that the ledger did not take. */
export interface RefusedRow {
  row: TableRow
  message: string
}

/** What became of rows that were taken in. */
export interface TakenIn {
  accepted: number
  /** Rows that were in the ledger before. */
  there: TableRow[]
  refused: RefusedRow[]
  /** Rows that were not sent, since it was stopped, refused or the connection broke. */
  waiting: TableRow[]
  /** Why it broke off; nothing when it was stopped by the user or came to its end. */
  problem?: string
}

export interface TakeInOptions {
  /** A title for the board. */
  title: string
  /** Of the sheet, for the audit. */
  sheet?: string
  /** One refused row refuses its slice, and nothing more is sent; otherwise the others are posted. */
  together?: boolean
  /** Rows of one slice. */
  slice?: number
}

/** Rows of one slice: small enough that progress moves and Cancel is heard soon. */
const SLICE = 2_000

/**
 * Posts rows in slices, in their order, with progress on the board, where it can be stopped between two slices. What is in the ledger
 * already is passed over. A slice that is sent again with the same ledger below it has the same id, so that a lost answer posts nothing
 * twice.
 */
export async function takeIn(desk: Desk, rows: readonly TableRow[], options: TakeInOptions): Promise<TakenIn> {
  const { title, sheet, together = false, slice = SLICE } = options
  const { replica, board, language } = desk
  const became: TakenIn = { accepted: 0, there: [], refused: [], waiting: [] }
  const since = replica.book?.change ?? 0
  const size = Math.min(slice, PUSH_ROWS)
  let from = 0
  try {
    await board.during(title, async (progress, signal) => {
      for (; from < rows.length; from += size) {
        progress(from, rows.length)
        if (signal.aborted) return
        const part = rows.slice(from, from + size)
        const pushId = `adopt-${(await sha256(JSON.stringify([since, from, part]))).slice(0, 40)}`
        const source = sheet === undefined ? {} : { sheet }
        const answer = await replica.connection.push({
          pushId,
          rows: part,
          source,
          atomic: together,
          repeats: 'passed-over',
          dryRun: false,
        })
        count(became, part, answer.rows)
        if (together && became.refused.length > 0) break
      }
      progress(rows.length, rows.length)
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    became.problem = refusalMessage(error, language).message
  }
  became.waiting = rows.slice(from)
  await replica.refresh()
  return became
}

function count(became: TakenIn, part: readonly TableRow[], answers: readonly PushedRow[]): void {
  for (const { index, outcome, refusal } of answers) {
    if (refusal) became.refused.push({ row: part[index], message: refusal.message })
    else if (outcome === 'already-there') became.there.push(part[index])
    else became.accepted++
  }
}

/** Remembers how a range is read, for this workbook and for the company. */
export async function remember(desk: Desk, { found, mapping }: Adoption): Promise<void> {
  const key = mappingKey(found.headings.headings)
  await keepMapping(key, mapping)
  const { book } = desk.context()
  const rows = rememberedRows(book, key, mapping, iso(desk.today()))
  if (rows.length === 0) return
  const pushId = `adopt-${(await sha256(JSON.stringify([book.change, rows]))).slice(0, 40)}`
  await desk.replica.connection.push({ pushId, rows, source: {}, atomic: true, repeats: 'passed-over', dryRun: false })
  await desk.replica.refresh()
}

/** What became of the lines of a range, each of them once. */
export interface Lines {
  taken: number[]
  already: number[]
  refused: { line: number; message: string }[]
  waiting: number[]
}

/** By line what became of its rows: a line is taken when none of its rows was refused or is left. */
export function linesOf(posted: readonly number[], rows: readonly TableRow[], became: TakenIn): Lines {
  const refused = new Map<number, string>()
  for (const { row, message } of became.refused) if (!refused.has(row.sourceRow!)) refused.set(row.sourceRow!, message)
  const waiting = new Set(became.waiting.map(({ sourceRow }) => sourceRow!))
  const there = new Set(became.there)
  const fresh = new Set(rows.flatMap(row => (there.has(row) ? [] : [row.sourceRow!])))
  const sent = new Set(rows.map(({ sourceRow }) => sourceRow!))
  const lines: Lines = { taken: [], already: [], refused: [], waiting: [] }
  for (const line of posted) {
    const message = refused.get(line)
    if (message !== undefined) lines.refused.push({ line, message })
    else if (waiting.has(line)) lines.waiting.push(line)
    else (sent.has(line) && !fresh.has(line) ? lines.already : lines.taken).push(line)
  }
  return lines
}
