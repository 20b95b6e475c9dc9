import type { Language } from '../../../shared/refusals.js'
import { EN, type BankTexts } from './bank-en.js'
import { ZH } from './bank-zh.js'

export type { BankTexts }

/** What the pages of bank receipts say, by language. */
export const BANK_TEXTS: Readonly<Record<Language, BankTexts>> = { en: EN, zh: ZH }
