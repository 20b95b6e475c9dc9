import { expect } from 'chai'
import * as fc from 'fast-check'
import { Book } from '../shared/book/book.js'
import { checkInvariants } from '../shared/book/invariants.js'
import { day } from '../shared/dates.js'
import { bucketSet } from '../shared/domain/buckets.js'
import { Posting } from '../shared/domain/posting/posting.js'
import { parseTerms } from '../shared/domain/terms/parse.js'
import { call, contextOf } from '../shared/functions/evaluate.js'
import { EXAMPLE_LEDGER } from '../shared/functions/example-ledger.js'
import { FUNCTIONS } from '../shared/functions/index.js'
import { parseFormula } from '../shared/functions/formula.js'
import { money } from '../shared/money.js'
import type { Refusal } from '../shared/refusals.js'
import { postRow } from '../shared/tables/post.js'
import { TABLES } from '../shared/tables/index.js'
import { record } from './sample-ledger.js'

const RUNS = { numRuns: Number(process.env.FUZZ ?? 400) }

/** Texts near what is expected, and texts far from it. */
const typed = fc.oneof(
  fc.constantFrom(
    'C001',
    'C002',
    'INV-101',
    'RC-301',
    'CN-201',
    'SO-1',
    '*',
    '31-60',
    '>90',
    '逾期',
    '未到期',
    '1-2年',
    '2026-03-31',
    '2026/3/31',
    '2026Q1',
    '本月',
    '2026-01..2026-03',
  ),
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1e400',
    '99999999999999999999.99',
    '2026-02-31',
    '9999-12-31',
    '１００',
    'NaN',
    '__proto__',
    'constructor',
    'toString',
    'USD',
    'XXX',
    '月结30天',
    'basis=document',
    'known=2',
    'known=999',
    '区域=华东;业务员=S01',
    '币种=USD',
    'a=b',
    ';;',
    '=',
    '\u0000',
    '\ud800',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)
const cell = fc.oneof({ weight: 5, arbitrary: typed }, fc.double(), fc.integer(), fc.boolean(), fc.constant(null))

const isRefusal = (error: unknown): boolean => error instanceof Error && error.name === 'Refusal'

/** Runs it; a refusal is an answer, anything else thrown is a bug. */
function refusesOrAnswers(ask: () => unknown): void {
  try {
    ask()
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
}

const example = (): Book => {
  const book = new Book({ code: 'example', name: 'Example', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  for (const row of EXAMPLE_LEDGER) record(book, row)
  return book
}

describe('words that every object knows', () => {
  for (const word of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    it(`“${word}” is no bucket set, option, field or column`, () => {
      const context = contextOf(example(), day('2026-03-31'))
      const code = (ask: () => unknown) => {
        try {
          return { answered: ask() }
        } catch (error) {
          return (error as Refusal).code
        }
      }
      expect(code(() => bucketSet(word))).to.equal('BAD_OPTION')
      expect(code(() => call(context, 'BALANCE', ['C001', null, null, `${word}=1`]))).to.equal('BAD_OPTION')
      expect(code(() => call(context, 'BALANCE', ['C001', null, null, `basis=${word}`]))).to.equal('BAD_OPTION')
      expect(code(() => call(context, 'BALANCE', ['C001', word]))).to.equal('BAD_OPTION')
      expect(code(() => call(context, 'CUSTOMER', ['C001', word]))).to.equal('UNKNOWN_FIELD')
      expect(code(() => call(context, 'OPEN_ITEMS', ['C001', word]))).to.equal('UNKNOWN_FIELD')
    })
  }
})

describe('what people type is answered or refused, never a bug', function () {
  this.timeout(120_000)

  it('in the cells of a function', () => {
    const context = contextOf(example(), day('2026-03-31'))
    fc.assert(
      fc.property(fc.constantFrom(...FUNCTIONS.keys()), fc.array(cell, { maxLength: 5 }), (name, args) =>
        refusesOrAnswers(() => call(context, name, args)),
      ),
      { numRuns: RUNS.numRuns * 5 },
    )
  })

  it('in formulas, payment terms, buckets and amounts', () => {
    fc.assert(
      fc.property(fc.oneof(typed, fc.string({ maxLength: 60 })), fc.array(typed, { maxLength: 4 }), (text, more) => {
        refusesOrAnswers(() => parseFormula(text))
        refusesOrAnswers(() => parseFormula(`=AR.AGING(${more.map(one => JSON.stringify(one)).join(',')}`))
        refusesOrAnswers(() => parseTerms(text))
        refusesOrAnswers(() => bucketSet(text))
        refusesOrAnswers(() => money(text))
      }),
      RUNS,
    )
  })

  it('in the rows of a table; a refused row leaves no trace, and the ledger stays sound', () => {
    const columns =
      'number series customer docDate postDate dueDate currency rate amount terms lines instalments invoice order from to date instalment receipt writeOff code name subject key field value kind account asOf period action reason report question knownAt engine hash creditLimit salesperson dimensions documents legs agreement'
    const row = fc.dictionary(
      fc.constantFrom(...columns.split(' ')),
      fc.oneof(
        { weight: 8, arbitrary: cell },
        fc.array(fc.dictionary(fc.constantFrom('due', 'amount', 'net', 'tax', 'product', 'quantity', 'cost'), cell)),
        fc.anything(),
      ),
    )
    const book = example()
    const documents = book.documents.count
    fc.assert(
      fc.property(fc.constantFrom(...TABLES.keys()), row, (table, cells) => {
        // On the example ledger each time, so that a row that is taken does not change what the next one meets.
        book.attempt(() => {
          book.note(book.change + 1, 0)
          const before = book.documents.count
          const refusal = postRow(new Posting(book, book.change), { table, row: cells })
          if (refusal) expect(book.documents.count).to.equal(before)
        })
        expect(book.documents.count).to.equal(documents)
      }),
      { numRuns: RUNS.numRuns * 5 },
    )
    expect(checkInvariants(book)).to.deep.equal([])
  })
})
