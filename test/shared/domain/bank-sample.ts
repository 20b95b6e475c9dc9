import type { Book } from '../../../shared/book/book.js'
import { day } from '../../../shared/dates.js'
import { bankLineStates } from '../../../shared/domain/bank-lines.js'
import type { Refusal } from '../../../shared/refusals.js'
import { record, sampleLedger } from '../../sample-ledger.js'

/** What the tests of bank lines share. */

export const ACCOUNT = '6222 0000 1111'
export const at = (asOf: string, knownAt?: number) => ({ asOf: day(asOf), knownAt })

export const bankLine = (book: Book, serial: string, on: string, amount: string, payer = '', text?: string) =>
  record(book, { table: 'bankLines', row: { account: ACCOUNT, serial, day: on, amount, payer, text } })
export const put = (book: Book, table: string, serial: string, row: Record<string, unknown>) =>
  record(book, { table, row: { account: ACCOUNT, serial, ...row } })
export const code = (work: () => void): string => {
  try {
    work()
    return 'accepted'
  } catch (error) {
    return (error as Refusal).code
  }
}
export const states = (book: Book, asOf: string, knownAt?: number) =>
  bankLineStates(book, at(asOf, knownAt)).map(({ line, state }) => `${line.serial} ${state}`)

/** Three invoices, and three movements of one day: 1,000 in, 250 in, 3.10 of interest. */
export function bankLedger(): Book {
  const book = sampleLedger(`
    customer C001 name 华东机电有限公司
    customer C002 name 南方重工
    invoice I-1 C001 2026-03-01 due 2026-03-31 1000
    invoice I-2 C001 2026-03-05 due 2026-04-05 300
    invoice I-3 C002 2026-03-05 due 2026-04-05 250`)
  bankLine(book, 'T1', '2026-03-20', '1000.00', '华东机电（有限公司）')
  bankLine(book, 'T2', '2026-03-20', '250.00', '王建国')
  bankLine(book, 'T3', '2026-03-20', '3.10', '结息')
  return book
}
