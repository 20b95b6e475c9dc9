import { randomUUID } from 'node:crypto'
import type { Book } from '../../shared/book/book.js'
import { EVIDENCE } from '../../shared/domain/bank-evidence.js'
import { bankLineName } from '../../shared/domain/bank-lines.js'
import { receiptProposals, receiptRow, type LineProposals, type ReceiptProposal } from '../../shared/domain/bank-proposals.js'
import { dateOf } from '../../shared/functions/when.js'
import { decimal } from '../../shared/money.js'
import { PUSH_ROWS } from '../../shared/protocol.js'
import { refuse, type Language, type Refusal } from '../../shared/refusals.js'
import { todayIn } from '../../shared/today.js'
import type { Ledger } from '../ledger.js'
import { OWNER } from '../viewer.js'
import { print, say, shellLanguage } from './terminal.js'
import { withLedger } from './with-ledger.js'

export interface MatchOptions {
  ledger: string
  threshold: string
  post?: boolean
  today?: string
  format?: 'text' | 'json'
}

/** What became of a certain proposal that was posted. */
type Ends = ReadonlyMap<LineProposals, 'posted' | Refusal>

/** Proposes whose money the unidentified bank lines are, and posts what is certain when asked to. Gives the exit code. */
export async function matchCommand({ ledger: folder, threshold: typed, post, today, format }: MatchOptions): Promise<number> {
  const threshold = Number(typed)
  if (!(threshold > 0 && threshold <= 1)) throw refuse('BAD_OPTION', { value: typed, known: '0.01 … 1' })
  return withLedger(folder, async ledger => {
    const book = ledger.book(OWNER)
    const asOf = today === undefined ? todayIn(book.company.timeZone, Date.now()).day : dateOf(today)
    const found = receiptProposals(book, book.bankLines.all, { asOf, threshold })
    const ends: Ends = post ? await posted(ledger, found) : new Map()
    if (format === 'json') await print(`${JSON.stringify(found.map(entry => entryJson(book, entry, ends)))}\n`)
    else tell(book, found, ends, shellLanguage())
    return [...ends.values()].some(end => end !== 'posted') ? 1 : 0
  })
}

/** Posts the best proposal of every line that has a certain one; one that is refused stands in nobody's way. */
async function posted(ledger: Ledger, found: readonly LineProposals[]): Promise<Ends> {
  const certain = found.filter(entry => entry.certain)
  const ends = new Map<LineProposals, 'posted' | Refusal>()
  for (let from = 0; from < certain.length; from += PUSH_ROWS) {
    const part = certain.slice(from, from + PUSH_ROWS)
    const rows = part.map(entry => ({ table: 'bankReceipts', row: receiptRow(entry, entry.proposals[0]) }))
    const request = { pushId: `shell:${randomUUID()}`, rows, source: {}, atomic: false, repeats: 'refused' as const, dryRun: false }
    const outcome = await ledger.push(request, OWNER.id)
    for (const answer of outcome.rows) ends.set(part[answer.index], answer.outcome === 'refused' ? answer.refusal : 'posted')
  }
  return ends
}

function entryJson(book: Book, entry: LineProposals, ends: Ends) {
  const { line, amount, proposals, certain } = entry
  const { account, serial, day, currency, payer, text = '' } = line
  const end = ends.get(entry)
  return {
    ...{ account, serial, day, amount: decimal(amount, currency), currency, payer, text, certain },
    posted: end === 'posted',
    refusal: end && end !== 'posted' ? { code: end.code, en: end.text('en'), zh: end.text('zh') } : null,
    proposals: proposals.map(({ customer, allocations, confidence, reasons, agreement }) => ({
      customer,
      name: nameOf(book, customer),
      confidence,
      reasons: reasons.map(code => ({ code, en: EVIDENCE[code].en, zh: EVIDENCE[code].zh })),
      agreement: agreement ?? null,
      allocations: allocations.map(part => ({ ...part, amount: decimal(part.amount, currency) })),
    })),
  }
}

const nameOf = (book: Book, customer: string): string => book.customerFiles[book.customers.find(customer) ?? -1]?.name ?? customer

function tell(book: Book, found: readonly LineProposals[], ends: Ends, language: Language): void {
  const zh = language === 'zh'
  for (const entry of found) {
    const { line, amount, proposals, certain } = entry
    const end = ends.get(entry)
    const mark = end === 'posted' ? (zh ? '已入账' : 'posted') : certain ? (zh ? '可自动入账' : 'certain') : zh ? '待确认' : 'to confirm'
    say(
      `${line.day}  ${bankLineName(line)}  ${line.currency} ${decimal(amount, line.currency)}  ${line.payer}  ${line.text ?? ''}  [${mark}]`,
    )
    if (end && end !== 'posted') say(`    ${end.text(language)}`)
    for (const proposal of proposals) say(`    ${proposalText(book, proposal, line.currency, language)}`)
    if (proposals.length === 0) say(zh ? '    没有匹配的客户' : '    no customer fits')
  }
  const certain = found.filter(entry => entry.certain).length
  const done = [...ends.values()].filter(end => end === 'posted').length
  say(
    zh
      ? `待认领 ${found.length} 笔，可自动入账 ${certain} 笔，本次入账 ${done} 笔。`
      : `${found.length} unidentified lines, ${certain} certain, ${done} posted.`,
  )
}

function proposalText(
  book: Book,
  { customer, allocations, confidence, reasons, agreement }: ReceiptProposal,
  currency: string,
  language: Language,
): string {
  const zh = language === 'zh'
  const parts = allocations.map(part => `${part.document}${part.instalment ? `#${part.instalment}` : ''} ${decimal(part.amount, currency)}`)
  const why = reasons.map(code => EVIDENCE[code][language]).join(zh ? '；' : '; ')
  const by = agreement ? ` (${zh ? '代付协议' : 'agreement'} ${agreement})` : ''
  return `${confidence.toFixed(2)}  ${customer} ${nameOf(book, customer)}${by}: ${parts.join(', ') || (zh ? '预收' : 'on account')}  (${why})`
}
