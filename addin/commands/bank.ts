import { receiptRow } from '../../shared/domain/bank-proposals.js'
import { phrases } from '../../shared/reports/phrases.js'
import type { Desk } from '../desk/desk.js'
import { posted, takeBack, trial } from './bank-posting.js'
import type { BankReceiptRow, Outcome, PostedRow } from './bank-rows.js'
import { previewText, type Accepted } from './bank-preview.js'
import { counted } from './say.js'

export type { Accepted, BankReceiptRow }

/** A proposal as a row to be posted. */
export const acceptedRow = ({ entry, proposal }: Accepted): BankReceiptRow => receiptRow(entry, proposal) as unknown as BankReceiptRow

/**
 * Posts proposals after a preview with counts and totals that somebody agrees to; what the ledger would refuse is told there too and left
 * out. Undo takes back exactly these receipts. Gives why rows were refused, in their order, or nothing when it was put aside.
 */
export async function acceptProposals(desk: Desk, accepted: readonly Accepted[]): Promise<(string | undefined)[] | undefined> {
  const { board, language } = desk
  const say = phrases(language)
  const foreseen = await trial(desk, accepted.map(acceptedRow))
  const fit = accepted.filter((_, i) => foreseen[i] === undefined)
  if (fit.length === 0) {
    const title = say('No ticked line can be posted; the reason stands beside each.', '勾选的流水均不能入账，原因见各行。')
    board.say({ tone: 'warning', title })
    return foreseen
  }
  const answer = await board.ask({
    title: say(`Post ${counted(fit.length, 'receipt')}?`, `入账 ${fit.length} 笔收款？`),
    text: previewText(desk.context().book, fit, accepted.length - fit.length, language),
    choices: [{ id: 'post', label: say('Post', '入账'), tone: 'primary' }],
  })
  if (answer !== 'post') return undefined
  const outcome = await posted(desk, fit.map(acceptedRow))
  tell(desk, outcome)
  let at = 0
  return foreseen.map(refusal => refusal ?? outcome.refusals[at++])
}

/** Posts one receipt as it was put together by hand. Answers whether it was posted. */
export async function postBankReceipt(desk: Desk, row: BankReceiptRow): Promise<boolean> {
  const outcome = await posted(desk, [row])
  tell(desk, outcome)
  return outcome.posted.length > 0
}

/** Tells what became of receipts, and offers to take back those that were posted; `undone` is run when they were. */
export function tell(desk: Desk, { posted: done, refusals }: Outcome, undone?: (rows: readonly PostedRow[]) => Promise<void>): void {
  const say = phrases(desk.language)
  const refused = refusals.filter(refusal => refusal !== undefined)
  const title = say(
    `${counted(done.length, 'receipt')} posted${refused.length > 0 ? `, ${refused.length} refused; the reason stands beside each` : ''}.`,
    `已入账 ${done.length} 笔${refused.length > 0 ? `，${refused.length} 笔被拒绝，原因见各行` : ''}。`,
  )
  const undo = { label: say('Undo', '撤销'), run: () => takeBackAndTell(desk, done, undone) }
  desk.board.say({
    tone: refused.length > 0 ? 'warning' : 'success',
    title: refusals.length === 1 && refused.length === 1 ? refused[0] : title,
    actions: done.length > 0 ? [undo] : [],
  })
}

async function takeBackAndTell(
  desk: Desk,
  rows: readonly PostedRow[],
  undone?: (rows: readonly PostedRow[]) => Promise<void>,
): Promise<void> {
  const say = phrases(desk.language)
  const problem = await takeBack(desk, rows)
  if (problem !== undefined) return desk.board.say({ tone: 'warning', title: problem })
  await undone?.(rows)
  const title = say(
    `${counted(rows.length, 'receipt')} taken back; the lines are unidentified again.`,
    `已撤销 ${rows.length} 笔收款，流水恢复为待认领。`,
  )
  desk.board.say({ tone: 'success', title })
}
