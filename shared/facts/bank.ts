import * as z from 'zod'
import { currencyCode, isoDate, minorUnits, text } from './parts.js'

/** A bank account as the bank writes it. */
export const bankAccount = z.string().trim().min(1).max(60).normalize('NFC')

/** The number by which a bank names one movement of an account. */
export const bankSerial = z.string().trim().min(1).max(100).normalize('NFC')

/** What a payer or bank wrote about a movement. */
export const bankText = z.string().trim().max(500).normalize('NFC')

/** One movement of a bank account as its statement says it. Account and serial name it for ever; it belongs to no customer. */
export const bankLineFact = z.strictObject({
  fact: z.literal('bankLine'),
  account: bankAccount,
  serial: bankSerial,
  day: isoDate,
  /** In the currency of the account; money that came in is positive. */
  amount: minorUnits,
  currency: currencyCode,
  /** Empty when the bank does not say. */
  payer: text,
  payerAccount: text.optional(),
  text: bankText.optional(),
  sourceRow: z.int().min(0).optional(),
})
export type BankLineFact = z.infer<typeof bankLineFact>
