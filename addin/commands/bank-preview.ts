import type { Book } from '../../shared/book/book.js'
import type { LineProposals, ReceiptProposal } from '../../shared/domain/bank-proposals.js'
import { decimalsOf, major, type Currency, type Money } from '../../shared/money.js'
import type { Language } from '../../shared/refusals.js'
import { phrases } from '../../shared/reports/phrases.js'
import { counted } from './say.js'

/** A proposal that somebody ticked, with the line it is for. */
export interface Accepted {
  entry: LineProposals
  proposal: ReceiptProposal
}

/** What posting proposals does, in words: totals by currency, customers and documents, payers it learns, and how many others are refused. */
export function previewText(book: Book, accepted: readonly Accepted[], refused: number, language: Language): string {
  const say = phrases(language)
  const totals = new Map<Currency, { sum: number; settled: number }>()
  const documents = new Set<string>()
  for (const { entry, proposal } of accepted) {
    const { currency } = entry.line
    const total = totals.get(currency) ?? { sum: 0, settled: 0 }
    totals.set(currency, total)
    total.sum += entry.amount
    for (const { document, amount } of proposal.allocations) {
      documents.add(`${proposal.customer} ${document}`)
      total.settled += amount
    }
  }
  const codes = [...new Set(accepted.map(({ proposal }) => proposal.customer))]
  const [name] = codes.map(code => book.customerFiles[book.customers.find(code) ?? -1]?.name ?? code)
  const lines = [...totals].map(([currency, { sum, settled }]) => {
    const text = (amount: number) => `${currency} ${amountText(amount as Money, currency)}`
    return say(
      `${text(sum)}: ${text(settled)} settles documents, ${text(sum - settled)} stays unapplied.`,
      `${text(sum)}：核销单据 ${text(settled)}，未核销 ${text(sum - settled)}。`,
    )
  })
  lines.push(
    say(
      `${codes.length === 1 ? name : counted(codes.length, 'customer')}, ${counted(documents.size, 'document')}.`,
      `${codes.length === 1 ? name : `${codes.length} 个客户`}，${documents.size} 张单据。`,
    ),
  )
  const fresh = accepted.filter(({ proposal }) => proposal.agreement === undefined && proposal.reasons.includes('payerUnknown')).length
  if (fresh > 0)
    lines.push(
      say(
        `${counted(fresh, 'payer')} not known yet: the name is remembered as one of the customer’s. To name an agreement, open the line.`,
        `${fresh} 个付款人尚未登记，名称将记为该客户的另一名称；如属代付，请打开该流水填写协议。`,
      ),
    )
  if (refused > 0)
    lines.push(
      say(
        `${counted(refused, 'other line')} cannot be posted and ${refused === 1 ? 'stays' : 'stay'} in the list with the reason.`,
        `另有 ${refused} 笔不能入账，将留在列表中并注明原因。`,
      ),
    )
  return lines.join('\n')
}

function amountText(amount: Money, currency: Currency): string {
  const decimals = decimalsOf(currency)
  return major(amount, currency).toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}
