import type { IsoDate } from '../../dates.js'
import { decimal, type Money } from '../../money.js'
import { refuse } from '../../refusals.js'
import type { Refused } from './document-parts.js'
import type { Bench, Draft } from './draft.js'
import type { ReadRow } from './row-reading.js'

/**
 * What was received on an invoice, by its own column or as the amount less the balance. All three must agree (`BALANCE_DIFFERS`), unless
 * it was said that a difference is only told; then the amount and the received hold.
 */
export function receivedOf({ money, currency, line }: ReadRow, amount: Money, bench: Bench, refused: Refused): Money {
  const { received, balance } = money
  if (balance === undefined) return received ?? (0 as Money)
  if (received === undefined) return (amount - balance) as Money
  if (amount - received === balance) return received
  const said = {
    amount: decimal(amount, currency),
    received: decimal(received, currency),
    expected: decimal((amount - received) as Money, currency),
    balance: decimal(balance, currency),
  }
  if (bench.options.balanceDiffers === 'remark') {
    bench.tell(
      `Line ${line}: ${said.amount} less ${said.received} is ${said.expected}, not ${said.balance}; amount and received were taken.`,
      `第 ${line} 行：金额 ${said.amount} 减已收 ${said.received} 为 ${said.expected}，与余额 ${said.balance} 不符，按金额与已收入账。`,
    )
  } else refused.add('balance', refuse('BALANCE_DIFFERS', said))
  return received
}

/** The receipt on a document; nothing when nothing was received. The day it counts is its own, or the one that was agreed. */
export function receiptOn(
  read: ReadRow,
  amount: Money,
  received: Money,
  dates: { docDate: IsoDate; dueDate?: IsoDate },
  bench: Bench,
  refused: Refused,
): Draft['received'] {
  if (received === 0) return undefined
  const field = read.money.received === undefined ? 'balance' : 'received'
  if (received < 0 || amount <= 0) {
    const problem = 'a received amount stands beside a debt and is positive (已收金额须为正数，且对应的金额为欠款)'
    refused.add(field, refuse('BAD_ROW', { column: bench.reading.headingOf([field]), problem }))
    return undefined
  }
  const date = read.text.receiptDate ?? assumedDate(bench, dates)
  if (date === undefined) {
    refused.add(field, refuse('RECEIVED_UNDATED', { amount: decimal(received, read.currency) }))
    return undefined
  }
  return { amount: received, date: date as IsoDate }
}

/** The day agreed for receipts without one, never after today: what was received was received. */
function assumedDate(
  { options: { receivedOn }, today }: Bench,
  { docDate, dueDate }: { docDate: IsoDate; dueDate?: IsoDate },
): string | undefined {
  if (receivedOn === undefined) return undefined
  const date = receivedOn === 'due' ? (dueDate ?? docDate) : receivedOn === 'document' ? docDate : receivedOn
  return date > today ? today : date
}
