import { expect } from 'chai'
import { Book } from '../../../shared/book/book.js'
import { day, iso, type Day } from '../../../shared/dates.js'
import { aging, agingTotals } from '../../../shared/domain/aging.js'
import { openItems } from '../../../shared/domain/open-items.js'
import { Posting } from '../../../shared/domain/posting/posting.js'
import { neutralLedgerRows, neutralLedgerText } from '../../../shared/intake/neutral-ledger.js'
import { decimal, type Money } from '../../../shared/money.js'
import { Refusal } from '../../../shared/refusals.js'
import { postRows } from '../../../shared/tables/post.js'

const book = (ledger: object, repeats: 'refused' | 'passed-over' = 'refused', into?: Book): Book => {
  const posted = into ?? new Book({ code: 'c', name: 'C', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  const change = posted.change + 1
  posted.note(change, Date.UTC(2020, 0, change))
  for (const answer of postRows(new Posting(posted, change, repeats), neutralLedgerRows(ledger).rows)) {
    if (answer.outcome === 'refused') throw answer.refusal
  }
  return posted
}

const open = (ledger: Book, asOf: string): string[] => {
  const set = openItems(ledger, { asOf: day(asOf) })
  const shown = Array.from({ length: set.count }, (_, i) => {
    const document = ledger.items.document[set.items[i]]
    const due = iso(ledger.items.due[set.items[i]] as Day)
    return `${ledger.kind(document)} ${ledger.nameOf(document)} ${due} ${decimal(set.open[i] as Money, ledger.currencyOf(document))}`
  })
  return shown.sort()
}

const refusal = (ask: () => unknown): Refusal => {
  try {
    ask()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const customers = [{ id: 'C' }]
const invoice = { id: 'I', customer: 'C', issue: '2025-01-01', due: '2025-01-31', amount: '100' }

describe('neutral ledger', () => {
  it('R3.7: fills the earliest due date first as of every day, whatever the order of the file', () => {
    const ledger = book({
      customers,
      invoices: [
        {
          ...invoice,
          instalments: [
            { due: '2025-03-31', amount: '40' },
            { due: '2025-01-31', amount: '60' },
          ],
        },
      ],
      receipts: [
        { id: 'R2', customer: 'C', date: '2025-02-20', amount: '50' },
        { id: 'R1', customer: 'C', date: '2025-02-01', amount: '30' },
      ],
      allocations: [
        { date: '2025-02-20', from: 'R2', to: 'I', amount: '50' },
        { date: '2025-02-10', from: 'R1', to: 'I', amount: '30' },
      ],
    })
    expect(open(ledger, '2025-02-05')).to.deep.equal([
      'invoice I 2025-01-31 60.00',
      'invoice I 2025-03-31 40.00',
      'receipt R1 2025-02-01 -30.00',
    ])
    expect(open(ledger, '2025-02-15')).to.deep.equal(['invoice I 2025-01-31 30.00', 'invoice I 2025-03-31 40.00'])
    expect(open(ledger, '2025-02-28')).to.deep.equal(['invoice I 2025-03-31 20.00'])
  })

  it('takes several currencies, by the rate of the document or of the day', () => {
    const ledger = book({
      customers,
      rates: [{ currency: 'JPY', date: '2025-01-01', rate: '0.048' }],
      invoices: [
        { ...invoice, currency: 'USD', fx: '7.2' },
        { ...invoice, id: 'J', currency: 'JPY', amount: '1000' },
      ],
    })
    expect(open(ledger, '2025-01-10')).to.deep.equal(['invoice I 2025-01-31 100.00', 'invoice J 2025-01-31 1000'])
    expect([...ledger.items.base.subarray(0, ledger.items.count)]).to.deep.equal([72000, 4800])
    expect(agingTotals(aging(ledger, { asOf: day('2025-01-10'), currency: 'USD' }))[0]).to.equal(10000)
    expect(refusal(() => book({ customers, invoices: [{ ...invoice, currency: 'EUR' }] })).code).to.equal('NO_RATE')
  })

  it('takes settings of customers, products and lines', () => {
    const ledger = book({
      customers: [{ id: 'C', name: 'Acme', salesperson: 'S07', credit_limit: '500' }],
      products: [{ id: 'P1', name: 'Bolt' }],
      invoices: [
        { ...invoice, amount: undefined, region: 'East', lines: [{ product: 'P1', quantity: 2, net: '100', tax: '13', cost: '70' }] },
      ],
    })
    expect(ledger.customerFiles[0]!.name).to.equal('Acme')
    expect(ledger.values.at('customer', 'C', 'creditLimit', day('2025-01-01'))).to.equal('500.00')
    expect(ledger.stamps[ledger.documents.dimensions[0]]).to.deep.equal({ salesperson: 'S07', region: 'East' })
    expect([ledger.lines.net[0], ledger.lines.cost[0], ledger.documents.amount[0]]).to.deep.equal([10000, 7000, 11300])
  })

  it('makes opening items of open ones, signed as they stand, and says which were settled', () => {
    const item = { customer: 'C', date: '2025-01-01', due: '2025-02-01', amount: '10', kind: 'invoice' }
    const ledger = {
      customers,
      open_items: [
        { id: 'A', ...item, open: true },
        { id: 'B', ...item, open: false },
        { id: 'P', ...item, amount: '-4', kind: 'payment' },
      ],
    }
    expect(open(book(ledger), '2025-03-01')).to.deep.equal(['opening A 2025-02-01 10.00', 'opening P 2025-02-01 -4.00'])
    expect(neutralLedgerRows(ledger).remarks).to.deep.equal([
      { subject: 'B', en: 'B is settled already and was left out.', zh: 'B 已结清，未导入。' },
    ])
  })

  it('a negative write-off gives up what a receipt has left of its invoice', () => {
    const ledger = book({
      customers,
      invoices: [invoice],
      receipts: [{ id: 'R', customer: 'C', date: '2025-02-01', amount: '110' }],
      write_offs: [{ id: 'W', customer: 'C', date: '2025-02-01', amount: '-10', invoice: 'I' }],
      allocations: [{ date: '2025-02-01', from: 'R', to: 'I', amount: '100' }],
    })
    expect(open(ledger, '2025-02-01')).to.deep.equal([])
    expect(ledger.kind(ledger.documents.count - 1)).to.equal('writeOff')
  })

  it('R3.8: a refund settles the receipt it names, or that allocations of its day give it', () => {
    const receipts = [
      { id: 'R1', customer: 'C', date: '2025-02-01', amount: '60' },
      { id: 'R2', customer: 'C', date: '2025-02-01', amount: '60' },
    ]
    const refund = { id: 'F', customer: 'C', date: '2025-02-05', amount: '70' }
    const named = book({ customers, receipts, refunds: [{ ...refund, amount: '50', receipt: 'R2' }] })
    expect(open(named, '2025-02-05')).to.deep.equal(['receipt R1 2025-02-01 -60.00', 'receipt R2 2025-02-01 -10.00'])
    const allocations = [
      { date: '2025-02-05', from: 'R1', to: 'F', amount: '60' },
      { date: '2025-02-05', from: 'F', to: 'R2', amount: '10' },
    ]
    const given = { customers, receipts, refunds: [refund], allocations }
    expect(open(book(given), '2025-02-05')).to.deep.equal(['receipt R2 2025-02-01 -50.00'])
    expect(neutralLedgerRows(given).remarks).to.deep.equal([])
  })

  it('a refund that names no receipt stays open as a debit note until an allocation settles it, and that is said', () => {
    const ledger = {
      customers,
      receipts: [{ id: 'R', customer: 'C', date: '2025-02-01', amount: '60' }],
      refunds: [{ id: 'F', customer: 'C', date: '2025-02-05', amount: '60' }],
      allocations: [{ date: '2025-02-09', from: 'R', to: 'F', amount: '60' }],
    }
    expect(open(book(ledger), '2025-02-08')).to.deep.equal(['debitNote F 2025-02-05 60.00', 'receipt R 2025-02-01 -60.00'])
    expect(open(book(ledger), '2025-02-09')).to.deep.equal([])
    expect(neutralLedgerRows(ledger).remarks.map(remark => remark.subject)).to.deep.equal(['F'])
  })

  it('a write-off that names no invoice is an unapplied credit; one that is allocated whole on its day is a write-off', () => {
    const ledger = { customers, invoices: [invoice], write_offs: [{ id: 'W', customer: 'C', date: '2025-03-01', amount: '30' }] }
    expect(open(book(ledger), '2025-03-01')).to.deep.equal(['creditNote W 2025-03-01 -30.00', 'invoice I 2025-01-31 100.00'])
    const allocated = book({ ...ledger, allocations: [{ date: '2025-03-01', from: 'W', to: 'I', amount: '30' }] })
    expect(open(allocated, '2025-03-01')).to.deep.equal(['invoice I 2025-01-31 70.00'])
    expect(allocated.kind(1)).to.equal('writeOff')
  })

  it('a credit note settles the invoice it names, unless allocations say how', () => {
    const note = { id: 'N', customer: 'C', date: '2025-01-15', amount: '40', invoice: 'I' }
    expect(open(book({ customers, invoices: [invoice], credit_notes: [note] }), '2025-01-15')).to.deep.equal(['invoice I 2025-01-31 60.00'])
    const allocations = [{ date: '2025-01-20', from: 'N', to: 'I', amount: '15' }]
    const ledger = book({ customers, invoices: [invoice], credit_notes: [note], allocations })
    expect(open(ledger, '2025-01-20')).to.deep.equal(['creditNote N 2025-01-15 -25.00', 'invoice I 2025-01-31 85.00'])
  })

  it('read again, it posts nothing new', () => {
    const ledger = {
      customers,
      invoices: [invoice],
      receipts: [{ id: 'R', customer: 'C', date: '2025-02-01', amount: '60' }],
      allocations: [{ date: '2025-02-01', from: 'R', to: 'I', amount: '60' }],
    }
    const first = book(ledger)
    const [documents, applications] = [first.documents.count, first.applications.count]
    book(ledger, 'passed-over', first)
    expect([first.documents.count, first.applications.count]).to.deep.equal([documents, applications])
  })

  const FAULTS: [string, object, string][] = [
    ['a wrong date', { invoices: [invoice, { ...invoice, issue: '2025-02-31' }] }, 'invoices[1].issue'],
    ['a missing customer', { receipts: [{ id: 'R', date: '2025-01-01', amount: '1' }] }, 'receipts[0].customer'],
    ['an amount that is none', { allocations: [{ date: '2025-01-01', from: 'R', to: 'I', amount: [] }] }, 'allocations[0].amount'],
    ['a part that is no list', { customers: 'C' }, 'customers'],
    ['no ledger at all', [], 'the whole'],
  ]
  for (const [what, ledger, path] of FAULTS) {
    it(`refuses ${what} and says where`, () => {
      const found = refusal(() => neutralLedgerRows(ledger, 'march.json'))
      expect(found.code).to.equal('BAD_FILE')
      expect(found.text('en')).to.include('march.json').and.include(`${path}:`)
    })
  }

  it('refuses a text that is not JSON', () => {
    expect(refusal(() => neutralLedgerText('{"customers":', 'march.json')).code).to.equal('BAD_FILE')
    expect(neutralLedgerText('{"customers":[{"id":"C"}]}', 'march.json').rows).to.deep.equal([{ table: 'customers', row: { code: 'C' } }])
  })

  it('says which keys it did not read', () => {
    const { remarks } = neutralLedgerRows({ customers: [{ id: 'C', colour: 'red' }], invoices: [{ ...invoice, colour: 'red' }], bills: [] })
    expect(remarks.map(remark => remark.subject)).to.have.members(['customers.colour', 'invoices.colour', 'bills'])
  })
})
