import type { Money } from '../../money.js'
import type { Part } from './documents.js'
import type { VoucherLine } from './lines.js'

/** A line on a control account with what is left of it after movements between the accounts: debits positive. */
export interface OwnLine {
  line: VoucherLine
  customer: string
  control: string
  /** Debit less credit. */
  left: Money
  /** Of that, moved to the same customer's other control account. */
  moved: Money
}

const CASH = /^(1001|1002|1003|1012)/
const REVENUE = /^(6001|6051|5001|5051)/
const TAX = /^(2221|2171)/

const signed = ({ debit, credit }: VoucherLine): number => debit - credit

/**
 * Takes out what a voucher moves between receivable and advance of one customer: it changes nothing of what the customer owes. What is
 * left is what the documents must come to.
 */
export function withoutMovements(own: readonly OwnLine[]): void {
  for (const one of own) {
    for (const other of own) {
      if (other.customer !== one.customer || other.control === one.control || one.left * other.left >= 0) continue
      const amount = Math.min(Math.abs(one.left), Math.abs(other.left)) * Math.sign(one.left)
      one.left = (one.left - amount) as Money
      one.moved = (one.moved + amount) as Money
      other.left = (other.left + amount) as Money
      other.moved = (other.moved - amount) as Money
    }
  }
}

/**
 * The documents of each line of a voucher: money in the voucher makes receipts of its credits in their order, and refunds of its debits;
 * other debits are invoices, red ones and other credits are credit notes. What stands only against other customers is a debit note.
 */
export function partsOf(lines: readonly VoucherLine[], own: readonly OwnLine[]): Map<OwnLine, Part[]> {
  const mine = new Set(own.map(({ line }) => line))
  const others = lines.filter(line => !mine.has(line))
  let cash = others.filter(({ account }) => CASH.test(account)).reduce((sum, line) => sum + signed(line), 0)
  const trade = others.some(({ account }) => !CASH.test(account))
  const parts = new Map<OwnLine, Part[]>()
  for (const entry of own) {
    const { line } = entry
    const left: number = entry.left
    const made: Part[] = []
    const add = (table: Part['table'], amount: number, tax?: Part['tax']) => {
      if (amount > 0) made.push({ table, amount: amount as Money, tax })
    }
    const tax = own.length === 1 ? taxOf(others, left) : undefined
    if (left < 0 && line.debit !== 0) add('creditNotes', -left, tax)
    else if (left < 0) {
      const received = Math.min(-left, Math.max(cash, 0))
      cash -= received
      add('receipts', received)
      add('creditNotes', -left - received)
    } else if (left > 0 && line.debit === 0) add('debitNotes', left)
    else if (left > 0) {
      const paid = Math.min(left, Math.max(-cash, 0))
      cash += paid
      add('debitNotes', paid)
      add(trade ? 'invoices' : 'debitNotes', left - paid, paid === 0 ? tax : undefined)
    }
    parts.set(entry, made)
  }
  return parts
}

/** Sales and tax that stand against a line, when they are all of it. */
function taxOf(others: readonly VoucherLine[], left: number): Part['tax'] {
  const sum = (pattern: RegExp) => -others.filter(({ account }) => pattern.test(account)).reduce((total, line) => total + signed(line), 0)
  const [net, tax] = [sum(REVENUE), sum(TAX)]
  if (net === 0 || net + tax !== left) return undefined
  return { net: Math.abs(net) as Money, tax: (left < 0 ? 0 - tax : tax) as Money }
}
