import type { BankLine } from '../../../shared/book/bank.js'
import type { Book } from '../../../shared/book/book.js'
import { EVIDENCE } from '../../../shared/domain/bank-evidence.js'
import type { ReceiptProposal } from '../../../shared/domain/bank-proposals.js'
import type { Currency, Money } from '../../../shared/money.js'
import type { Language } from '../../../shared/refusals.js'
import { nameOfCustomer } from '../../../shared/reports/phrases.js'
import { amountText } from '../figures.js'
import type { BankTexts } from '../texts/bank.js'

/** The part of a route that names a bank line. */
export const lineAbout = ({ account, serial }: Pick<BankLine, 'account' | 'serial'>): string => `${account}|${serial}`

/** The bank line that a route names. */
export const lineNamed = (book: Book, about: string): BankLine | undefined => book.bankLines.all.find(line => lineAbout(line) === about)

/** A confidence in words and percent: `likely 82%`. */
export function confidenceText(confidence: number, threshold: number, { confidence: words }: BankTexts): string {
  const word = confidence >= threshold ? 'certain' : confidence >= 0.8 ? 'likely' : confidence >= 0.5 ? 'possible' : 'doubtful'
  return `${words[word]} ${Math.round(confidence * 100)}%`
}

/** A customer as people read it: code and name. */
export function customerText(book: Book, code: string): string {
  const index = book.customers.find(code)
  const name = index === undefined ? code : nameOfCustomer(book, index)
  return name === code ? code : `${code} ${name}`
}

/** What a proposal pays: `I-1 1,000.00, I-2#2 300.00`. */
export const paysText = ({ allocations }: ReceiptProposal, currency: Currency, { list }: BankTexts): string =>
  allocations
    .map(part => `${part.document}${part.instalment ? `#${part.instalment}` : ''} ${amountText(part.amount, currency)}`)
    .join(', ') || list.onAccount

/** Why a proposal is made, in words. */
export const reasonsText = ({ reasons }: ReceiptProposal, language: Language): string =>
  reasons.map(code => EVIDENCE[code][language]).join(language === 'zh' ? '；' : '; ')

/** Totals by currency: `CNY 1,338.00, USD 20.00`. */
export function totalsText(amounts: Iterable<readonly [Currency, Money]>): string {
  const totals = new Map<Currency, number>()
  for (const [currency, amount] of amounts) totals.set(currency, (totals.get(currency) ?? 0) + amount)
  return [...totals].map(([currency, amount]) => `${currency} ${amountText(amount as Money, currency)}`).join(', ')
}
