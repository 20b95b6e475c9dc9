import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Company } from '../../shared/book/book.js'
import { pushRequest, type PushRequest } from '../../shared/protocol.js'
import type { TableRow } from '../../shared/tables/post.js'
import { createLedger, type Ledger, type LedgerOptions } from '../../server/ledger.js'

export const COMPANY: Company = { code: 'demo', name: '示例公司', currency: 'CNY', timeZone: 'Asia/Shanghai' }

/** A folder of its own for each test, gone after it. */
export function temporaryFolders(): () => string {
  const made: string[] = []
  afterEach(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
  })
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'duebook-'))
    made.push(folder)
    return join(folder, 'ledger')
  }
}

export const row = (table: string, cells: Record<string, unknown>, sourceRow?: number): TableRow => ({ table, row: cells, sourceRow })

export const push = (pushId: string, rows: TableRow[], more: Partial<PushRequest> = {}): PushRequest =>
  pushRequest.parse(JSON.parse(JSON.stringify({ pushId, rows, ...more })))

/** A little of every kind of fact. */
export const VARIED: TableRow[] = [
  row(
    'customers',
    { code: 'C001', name: '华东机械', shortName: '华东', terms: '月结30天', creditLimit: '50000', salesperson: 'S01', region: '华东' },
    2,
  ),
  row('customers', { code: 'C002', name: 'Northwind', formerNames: ['North'] }),
  row('persons', { code: 'S01' }),
  row('products', { code: 'P1', name: '轴承', category: '零件' }),
  row('rates', { currency: 'USD', date: '2026-03-01', rate: '7.1234' }),
  row(
    'invoices',
    {
      number: 'I-1',
      customer: 'C001',
      docDate: '2026-03-02',
      lines: [{ product: 'P1', quantity: '2', net: '1000', tax: '130', cost: '800' }],
      note: '加急',
    },
    7,
  ),
  row('invoices', {
    number: 'I-2',
    series: 'A',
    customer: 'C002',
    docDate: '2026-03-03',
    currency: 'USD',
    amount: '500.00',
    dueDate: '2026-04-02',
  }),
  row('invoices', {
    number: 'I-3',
    customer: 'C001',
    docDate: '2026-03-04',
    amount: '300',
    instalments: [
      { due: '2026-04-01', amount: '100' },
      { due: '2026-05-01', amount: '200' },
    ],
  }),
  row('receipts', {
    number: 'R-1',
    customer: 'C001',
    docDate: '2026-03-20',
    amount: '1200',
    method: '电汇',
    bankAccount: '6222',
    bankSerial: 'B-1',
  }),
  row('allocations', { from: 'R-1', to: 'I-1', date: '2026-03-20', amount: '1130' }),
  row('allocations', { from: 'R-1', to: 'I-3', date: '2026-03-21', amount: '50' }),
  row('creditNotes', { number: 'CN-1', customer: 'C001', docDate: '2026-03-25', amount: '20', invoice: 'I-3' }),
  row('values', { subject: 'item', key: 'I-3#2', field: 'extension', from: '2026-03-26', value: '2026-06-01' }),
  row('controlBalances', { asOf: '2026-03-31', amount: '3000.00' }),
  row('controlBalances', { asOf: '2026-02-28', amount: null }),
  row('orders', { number: 'O-1', customer: 'C002', docDate: '2026-03-05', amount: '700' }),
  row('periods', { period: '2026-01', action: 'close' }, 99),
]

/** Many invoices with lines and receipts, each allocated. */
export function manyRows(count: number, from = 1): TableRow[] {
  const rows: TableRow[] = []
  for (let i = from; i < from + count; i++) {
    const customer = `C${1 + (i % 20)}`
    const date = `2026-0${1 + (i % 6)}-1${i % 10}`
    rows.push(
      row(
        'invoices',
        {
          number: `I-${i}`,
          customer,
          docDate: date,
          dueDate: '2026-08-01',
          lines: [
            { net: `${100 + i}`, tax: '13' },
            { net: '50', cost: '40' },
          ],
        },
        i,
      ),
    )
    rows.push(row('receipts', { number: `R-${i}`, customer, docDate: date, amount: '60' }, i))
    rows.push(row('allocations', { from: `R-${i}`, to: `I-${i}`, date, amount: '60' }, i))
  }
  return rows
}

export const manyCustomers = (): TableRow[] =>
  Array.from({ length: 20 }, (_, i) => row('customers', { code: `C${i + 1}`, name: `客户 ${i + 1}` }))

/** A ledger that counts its clock in seconds from a fixed instant. */
export async function sampleLedger(folder: string, options: LedgerOptions = {}): Promise<Ledger> {
  let now = Date.parse('2026-04-03T08:00:00.000Z')
  return createLedger(folder, COMPANY, { clock: () => (now += 1000), ...options })
}

/** Everything a Book says of its facts, to be compared with another. */
export function contents(book: ReturnType<Ledger['book']>) {
  const { documents, items, applications, lines } = book
  const column = (table: object, name: string, count: number) => [...((table as Record<string, Uint8Array>)[name] ?? []).slice(0, count)]
  const table = (name: string, columns: object & { count: number; shape: object }, without: string[]) =>
    Object.fromEntries(
      Object.keys(columns.shape)
        .filter(field => !without.includes(field))
        .map(field => [`${name}.${field}`, column(columns, field, columns.count)]),
    )
  return {
    change: book.change,
    recorded: book.recorded,
    ...table('documents', documents, ['customer', 'dimensions', 'rate', 'currency']),
    ...table('items', items, ['customer', 'before']),
    ...table('applications', applications, []),
    ...table('lines', lines, ['product']),
    texts: Array.from({ length: documents.count }, (_, i) => [
      book.nameOf(i),
      book.customers.texts[documents.customer[i]],
      book.currencyOf(i),
      book.rateOf(i),
      JSON.stringify(book.stamps[documents.dimensions[i]]),
      book.notes.get(documents.id[i]),
    ]),
    customers: book.customerFiles.filter(Boolean),
    products: book.productFiles.filter(Boolean),
    persons: [...book.persons],
    values: [...book.values.entries()],
    rates: [...book.rates.entries()],
    controls: book.controls,
    closed: book.periods.closed(),
    reversals: [...book.reversals],
  }
}
