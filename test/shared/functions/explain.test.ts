import { expect } from 'chai'
import { Book } from '../../../shared/book/book.js'
import { day } from '../../../shared/dates.js'
import type { Cell } from '../../../shared/functions/context.js'
import { contextOf } from '../../../shared/functions/evaluate.js'
import { EXAMPLE_LEDGER } from '../../../shared/functions/example-ledger.js'
import { explain } from '../../../shared/functions/explain.js'
import { FUNCTIONS } from '../../../shared/functions/index.js'
import { record } from '../../sample-ledger.js'

const book = new Book({ code: 'example', name: 'Example', currency: 'CNY', timeZone: 'Asia/Shanghai' })
for (const row of EXAMPLE_LEDGER) record(book, row)
const context = contextOf(book, day('2026-03-31'))

describe('an answer in words', () => {
  it('says in Chinese of whom, when, how much, of how many documents, and how it was reckoned', () => {
    const { title, sentences, facts, rows } = explain(context, 'AR.AGING', ['C001', '31-60', '2026-03-31'], 'zh')
    expect(title).to.equal('账龄 · C001 华东机电')
    expect(sentences).to.deep.equal([
      'C001 华东机电截至 2026-03-31，账龄（31-60）为 6,300.00 元。',
      '由 1 张单据构成，合计 6,300.00 元。',
      '按到期日计算。',
      `账簿变更号 ${book.change}。`,
    ])
    expect(facts).to.deep.include({ label: '截止日期', value: '2026-03-31' })
    expect(rows).to.have.length(1)
  })

  it('says the same in English', () => {
    const { title, sentences } = explain(context, 'BALANCE', ['*', 'total', '2026-03-31', 'region=华东;known=9'], 'en')
    expect(title).to.equal('BALANCE: all customers')
    expect(sentences).to.include('Only region=华东 counts.')
    expect(sentences.at(-1)).to.equal(`As known at change 9; the ledger now stands at ${book.change}.`)
  })

  it('gives a ratio by its figures', () => {
    const { sentences } = explain(context, 'DSO', ['C001', '2026Q1'], 'zh')
    expect(sentences[0]).to.equal('C001 华东机电2026-01-01 至 2026-03-31，周转天数为 63.7606。')
    expect(sentences[1]).to.equal('计算依据：期末应收 90,540.00 元，本期开票 127,800.00 元，天数 90。')
  })

  it('tells days as days and dates as dates', () => {
    expect(explain(context, 'OVERDUE', ['C001', 'days', '2026-03-31'], 'en').sentences[0]).to.equal(
      'OVERDUE (days) of C001 华东机电 as of 2026-03-31 is 55.',
    )
    expect(explain(context, 'LAST_RECEIPT', ['C001', 'date', '2026-03-31'], 'zh').sentences[0]).to.contain('为 2026-03-25。')
  })

  it('has whole sentences for every example of every function, in both languages', () => {
    for (const [name, { examples }] of FUNCTIONS) {
      for (const { args, value } of examples as { args: Cell[]; value: unknown }[]) {
        if (typeof value === 'object' && value !== null && 'refusal' in value) continue
        for (const sentence of explain(context, name, args, 'zh').sentences) expect(sentence).to.match(/。$/)
        for (const sentence of explain(context, name, args, 'en').sentences) {
          expect(sentence).to.match(/\.$/)
          expect(sentence).not.to.match(/undefined|NaN|null/)
        }
      }
    }
  })
})
