import { day, iso, type IsoDate } from '../../dates.js'
import { dueDates } from '../../domain/terms/due-dates.js'
import { parseTerms } from '../../domain/terms/parse.js'
import { decimal, type Money } from '../../money.js'
import { refuse } from '../../refusals.js'
import { customerOf, dueOf, grossOf, particulars, Refused } from './document-parts.js'
import type { Bench, Draft, Made } from './draft.js'
import type { AdoptionField } from './field-words.js'
import { receiptOn, receivedOf } from './received.js'
import type { ReadRow } from './row-reading.js'

/** A document number, with its series before it where what settles it must find it by one text. */
const numberOf = (read: ReadRow, fields: readonly AdoptionField[], refused: Refused): string => {
  const number = refused.wanted(fields, read.text)
  return read.text.series ? `${read.text.series}-${number}` : number
}

/** What an order is called when the row of another document names it; kept as words, since the order itself may not be adopted. */
function withOrder(read: ReadRow, row: Record<string, unknown>): Record<string, unknown> {
  if (!read.text.orderNumber) return row
  return { ...row, note: [row.note, read.text.orderNumber].filter(Boolean).join(' · ').slice(0, 200) }
}

/** An invoice, with what was received on it. */
export function invoice(read: ReadRow, bench: Bench): Made {
  const refused = new Refused(bench)
  const number = numberOf(read, ['invoiceNumber', 'number'], refused)
  const customer = customerOf(read, bench, refused)
  const docDate = refused.wanted(['docDate'], read.text) as IsoDate
  const amount = grossOf(read) ?? refused.wanted(['amount', 'net'], read.money)
  const due = dueOf(read, docDate, refused)
  if (refused.any) return refused.made
  const received = receiptOn(read, amount, receivedOf(read, amount, bench, refused), { docDate, dueDate: due.dueDate }, bench, refused)
  if (refused.any) return refused.made
  // A negative invoice is a credit note, and a credit falls due on no day.
  const row = withOrder(read, { number, customer, docDate, ...(amount < 0 ? {} : due), ...particulars(read, bench) })
  return one({ table: 'invoices', row, line: read.line, customer, amount, currency: read.currency, key: number, received })
}

/** What is open of a document of before: its balance, with the dates it has. */
export function openingItem(read: ReadRow, bench: Bench): Made {
  const refused = new Refused(bench)
  const number = numberOf(read, ['invoiceNumber', 'number'], refused)
  const customer = customerOf(read, bench, refused)
  const gross = grossOf(read)
  if (gross !== undefined && read.money.balance !== undefined) receivedOf(read, gross, bench, refused)
  const amount =
    read.money.balance ??
    (gross === undefined ? refused.wanted(['balance', 'amount'], read.money) : ((gross - (read.money.received ?? 0)) as Money))
  if (refused.any) return refused.made
  if (amount === 0) return { settled: true }
  const dates = datesOf(read, amount, customer, bench, refused)
  if (!dates) return refused.made
  const due = openDueOf(read, dates.docDate, amount, refused)
  if (refused.any) return refused.made
  const row = {
    number,
    customer,
    docDate: dates.docDate,
    ...(due && { dueDate: due }),
    ...particulars(read, bench),
    ...dates.note,
  }
  return one({ table: 'openingItems', row, line: read.line, customer, amount, currency: read.currency, key: number })
}

/** When what is open of a document falls due: terms in words are reckoned here, and of several instalments the last is what is open. */
function openDueOf(read: ReadRow, docDate: IsoDate, amount: Money, refused: Refused): IsoDate | undefined {
  if (amount < 0) return undefined
  const { dueDate, terms } = dueOf(read, docDate, refused)
  if (dueDate || !terms || refused.any) return dueDate
  const { currency } = read
  const parts = refused.attempt('terms', () => dueDates(parseTerms(terms), { documentDate: day(docDate), amount, currency }))
  return parts?.length ? iso(parts[parts.length - 1].due) : undefined
}

