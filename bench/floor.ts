import type { History } from './generate.js'

/** Amounts a group in the result of a plain scan: not due, 1-30, 31-60, 61-90, 91-120, over 120. */
export const BUCKETS = 6

/**
 * The plain scan every aging is measured against: all invoices issued up to a day, a branch for each, in arrays that hold nothing
 * else. `agedOn` ages what was open on `asOf` as of another day. Minor units by customer and bucket.
 */
export function agingScan(
  history: History,
  asOf: number,
  agedOn = asOf,
  out = new Float64Array(history.customers.count * BUCKETS),
): Float64Array {
  const { due, closed, firstApplied, customer, amount, firstAllocation } = history.invoices
  const { day, amount: applied } = history.allocations
  out.fill(0)
  const end = issuedUpTo(history, asOf)
  for (let i = 0; i < end; i++) {
    if (closed[i] <= asOf) continue
    let open = amount[i]
    if (firstApplied[i] <= asOf)
      for (let a = firstAllocation[i], last = firstAllocation[i + 1]; a < last && day[a] <= asOf; a++) open -= applied[a]
    const late = agedOn - due[i]
    out[customer[i] * BUCKETS + (late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : late <= 120 ? 4 : 5)] += open
  }
  return out
}

/** The same by product, open amounts spread over the lines in proportion: fractions of a minor unit, no rounding. */
export function agingByProductScan(history: History, asOf: number, out = new Float64Array(history.products * BUCKETS)): Float64Array {
  const { issued, due, closed, firstApplied, amount, firstAllocation, firstLine } = history.invoices
  const { day, amount: applied } = history.allocations
  const { product, amount: gross } = history.lines
  out.fill(0)
  for (let i = 0, end = history.invoices.count; i < end; i++) {
    if (closed[i] <= asOf || issued[i] > asOf) continue
    let open = amount[i]
    if (firstApplied[i] <= asOf)
      for (let a = firstAllocation[i], last = firstAllocation[i + 1]; a < last && day[a] <= asOf; a++) open -= applied[a]
    const late = asOf - due[i]
    const bucket = late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : late <= 120 ? 4 : 5
    const share = open / amount[i]
    for (let l = firstLine[i], last = firstLine[i + 1]; l < last; l++) out[product[l] * BUCKETS + bucket] += share * gross[l]
  }
  return out
}

/** Invoices issued up to a day: they stand in order of issue. */
function issuedUpTo(history: History, asOf: number): number {
  const { issued, count } = history.invoices
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (issued[middle] <= asOf) low = middle + 1
    else high = middle
  }
  return low
}
