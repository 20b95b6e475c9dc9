import * as z from 'zod'
import { DIMENSIONS } from '../domain/dimensions.js'
import type { LineFact } from '../facts/document.js'
import { currencyCode, isoDate, name, text } from '../facts/parts.js'
import { exact, money, negated, plainUnits, rate, type Currency, type Money, type Rate } from '../money.js'
import { refuse } from '../refusals.js'

/** What the cells of a row may hold, shared by all tables. */

export { currencyCode, isoDate, name, text }

/** An amount as people write it, `1234.56`; becomes minor units once the row's currency is known. */
export const amount = z.union([z.string().trim().min(1).max(40), z.number()])
export type Amount = z.infer<typeof amount>

export const rateCell = z.union([z.string(), z.number()]).transform(value => String(value) as Rate)

/** A dimension on a row, besides the named ones. */
export const dimensionCells = {
  salesperson: text.optional(),
  department: text.optional(),
  region: text.optional(),
  channel: text.optional(),
  project: text.optional(),
  branch: text.optional(),
  /** Dimensions of the company's own. */
  dimensions: z.record(z.string().min(1).max(50), text).optional(),
}

type DimensionCells = { [K in keyof typeof dimensionCells]?: z.infer<(typeof dimensionCells)[K]> }

/** The dimensions a row states, without empty ones. */
export function dimensionsOf(row: DimensionCells): Record<string, string> {
  const stated: Record<string, string> = {}
  for (const name in row.dimensions) if (row.dimensions[name]) stated[name] = row.dimensions[name]
  for (const name of DIMENSIONS) if (row[name]) stated[name] = row[name]
  return stated
}

export const lineCells = z.strictObject({
  product: name.optional(),
  quantity: amount.optional(),
  net: amount,
  tax: amount.optional(),
  /** Cost of the goods, in ledger currency, without tax. */
  cost: amount.optional(),
})
export type LineCells = z.infer<typeof lineCells>

/** Lines as facts, signed: a credit note's are negative. */
export function linesOf(lines: readonly LineCells[] | undefined, currency: Currency, ledgerCurrency: Currency, sign: 1 | -1): LineFact[] {
  return (lines ?? []).map(line => ({
    product: line.product,
    quantity: signed(millionths(line.quantity ?? 0), sign),
    net: signed(money(line.net, currency), sign),
    tax: signed(money(line.tax ?? 0, currency), sign),
    cost: signed(money(line.cost ?? 0, ledgerCurrency), sign),
  }))
}

/** A quantity in millionths of a unit, exact up to six decimals. */
export function millionths(quantity: Amount): Money {
  const typed = String(quantity)
  const plain = plainUnits(typed, 6)
  if (plain !== undefined) return plain
  const scaled = exact(typed).times(1_000_000)
  if (!scaled.isInteger() || scaled.abs().greaterThan(Number.MAX_SAFE_INTEGER)) throw refuse('BAD_AMOUNT', { value: typed })
  return scaled.toNumber() as Money
}

export const signed = (value: Money, sign: 1 | -1): Money => (sign < 0 ? negated(value) : value)

/** The amount of a row in minor units. */
export const amountOf = (value: Amount, currency: Currency): Money => money(value, currency)

/** A typed rate, checked. */
export const checkedRate = (value: Rate | undefined): Rate | undefined => (value === undefined ? undefined : rate(value))
