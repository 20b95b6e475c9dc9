import { expect } from 'chai'
import * as fc from 'fast-check'
import { Book } from '../../../../shared/book/book.js'
import { Posting } from '../../../../shared/domain/posting/posting.js'
import { postRows } from '../../../../shared/tables/post.js'
import { adoptedRows, type AdoptedRows } from '../../../../shared/intake/adoption/adopted.js'
import { answeredMapping, type AdoptionQuestion } from '../../../../shared/intake/adoption/questions.js'
import type { AdoptionRange, RangeCell } from '../../../../shared/intake/adoption/range.js'
import { recognisedRange } from '../../../../shared/intake/adoption/recognised.js'
import { Refusal } from '../../../../shared/refusals.js'
import { lost, range, SETTING } from './ranges.js'

const HEADINGS = [
  '客户名称',
  '客户编码',
  '发票号',
  '单据号',
  '开票日期',
  '到期日',
  '价税合计',
  '金额',
  '税额',
  '已收',
  '余额',
  '账期',
  '业务员',
  '备注',
  '1-30天',
  '币种',
  '汇率',
  '信用额度',
  '收款日期',
  '',
  '乱写',
]
const CELLS: readonly RangeCell[] = [
  '',
  0,
  1,
  -5,
  46086,
  20260305,
  1.234,
  1e21,
  NaN,
  Infinity,
  true,
  false,
  '甲',
  '合计',
  '小计',
  '1,234.50',
  '1.234',
  '1.234,56',
  '(5)',
  '3/4/2026',
  '2026-02-30',
  '２０２６．３．５',
  '#N/A',
  '$5',
  '万元',
  '5万',
  'x'.repeat(300),
  '=A1',
  "'",
  '\n',
  '客户名称',
  '制表：王五',
  '月结30天',
  'constructor',
  '__proto__',
  '1e400',
  '9'.repeat(30),
]

const anyRange: fc.Arbitrary<AdoptionRange> = fc
  .integer({ min: 1, max: 8 })
  .chain(width =>
    fc
      .tuple(
        fc.array(fc.constantFrom(...HEADINGS), { minLength: width, maxLength: width }),
        fc.array(fc.array(fc.constantFrom(...CELLS), { minLength: width, maxLength: width }), { maxLength: 12 }),
      )
      .map(([headings, rows]) => ({ firstRow: 1, firstColumn: 1, values: [headings, ...rows] })),
  )

/** What only the ledger can know: rates, documents of before, what is left of them. */
const KNOWN_TO_THE_LEDGER_ONLY = new Set(['NO_RATE', 'UNKNOWN_DOCUMENT', 'AMBIGUOUS_DOCUMENT', 'OVER_ALLOCATED'])

/** Codes of the refusals that a new ledger gives to what was taken. */
function refusedBy({ rows }: AdoptedRows): string[] {
  const book = new Book({ code: 'demo', name: 'Sample', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  book.note(1, 0)
  return postRows(new Posting(book, 1), rows).flatMap(answer =>
    answer.outcome === 'refused' ? [`${answer.refusal.code} ${answer.refusal.message}`] : [],
  )
}

describe('any range at all', () => {
  it('is recognised and taken without a row lost, with every question answered one way or the other', () => {
    fc.assert(
      fc.property(anyRange, fc.nat(), (of, choice) => {
        const found = recognisedRange(of)
        let { mapping } = found
        lost(of, adoptedRows(of, mapping, SETTING))
        const answer = ({ choices }: AdoptionQuestion) => choices[choice % choices.length].answer.replace(/^date$/, '2026-05-31')
        for (const question of found.questions) mapping = answeredMapping(mapping, question, answer(question))
        const once = adoptedRows(of, mapping, SETTING)
        lost(of, once)
        for (const question of once.questions) mapping = answeredMapping(mapping, question, answer(question))
        const last = adoptedRows(of, mapping, SETTING)
        lost(of, last)
        expect(refusedBy(last).filter(code => !KNOWN_TO_THE_LEDGER_ONLY.has(code.split(' ')[0]))).to.deep.equal([])
      }),
      { numRuns: 2000 },
    )
  })

  it('answers that were not offered are refused', () => {
    const of = range('发票号|客户|开票日期|价税合计\nF1|甲|3/4/2026|#1')
    const { mapping, questions } = recognisedRange(of)
    for (const wrong of ['', 'date', 'YDM', 'yes'])
      expect(() => answeredMapping(mapping, questions[0], wrong))
        .to.throw(Refusal)
        .with.property('code', 'BAD_OPTION')
  })

  it('an empty range is nothing', () => {
    const of = {
      firstRow: 1,
      firstColumn: 1,
      values: [
        ['', ''],
        ['', ''],
      ],
    }
    const found = recognisedRange(of)
    expect(found.kinds).to.deep.equal([])
    expect(adoptedRows(of, found.mapping, SETTING).leftOut.map(({ reason }) => reason)).to.deep.equal(['blank', 'blank'])
  })
})
