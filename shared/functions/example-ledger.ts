import type { TableRow } from '../tables/post.js'

const rows = (table: string, ...list: TableRow['row'][]): TableRow[] => list.map(row => ({ table, row }))

/**
 * The ledger that the examples of the functions speak of: fixture F1 of the accounting rules for C001, with orders and a limit, and two
 * small customers beside it.
 */
export const EXAMPLE_LEDGER: readonly TableRow[] = [
  ...rows(
    'customers',
    {
      code: 'C001',
      name: '华东机电',
      shortName: '机电',
      terms: '月结30天',
      creditLimit: '150000',
      salesperson: 'S01',
      owner: 'S02',
      region: '华东',
    },
    { code: 'C002', name: '南方机电设备', shortName: '机电', salesperson: 'S03', region: '华南' },
    { code: 'C003', name: '北方重工' },
  ),
  ...rows('products', { code: 'P1', name: '电机' }),
  ...rows(
    'invoices',
    { number: 'INV-101', customer: 'C001', docDate: '2026-01-05', dueDate: '2026-02-04', amount: '11300.00' },
    { number: 'INV-102', customer: 'C001', docDate: '2026-02-20', dueDate: '2026-03-22', amount: '22600.00' },
    { number: 'INV-103', customer: 'C001', docDate: '2026-03-15', dueDate: '2026-04-14', amount: '33900.00' },
    {
      number: 'INV-104',
      customer: 'C001',
      docDate: '2026-01-31',
      amount: '60000.00',
      instalments: ['2026-02-28', '2026-03-31', '2026-04-30'].map(due => ({ due, amount: '20000.00' })),
    },
    {
      number: 'INV-201',
      customer: 'C002',
      docDate: '2026-03-20',
      terms: 'net 30',
      lines: [{ product: 'P1', quantity: '5', net: '5000.00', tax: '650.00', cost: '3500.00' }],
    },
  ),
  ...rows('creditNotes', { number: 'CN-201', customer: 'C001', docDate: '2026-03-10', amount: '2260.00' }),
  ...rows(
    'receipts',
    { number: 'RC-301', customer: 'C001', docDate: '2026-03-05', amount: '15000.00' },
    { number: 'RC-302', customer: 'C001', docDate: '2026-03-25', amount: '20000.00' },
    { number: 'RC-303', customer: 'C001', docDate: '2026-04-10', amount: '16640.00' },
  ),
  ...rows(
    'allocations',
    { from: 'CN-201', to: 'INV-102', date: '2026-03-10', amount: '2260.00' },
    { from: 'RC-301', to: 'INV-101', date: '2026-03-05', amount: '5000.00' },
    { from: 'RC-301', to: 'INV-101', date: '2026-04-02', amount: '6300.00' },
    { from: 'RC-301', to: 'INV-102', date: '2026-04-02', amount: '3700.00' },
    { from: 'RC-302', to: 'INV-104', instalment: 1, date: '2026-03-25', amount: '20000.00' },
    { from: 'RC-303', to: 'INV-102', date: '2026-04-10', amount: '16640.00' },
  ),
  ...rows('orders', {
    number: 'SO-1',
    customer: 'C001',
    docDate: '2026-03-01',
    lines: [{ product: 'P1', quantity: '80', net: '40000.00' }],
  }),
  ...rows('deliveries', {
    number: 'DN-1',
    customer: 'C001',
    docDate: '2026-03-12',
    order: 'SO-1',
    lines: [{ product: 'P1', quantity: '30', net: '15000.00' }],
  }),
  ...rows(
    'controlBalances',
    { account: '1122', asOf: '2026-03-31', amount: '106190.00' },
    { account: '2203', asOf: '2026-03-31', amount: '-10000.00' },
  ),
  ...rows(
    'bankLines',
    { account: '6222000011112222', serial: 'T0301', day: '2026-03-28', amount: '8000.00', payer: '王建国', text: '货款' },
    { account: '6222000011112222', serial: 'T0302', day: '2026-03-30', amount: '35.20', payer: '结息户' },
  ),
  ...rows('bankExclusions', { account: '6222000011112222', serial: 'T0302', reason: 'interest' }),
]
