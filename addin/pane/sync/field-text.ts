import { decimalsOf, type Currency } from '../../../shared/money.js'
import type { Language } from '../../../shared/refusals.js'
import type { Column, Fields } from '../../../shared/tables/bound/define.js'
import { inLanguage } from '../../desk/notices.js'

/** A plain decimal with its thousands apart and at least so many decimals, digit by digit; another text stays as it is. */
export function groupedText(plain: string, decimals = 0): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain)
  if (!parts) return plain
  const [, sign, whole, fraction = ''] = parts
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const rest = fraction.padEnd(decimals, '0')
  return `${sign}${grouped}${rest ? `.${rest}` : ''}`
}

/** What a field says, as people read it: amounts with separators, choices in words; nothing as a dash. */
export function fieldText({ type, choices }: Column, text: string, currency: Currency, language: Language): string {
  if (text === '') return '–'
  if (type === 'amount') return groupedText(text, decimalsOf(currency))
  if (type === 'rate' || type === 'whole') return groupedText(text)
  if (type === 'instalments')
    return text.replace(
      /(\s)(-?\d+(?:\.\d+)?)(?=\s*(;|$))/g,
      (_, space: string, amount: string) => space + groupedText(amount, decimalsOf(currency)),
    )
  const choice = choices?.find(({ value }) => value === text)
  return choice ? inLanguage(choice.label, language) : text
}

/** The currency of a row's amounts: its own, else the ledger's. */
export const currencyOf = (fields: Fields, company: Currency): Currency =>
  /^[A-Z]{3}$/.test(fields.currency ?? '') ? fields.currency : company
