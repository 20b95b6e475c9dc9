import { expect } from 'chai'
import { day, type IsoDate } from '../../../../shared/dates.js'
import { contextOf } from '../../../../shared/functions/evaluate.js'
import { parseFormula } from '../../../../shared/functions/formula.js'
import { compareWithOld } from '../../../../shared/intake/adoption/compare-old.js'
import { figureOf, optionsOf } from '../../../../shared/intake/adoption/figures.js'
import { proposedReplacements } from '../../../../shared/intake/adoption/replacements.js'
import { sampleLedger } from '../../../sample-ledger.js'
import { range } from './ranges.js'

const book = sampleLedger(`
  invoice I-1 C001 2026-03-01 due 2026-04-30 100
  invoice I-2 C001 2026-05-01 due 2026-06-20 50
  invoice I-3 C001 2026-06-01 due 2026-07-20 25
  invoice I-4 C002 2026-06-01 due 2026-06-15 70
  receipt R-1 C001 2026-05-10 40
  allocate R-1 I-1 2026-05-10 40`)
const context = contextOf(book, day('2026-06-30'))
const moment = { date: '2026-06-30' as IsoDate, ref: '$B$1' }

describe('hand-made results and what would replace them', () => {
  const sheet = range(`截止日|2026-06-30||||||
客户|余额|逾期|未到期|1-30天|61-90天|备注
C001|#135|#110|#25|#40|#60|等款
C002|#70|#70|#0|#70||
C999|#5|||||
合计|#205|#180|#25|#110|#60|`)
  const found = proposedReplacements(sheet, context, moment)

  it('each cell with its old and new value, the difference and the formula by its heading cells', () => {
    expect(found).to.include({ headingRow: 1, customerColumn: 0, options: '' })
    expect(
      found.cells.slice(0, 5).map(({ cell, old, value, difference, formula }) => [cell, old, value, difference, formula]),
    ).to.deep.equal([
      ['B3', 135, 135, 0, '=AR.BALANCE($A3,,$B$1)'],
      ['C3', 110, 110, 0, '=AR.OVERDUE($A3,,$B$1)'],
      ['D3', 25, 25, 0, '=AR.AGING($A3,D$2,$B$1)'],
      ['E3', 40, 50, 10, '=AR.AGING($A3,E$2,$B$1)'],
      ['F3', 60, 60, 0, '=AR.AGING($A3,F$2,$B$1)'],
    ])
    expect(found.cells.at(-1)).to.include({ cell: 'F6', formula: '=AR.AGING("*",F$2,$B$1)' })
  })

  it('the documents behind each new value, with the same total', () => {
    const wrong = found.cells.find(({ cell }) => cell === 'E3')!
    expect(wrong.drill.rows.map(({ document, amount }) => [document, amount])).to.deep.equal([['I-2', 5000]])
    for (const { drill } of found.cells) expect(drill.total).to.equal(drill.answer)
  })

  it('customers that the ledger does not know are refused by cell; remarks are left alone', () => {
    expect(found.refused.map(({ cell, value, refusal }) => [cell, value, refusal.code])).to.deep.equal([['B5', '5', 'UNKNOWN_CUSTOMER']])
    expect(found.cells.some(({ cell }) => cell.startsWith('G'))).to.equal(false)
  })

  it('keeps the old formula for undo, and states the day where no cell does', () => {
    const values = sheet.values.slice(1, 3)
    const formulas = values.map((row, i) => row.map((cell, at) => (i && at === 1 ? '=SUMIF(明细!A:A,A2,明细!D:D)' : cell)))
    const [first] = proposedReplacements({ ...sheet, values, formulas }, context, { date: moment.date }).cells
    expect(first).to.include({ oldFormula: '=SUMIF(明细!A:A,A2,明细!D:D)', formula: '=AR.BALANCE($A2,,"2026-06-30")' })
  })

  it('names the buckets and the date they age from where the ledger’s own do not fit', () => {
    expect(optionsOf(['未到期', '1-30', '31-60', '61-90', '90天以上'])).to.equal('')
    expect(optionsOf(['未到期', '1-60天', '61-180天', '180天以上'])).to.equal('账龄段=60,180')
    expect(optionsOf(['0-30', '31-60', '61-90', '>90'])).to.equal('口径=开票日')
    expect(optionsOf(['1年以内', '1-2年', '2-3年', '3年以上'])).to.equal('口径=开票日;账龄段=1y,2y,3y')
    const aged = range('客户|1-45天|45天以上\nC001|#50|#60')
    const { cells, options } = proposedReplacements(aged, context, moment)
    expect(options).to.equal('账龄段=45')
    expect(cells.map(({ value, difference }) => [value, difference])).to.deep.equal([
      [50, 0],
      [60, 0],
    ])
    expect(cells[0].formula).to.equal('=AR.AGING($A2,B$1,$B$1,"账龄段=45")')
    expect(parseFormula('=AR.AGING("C001","1-45天","2026-06-30","账龄段=45")').args).to.have.length(4)
  })

  it('reads figures in both languages, and nothing else', () => {
    expect(figureOf('应收余额（元）')).to.include({ name: 'BALANCE', part: null })
    expect(figureOf('Days overdue')).to.include({ name: 'OVERDUE', part: 'days' })
    expect(figureOf('预收/未核销')).to.include({ name: 'UNAPPLIED' })
    for (const heading of ['备注', '业务员', '2026-01-30', '']) expect(figureOf(heading), heading).to.equal(undefined)
  })

  it('finds nothing in a sheet without figures or customers', () => {
    expect(proposedReplacements(range('甲|乙\n1|2'), context, moment)).to.deep.include({ cells: [], headingRow: -1 })
    expect(proposedReplacements(range('客户|余额\nX|#2'), context, moment)).to.deep.include({ cells: [], customerColumn: -1 })
  })
})

