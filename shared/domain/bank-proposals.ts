import type { BankLine } from '../book/bank.js'
import type { Book } from '../book/book.js'
import { decimal, type Money } from '../money.js'
import { exactSums } from './bank-amounts.js'
import { candidatesOf, groundOf, type Candidate, type Ground, type OpenDebt } from './bank-candidates.js'
import { confidenceOf, type Reason } from './bank-evidence.js'
import { payingHabit } from './bank-habits.js'
import { bankLineNow } from './bank-lines.js'
import type { Moment } from './question.js'

/** Part of a proposal: so much of a document, or of one instalment of it. */
export interface ProposedAllocation {
  document: string
  instalment?: number
  amount: Money
}

/** Whose money a bank line may be and what it may pay. */
export interface ReceiptProposal {
  customer: string
  allocations: readonly ProposedAllocation[]
  /** 0 to 1, in hundredths. */
  confidence: number
  /** Codes; their words are in `EVIDENCE`. */
  reasons: readonly Reason[]
  /** The agreement by which the payer pays for the customer. */
  agreement?: string
}

/** The proposals for one line, the best first. */
export interface LineProposals {
  line: BankLine
  /** What is left of the line, and would be posted. */
  amount: Money
  proposals: readonly ReceiptProposal[]
  /** Whether the best reaches the threshold and may be posted without being looked at. */
  certain: boolean
}

interface ProposalQuestion extends Moment {
  /** The confidence, 0 to 1, from which a proposal is certain. */
  threshold: number
}

/** The confidence from which a proposal is certain unless the user says otherwise. */
export const DEFAULT_THRESHOLD = 0.95
/** Proposals that are worth looking at for one line. */
const MOST = 5

/**
 * Proposes whose money the lines are. Lines that are posted or excluded have none. What a certain line pays is not offered to the lines
 * after it, in order of day, account and serial number, so all that is certain can be posted together. Nothing is posted here.
 */
export function receiptProposals(book: Book, lines: readonly BankLine[], { threshold, ...moment }: ProposalQuestion): LineProposals[] {
  const ground = groundOf(book, moment)
  const taken = new Map<number, number>()
  const order = (line: BankLine) => `${line.day} ${line.account} ${line.serial}`
  return [...lines]
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .flatMap(line => {
      const { state, rest } = bankLineNow(book, line)
      if (line.amount <= 0 || state === 'posted' || state === 'excluded') return []
      const made = proposalsFor(book, { ...line, amount: rest }, ground, taken)
      const certain = made.length > 0 && made[0].proposal.confidence >= threshold
      if (certain) for (const { item, open } of made[0].paid) taken.set(item, (taken.get(item) ?? 0) + open)
      return [{ line, amount: rest, proposals: made.map(({ proposal }) => proposal), certain }]
    })
}

interface Made {
  proposal: ReceiptProposal
  paid: readonly OpenDebt[]
}

function proposalsFor(book: Book, line: BankLine, ground: Ground, taken: ReadonlyMap<number, number>): Made[] {
  const candidates = candidatesOf(book, line, ground)
  return candidates
    .map(candidate => proposalFor(book, line, ground, taken, candidate, candidates))
    .sort((a, b) => b.proposal.confidence - a.proposal.confidence || (a.proposal.customer < b.proposal.customer ? -1 : 1))
    .slice(0, MOST)
}

function proposalFor(
  book: Book,
  line: BankLine,
  ground: Ground,
  taken: ReadonlyMap<number, number>,
  { customer, reasons, named, agreement }: Candidate,
  candidates: readonly Candidate[],
): Made {
  const debts = ground
    .debts(line.currency, customer)
    .map(debt => ({ ...debt, open: (debt.open - (taken.get(debt.item) ?? 0)) as Money }))
    .filter(debt => debt.open > 0)
  const { paid, why } = paidBy(line.amount, debts, named)
  const habit = payingHabit(book, book.customers.find(customer) ?? -1, line.currency, ground.moment)
  const all: Reason[] = [...reasons, ...why]
  if (habit.oldestFirst && paid.length > 0 && paid.every((debt, i) => debt.item === debts[i].item)) all.push('habitOrder')
  if (habit.usual(line.amount)) all.push('habitAmount')
  if (candidates.length > 1 && !outweighs(reasons, customer, candidates)) all.push('severalCustomers')
  const allocations = paid.map(({ item, document, open }): ProposedAllocation => {
    const several = book.documents.itemCount[document] > 1
    return { document: nameFor(book, document), instalment: several ? book.items.instalment[item] : undefined, amount: open }
  })
  return { proposal: { customer, allocations, confidence: confidenceOf(all), reasons: all, agreement }, paid }
}

/** The number by which a row names the document. */
const nameFor = (book: Book, document: number): string => book.numberOf(document).number

/** Whether the payer's own name and the text both speak for this customer while others have only one of the two. */
const outweighs = (reasons: readonly Reason[], customer: string, candidates: readonly Candidate[]): boolean =>
  reasons.includes('bothAgree') && candidates.every(other => other.customer === customer || !other.reasons.includes('bothAgree'))

/** Which debts an amount pays, the best reading first: those named, one of just this amount, a sum, else the oldest first. */
function paidBy(amount: Money, debts: readonly OpenDebt[], named: readonly number[]): { paid: OpenDebt[]; why: Reason[] } {
  const called = debts.filter(({ document }) => named.includes(document))
  if (called.length > 0) {
    const sum = called.reduce((all, { open }) => all + open, 0)
    if (sum === amount) return { paid: called, why: ['namedDocuments'] }
    const exact = exactSums(
      called.map(({ open }) => open),
      amount,
    )
    if (exact.sets.length > 0)
      return { paid: exact.sets[0].map(place => called[place]), why: ['namedDocuments', ...doubt(exact.sets.length)] }
    return { paid: oldestFirst(amount, called), why: ['namedPart'] }
  }
  const equal = debts.filter(({ open }) => open === amount)
  const sums = exactSums(
    debts.map(({ open }) => open),
    amount,
  )
  if (equal.length > 0) return { paid: [equal[0]], why: ['oneItem', ...doubt(sums.sets.length)] }
  if (sums.sets.length > 0) {
    const [first] = sums.sets
    const oldest = first.every((place, i) => place === i)
    const why: Reason[] = [oldest ? 'oldestItems' : 'severalItems', ...doubt(sums.sets.length)]
    if (!sums.whole && sums.sets.length === 1) why.push('searchCut')
    return { paid: first.map(place => debts[place]), why }
  }
  return { paid: oldestFirst(amount, debts), why: ['oldestFirst'] }
}

const doubt = (sets: number): Reason[] => (sets > 1 ? ['severalSums'] : [])

function oldestFirst(amount: Money, debts: readonly OpenDebt[]): OpenDebt[] {
  const paid: OpenDebt[] = []
  let left: number = amount
  for (const debt of debts) {
    const open = Math.min(left, debt.open) as Money
    if (open > 0) paid.push({ ...debt, open })
    left -= open
  }
  return paid
}

/** A proposal as a row of the table `bankReceipts`. */
export function receiptRow(
  { line, amount }: LineProposals,
  { customer, allocations, agreement }: ReceiptProposal,
): Record<string, unknown> {
  return {
    account: line.account,
    serial: line.serial,
    customer,
    amount: decimal(amount, line.currency),
    agreement,
    allocations: allocations.map(part => ({ ...part, amount: decimal(part.amount, line.currency) })),
  }
}
