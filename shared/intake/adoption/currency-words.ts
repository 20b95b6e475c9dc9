import type { Currency } from '../../money.js'
import { refuse } from '../../refusals.js'

const NAMES: Readonly<Record<string, Currency>> = {
  人民币: 'CNY',
  人民币元: 'CNY',
  RMB: 'CNY',
  元: 'CNY',
  '¥': 'CNY',
  美元: 'USD',
  美金: 'USD',
  US$: 'USD',
  欧元: 'EUR',
  '€': 'EUR',
  英镑: 'GBP',
  '£': 'GBP',
  日元: 'JPY',
  港币: 'HKD',
  港元: 'HKD',
  HK$: 'HKD',
  新台币: 'TWD',
  台币: 'TWD',
  NT$: 'TWD',
  韩元: 'KRW',
  新加坡元: 'SGD',
  澳元: 'AUD',
  加元: 'CAD',
  瑞士法郎: 'CHF',
}

/** The code of a currency as people name it; refuses other words (`BAD_CURRENCY`). */
export function currencyNamed(typed: string): Currency {
  const text = typed.normalize('NFKC').trim().toUpperCase()
  const code = Object.hasOwn(NAMES, text) ? NAMES[text] : text
  if (!/^[A-Z]{3}$/.test(code)) throw refuse('BAD_CURRENCY', { value: typed })
  return code
}
