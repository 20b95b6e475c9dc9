import { expect } from 'chai'
import * as fc from 'fast-check'
import type { Book } from '../../../shared/book/book.js'
import { day } from '../../../shared/dates.js'
import { exactSums, SEARCHED_ITEMS } from '../../../shared/domain/bank-amounts.js'
import { receiptProposals, receiptRow } from '../../../shared/domain/bank-proposals.js'
import { enter, record, sampleLedger } from '../../sample-ledger.js'
import { open } from './posting/views.js'

const asOf = day('2026-04-30')
const bankLine = (book: Book, serial: string, amount: string, payer: string, text?: string, on = '2026-04-10') =>
  record(book, { table: 'bankLines', row: { account: 'A1', serial, day: on, amount, payer, text } })
const proposals = (book: Book, threshold = 0.95) => receiptProposals(book, book.bankLines.all, { asOf, threshold })
/** The best proposal of the only line: customer, what it pays, confidence, reasons. */
const best = (book: Book) => {
  const [{ proposals: found, certain }] = proposals(book)
  if (found.length === 0) return 'none'
  const [{ customer, allocations, confidence, reasons }] = found
  const pays = allocations.map(({ document, instalment, amount }) => `${document}${instalment ? `#${instalment}` : ''} ${amount / 100}`)
  return [customer, pays.join(', '), confidence, reasons.join(' '), certain].join(' | ')
}
const LEDGER = `
  customer C001 name 华东机电有限公司
  customer C002 name 南方重工
  invoice INV-101 C001 2026-02-01 due 2026-03-01 1000
  invoice INV-102 C001 2026-02-10 due 2026-03-10 300
  invoice INV-103 C001 2026-03-01 due 2026-04-01 500
  invoice INV-201 C002 2026-03-01 due 2026-04-01 700`

const one = (amount: string, payer: string, text?: string, ledger = LEDGER) => {
  const book = sampleLedger(ledger)
  bankLine(book, 'T1', amount, payer, text)
  return best(book)
}

describe('proposals for bank lines', () => {
  it('the name and one equal item make it certain', () => {
    expect(one('300', '华东机电（有限公司）')).to.equal('C001 | INV-102 300 | 0.95 | payerName oneItem | true')
  })

  it('a number in the text tells what is paid; together with the name nothing is surer', () => {
    expect(one('800', '华东机电有限公司', '付INV-102、INV 103货款')).to.equal(
      'C001 | INV-102 300, INV-103 500 | 0.99 | payerName bothAgree namedDocuments | true',
    )
    expect(one('800', '', 'INV-1020')).to.equal('none')
  })

  it('a payer nobody knows is never certain, whatever else fits', () => {
    expect(one('700', '王建国', '代南方重工付INV-201')).to.equal(
      'C002 | INV-201 700 | 0.9 | documentNumber payerUnknown namedDocuments | false',
    )
    expect(one('700', '王建国')).to.equal('C002 | INV-201 700 | 0.49 | amountOnly payerUnknown oneItem | false')
    expect(one('701', '王建国')).to.equal('none')
  })

  it('the sum of several items, the oldest first where they make it', () => {
    expect(one('1300', '华东机电有限公司')).to.equal('C001 | INV-101 1000, INV-102 300 | 0.93 | payerName oldestItems | false')
    expect(one('800', '华东机电有限公司')).to.equal('C001 | INV-102 300, INV-103 500 | 0.88 | payerName severalItems | false')
    const twice = `${LEDGER}\n invoice INV-104 C001 2026-03-02 due 2026-04-02 300`
    expect(one('300', '华东机电有限公司', undefined, twice)).to.equal('C001 | INV-102 300 | 0.8 | payerName oneItem severalSums | false')
    expect(one('1234.56', '华东机电有限公司')).to.equal('C001 | INV-101 1000, INV-102 234.56 | 0.76 | payerName oldestFirst | false')
  })

  it('several customers of one name lower the confidence, and all are shown', () => {
    const book = sampleLedger(`${LEDGER}\n customer C003 name 华东机电\n invoice INV-301 C003 2026-03-01 300`)
    bankLine(book, 'T1', '300', '华东机电有限公司')
    const [{ proposals: found, certain }] = proposals(book)
    expect(found.map(({ customer, confidence }) => [customer, confidence])).to.deep.equal([
      ['C001', 0.6],
      ['C003', 0.6],
    ])
    expect(certain).to.equal(false)
  })

  it('payer and text that speak for different customers are shown both, neither certain', () => {
    const book = sampleLedger(LEDGER)
    bankLine(book, 'T1', '700', '华东机电有限公司', 'INV-201')
    const [{ proposals: found, certain }] = proposals(book)
    expect(found.map(({ customer }) => customer).sort()).to.deep.equal(['C001', 'C002'])
    expect(certain).to.equal(false)
  })

  it('habit adds: the oldest first, and the usual amount', () => {
    const paid = ['01', '02', '03'].map(
      month => `
      invoice P-${month} C001 2025-${month}-01 due 2025-${month}-28 1300
      receipt Q-${month} C001 2025-${month}-28 1300
      allocate Q-${month} P-${month} 2025-${month}-28 1300`,
    )
    expect(one('1300', '华东机电有限公司', undefined, LEDGER + paid.join(''))).to.equal(
      'C001 | INV-101 1000, INV-102 300 | 0.97 | payerName oldestItems habitOrder habitAmount | true',
    )
  })

  it('a learned payer, a payment reference, a payer by agreement', () => {
    const settled = (field: string, value: string) => `${LEDGER}\n value customer C002 ${field} 2026-01-01 ${value}`
    expect(one('700', '李四', undefined, settled('payers', '张三;李四'))).to.contain('| 0.95 | payerAlias oneItem')
    expect(one('700', '', '识别码 DB-77 01', settled('paymentReference', 'DB7701'))).to.contain('| 0.93 | paymentReference oneItem')
    const book = sampleLedger(settled('thirdPartyPayers', '李四=DF-1'))
    bankLine(book, 'T1', '700', '李四')
    expect(proposals(book)[0].proposals[0]).to.include({ agreement: 'DF-1', confidence: 0.93 })
  })

  it('two equal payments do not both pay one item, and everything certain can be posted', () => {
    const book = sampleLedger(LEDGER)
    bankLine(book, 'T2', '700', '南方重工有限公司')
    bankLine(book, 'T1', '700', '南方重工有限公司')
    const found = proposals(book)
    expect(found.map(({ line, certain, proposals: [{ allocations }] }) => [line.serial, certain, allocations.length])).to.deep.equal([
      ['T1', true, 1],
      ['T2', false, 0],
    ])
    for (const entry of found.filter(({ certain }) => certain))
      record(book, { table: 'bankReceipts', row: receiptRow(entry, entry.proposals[0]) })
    expect(open(book, 'INV-201', '2026-04-30')).to.deep.equal(['0.00'])
    expect(proposals(book).map(({ line }) => line.serial)).to.deep.equal(['T2'])
    expect(proposals(book, 0.5)[0].certain, 'the user sets the threshold').to.equal(true)
  })

  it('an instalment is named, and what is in another currency is not offered', () => {
    const plan = 'customer C001 name 华东机电\n invoice INV-1 C001 2026-03-01 200 parts 2026-04-01:120,2026-05-01:80'
    expect(one('80', '华东机电', undefined, plan)).to.equal('C001 | INV-1#2 80 | 0.95 | payerName oneItem | true')
    const book = sampleLedger(plan)
    enter(book, 'rate USD 2026-04-10 7')
    record(book, {
      table: 'bankLines',
      row: { account: 'A2', serial: 'T1', day: '2026-04-10', amount: '80', currency: 'USD', payer: '华东机电' },
    })
    expect(best(book)).to.equal('C001 |  | 0.76 | payerName oldestFirst | false')
  })

  it('is the same whatever the order of the lines', () => {
    const book = sampleLedger(LEDGER)
    for (const [serial, amount, payer] of [
      ['T3', '300', '华东机电'],
      ['T1', '1500', '华东机电'],
      ['T2', '700', ''],
    ])
      bankLine(book, serial, amount, payer)
    const { all } = book.bankLines
    const asked = { asOf, threshold: 0.9 }
    expect(receiptProposals(book, [...all].reverse(), asked)).to.deep.equal(receiptProposals(book, all, asked))
  })
})

describe('sums of items', () => {
  it('finds a sum when there is one, and only true ones', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 10 }), fc.integer({ min: 0, max: 200 }), (amounts, wanted) => {
        const { sets, whole } = exactSums(amounts, wanted)
        const possible = new Set([0])
        for (const amount of amounts) for (const sum of [...possible]) possible.add(sum + amount)
        expect(whole).to.equal(true)
        expect(sets.length > 0).to.equal(wanted > 0 && possible.has(wanted))
        for (const set of sets) expect(set.reduce((sum, place) => sum + amounts[place], 0)).to.equal(wanted)
      }),
    ))

  it('gives up within its bounds and says so', () => {
    const many = Array.from({ length: 200 }, (_, i) => 2 * (i + 1_000))
    expect(exactSums(many, 2 * 1_000 * 9 + 1)).to.deep.equal({ sets: [], whole: false })
    expect(
      exactSums(
        Array.from({ length: SEARCHED_ITEMS }, () => 2),
        7,
      ),
    ).to.deep.equal({ sets: [], whole: true })
  })
})
