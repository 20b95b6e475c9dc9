import type { NamedCustomer } from '../customer-names.js'
import type { VoucherLine } from './lines.js'

/**
 * The customer of a line on a control account: its auxiliary, else the leaf account, 1122.03 应收账款-云汀机械 being 03 云汀机械. Nothing
 * when the line says neither.
 */
export function customerOf(line: VoucherLine, control: string): NamedCustomer | undefined {
  const { code, name } = line.customer
  if (code ?? name) return { code, name }
  const levels = line.account
    .slice(control.length)
    .split('.')
    .filter(level => level !== '')
  const leaf = levels.at(-1)
  if (leaf === undefined) return undefined
  return { code: leaf, name: leafName(line.accountName, levels.length) }
}

/** The last of the levels that an account's name states below 应收账款; a name may itself hold the sign between levels. */
function leafName(accountName: string, levels: number): string | undefined {
  const parts = accountName.split(/[-_－—/\\]/).map(part => part.trim())
  if (parts.length === 1) return parts[0] || undefined
  const sign = /[-_－—/\\]/.exec(accountName)![0]
  const below = parts.slice(parts.length > levels ? levels : parts.length - 1)
  return below.join(sign) || undefined
}
