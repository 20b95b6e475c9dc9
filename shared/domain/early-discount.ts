import { atShare, exact, type Money, ZERO } from '../money.js'
import { refuse } from '../refusals.js'
import { type TaxedLine, vatLine } from './tax.js'

/**
 * What an early discount does to the tax: `included` lowers it when the discount is taken, `excluded` leaves it, `mixed` computes it on
 * the discounted base from the start, whether or not the discount is taken.
 */
export type DiscountModel = 'included' | 'excluded' | 'mixed'

export interface DiscountQuestion {
  /** Percent as decimal text, `2` being 2 %; from 0 to 100. */
  percent: string
  model: DiscountModel
  lines: readonly TaxedLine[]
  /** Tax that does not follow the price; no model lowers it. */
  fixedTax?: Money
}

/** An invoice with an early discount. */
export interface DiscountedInvoice {
  net: Money
  /** Tax of the invoice as issued. */
  tax: Money
  /** What is owed when the discount is not taken. */
  total: Money
  /** What the discount takes off the net amount, and off the tax. */
  discountNet: Money
  discountTax: Money
  /** What settles the invoice within the discount's days. */
  pays: Money
}

/** Total, discount and payment of an invoice with an early discount; a discount is rounded half up to the minor unit, once. */
export function earlyDiscount({ percent, model, lines, fixedTax = ZERO }: DiscountQuestion): DiscountedInvoice {
  const share = shareOfPercent(percent)
  let net = 0
  let lineTax = 0
  for (const line of lines) {
    const taxed = model === 'mixed' ? { ...line, net: (line.net - atShare(line.net, share)) as Money } : line
    net += line.net
    lineTax += vatLine(taxed).tax
  }
  const discountNet = atShare(net as Money, share)
  // The discount as a whole is rounded, so that it is the share of the invoice an accountant expects; its tax is the rest.
  const discountTax = model === 'included' ? atShare((net + lineTax) as Money, share) - discountNet : 0
  const tax = lineTax + fixedTax
  const total = net + tax
  const pays = total - discountNet - discountTax
  return { net, tax, total, discountNet, discountTax, pays } as DiscountedInvoice
}

/** How an item is settled by a receipt and a settlement discount of so many percent; both together are the item. */
export function settlementDiscount(open: Money, percent: string): { receipt: Money; discount: Money } {
  const discount = atShare(open, shareOfPercent(percent))
  return { receipt: (open - discount) as Money, discount }
}

function shareOfPercent(percent: string): string {
  const value = exact(percent)
  if (value.isNegative() || value.greaterThan(100)) throw refuse('BAD_SHARE', { value: `${percent}%` })
  return value.dividedBy(100).toFixed()
}
