import { bankLineName } from '../domain/bank-lines.js'
import { bankPool, unidentifiedTotal } from '../domain/bank-pool.js'
import { closingConverter } from '../domain/valuation.js'
import { major, split, ZERO } from '../money.js'
import { refuse } from '../refusals.js'
import { defineFunction } from './define.js'
import type { BehindRow } from './drill-behind.js'
import { param } from './parameters.js'

function currencyOf(typed: string): string | undefined {
  const currency = typed.toUpperCase()
  if (currency !== '' && !/^[A-Z]{3}$/.test(currency)) throw refuse('BAD_CURRENCY', { value: typed })
  return currency || undefined
}

export const UNIDENTIFIED = defineFunction({
  zh: '待认领收款',
  summary: {
    en: 'Money that came into the bank and belongs to no customer yet, in ledger currency or of one currency; in no balance or aging',
    zh: '已到账尚未认领的款项，折合本位币或指定币种；不计入余额和账龄',
  },
  params: {
    asOf: param.asOf(),
    currency: param.text(
      { en: 'currency', zh: '币种' },
      { en: 'A currency such as USD; all in ledger currency when left out', zh: '币种，如 USD；省略则折合本位币' },
      true,
    ),
  },
  result: 'money',
  value: ({ book }, { asOf, currency: typed }) => {
    const currency = currencyOf(typed)
    if (currency === undefined) return major(unidentifiedTotal(book, { asOf }), book.company.currency)
    return major(bankPool(book, { asOf }).totals.get(currency) ?? ZERO, currency)
  },
  behind: ({ book }, { asOf, currency: typed }) => {
    const currency = currencyOf(typed)
    const { entries, totals } = bankPool(book, { asOf })
    const rows: BehindRow[] = []
    for (const of of currency === undefined ? totals.keys() : [currency]) {
      // Converted in one sum, as the answer is: the parts of it must add up.
      const own = entries.filter(({ line }) => line.currency === of)
      const weights = own.map(({ rest }) => rest)
      const whole = totals.get(of) ?? ZERO
      const shares = currency === undefined ? split(closingConverter(book, of, asOf)(whole), weights) : weights
      own.forEach(({ line, days }, i) => {
        const part = { en: `${days} days in the pool`, zh: `待认领 ${days} 天` }
        const name = `${bankLineName(line)} ${line.payer}`.trim()
        rows.push({ amount: shares![i], part, other: { kind: 'bankLine', name, change: line.change } })
      })
    }
    return { moment: { asOf }, currency, adds: true, rows }
  },
  examples: [
    { args: ['2026-03-31'], value: 8000 },
    { args: ['2026-03-27', 'CNY'], value: 0 },
    { args: ['2026-03-31', 'Yuan'], value: { refusal: 'BAD_CURRENCY' } },
  ],
})
