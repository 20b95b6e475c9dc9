import { CustomerNames } from './customer-names.js'
import { postingOrder } from './fields.js'
import { inputName, type InputFile } from './input.js'
import type { MappedRows } from './mapping.js'
import { taxInvoices, taxListKind, withoutListed } from './tax-invoices.js'
import type { ExportContext } from './vouchers/lines.js'
import { voucherFile } from './vouchers/read.js'
import { voucherRows } from './vouchers/rows.js'

export type { ExportContext, VoucherOptions } from './vouchers/lines.js'

/** What was read of the files that other programs are known to write, and the files that were none of them. */
export interface KnownExports extends MappedRows {
  left: InputFile[]
}

/** Reads vouchers of KIS, K/3 and U8 and invoice lists of the tax platform, recognised by their headings or columns. */
export function knownExports(files: readonly InputFile[], context: ExportContext): KnownExports {
  const names = new CustomerNames(context.book)
  const read: KnownExports = { rows: [], origins: [], faults: [], remarks: [], left: [] }
  for (const given of files) {
    const doubles = listsWithLines(given, files)
    const file = doubles.length > 0 ? withoutListed(given, doubles) : given
    if (doubles.length > 0) {
      const subject = inputName(given)
      read.remarks.push({
        subject,
        en: `${subject}: invoices that stand in another sheet with their lines were read there.`,
        zh: `${subject}：在另一工作表中有明细的发票，按明细读取。`,
      })
    }
    if (!file) continue
    const vouchers = voucherFile(file, context)
    const found = vouchers ? voucherRows(vouchers, context, names) : taxInvoices(file, context, names)
    if (!found) {
      read.left.push(file)
      continue
    }
    read.rows = read.rows.concat(found.rows)
    read.origins = read.origins.concat(found.origins)
    read.faults = read.faults.concat(found.faults)
    read.remarks.push(...found.remarks)
  }
  return inPostingOrder(read)
}

/** Sheets of the same workbook that list the invoices of this one with their lines. */
function listsWithLines(file: InputFile, files: readonly InputFile[]): InputFile[] {
  if (file.sheet === undefined || taxListKind(file) !== 'invoices') return []
  return files.filter(other => other.sheet !== undefined && other.name === file.name && taxListKind(other) === 'lines')
}

function inPostingOrder(read: KnownExports): KnownExports {
  const order = read.rows.map((_, i) => i).sort((a, b) => orderOf(read.rows[a]) - orderOf(read.rows[b]) || a - b)
  return { ...read, rows: order.map(i => read.rows[i]), origins: order.map(i => read.origins[i]) }
}

const orderOf = ({ table, row }: MappedRows['rows'][number]): number => postingOrder(table, row)
