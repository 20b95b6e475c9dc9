import type { Book } from '../../shared/book/book.js'
import { NEVER } from '../../shared/dates.js'
import { claimOf, type Claim } from '../../shared/domain/bank-marks.js'
import { PUSH_ROWS, type PushAnswer } from '../../shared/protocol.js'
import { inLanguage } from '../desk/notices.js'
import type { Desk } from '../desk/desk.js'
import type { BankReceiptRow, Outcome, PostedRow } from './bank-rows.js'
import { takenBack } from './bank-undo.js'

/** The rows of a table, pushed together; what is said in the answer follows their order. */
export async function push(
  { replica }: Desk,
  rows: readonly { table: string; row: object }[],
  { atomic = true, dryRun = false } = {},
): Promise<PushAnswer> {
  return replica.connection.push({
    pushId: crypto.randomUUID(),
    rows: rows.map(({ table, row }) => ({ table, row: { ...row } })),
    source: {},
    atomic,
    repeats: 'refused',
    dryRun,
  })
}

const TABLE = 'bankReceipts'

/** What would become of each row: why it would be refused, in their order. Nothing is posted. */
export async function trial(desk: Desk, rows: readonly BankReceiptRow[]): Promise<(string | undefined)[]> {
  const refusals: (string | undefined)[] = []
  for (const part of slices(rows)) {
    const { rows: answers } = await push(
      desk,
      part.map(row => ({ table: TABLE, row })),
      { atomic: false, dryRun: true },
    )
    for (const { refusal } of answers) refusals.push(refusal?.message)
  }
  return refusals
}

/** Posts receipts; one that is refused stands in nobody's way. */
export async function posted(desk: Desk, rows: readonly BankReceiptRow[]): Promise<Outcome> {
  const { board, language, replica } = desk
  const { book } = desk.context()
  const outcome: Outcome = { refusals: [], posted: [] }
  const title = inLanguage({ en: 'Posting receipts', zh: '正在入账' }, language)
  await board.during(title, async progress => {
    for (const part of slices(rows)) {
      const claims = part.map(row => claimBefore(book, row))
      const { change, rows: answers } = await push(
        desk,
        part.map(row => ({ table: TABLE, row })),
        { atomic: false },
      )
      answers.forEach(({ refusal }, i) => {
        outcome.refusals.push(refusal?.message)
        if (!refusal) outcome.posted.push({ row: part[i], change, claim: claims[i] })
      })
      progress(outcome.refusals.length, rows.length)
    }
    await replica.refresh()
  })
  return outcome
}

function claimBefore(book: Book, { account, serial }: BankReceiptRow): Claim | undefined {
  const line = book.bankLines.find(account, serial)
  return line && claimOf(book, line, { asOf: NEVER })
}

/** Reverses exactly the receipts that were posted, and puts back what they taught and ended. Gives why not, when that is refused. */
export async function takeBack(desk: Desk, rows: readonly PostedRow[]): Promise<string | undefined> {
  await desk.replica.refresh()
  const { book } = desk.context()
  for (const part of slices(takenBack(book, rows))) {
    const answer = await push(desk, part)
    const refusal = answer.rows.find(row => row.refusal)?.refusal
    if (refusal) return refusal.message
  }
  await desk.replica.refresh()
  return undefined
}

function* slices<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += PUSH_ROWS) yield rows.slice(at, at + PUSH_ROWS)
}
