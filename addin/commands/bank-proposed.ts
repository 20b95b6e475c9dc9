import type { BankLine } from '../../shared/book/bank.js'
import type { Book } from '../../shared/book/book.js'
import { NEVER } from '../../shared/dates.js'
import { settleables } from '../../shared/domain/allocation-proposal.js'
import { claimOf, type Claim } from '../../shared/domain/bank-marks.js'
import { bankPool } from '../../shared/domain/bank-pool.js'
import { receiptProposals, type LineProposals, type ReceiptProposal } from '../../shared/domain/bank-proposals.js'
import type { Context } from '../../shared/functions/context.js'
import type { Money } from '../../shared/money.js'
import { rowKey } from './bank-rows.js'

/** An unidentified bank line with what would be posted if it were ticked. */
export interface ProposedLine {
  key: string
  line: BankLine
  entry: LineProposals
  claim: Claim | undefined
  /** What its claim says, else the best proposal. */
  best: ReceiptProposal | undefined
  /** Whether the best reaches the threshold; of a claimed line only when the claim says the same customer. */
  certain: boolean
}

/** The lines that were unidentified at the as-of date and still are, each with what is proposed today. */
export function proposedLines({ book, asOf, today }: Context, threshold: number): ProposedLine[] {
  const lines = bankPool(book, { asOf }).entries.map(({ line }) => line)
  if (lines.length === 0) return []
  return receiptProposals(book, lines, { asOf: today, threshold }).map(entry => {
    const { line, proposals } = entry
    const claim = claimOf(book, line, { asOf: NEVER })
    const [first] = proposals as readonly (ReceiptProposal | undefined)[]
    const best = claim ? claimedProposal({ book, today }, entry, claim) : first
    return { key: rowKey(line), line, entry, claim, best, certain: entry.certain && best?.customer === first?.customer }
  })
}

/** What a claim asks for: the invoices it names, as far as the money goes; without any what is proposed for its customer, else nothing. */
export function claimedProposal({ book, today }: Pick<Context, 'book' | 'today'>, entry: LineProposals, claim: Claim): ReceiptProposal {
  const { customer, invoices } = claim
  const same = entry.proposals.find(proposal => proposal.customer === customer) ?? { customer, allocations: [], confidence: 0, reasons: [] }
  return invoices.length === 0 ? same : { ...same, allocations: laidOn(book, today, entry, claim) }
}

function laidOn(book: Book, today: Context['today'], { line, amount }: LineProposals, { customer, invoices }: Claim) {
  let left: number = amount
  return settleables(book, book.customers.find(customer) ?? -1, today).debts.flatMap(debt => {
    const { number } = book.numberOf(debt.document)
    const part = Math.min(left, debt.left)
    if (!invoices.includes(number) || book.currencyOf(debt.document) !== line.currency || part <= 0) return []
    left -= part
    return [{ document: number, ...(debt.instalment ? { instalment: debt.instalment } : {}), amount: part as Money }]
  })
}
