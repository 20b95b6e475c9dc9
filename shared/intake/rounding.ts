import { decimal, decimalsOf, exact, money, type Currency } from '../money.js'
import { refuse } from '../refusals.js'
import type { IntakeRemark } from './neutral-ledger.js'

/** Rounds amounts to what their currency has, half up away from zero, once; keeps count of what that changed. */
export class Rounding {
  private readonly changed = new Map<string, { count: number; difference: ReturnType<typeof exact> }>()

  constructor(private readonly rule: 'item' | 'refuse') {}

  /** The amount with at most the decimals of its currency; `column` names what is rounded in the remark. Refuses by rule. */
  of(amount: string, currency: Currency, column: string): string {
    const point = amount.indexOf('.')
    const decimals = decimalsOf(currency)
    if (point < 0 || amount.length - point - 1 <= decimals) return amount
    const value = exact(amount)
    const rounded = decimal(money(amount, currency), currency)
    if (value.equals(rounded)) return rounded
    if (this.rule === 'refuse') throw refuse('TOO_MANY_DECIMALS', { value: amount, currency })
    const entry = this.changed.get(column) ?? { count: 0, difference: exact('0') }
    this.changed.set(column, { count: entry.count + 1, difference: entry.difference.plus(rounded).minus(value) })
    return rounded
  }

  /** One remark for each column that was rounded: how many amounts, and what they came to in all. */
  remarks(subject: string): IntakeRemark[] {
    return [...this.changed].map(([column, { count, difference }]) => ({
      subject,
      en: `${column}: ${count} amounts had more decimals than their currency and were rounded half up; together that adds ${difference.toFixed()}.`,
      zh: `${column}：${count} 个金额的小数位多于币种位数，已四舍五入，合计差额 ${difference.toFixed()}。`,
    }))
  }
}
