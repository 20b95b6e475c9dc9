import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { call, contextOf } from '../../../shared/functions/evaluate.js'
import type { Cell } from '../../../shared/functions/context.js'
import type { Refusal } from '../../../shared/refusals.js'
import { enter, sampleLedger } from '../../sample-ledger.js'

describe('TRACE', () => {
  const book = sampleLedger(`
    order    7   C001 2026-03-01 100
    invoice  7   C001 2026-03-05 order 7 100
    invoice  1   C001 2026-03-06 series A 20
    receipt  R-1 C001 2026-03-08 currency USD rate 7 50`)
  const ask = (...args: Cell[]) => call(contextOf(book, day('2026-03-31')), 'TRACE', args)
  const code = (...args: Cell[]) => {
    try {
      ask(...args)
    } catch (error) {
      return (error as Refusal).code
    }
    return undefined
  }

  it('takes a document by number and by series and number', () => {
    expect(ask('A-1')).to.deep.equal([
      ['发票', 'A-1', '', '2026-03-06', 20, ''],
      ['（未收款）', 'A-1', 'A-1', '2026-03-31', 20, 25],
    ])
    expect(code('7'), 'an order and an invoice').to.equal('AMBIGUOUS_DOCUMENT')
    expect([code('8'), code(''), code('A-1', '颜色'), code('A-1', null, '')]).to.deep.equal([
      'UNKNOWN_DOCUMENT',
      'BAD_ARGUMENT',
      'UNKNOWN_FIELD',
      'DATE_MISSING',
    ])
    expect(code('A-1', null, '2026-03-05'), 'not yet there').to.equal('UNKNOWN_DOCUMENT')
  })

  it('in the language of its columns, amounts in the currency of the document', () => {
    expect(ask('R-1', 'Step，amount,currency,customer')).to.deep.equal([
      ['receipt', -50, 'USD', 'C001'],
      ['(not allocated)', -50, 'USD', 'C001'],
    ])
    expect(ask('R-1', '步骤、币种')).to.deep.equal([
      ['收款单', 'USD'],
      ['（未核销）', 'USD'],
    ])
  })

  it('of a reversed document, with what took it back', () => {
    enter(book, 'invoice I-9 C001 2026-03-06 20\n reverse invoice I-9 2026-03-20')
    expect(ask('I-9', 'step,date,amount')).to.deep.equal([
      ['invoice', '2026-03-06', 20],
      ['reversal', '2026-03-20', -20],
      ['allocation', '2026-03-20', -20],
    ])
  })
})
