import { Book } from '../../../../shared/book/book.js'
import type { IsoDate } from '../../../../shared/dates.js'
import { Posting } from '../../../../shared/domain/posting/posting.js'
import { EXAMPLE_LEDGER } from '../../../../shared/functions/example-ledger.js'
import { postRow, type TableRow } from '../../../../shared/tables/post.js'
import { demoRows } from '../../../../server/demo.js'
import { sampleLedger } from '../../../sample-ledger.js'

/** The ledger of the functions' examples, whose figures stand in the documentation. */
export const exampleBook = (): Book =>
  posted(new Book({ code: 'example', name: 'Example company', currency: 'CNY', timeZone: 'Asia/Shanghai' }), EXAMPLE_LEDGER)

/** The demo company. */
export function demoBook(today: IsoDate): Book {
  const { company, rows } = demoRows(today)
  return posted(new Book(company), rows)
}

export const emptyBook = (): Book => sampleLedger('')

const LONG = '中华人民共和国长三角区域一体化发展示范区精密机电设备进出口有限责任公司'

/** Names of over thirty characters and amounts of twelve digits. */
export function longBook(): Book {
  const book = new Book({ code: 'long', name: LONG, currency: 'CNY', timeZone: 'Asia/Shanghai' })
  const rows: TableRow[] = []
  for (let i = 1; i <= 4; i++) {
    const code = `CUSTOMER-WITH-A-LONG-CODE-${i}`
    rows.push({ table: 'customers', row: { code, name: `${LONG}第${i}分公司`, terms: '30%款到发货，60%货到30天，余款货到180天' } })
    rows.push({ table: 'values', row: { subject: 'customer', key: code, field: 'creditLimit', from: '2026-01-01', value: '100000000000' } })
    const invoice = { customer: code, docDate: `2026-0${i * 2}-15`, dueDate: `2026-0${i * 2}-28`, amount: `${i}23456789012.34` }
    rows.push({ table: 'invoices', row: { number: `INV-2026-${i}`, ...invoice } })
  }
  rows.push({
    table: 'receipts',
    row: { number: 'R-1', customer: 'CUSTOMER-WITH-A-LONG-CODE-1', docDate: '2026-11-22', amount: '999999999999.99' },
  })
  return posted(book, rows)
}

