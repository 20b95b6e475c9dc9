import type { IsoDate } from '../dates.js'
import type { Money } from '../money.js'
import { payerName } from './bank-payers.js'

/** What a movement without a serial number of the bank is known by. */
interface Unnumbered {
  day: IsoDate
  amount: Money
  payer: string
  text?: string
}

/**
 * A serial number made from what a movement says and how often its day says just that, so that it is the same in every export that holds
 * the whole day. `times` counts across the movements of one file and account.
 */
export function derivedSerial({ day, amount, payer, text = '' }: Unnumbered, times: Map<string, number>): string {
  const name = `${day.replaceAll('-', '')}-${fingerprint(`${amount} ${payerName(payer)} ${text.replace(/\s/g, '')}`)}`
  const count = (times.get(name) ?? 0) + 1
  times.set(name, count)
  return `${name}-${count}`
}

/** Whether a serial number was made here and not by a bank. */
export const isDerivedSerial = (serial: string): boolean => /^\d{8}-[0-9a-f]{16}-\d+$/.test(serial)

/** Sixteen hexadecimal letters that tell texts apart (FNV-1a, 64 bits). */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}
