import { expect } from 'chai'
import type { Book } from '../../../shared/book/book.js'
import type { IsoDate } from '../../../shared/dates.js'
import { readSealQuestion, sealedAnswer, sealMark, sealOnSheet, sealQuestion, sealRow, sealText } from '../../../shared/reports/seal.js'
import { isRich, valueOf, type Sheet, type Value } from '../../../shared/reports/sheet.js'
import { verify, type FoundSheet } from '../../../shared/reports/verify.js'
import { enter, record, sampleLedger } from '../../sample-ledger.js'
import { THREE_CUSTOMERS } from './answers.js'

const TODAY = '2026-04-03' as IsoDate
const HASH = 'ab12cd34ef56'.repeat(6).slice(0, 64).padEnd(64, '0')

/** The values and formulas of a sheet, as Excel would give them back. */
const asFound = (sheet: Sheet) => {
  const grid = <T>(pick: (cell: Sheet['rows'][number]['cells'][number]) => T, empty: T): T[][] =>
    sheet.rows.map(({ cells }) => sheet.columns.map((_, at) => (cells[at] === undefined ? empty : pick(cells[at]))))
  return {
    values: grid<Value>(cell => valueOf(cell) ?? '', ''),
    formulas: grid<string>(cell => (isRich(cell) && cell.formula ? `=${cell.formula}` : ''), ''),
  }
}

const place = (sheet: Sheet, code: string, key: string) => {
  const column = sheet.columns.findIndex(column => column.key === key)
  return { row: sheet.marks[code] ?? sheet.rows.findIndex(({ kind, cells }) => kind === 'data' && cells.includes(code)), column }
}

/** A ledger with a signed sheet of 2026-03-31. */
function signed(language: 'zh' | 'en' = 'zh', params = {}): { book: Book; sheet: Sheet; seal: Book['seals'][number] } {
  const book = sampleLedger(THREE_CUSTOMERS)
  const question = sealQuestion({ asOf: '2026-03-31', ...params }, book.change, language, TODAY)
  const sheet = sealedAnswer(book, 'monthly-aging', question).workbook({ seal: sealMark(HASH) }).sheets[0]
  record(book, { table: 'seals', row: sealRow('monthly-aging', question, HASH) })
  return { book, sheet, seal: book.seals[0] }
}

describe('the seal', () => {
  it('keeps its question as text, equal for equal questions', () => {
    const one = sealQuestion({ asOf: '2026-03-31', by: '区域', filter: undefined }, 12, 'zh', TODAY)
    expect(one).to.equal(sealQuestion({ by: '区域', asOf: '2026-03-31', knownAt: 99 }, 12, 'zh', TODAY))
    expect(readSealQuestion(one)).to.deep.equal({ params: { asOf: '2026-03-31', by: '区域' }, knownAt: 12, language: 'zh', today: TODAY })
    expect(readSealQuestion(sealQuestion({}, 1, 'en', TODAY)).params.asOf).to.equal(TODAY)
    for (const text of ['', '{', '{"params":{}}', 'null']) expect(() => readSealQuestion(text)).to.throw()
  })

  it('hashes a text that later facts do not change', () => {
    const { book, seal } = signed()
    const text = () => sealText(seal.report, seal.question, sealedAnswer(book, seal.report, seal.question).json())
    const before = text()
    enter(book, 'receipt RC-9 C001 2026-03-30 5000\n invoice I-9 C002 2026-03-30 10')
    expect(text()).to.equal(before)
    expect(before).to.contain('"total":"90540.00"').and.not.to.contain('"change"')
  })

  it('is found again by its mark on the sheet', () => {
    const { book, sheet, seal } = signed()
    expect(sealOnSheet(book, asFound(sheet).values)).to.equal(seal)
    expect(sealOnSheet(book, [['封签：0000-0000-0000-0000']])).to.equal(undefined)
    expect(sealOnSheet(book, [['封签：']])).to.equal(undefined)
  })
})

