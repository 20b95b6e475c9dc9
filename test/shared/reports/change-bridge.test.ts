import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { bridgeOfCall } from '../../../shared/functions/drill-change.js'
import { contextOf } from '../../../shared/functions/evaluate.js'
import { bridgeSheet } from '../../../shared/reports/change-bridge.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { answer, kinds, sheets, THREE_CUSTOMERS, value, values } from './answers.js'

describe('the sheet of a change', () => {
  const book = sampleLedger(THREE_CUSTOMERS)

  it('lists the documents of each cause with a subtotal, and proves the difference to 0.00', () => {
    const context = contextOf(book, day('2026-03-31'))
    const bridge = bridgeOfCall(context, 'AGING', ['C001', '1-30'], { asOf: day('2026-02-28') }, { asOf: day('2026-03-31') })
    const sheet = bridgeSheet(bridge, 'zh', [['单元格', 'B5']])
    expect(kinds(sheet, 'group').map(({ cells }) => cells[0])).to.deep.equal(['收款', '随时间转入', '随时间转出'])
    expect(values(sheet, 'INV-101', ['by', 'amount'])).to.deep.equal(['收款单 RC-301', -5000])
    expect(['opening', 'total', 'closing'].map(row => value(sheet, row, 'amount'))).to.deep.equal([11300, 9040, 20340])
    expect(values(sheet, 'proof', ['postDate', 'dueDate', 'amount'])).to.deep.equal([9040, 9040, 0])
    expect(JSON.stringify(bridgeSheet(bridge, 'en'))).not.to.match(/[\u4e00-\u9fff]/)
  })

  it('stands when nothing changed', () => {
    const context = contextOf(book, day('2026-03-31'))
    const same = { asOf: day('2026-03-31') }
    const sheet = bridgeSheet(bridgeOfCall(context, 'BALANCE', ['*'], same, same), 'zh')
    expect(values(sheet, 'proof', ['postDate', 'dueDate', 'amount'])).to.deep.equal([0, 0, 0])
  })

  it('as a report has a row for every customer and a column for every cause', () => {
    const [customers, documents] = sheets(book, 'change-bridge', { period: '2026-03' })
    expect(values(customers, 'C001', ['opening', 'invoices', 'receipts', 'creditNotes', 'closing'])).to.deep.equal([
      93900, 33900, -35000, -2260, 90540,
    ])
    expect(values(customers, 'total', ['opening', 'invoices', 'closing'])).to.deep.equal([94900, 34400, 91040])
    expect(values(customers, 'proof', ['opening', 'invoices', 'receipts'])).to.deep.equal([91040, 91040, 0])
    expect(value(documents, 'proof', 'amount')).to.equal(0)
    expect(JSON.stringify(sheets(book, 'change-bridge', { period: '2026-03' }, 'en'))).not.to.match(/[\u4e00-\u9fff]/)
    expect(answer(book, 'change-bridge', { period: '2026-03', customer: 'C002' }).json()).to.deep.include({
      opening: '1000.00',
      closing: '0.00',
      proof: { difference: '0.00' },
    })
  })

  it('with `since` compares one date known at two moments', () => {
    const late = sampleLedger(THREE_CUSTOMERS)
    const since = late.change
    enter(late, 'receipt RC-9 C001 2026-03-30 5000')
    const [customers] = sheets(late, 'change-bridge', { asOf: '2026-03-31', since })
    expect(kinds(customers, 'data')).to.have.length(2)
    expect(values(customers, 'C001', ['opening', 'backdated', 'closing'])).to.deep.equal([90540, -5000, 85540])
  })

  it('of a ledger without anything is an empty sheet whose proof holds', () => {
    const [customers, documents] = sheets(sampleLedger(''), 'change-bridge', { period: '2026-03' })
    expect(value(customers, 'proof', 'proof')).to.equal(0)
    expect(value(documents, 'proof', 'amount')).to.equal(0)
  })
})
