import { randomUUID } from 'node:crypto'
import type { TableRow } from '../../shared/tables/post.js'
import { OWNER } from '../viewer.js'
import { say } from './terminal.js'
import { withLedger } from './with-ledger.js'

/** Closes a month: nothing more is dated in it. */
export const closeCommand = ({ ledger, period }: { ledger: string; period: string }): Promise<void> =>
  post(ledger, { table: 'periods', row: { period, action: 'close' } }, `${period} closed / 已结账`)

/** Reopens a month and those after it, with the reason kept. */
export const reopenCommand = ({ ledger, period, reason }: { ledger: string; period: string; reason: string }): Promise<void> =>
  post(ledger, { table: 'periods', row: { period, action: 'reopen', reason } }, `${period} reopened / 已反结账`)

async function post(folder: string, row: TableRow, done: string): Promise<void> {
  await withLedger(folder, async ledger => {
    const request = { pushId: `shell:${randomUUID()}`, rows: [row], source: {}, atomic: true, repeats: 'refused' as const, dryRun: false }
    const outcome = await ledger.push(request, OWNER.id)
    const [answer] = outcome.rows
    if (answer.outcome === 'refused') throw answer.refusal
    say(`${done}, change ${outcome.change}`)
  })
}
