import { iso } from '../../shared/dates.js'
import { settleables, proposedAllocations, type AllocationMethod } from '../../shared/domain/allocation-proposal.js'
import { decimal } from '../../shared/money.js'
import type { PushAnswer } from '../../shared/protocol.js'
import { refuse } from '../../shared/refusals.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { readAllocationTable, writeAllocationTable, writeOutcomes, type AllocationRow } from '../workbook/allocation-table.js'
import type { Command } from './define.js'

/** Opens the workbench where credits are laid on open items. */
export const allocate: Command = desk => desk.show('/allocate')

/**
 * Posts allocations: all of them, or none when one is refused, with the reason on the board. An undo is offered that takes back exactly
 * these. Answers whether they were posted.
 */
export async function postAllocations(desk: Desk, rows: readonly AllocationRow[]): Promise<boolean> {
  const answer = await push(desk, 'allocations', rows)
  const refusal = answer.rows.find(row => row.refusal)?.refusal
  if (refusal) {
    desk.board.say({ tone: 'warning', title: refusal.message })
    return false
  }
  const count = rows.length
  const title = inLanguage(
    { en: count === 1 ? '1 allocation posted.' : `${count} allocations posted.`, zh: `已核销 ${count} 笔。` },
    desk.language,
  )
  const label = inLanguage({ en: 'Undo', zh: '撤销' }, desk.language)
  desk.board.say({ tone: 'success', title, actions: [{ label, run: () => takeBack(desk, rows, answer.change) }] })
  return true
}

async function takeBack(desk: Desk, rows: readonly AllocationRow[], change: number): Promise<void> {
  const pairs = new Map(rows.map(({ from, to, date }) => [`${from}\n${to}`, { kind: 'allocation', from, to, date, change }]))
  const answer = await push(desk, 'reversals', [...pairs.values()])
  const refusal = answer.rows.find(row => row.refusal)?.refusal
  const undone = { en: 'Taken back; the items are open again.', zh: '已撤销，单据恢复为未清。' }
  desk.board.say(refusal ? { tone: 'warning', title: refusal.message } : { tone: 'success', title: inLanguage(undone, desk.language) })
}

async function push(desk: Desk, table: string, rows: readonly object[], atomic = true): Promise<PushAnswer> {
  const { replica } = desk
  const answer = await replica.connection.push({
    pushId: crypto.randomUUID(),
    rows: rows.map(row => ({ table, row: { ...row } })),
    source: {},
    atomic,
    repeats: 'refused',
    dryRun: false,
  })
  await replica.refresh()
  return answer
}

/** Writes a proposal for a customer as a table on a new sheet, to be changed there and posted by `postAllocationTable`. */
export async function allocationTable(desk: Desk, customer: number, method: AllocationMethod): Promise<void> {
  const { book, asOf } = desk.context()
  const { allocations } = proposedAllocations(book, settleables(book, customer, asOf), method)
  const date = iso(asOf)
  const rows = allocations.map(({ credit, debt, amount }) => ({
    from: book.nameOf(credit.document),
    to: book.nameOf(debt.document),
    ...(debt.instalment ? { instalment: debt.instalment } : {}),
    amount: decimal(amount, book.currencyOf(debt.document)),
    date,
  }))
  await writeAllocationTable(rows, book.customers.texts[customer], desk.language)
}

/** Posts the rows of the allocation table on the active sheet that are not posted yet; what became of each stands beside it. */
export async function postAllocationTable(desk: Desk): Promise<void> {
  const table = await readAllocationTable()
  if (!table) throw refuse('NO_ALLOCATION_TABLE')
  if (table.rows.length === 0) throw refuse('NOTHING_TO_POST')
  const answer = await push(
    desk,
    'allocations',
    table.rows.map(({ row }) => row),
    false,
  )
  const posted = answer.rows.filter(({ outcome }) => outcome === 'accepted').length
  await writeOutcomes(
    table,
    answer.rows.map(({ refusal }) => refusal?.message),
    desk.language,
  )
  const refused = answer.rows.length - posted
  desk.board.say({
    tone: refused === 0 ? 'success' : 'warning',
    title: inLanguage(
      {
        en:
          refused === 0
            ? `${posted} allocations posted.`
            : `${posted} allocations posted, ${refused} refused; the reason stands beside each.`,
        zh: refused === 0 ? `已核销 ${posted} 笔。` : `已核销 ${posted} 笔，${refused} 笔被拒绝，原因见各行。`,
      },
      desk.language,
    ),
  })
}
