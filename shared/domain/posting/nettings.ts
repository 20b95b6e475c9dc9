import type { IsoDate } from '../../dates.js'
import { decimal, type Money, type Rate } from '../../money.js'
import { refuse } from '../../refusals.js'
import { postAllocation } from './applications.js'
import { postDocument } from './documents.js'
import type { Posting } from './posting.js'

/** One side of a netting: a document, or the other party's account as a mere reference. Amounts say how what is owed changes. */
export type NettingLeg = { of: number; instalment?: number; amount: Money } | { account: string; amount: Money }

/**
 * Sets documents off without money by one agreement (R3.11): 应收冲应付, 预收冲应收, 应收冲应收, 红蓝对冲, three-way. Each leg of ours is a
 * document of its own, applied to what it settles, at one rate; together the legs are 0. A debt's leg is negative, a credit's positive.
 */
export function postNetting(
  posting: Posting,
  entry: { agreement: string; date: IsoDate; rate?: Rate; legs: readonly NettingLeg[]; note?: string },
): void {
  const { book } = posting
  const { agreement, date, legs } = entry
  const ours = legs.flatMap(leg => ('of' in leg ? [leg] : []))
  const currencies = new Map(ours.map(leg => [book.currencyOf(book.documentOf(leg.of)), leg.of]))
  if (currencies.size > 1) {
    const [[fromCurrency, from], [toCurrency, to]] = currencies
    const name = (id: number) => book.nameOf(book.documentOf(id))
    throw refuse('ACROSS_CURRENCIES', { from: name(from), to: name(to), fromCurrency, toCurrency })
  }
  const [currency = book.company.currency] = currencies.keys()
  const sum = legs.reduce((total, leg) => total + leg.amount, 0) as Money
  if (sum !== 0) throw refuse('LEGS_NOT_ZERO', { agreement, sum: decimal(sum, currency) })
  for (const { amount } of legs) if (amount === 0) throw refuse('BAD_AMOUNT', { value: decimal(amount, currency) })
  const others = legs.flatMap(leg => ('account' in leg ? [`${leg.account} ${decimal(leg.amount, currency)}`] : []))
  const note = [entry.note, ...others].filter(Boolean).join('; ').slice(0, 200)
  ours.forEach((leg, i) => {
    const row = book.documentOf(leg.of)
    const id = postDocument(posting, {
      kind: 'netting',
      customer: book.customers.texts[book.documents.customer[row]],
      series: agreement,
      number: String(i + 1),
      docDate: date,
      currency,
      rate: entry.rate,
      amount: leg.amount,
      dimensions: book.stamps[book.documents.dimensions[row]],
      of: leg.of,
      note: note || undefined,
    })
    if (id === undefined) return
    postAllocation(posting, { from: id, to: leg.of, instalment: leg.instalment, amount: Math.abs(leg.amount) as Money, date })
  })
}
