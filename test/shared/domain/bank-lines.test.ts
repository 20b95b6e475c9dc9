import { expect } from 'chai'
import { bookFrom, snapshot } from '../../../shared/book/snapshot.js'
import { day, iso } from '../../../shared/dates.js'
import { bankLineStates } from '../../../shared/domain/bank-lines.js'
import { bankDays, bankPool } from '../../../shared/domain/bank-pool.js'
import { balance } from '../../../shared/domain/balance.js'
import { tieOut } from '../../../shared/domain/tie-out.js'
import { decimal } from '../../../shared/money.js'
import type { Refusal } from '../../../shared/refusals.js'
import { Posting } from '../../../shared/domain/posting/posting.js'
import { postRows } from '../../../shared/tables/post.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { ACCOUNT, at, bankLedger, bankLine, code, put, states } from './bank-sample.js'
import { open, total } from './posting/views.js'

describe('bank lines', () => {
  it('post once: the same again is passed over, other content is refused with both', () => {
    const book = bankLedger()
    const row = { account: '62220000-1111', serial: 'T1', day: '2026-03-20', amount: '1000', payer: '华东机电(有限公司)' }
    const posting = new Posting(book, book.change + 1)
    expect(postRows(posting, [{ table: 'bankLines', row }])).to.deep.equal([{ index: 0, outcome: 'already-there' }])
    expect(posting.facts).to.deep.equal([])
    const [answer] = postRows(posting, [{ table: 'bankLines', row: { ...row, amount: '1000.01' } }])
    expect(answer.outcome === 'refused' && answer.refusal.text('en')).to.contain('1000.00 → 1000.01')
    expect(book.bankLines.all).to.have.length(3)
    expect(code(() => bankLine(book, 'T9', '2026-03-20', '0'))).to.equal('BAD_AMOUNT')
  })

  it('are posted, unidentified, excluded or claimed, and each day adds up', () => {
    const book = bankLedger()
    put(book, 'bankExclusions', 'T3', { reason: 'interest' })
    put(book, 'claims', 'T2', { by: 'S01', customer: 'C002', invoices: ['I-3'] })
    put(book, 'bankReceipts', 'T1', { customer: 'C001', allocations: [{ document: 'I-1', amount: '1000' }] })
    expect(states(book, '2026-03-31')).to.deep.equal(['T1 posted', 'T2 claimed', 'T3 excluded'])
    expect(states(book, '2026-03-19')).to.deep.equal([])
    const [one, ...others] = bankDays(book, at('2026-03-31'))
    expect(others).to.deep.equal([])
    expect(one).to.include({ inflows: 125310, posted: 100000, unidentified: 25000, excluded: 310, difference: 0 })
    const { entries, totals } = bankPool(book, at('2026-03-31'))
    expect(entries.map(({ line, days, claim }) => [line.serial, days, claim?.by])).to.deep.equal([['T2', 11, 'S01']])
    expect([...totals]).to.deep.equal([['CNY', 25000]])
    const row = book.documents.count - 1
    expect([book.nameOf(row), iso(book.documents.docDate[row] as never), book.notes.get(book.documents.id[row])?.bankSerial]).to.deep.equal(
      [`${ACCOUNT}-T1`, '2026-03-20', 'T1'],
    )
    expect(open(book, 'I-1', '2026-03-31')).to.deep.equal(['0.00'])
    expect(states(book, '2026-03-31', book.change - 1), 'before it was confirmed').to.deep.equal([
      'T1 unidentified',
      'T2 claimed',
      'T3 excluded',
    ])
  })

  it('a double claim names the first; the first may change or withdraw it', () => {
    const book = bankLedger()
    put(book, 'claims', 'T2', { by: 'S01', customer: 'C002', invoices: ['I-3'] })
    let said = ''
    try {
      put(book, 'claims', 'T2', { by: 'S02', customer: 'C001' })
    } catch (error) {
      said = (error as Refusal).text('zh')
    }
    expect(said).to.contain('已由 S01 为客户 C002 认领')
    expect(code(() => put(book, 'claims', 'T2', { by: 'S02', withdrawn: true }))).to.equal('DOUBLE_CLAIM')
    expect(
      code(() => put(book, 'claims', 'T2', { by: 'S01', customer: 'C001', invoices: ['I-3'] })),
      'of another customer',
    ).to.equal('BAD_ROW')
    put(book, 'claims', 'T2', { by: 'S01', withdrawn: true })
    expect(code(() => put(book, 'claims', 'T2', { by: 'S01', withdrawn: true }))).to.equal('NOT_CLAIMED')
    put(book, 'claims', 'T2', { by: 'S02', customer: 'C001' })
    expect(states(book, '2026-03-31')[1]).to.equal('T2 claimed')
    expect(code(() => put(book, 'claims', 'T8', { by: 'S02', customer: 'C001' }))).to.equal('UNKNOWN_BANK_LINE')
  })

  it('an exclusion and a receipt exclude each other; a reversed receipt frees the line from its date on', () => {
    const book = bankLedger()
    put(book, 'bankExclusions', 'T1', { reason: 'transfer', note: '误' })
    expect(code(() => put(book, 'bankReceipts', 'T1', { customer: 'C001' }))).to.equal('BANK_LINE_EXCLUDED')
    expect(code(() => put(book, 'claims', 'T1', { by: 'S01', customer: 'C001' }))).to.equal('BANK_LINE_EXCLUDED')
    put(book, 'bankExclusions', 'T1', { withdrawn: true })
    put(book, 'bankReceipts', 'T1', { customer: 'C001', number: 'R-1' })
    expect(code(() => put(book, 'bankExclusions', 'T1', { reason: 'other' }))).to.equal('BANK_LINE_POSTED')
    expect(code(() => put(book, 'bankReceipts', 'T1', { customer: 'C001' }))).to.equal('BANK_LINE_POSTED')
    enter(book, 'reverse receipt R-1 2026-04-02')
    expect(states(book, '2026-04-01')[0]).to.equal('T1 posted')
    expect(states(book, '2026-04-02')[0]).to.equal('T1 unidentified')
    expect(code(() => put(book, 'bankReceipts', 'T1', { customer: 'C002', postDate: '2026-04-01' }))).to.equal('BANK_LINE_TOO_EARLY')
    put(book, 'bankReceipts', 'T1', { customer: 'C002' })
    const row = book.documents.count - 1
    expect([book.documents.docDate[row], book.documents.postDate[row]]).to.deep.equal([day('2026-03-20'), day('2026-04-02')])
    for (const on of ['2026-03-20', '2026-04-01', '2026-04-02']) expect(bankDays(book, at(on))[0].difference, on).to.equal(0)
  })

  it('a closed month takes no receipt: the line of that month is posted on the first open day', () => {
    const book = bankLedger()
    enter(book, 'close 2026-03')
    put(book, 'bankReceipts', 'T1', { customer: 'C001' })
    expect(states(book, '2026-03-31')[0]).to.equal('T1 unidentified')
    expect(states(book, '2026-04-01')[0]).to.equal('T1 posted')
  })

  it('a line may be shared among customers, never beyond its amount', () => {
    const book = bankLedger()
    put(book, 'bankReceipts', 'T1', { customer: 'C001', amount: '600' })
    expect(code(() => put(book, 'bankReceipts', 'T1', { customer: 'C002', amount: '400.01' }))).to.equal('OVER_BANK_LINE')
    expect(bankDays(book, at('2026-03-31'))[0]).to.include({ posted: 60000, unidentified: 65310, difference: 0 })
    put(book, 'bankReceipts', 'T1', { customer: 'C002' })
    expect(states(book, '2026-03-31')[0]).to.equal('T1 posted')
    expect(book.nameOf(book.documents.count - 1)).to.equal(`${ACCOUNT}-T1/2`)
    const over = { customer: 'C002', allocations: [{ document: 'I-3', amount: '250.01' }] }
    expect(code(() => put(book, 'bankReceipts', 'T2', over))).to.equal('OVER_BANK_LINE')
  })

  it('receipts typed with account and serial number count, whichever came first', () => {
    const book = sampleLedger(`receipt R-1 C001 2026-03-20 1000 bankAccount 622200001111 serial T1`)
    bankLine(book, 'T1', '2026-03-20', '1000.00')
    expect(states(book, '2026-03-31')).to.deep.equal(['T1 posted'])
    const typed = 'receipt R-2 C001 2026-03-20 1 bankAccount 622200001111 serial T1'
    expect(code(() => enter(book, typed))).to.equal('OVER_BANK_LINE')
    expect(
      code(() => enter(book, 'receipt R-3 C001 2026-03-21 5 bankAccount 622200001111 serial T2')),
      'not known yet',
    ).to.equal('accepted')
    expect(code(() => bankLine(book, 'T2', '2026-03-21', '4.99'))).to.equal('OVER_BANK_LINE')
    bankLine(book, 'T4', '2026-03-22', '-70.00', '退款')
    expect(code(() => put(book, 'bankReceipts', 'T4', { customer: 'C001' }))).to.equal('BANK_LINE_OUTGOING')
  })

  it('unidentified money stands in no balance and has a line of its own in the tie-out', () => {
    const book = bankLedger()
    const before = decimal(balance(book, undefined, at('2026-03-31')))
    expect(before).to.equal('1550.00')
    expect(tieOut(book, at('2026-03-31'))).to.include({ unidentified: 125310, difference: 0, control: null, unexplained: null })
    enter(book, 'control 1122 2026-03-31 296.90')
    expect(tieOut(book, at('2026-03-31')), 'held elsewhere').to.include({ controlDifference: -125310, unexplained: -125310 })
    enter(book, 'value company - unidentifiedAccount 2026-01-01 1122')
    expect(tieOut(book, at('2026-03-31')), 'held on the account').to.include({ controlDifference: -125310, unexplained: 0 })
    put(book, 'bankReceipts', 'T1', { customer: 'C001' })
    expect([tieOut(book, at('2026-03-31')).unidentified, total(book, '2026-03-31')]).to.deep.equal([25310, '550.00'])
  })

  it('survive a snapshot and an attempt', () => {
    const book = bankLedger()
    put(book, 'bankReceipts', 'T1', { customer: 'C001' })
    put(book, 'claims', 'T2', { by: 'S01', customer: 'C002' })
    const copy = bookFrom(snapshot(book))
    expect(JSON.stringify(copy.bankLines.all)).to.equal(JSON.stringify(book.bankLines.all))
    expect(JSON.stringify(bankLineStates(copy, at('2026-03-31')))).to.equal(JSON.stringify(bankLineStates(book, at('2026-03-31'))))
    const before = states(book, '2026-03-31')
    book.attempt(() => {
      bankLine(book, 'T7', '2026-03-30', '5')
      put(book, 'bankReceipts', 'T2', { customer: 'C002' })
      expect(states(book, '2026-03-31')).to.deep.equal(['T1 posted', 'T2 posted', 'T3 unidentified', 'T7 unidentified'])
    })
    expect(states(book, '2026-03-31')).to.deep.equal(before)
    expect(book.bankLines.find(ACCOUNT, 'T7')).to.equal(undefined)
  })
})
