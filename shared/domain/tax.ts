import { day, type Day, iso, type IsoDate } from '../dates.js'
import { atShare, beforeTax, type Money, ZERO } from '../money.js'
import { refuse } from '../refusals.js'

/** A tax rate in force over a span of days, both ends included; `rate` is decimal text, `0.13` being 13 %. */
export interface TaxRate {
  readonly code: string
  readonly rate: string
  readonly from?: IsoDate
  readonly to?: IsoDate
}

const row = (code: string, rate: string, from: string, to?: string): TaxRate => ({
  code,
  rate,
  from: from as IsoDate,
  ...(to === undefined ? {} : { to: to as IsoDate }),
})

/** China's VAT rates and levies since May 2018; a ledger may keep rows of its own instead. */
export const CHINESE_VAT: readonly TaxRate[] = [
  row('standard', '0.16', '2018-05-01', '2019-03-31'),
  row('standard', '0.13', '2019-04-01'),
  row('reduced', '0.10', '2018-05-01', '2019-03-31'),
  row('reduced', '0.09', '2019-04-01'),
  row('services', '0.06', '2018-05-01'),
  row('zero', '0', '2018-05-01'),
  row('levy', '0.03', '2018-05-01'),
  // Small-scale taxpayers; the reduction ends with 2027 unless it is prolonged again.
  row('levy-reduced', '0.01', '2020-03-01', '2027-12-31'),
]

/** The rate of a code on the day of the tax point; refuses when none is in force (`NO_TAX_RATE`). The later row wins. */
export function taxRateOn(rates: readonly TaxRate[], code: string, taxPoint: Day): string {
  const found = rates.findLast(
    ({ from, to, ...rate }) =>
      rate.code === code && (from === undefined || day(from) <= taxPoint) && (to === undefined || taxPoint <= day(to)),
  )
  if (!found) throw refuse('NO_TAX_RATE', { code, date: iso(taxPoint) })
  return found.rate
}

/** The net amount within a gross amount; the tax is what is left of the gross, so that both add up. */
export const netOfGross = (gross: Money, rate: string): Money => beforeTax(gross, rate)

/** The tax on a net amount, rounded half up to the minor unit. */
export const taxOfNet = (net: Money, rate: string): Money => atShare(net, rate)

/** A line of an invoice as issued; without a stated tax the tax is computed. */
export interface TaxedLine {
  net: Money
  rate: string
  statedTax?: Money
}

/** A line's tax: what counts, what net times rate gives, and how far the stated tax is from that. */
export interface VatLine {
  net: Money
  tax: Money
  computedTax: Money
  /** Stated less computed; zero when no tax is stated. A check for the reader, never a correction. */
  difference: Money
  gross: Money
}

/** Tax of one line: the stated tax counts, net times rate is only compared with it. */
export function vatLine({ net, rate, statedTax }: TaxedLine): VatLine {
  const computedTax = taxOfNet(net, rate)
  const tax = statedTax ?? computedTax
  return { net, tax, computedTax, difference: (tax - computedTax) as Money, gross: (net + tax) as Money }
}

/** Whether tax is rounded on every line (as on issued tax invoices), or once on the sum of all lines of a rate. */
export type TaxRounding = 'line' | 'rate'

/** Net, tax and gross of an invoice. */
export interface InvoiceTotals {
  net: Money
  tax: Money
  gross: Money
}

/** Totals of an invoice. The tax is the sum of line taxes; it is never computed anew from the total unless `rounding` is `rate`. */
export function invoiceTotals(lines: readonly TaxedLine[], rounding: TaxRounding = 'line'): InvoiceTotals {
  const net = sum(lines.map(line => line.net))
  const tax = rounding === 'line' ? sum(lines.map(line => vatLine(line).tax)) : taxByRate(lines)
  return { net, tax, gross: (net + tax) as Money }
}

function taxByRate(lines: readonly TaxedLine[]): Money {
  const nets = new Map<string, number>()
  for (const { net, rate } of lines.filter(line => line.statedTax === undefined)) nets.set(rate, (nets.get(rate) ?? 0) + net)
  const computed = [...nets].map(([rate, net]) => taxOfNet(net as Money, rate))
  return sum([...computed, ...lines.map(line => line.statedTax ?? ZERO)])
}

const sum = (amounts: readonly Money[]): Money => amounts.reduce<number>((total, amount) => total + amount, 0) as Money