/** The date of what is open: its own, or what was agreed of undated balances; otherwise it cannot be aged (`BALANCE_UNDATED`). */
export function datesOf(
  read: ReadRow,
  amount: Money,
  customer: string,
  { options, today, tell }: Bench,
  refused: Refused,
): { docDate: IsoDate; note?: { note: string } } | undefined {
  const stated = read.text.docDate ?? read.text.dueDate
  if (stated) return { docDate: stated as IsoDate }
  if (options.undated === undefined) {
    const field = read.money.balance === undefined ? 'amount' : 'balance'
    refused.add(field, refuse('BALANCE_UNDATED', { amount: decimal(amount, read.currency), customer: read.text.customerName ?? customer }))
    return undefined
  }
  if (options.undated !== 'marked') return { docDate: options.undated }
  tell('Balances without a date count from the day of adoption and are marked “age unknown”.', '无日期余额自采用日起计，并标注“账龄未定”。')
  return {
    docDate: options.balancesAsOf ?? today,
    note: { note: [read.text.note, '账龄未定 age unknown'].filter(Boolean).join(' · ').slice(0, 200) },
  }
}

/** A receipt; where it names an invoice it settles that. */
export function receipt(read: ReadRow, bench: Bench): Made {
  const refused = new Refused(bench)
  const customer = customerOf(read, bench, refused)
  const docDate = refused.wanted(['receiptDate', 'docDate'], read.text) as IsoDate
  const amount = read.money.amount ?? refused.wanted(['received'], read.money)
  if (amount !== undefined && amount < 0) refused.add('amount', refuse('NEGATIVE_RECEIPT', { value: decimal(amount, read.currency) }))
  if (refused.any) return refused.made
  const { receiptNumber, number: plain, invoiceNumber: to, method, bankAccount, bankSerial } = read.text
  const number = receiptNumber ?? plain ?? (to ? receiptNumberOf(to) : undefined)
  const row = { ...(number && { number }), customer, docDate, ...present({ method, bankAccount, bankSerial }), ...particulars(read, bench) }
  const key = receiptNumber ?? plain
  return one({
    table: 'receipts',
    row,
    line: read.line,
    customer,
    amount,
    currency: read.currency,
    key,
    ...(to && { allocates: { to, date: docDate } }),
  })
}

/** The number of a receipt that stands as an amount beside its invoice. */
export const receiptNumberOf = (invoice: string): string => `${invoice}-R`.slice(-200)

/** A credit note; with its invoice named, it settles that. Amounts are often written negative: both ways mean a credit. */
export function creditNote(read: ReadRow, bench: Bench): Made {
  const refused = new Refused(bench)
  const number = numberOf(read, ['creditNumber', 'number', 'invoiceNumber'], refused)
  const customer = customerOf(read, bench, refused)
  const docDate = refused.wanted(['docDate'], read.text) as IsoDate
  const amount = grossOf(read) ?? refused.wanted(['amount', 'net'], read.money)
  if (refused.any) return refused.made
  const of = (read.text.creditNumber ?? read.text.number) ? read.text.invoiceNumber : undefined
  const row = { number, customer, docDate, ...(of && { invoice: of }), ...particulars(read, bench) }
  return one({
    table: 'creditNotes',
    row,
    line: read.line,
    customer,
    amount: Math.abs(amount) as Money,
    currency: read.currency,
    key: number,
  })
}

/** An order or a delivery. */
export const orderOf =
  (table: 'orders' | 'deliveries', own: AdoptionField) =>
  (read: ReadRow, bench: Bench): Made => {
    const refused = new Refused(bench)
    const number = numberOf(read, [own, 'number'], refused)
    const customer = customerOf(read, bench, refused)
    const docDate = refused.wanted(['docDate'], read.text) as IsoDate
    const amount = grossOf(read) ?? refused.wanted(['amount', 'net'], read.money)
    if (refused.any) return refused.made
    const row = { number, customer, docDate, ...particulars(read, bench) }
    return one({
      table,
      row: own === 'orderNumber' ? row : withOrder(read, row),
      line: read.line,
      customer,
      amount,
      currency: read.currency,
      key: number,
    })
  }

/** Which receipt or credit settles which invoice. */
export function allocation(read: ReadRow, bench: Bench): Made {
  const refused = new Refused(bench)
  const from = refused.wanted(['receiptNumber', 'creditNumber', 'number'], read.text)
  const to = refused.wanted(['invoiceNumber'], read.text)
  const date = refused.wanted(['docDate', 'receiptDate'], read.text)
  const amount = read.money.amount ?? refused.wanted(['received'], read.money)
  if (refused.any) return refused.made
  return one({ table: 'allocations', row: { from, to, date }, line: read.line, customer: '', amount, currency: read.currency })
}

export const one = (draft: Draft): Made => ({ drafts: [draft] })

const present = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== ''))
