import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { day, iso } from '../../shared/dates.js'
import { decimal, exact, money } from '../../shared/money.js'
import { type DiscountModel, earlyDiscount } from '../../shared/domain/early-discount.js'
import { invoiceTotals, type TaxedLine, type TaxRounding, vatLine } from '../../shared/domain/tax.js'
import { discountDeadline, dueDates } from '../../shared/domain/terms/due-dates.js'
import type { PaymentTerms, Step, TermLine } from '../../shared/domain/terms/payment-terms.js'

interface LineOfVector {
  net?: string
  quantity?: string
  unit_price?: string
  rate: string
  stated_tax?: string
}

interface Check {
  op: string
}

const STEPS: Record<string, (value: number) => Step> = {
  add_days: addDays => ({ addDays }),
  add_months: addMonths => ({ addMonths }),
  month_end: () => ({ monthEnd: true }),
  day: date => ({ day: date }),
}

const step = (written: Record<string, number>): Step => {
  const [[name, value], ...more] = Object.entries(written)
  if (more.length > 0 || !STEPS[name]) throw new Error(`a step this test cannot read: ${JSON.stringify(written)}`)
  return STEPS[name](value)
}

interface TermOfVector {
  lines: { share_of_total?: string; share_of_left?: string; fixed?: string; cut_off?: number; steps: Record<string, number>[] }[]
}

const terms = ({ lines }: TermOfVector): PaymentTerms => ({
  alternatives: [
    {
      lines: lines.map((line): TermLine => ({
        shareOfTotal: line.share_of_total,
        shareOfLeft: line.share_of_left,
        fixed: line.fixed,
        cutOff: line.cut_off,
        steps: line.steps.map(step),
      })),
    },
  ],
})

const taxedLine = ({ net, quantity = '1', unit_price = '0', rate, stated_tax }: LineOfVector): TaxedLine => ({
  net: money(net ?? exact(quantity).times(exact(unit_price)).toFixed()),
  rate,
  ...(stated_tax === undefined ? {} : { statedTax: money(stated_tax) }),
})

/** Amounts of an expectation at the scale of the currency, so that `22.5` and `22.50` are one figure. */
const amounts = (expected: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(expected).map(([name, amount]) => [name, decimal(money(amount))]))

const OPS: Record<string, (check: never) => void> = {
  due_dates(check: { term: TermOfVector; issue: string; amount?: string; currency?: string; expect: [string, string | null][] }) {
    const { issue, currency = 'CNY' } = check
    const amount = check.amount === undefined ? undefined : money(check.amount, currency)
    const found = dueDates(terms(check.term), { documentDate: day(issue), amount, currency })
    expect(found.map(line => [iso(line.due), line.amount === undefined ? null : decimal(line.amount, currency)])).to.deep.equal(
      check.expect.map(([due, part]) => [due, part === null ? null : decimal(money(part, currency), currency)]),
    )
  },
  discount_deadline({ issue, days, expect: expected }: { issue: string; days: number; expect: string }) {
    const offered: PaymentTerms = { alternatives: [{ lines: [{ steps: [] }], discounts: [{ percent: '2', withinDays: days }] }] }
    expect(iso(discountDeadline(offered, day(issue))!)).to.equal(expected)
  },
  early_discount(check: { pct: string; model: DiscountModel; lines: LineOfVector[]; fixed_tax?: string; expect: Record<string, string> }) {
    const fixedTax = money(check.fixed_tax ?? '0')
    const found = earlyDiscount({ percent: check.pct, model: check.model, lines: check.lines.map(taxedLine), fixedTax })
    const { net, tax, total, discountNet, discountTax, pays } = found
    const named = { net, tax, total, discount_net: discountNet, discount_tax: discountTax, pays }
    agree(named, check.expect)
  },
  vat_line(check: LineOfVector & { expect: Record<string, string> }) {
    const { net, tax, computedTax, difference, gross } = vatLine(taxedLine(check))
    agree({ net, tax, computed_tax: computedTax, difference, gross }, check.expect)
  },
  invoice_totals(check: { lines: LineOfVector[]; tax_rounding?: TaxRounding; expect: Record<string, string> }) {
    const { net, tax, gross } = invoiceTotals(check.lines.map(taxedLine), check.tax_rounding)
    agree({ net, untaxed: net, tax, gross, total: gross }, check.expect)
  },
}

function agree(found: Record<string, number>, expected: Record<string, string>) {
  const shown = Object.fromEntries(
    Object.keys(expected).map(name => [name, found[name] === undefined ? 'absent' : decimal(found[name] as never)]),
  )
  expect(shown).to.deep.equal(amounts(expected))
}

describe('vectors of payment terms, discounts and tax', () => {
  const folder = new URL('../fixtures/vectors/', import.meta.url)
  const files = readdirSync(folder).filter(name => name.endsWith('.json'))
  const checks = files.flatMap(file => {
    const vector = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { id: string; checks?: Check[] }
    return (vector.checks ?? []).filter(check => check.op in OPS).map((check, i) => ({ name: `${vector.id} ${i + 1}: ${check.op}`, check }))
  })

  it('finds the vectors', () => expect(checks.length).to.be.at.least(13))
  for (const { name, check } of checks) it(name, () => OPS[check.op](check as never))
})
