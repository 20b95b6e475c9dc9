import { EVIDENCE } from '../../shared/domain/bank-evidence.js'
import type { ProposedAllocation } from '../../shared/domain/bank-proposals.js'
import { customerNamed, ALL } from '../../shared/functions/customers.js'
import type { Book } from '../../shared/book/book.js'
import { decimal, money, type Currency } from '../../shared/money.js'
import { refusalMessage, refuse, Refusal, type Language } from '../../shared/refusals.js'
import { inLanguage } from '../desk/notices.js'
import type { Desk } from '../desk/desk.js'
import {
  outcomeKey,
  readBankTable,
  writeBankOutcomes,
  writeBankTable,
  type BankOutcome,
  type BankTableRow,
  type TickedRow,
} from '../workbook/bank-table.js'
import { tell } from './bank.js'
import { posted } from './bank-posting.js'
import type { BankAllocationRow, BankReceiptRow } from './bank-rows.js'
import { proposedLines, type ProposedLine } from './bank-proposed.js'

/**
 * Writes the unidentified bank lines with the best proposal for each as a table on a new sheet: to be looked through, ticked and changed
 * there, and posted by `postBankTable`. `ticked` tells which lines are ticked from the start, by their keys.
 */
export async function bankTable(desk: Desk, ticked: ReadonlySet<string> = new Set()): Promise<void> {
  const context = desk.context()
  const found = proposedLines(context, desk.preferences.threshold)
  const rows = found.map(each => rowOf(context.book, each, ticked.has(each.key), desk.language))
  const sheet = await writeBankTable(rows, desk.language)
  const title = {
    en: `${sheet} holds the unidentified lines; tick, change and post them there.`,
    zh: `待认领流水已写入“${sheet}”，可在表中勾选、修改并入账。`,
  }
  desk.board.say({ tone: 'success', title: inLanguage(title, desk.language) })
}

function rowOf(book: Book, { line, entry: { amount }, claim, best }: ProposedLine, ticked: boolean, language: Language): BankTableRow {
  const claimed = claim && inLanguage({ en: `claimed by ${claim.by}`, zh: `${claim.by} 认领` }, language)
  const reasons = best?.reasons.map(code => EVIDENCE[code][language]) ?? []
  const { account, serial, day, payer, text = '', currency } = line
  return {
    ...{ ticked: ticked && best !== undefined, day, account, serial, payer, text, currency },
    amount: decimal(amount, currency),
    customer: best?.customer ?? '',
    name: best ? (book.customerFiles[book.customers.find(best.customer) ?? -1]?.name ?? '') : '',
    documents: best ? documentsText(best.allocations, currency) : '',
    agreement: best?.agreement ?? '',
    confidence: best?.confidence,
    reason: [...(claimed ? [claimed] : []), ...reasons].join(language === 'zh' ? '；' : '; '),
  }
}

/** `INV-1 1000.00; INV-2#2 300.00` */
const documentsText = (parts: readonly ProposedAllocation[], currency: Currency): string =>
  parts.map(part => `${part.document}${part.instalment ? `#${part.instalment}` : ''} ${decimal(part.amount, currency)}`).join('; ')

/** What was typed of documents: each its number, `#` and the instalment if it has several, and the amount. Refuses any other form. */
export function documentsIn(text: string, currency: Currency): BankAllocationRow[] {
  return text
    .split(/[;；\n]/)
    .map(part => part.trim())
    .filter(Boolean)
    .map(part => {
      const [, document, instalment, amount] = /^(.+?)(?:#(\d{1,3}))?\s+(\S+)$/.exec(part) ?? []
      if (document === undefined)
        throw refuse('BAD_ROW', { column: 'documents (核销单据)', problem: `write “${part}” as INV-1 1000.00 (请写成 单据号 金额)` })
      money(amount.replaceAll(',', ''), currency)
      return { document, ...(instalment ? { instalment: Number(instalment) } : {}), amount: amount.replaceAll(',', '') }
    })
}

/** Posts the ticked rows of the table on the active sheet; what became of each stands beside it, and undo says there that it was. */
export async function postBankTable(desk: Desk): Promise<void> {
  const table = await readBankTable()
  if (!table) throw refuse('NO_BANK_TABLE')
  if (table.rows.length === 0) throw refuse('NOTHING_TICKED')
  const { book } = desk.context()
  const outcomes = new Map<string, BankOutcome>()
  const read: { row: BankReceiptRow; key: string }[] = []
  for (const ticked of table.rows) {
    try {
      read.push({ row: receiptIn(book, ticked), key: outcomeKey(ticked) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      outcomes.set(outcomeKey(ticked), { refused: refusalMessage(error, desk.language).message })
    }
  }
  const misread = [...outcomes.values()].map(outcome => (typeof outcome === 'object' ? outcome.refused : undefined))
  const { posted: done, refusals } =
    read.length > 0
      ? await posted(
          desk,
          read.map(({ row }) => row),
        )
      : { posted: [], refusals: [] }
  read.forEach(({ key }, i) => {
    const refused = refusals[i]
    outcomes.set(key, refused === undefined ? 'posted' : { refused })
  })
  await writeBankOutcomes(table.name, outcomes, desk.language)
  const keys = new Map(read.map(({ row, key }) => [row, key]))
  tell(desk, { posted: done, refusals: [...misread, ...refusals] }, rows =>
    writeBankOutcomes(table.name, new Map(rows.map(({ row }) => [keys.get(row)!, 'takenBack'])), desk.language),
  )
}

function receiptIn(book: Book, { account, serial, amount, customer, documents, agreement }: TickedRow): BankReceiptRow {
  const currency = book.bankLines.find(account, serial)?.currency ?? book.company.currency
  const index = customerNamed(book, customer)
  if (index === ALL) throw refuse('UNKNOWN_CUSTOMER', { value: customer })
  return {
    account,
    serial,
    customer: book.customers.texts[index],
    ...(amount === '' ? {} : { amount }),
    ...(agreement === '' ? {} : { agreement }),
    allocations: documentsIn(documents, currency),
  }
}