describe('a sheet that was signed', () => {
  for (const language of ['zh', 'en'] as const) {
    for (const layout of ['management', 'audit'] as const) {
      it(`is unaltered as it was drawn: ${layout}, ${language}`, () => {
        const { book, sheet, seal } = signed(language, { layout })
        enter(book, 'receipt RC-9 C001 2026-03-30 5000')
        expect(verify(book, seal, asFound(sheet)).altered).to.deep.equal([])
      })
    }
  }

  it('tells which cell was altered, what it was and what it is', () => {
    const { book, sheet, seal } = signed()
    const found = asFound(sheet)
    const { row, column } = place(sheet, 'C001', 'bucket2')
    found.values[row][column] = 1
    expect(verify(book, seal, found).altered).to.deep.equal([{ row, column, what: 'C001 · 31–60天', was: 6300, is: 1 }])
  })

  it('lets people write in their own columns, sort, and add rows and columns', () => {
    const { book, sheet, seal } = signed('zh', { by: 'none' })
    const { values } = asFound(sheet)
    const { row, column } = place(sheet, 'C001', 'remark')
    values[row][column] = '已电话催收'
    const body = sheet.rows.flatMap(({ kind }, at) => (kind === 'data' ? [at] : []))
    ;[values[body[0]], values[body[1]]] = [values[body[1]], values[body[0]]]
    const wider = values.map(line => [...line.slice(0, 3), '我的列', ...line.slice(3), 42])
    wider.splice(
      body[1],
      0,
      wider[0].map(() => ''),
    )
    wider[body[1]][3] = '自己加的一行'
    wider.push(['', '脚注'])
    wider.unshift([''])
    expect(verify(book, seal, { values: wider }).altered).to.deep.equal([])
  })

  it('tells of rows that are gone, that were put in, and of headings that were overwritten', () => {
    const { book, sheet, seal } = signed('zh', { by: 'none' })
    const { values } = asFound(sheet)
    const gone = place(sheet, 'C003', 'code').row
    const strange = values[gone].map(() => '')
    strange[1] = 'C777'
    values[gone] = strange
    values.splice(gone, 0, values.splice(gone, 1)[0])
    values[sheet.headingRow][place(sheet, 'C001', 'overdue').column] = '随便'
    const { altered } = verify(book, seal, { values })
    expect(altered.find(({ was }) => was === 'C003')).to.deep.include({ row: null, what: 'C003', is: null })
    expect(altered.find(({ was }) => was === '逾期合计')).to.deep.include({ column: null })
    const { altered: inserted } = verify(book, seal, { values: asFound(sheet).values.toSpliced(gone, 0, strange) })
    expect(inserted).to.deep.equal([{ row: gone, column: 1, what: 'C777', was: null, is: 'C777' }])
  })

  it('does not take a filter for an alteration: the formula of a total still stands', () => {
    const { book, sheet, seal } = signed()
    const found: FoundSheet & ReturnType<typeof asFound> = asFound(sheet)
    const { row, column } = place(sheet, 'total', 'balance')
    found.values[row][column] = 5
    expect(verify(book, seal, found).altered).to.deep.equal([])
    found.formulas[row][column] = '=SUM(1,4)'
    expect(verify(book, seal, found).altered).to.have.length(1)
  })

  it('knows dates as serials, sums in floating point, and customers by their former names', () => {
    const { book, sheet, seal } = signed()
    const found = asFound(sheet)
    const date = place(sheet, 'C001', 'lastReceipt')
    expect(found.values[date.row][date.column]).to.equal('2026-03-25')
    found.values[date.row][date.column] = 46106
    const sum = place(sheet, 'total', 'overdue')
    found.values[sum.row][sum.column] = Number(found.values[sum.row][sum.column]) + 1e-9
    record(book, { table: 'customers', row: { code: 'C001', name: '新名称' } })
    expect(verify(book, seal, { values: found.values }).altered).to.deep.equal([])
  })

  it('is not found on another sheet', () => {
    const { book, seal } = signed()
    expect(
      verify(book, seal, {
        values: [
          ['a', 'b'],
          [1, 2],
        ],
      }).altered,
    ).to.have.length(1)
    expect(() => verify(book, seal, { values: [] }, 7)).to.throw('8')
  })

  it('tells what the ledger has learned since, and what that does to the balance', () => {
    const { book, sheet, seal } = signed()
    enter(
      book,
      `receipt RC-9 C001 2026-03-30 5000
       allocate RC-9 INV-103 2026-03-31 3000
       invoice I-9 C002 2026-04-01 10
       value customer C001 owner 2026-03-01 S09`,
    )
    const { learned, rule, altered } = verify(book, seal, asFound(sheet))
    expect(altered).to.deep.equal([])
    expect(learned.facts.map(({ what, document, settled, field, amount }) => [what, document ?? field, settled, amount])).to.deep.equal([
      ['document', 'RC-9', undefined, -500000],
      ['application', 'RC-9', 'INV-103', 300000],
      ['value', 'owner', undefined, undefined],
    ])
    expect(learned.bridge().parts.map(({ cause, amount }) => [cause, amount])).to.deep.equal([['backdated', -500000]])
    expect(rule).to.deep.equal({ then: '1.0', now: '1.0', same: true })
    expect(verify(book, { ...seal, engine: '0.9' }, asFound(sheet)).rule).to.deep.equal({ then: '0.9', now: '1.0', same: false })
  })
})