describe('the old sheet beside the ledger', () => {
  const compare = (...figures: [string, string, number][]) =>
    compareWithOld(
      figures.map(([customer, heading, amount]) => ({ customer, heading, amount })),
      context,
      moment.date,
    )
  const parts = (found: ReturnType<typeof compare>) =>
    found.figures.map(({ difference, explained }) => [
      difference,
      explained?.map(({ document, amount, why }) => [document, amount, why.en]),
    ])

  it('counts what agrees and finds the documents of what does not', () => {
    const found = compare(['C001', '余额', 135], ['C001', '余额', 110], ['C001', '余额', 60], ['C002', '余额', 71])
    expect(found).to.include({ equal: 1, explained: 2, unexplained: 1 })
    expect(parts(found)).to.deep.equal([
      [0, undefined],
      [2500, [['I-3', 2500, 'Not in the old sheet']]],
      [
        7500,
        [
          ['I-2', 5000, 'Not in the old sheet'],
          ['I-3', 2500, 'Not in the old sheet'],
        ],
      ],
      [-100, undefined],
    ])
  })

  it('sees a payment the old sheet lacks, and a document in another column', () => {
    const found = compare(['C001', '余额', 175], ['C001', '1-30', 110], ['C001', '61-90', 0])
    expect(parts(found)).to.deep.equal([
      [-4000, [['I-1', -4000, 'Settled here, still open in the old sheet']]],
      [-6000, [['I-1', -6000, 'In another column here']]],
      [6000, [['I-1', 6000, 'Not in the old sheet']]],
    ])
  })

  it('lists what cannot be compared', () => {
    const { refused } = compare(['C999', '余额', 1], ['C001', '备注', 1], ['C001', '逾期天数', 9])
    expect(refused.map(({ refusal }) => refusal.code)).to.deep.equal(['UNKNOWN_CUSTOMER', 'BAD_ARGUMENT', 'BAD_ARGUMENT'])
  })
})
