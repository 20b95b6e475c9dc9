import type { ExclusionReason } from '../../shared/domain/bank-marks.js'
import { phrases } from '../../shared/reports/phrases.js'
import type { Desk } from '../desk/desk.js'
import { push } from './bank-posting.js'
import type { BankReceiptRow } from './bank-rows.js'

type Line = Pick<BankReceiptRow, 'account' | 'serial'>

/** That a line is no receipt, with the reason; posted with an undo. Answers whether it was. */
export async function exclude(desk: Desk, line: Line, reason: ExclusionReason, note: string): Promise<boolean> {
  const say = phrases(desk.language)
  const done = await mark(desk, 'bankExclusions', { ...key(line), reason, ...(note && { note }) })
  if (done)
    desk.board.say({
      tone: 'success',
      title: say('The line is excluded.', '流水已排除。'),
      actions: [{ label: say('Undo', '撤销'), run: async () => void (await include(desk, line)) }],
    })
  return done
}

/** Takes the exclusion of a line back. */
export async function include(desk: Desk, line: Line): Promise<boolean> {
  const say = phrases(desk.language)
  const done = await mark(desk, 'bankExclusions', { ...key(line), withdrawn: true })
  const title = say('The exclusion is withdrawn; the line is unidentified again.', '已撤销排除，流水恢复为待认领。')
  if (done) desk.board.say({ tone: 'success', title })
  return done
}

/** Somebody's claim: whose money it is and for which invoices. */
export interface ClaimRow {
  by: string
  customer: string
  invoices: readonly string[]
  note?: string
}

/** Claims a line for a customer; a line that another claimed first is refused, with who that was. Answers whether it was claimed. */
export async function claim(desk: Desk, line: Line, row: ClaimRow): Promise<boolean> {
  const say = phrases(desk.language)
  const done = await mark(desk, 'claims', { ...key(line), ...row })
  const title = say(`Claimed for ${row.customer}; finance confirms it.`, `已为客户 ${row.customer} 认领，待财务确认。`)
  const undo = { label: say('Undo', '撤销'), run: async () => void (await dropClaim(desk, line, row.by)) }
  if (done) desk.board.say({ tone: 'success', title, actions: [undo] })
  return done
}

/** Withdraws or rejects the claim of a person: the line is in the pool again. */
export async function dropClaim(desk: Desk, line: Line, by: string): Promise<boolean> {
  const say = phrases(desk.language)
  const done = await mark(desk, 'claims', { ...key(line), by, withdrawn: true })
  const title = say(`The claim of ${by} is taken off; the line is free again.`, `${by} 的认领已取消，流水可重新认领。`)
  if (done) desk.board.say({ tone: 'success', title })
  return done
}

const key = ({ account, serial }: Line): Line => ({ account, serial })

/** Posts one row; why it is refused is said on the board. */
async function mark(desk: Desk, table: string, row: object): Promise<boolean> {
  const answer = await push(desk, [{ table, row }])
  await desk.replica.refresh()
  const refusal = answer.rows[0].refusal
  if (refusal) desk.board.say({ tone: 'warning', title: refusal.message })
  return refusal === undefined
}
