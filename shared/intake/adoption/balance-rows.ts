import { addDays, addMonths, day, iso, type IsoDate } from '../../dates.js'
import { decimal, type Money } from '../../money.js'
import { refuse } from '../../refusals.js'
import { customerOf, dueOf, particulars, Refused } from './document-parts.js'
import { datesOf } from './document-rows.js'
import type { Bench, Draft, Made } from './draft.js'
import { bareHeading } from './heading-match.js'
import type { ReadRow } from './row-reading.js'

/** The balance of a customer as opening items: one with its date, or one for each column of an aging, dated so that it ages as there. */
export function openingBalance(read: ReadRow, bench: Bench): Made {
  const refused = new Refused(bench)
  const customer = customerOf(read, bench, refused)
  const aged = read.buckets.filter(({ amount }) => amount !== 0)
  const sum = aged.reduce((total, { amount }) => total + amount, 0) as Money
  const amount = read.money.balance ?? read.money.amount ?? (read.buckets.length ? sum : refused.wanted(['balance', 'amount'], read.money))
  if (refused.any) return refused.made
  if (aged.length > 0 && sum !== amount) {
    const [total, parts] = [decimal(amount, read.currency), decimal(sum, read.currency)]
    const column = bench.reading.headingOf(['balance', 'amount'])
    refused.add(
      'balance',
      refuse('BAD_ROW', {
        column,
        problem: `the aging columns add to ${parts}, not to ${total} (各账龄段合计 ${parts}，与余额 ${total} 不符)`,
      }),
    )
    return refused.made
  }
  if (amount === 0 && aged.length === 0) return { settled: true }
  const draft = (number: string, docDate: IsoDate, of: Money, more: Record<string, unknown>): Draft => ({
    table: 'openingItems',
    row: { number, customer, docDate, ...particulars(read, bench), ...more },
    line: read.line,
    customer,
    amount: of,
    currency: read.currency,
    key: number,
  })
  const base = openingNumber(customer, read.currency === bench.currency ? '' : read.currency)
  if (aged.length > 0) {
    const asOf = bench.options.balancesAsOf ?? bench.today
    bench.tell(
      `Aged balances are dated so that they age as in the sheet on ${asOf}.`,
      `按账龄段列出的余额已推算到期日，使其在 ${asOf} 的账龄与原表一致。`,
    )
    const drafts = aged.map(({ heading, amount: part }, i) => {
      const due = dueOfBucket(heading, asOf)
      return draft(
        `${base}-${i + 1}`,
        due,
        part,
        part > 0 ? { dueDate: due, note: heading.slice(0, 200) } : { note: heading.slice(0, 200) },
      )
    })
    return { drafts }
  }
  const dates = datesOf(read, amount, customer, bench, refused)
  if (!dates) return refused.made
  const { dueDate } = dueOf(read, dates.docDate, refused)
  if (refused.any) return refused.made
  return { drafts: [draft(base, dates.docDate, amount, { ...(dueDate && amount > 0 && { dueDate }), ...dates.note })] }
}

/** The number of an opening item that stands for a balance. */
export const openingNumber = (customer: string, more = ''): string => `QC-${customer}${more && `-${more}`}`.slice(0, 200)

/** The latest due date that lies in a column of an aging: 31-60 is due 31 days before, 未到期 on the day itself, 1-2年 a year and a day before. */
export function dueOfBucket(heading: string, asOf: IsoDate): IsoDate {
  const on = day(asOf)
  const text = bareHeading(heading)
    .replace(/\s+/g, '')
    .replace(/[‐‑–—−~]|(?<=[\d天日月年])[至到](?=\d)/g, '-')
  const span = /(\d{1,4})(天|日|个?月|年|d|days?|m|months?|y|years?)?(?:-(\d{1,4})(天|日|个?月|年|d|days?|m|months?|y|years?)?)?/i.exec(
    text,
  )
  if (!span) return asOf
  const within = /(以内|内)$|^(<=|≤|within)/i.test(text)
  const from = within ? 0 : Number(span[1])
  const unit = span[2] ?? span[4] ?? ''
  const over = !span[3] && !within
  if (/^(个?月|m|months?)$/i.test(unit)) return iso(addDays(addMonths(on, -(over ? from : Math.max(0, from))), -1))
  if (/^(年|y|years?)$/i.test(unit)) return iso(addDays(addMonths(on, -12 * from), -1))
  return iso(addDays(on, -Math.max(1, over ? from + 1 : from)))
}