/** A ledger in which receipts wait to be allocated: two prepayments, one of which names what it pays, and debts in two currencies. */
export function waitingBook(): Book {
  const book = new Book({ code: 'waiting', name: 'Waiting company', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  const row = (table: string, values: TableRow['row']): TableRow => ({ table, row: values })
  const invoice = (number: string, docDate: string, dueDate: string, amount: string, more = {}) =>
    row('invoices', { number, customer: 'C001', docDate, dueDate, amount, ...more })
  return posted(book, [
    row('customers', { code: 'C001', name: '东方机电设备有限公司' }),
    row('customers', { code: 'C002', name: '西部钢构' }),
    invoice('I-1', '2026-01-05', '2026-02-04', '1000.00'),
    invoice('I-2', '2026-01-20', '2026-02-20', '600.00'),
    invoice('I-3', '2026-02-10', '2026-03-10', '300.00'),
    invoice('U-1', '2026-03-01', '2026-03-31', '500.00', { currency: 'USD', rate: '7.1' }),
    row('receipts', { number: 'R-1', customer: 'C001', docDate: '2026-03-02', amount: '800.00' }),
    row('receipts', { number: 'R-2', customer: 'C001', docDate: '2026-03-20', amount: '300.00', note: '付 I-3 货款' }),
    row('invoices', { number: 'I-9', customer: 'C002', docDate: '2026-03-15', dueDate: '2026-04-14', amount: '250.50' }),
  ])
}

/** A ledger whose invoices are edited in a workbook: one is partly paid, one has a long name and a long amount. */
export function editedBook(): Book {
  const row = (table: string, values: TableRow['row']): TableRow => ({ table, row: values })
  const invoice = (number: string, docDate: string, dueDate: string, amount: string) =>
    row('invoices', { number, customer: 'C001', docDate, dueDate, amount })
  return posted(new Book({ code: 'edited', name: LONG, currency: 'CNY', timeZone: 'Asia/Shanghai' }), [
    row('customers', { code: 'C001', name: '东方机电设备有限公司' }),
    invoice('I-1', '2026-03-01', '2026-03-31', '1000.00'),
    invoice('I-2', '2026-03-02', '2026-04-30', '200.00'),
    invoice('INVOICE-OF-THE-YANGTZE-DELTA-BRANCH-2026-000000003', '2026-03-03', '2026-04-30', '123456789012.34'),
    invoice('I-4', '2026-02-10', '2026-03-10', '300.00'),
    invoice('I-5', '2026-02-12', '2026-03-12', '450.00'),
    row('receipts', { number: 'R-1', customer: 'C001', docDate: '2026-03-10', amount: '600.00' }),
    row('allocations', { from: 'R-1', to: 'I-1', amount: '400.00', date: '2026-03-15' }),
    row('allocations', { from: 'R-1', to: 'I-5', amount: '200.00', date: '2026-03-16' }),
  ])
}

/**
 * Money that came in: two lines are certain, one is likely, one is claimed, nobody knows the last; one is excluded and one was paid by
 * somebody else. `more` adds lines that nobody knows.
 */
export function bankBook(more = 0): Book {
  const row = (table: string, values: TableRow['row']): TableRow => ({ table, row: values })
  const ACCOUNT = '6222 0000 1111'
  const invoice = (number: string, customer: string, docDate: string, dueDate: string, amount: string) =>
    row('invoices', { number, customer, docDate, dueDate, amount })
  const line = (serial: string, day: string, amount: string, payer: string, text?: string, rest = {}) =>
    row('bankLines', { account: ACCOUNT, serial, day, amount, payer, text, ...rest })
  return posted(new Book({ code: 'bank', name: 'Bank company', currency: 'CNY', timeZone: 'Asia/Shanghai' }), [
    row('customers', { code: 'C001', name: '华东机电有限公司' }),
    row('customers', { code: 'C002', name: '南方重工' }),
    row('customers', { code: 'C003', name: LONG }),
    invoice('I-1', 'C001', '2026-01-05', '2026-02-04', '1000.00'),
    invoice('I-2', 'C001', '2026-01-20', '2026-02-20', '300.00'),
    invoice('I-3', 'C002', '2026-02-10', '2026-03-10', '250.00'),
    invoice('I-4', 'C002', '2026-02-12', '2026-03-12', '480.00'),
    invoice('INVOICE-OF-THE-YANGTZE-DELTA-BRANCH-2026-000000003', 'C003', '2026-02-15', '2026-03-15', '123456789012.34'),
    line('T1', '2026-03-10', '1000.00', '华东机电（有限公司）'),
    line('T2', '2026-03-11', '123456789012.34', LONG, '付2026年2月设备款，含安装调试及第一年维护保养费用，合同号YD-2026-000000003'),
    line('T3', '2026-03-12', '790.00', '华东机电有限公司', '货款'),
    line('T4', '2026-03-12', '250.00', '王建国', 'I-3'),
    line('T5', '2026-03-15', '88.00', '某某商贸'),
    line('T6', '2026-03-15', '20.00', 'ACME Trading Ltd', 'advance', { account: '6222-USD', currency: 'USD' }),
    line('T7', '2026-03-21', '3.10', '结息'),
    line('T8', '2026-03-22', '100.00', '李四', '代付'),
    row('bankExclusions', { account: ACCOUNT, serial: 'T7', reason: 'interest', note: '一季度结息' }),
    row('bankReceipts', {
      account: ACCOUNT,
      serial: 'T8',
      customer: 'C002',
      agreement: 'DF-2026-01',
      allocations: [{ document: 'I-4', amount: '100.00' }],
    }),
    row('claims', { account: ACCOUNT, serial: 'T4', by: 'S02', customer: 'C002', invoices: ['I-3'], note: '客户来电确认' }),
    ...Array.from({ length: more }, (_, i) => line(`X${i}`, '2026-03-25', `${i + 1}.01`, `付款人${i}`)),
  ])
}

/** More customers than are drawn at once. */
export const manyBook = (): Book =>
  sampleLedger(
    Array.from({ length: 1000 }, (_, i) => {
      const code = `C${String(i).padStart(4, '0')}`
      return `invoice I-${i} ${code} 2026-10-01 due 2026-10-31 ${100000 - i}.00`
    }).join('\n'),
  )

/** A ledger with an invoice in a currency for which no rate is known from February on. */
export const ratelessBook = (): Book => sampleLedger('invoice I-1 C001 2026-02-05 due 2026-03-04 100.00 currency USD rate 7.1')

/** A ledger whose facts cannot be read: a fault of ours. */
export function brokenBook(): Book {
  const book = sampleLedger('invoice I-1 C001 2026-02-05 due 2026-03-04 100.00')
  Object.defineProperty(book, 'items', {
    get: () => {
      throw new Error('broken on purpose')
    },
  })
  return book
}

function posted(book: Book, rows: readonly TableRow[]): Book {
  book.note(1, Date.UTC(2026, 0, 1))
  const posting = new Posting(book, 1)
  for (const row of rows) {
    const refusal = postRow(posting, row)
    if (refusal) throw refusal
  }
  return book
}
