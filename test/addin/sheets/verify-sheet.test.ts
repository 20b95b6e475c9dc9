import { expect } from 'chai'
import { carryOut } from '../../../addin/commands/index.js'
import { lastVerification, verifySheet } from '../../../addin/commands/verify-sheet.js'
import { monthlyAging } from '../../../addin/commands/monthly-aging.js'
import { keepDrawn, ownSheets } from '../../../addin/workbook/own-sheets.js'
import { ENGINE } from '../../../shared/engine.js'
import { enter, sampleLedger } from '../../sample-ledger.js'
import { columnOf, openDesk, rowOf, type DeskInTest } from './desk.js'

const SHEET = '账龄 2026-10'

describe('verify sheet', () => {
  let opened: DeskInTest
  beforeEach(async () => {
    const book = sampleLedger(`
      customer  C001  name 华东机电  salesperson 王五
      customer  C002  name 乙公司  salesperson 王五
      invoice   I-1   C001  2026-08-01  due 2026-08-31  1000.00
      invoice   I-2   C002  2026-09-01  due 2026-09-30  2500.50`)
    opened = await openDesk(book)
    await monthlyAging(opened.desk)
    await opened.excel.calculated()
  })
  afterEach(() => opened.close())

  const place = (row: string, column: string) => columnOf(opened, SHEET, column) + rowOf(opened, SHEET, row)
  const type = (address: string, value: string | number) => opened.excel.type(`'${SHEET}'!${address}`, [[value]])
  const verify = async () => {
    await verifySheet(opened.desk)
    return lastVerification()!
  }
  const told = () => opened.desk.board.notices[0]

  it('finds a sheet as it was sealed, and says so', async () => {
    const result = await verify()
    expect([result.seal, result.answersAlike, result.altered, result.learned, result.rules]).to.deep.equal([
      'registered',
      true,
      [],
      [],
      undefined,
    ])
    expect(told()).to.include({ tone: 'success', title: '“账龄 2026-10”与封签一致。' })
    expect(opened.shown).to.deep.equal(['/verify'])
  })

  it('names each altered cell with what it was and is', async () => {
    const figure = place('C002', '期末余额')
    const total = place('合计', '净额')
    type(figure, 2000.5)
    type(total, 9)
    type(place('C001', '客户名称'), '华南机电')
    await opened.excel.calculated()
    const { altered } = await verify()
    expect(altered.map(({ address, row, column, was, is }) => [address, row, column, was, is])).to.deep.equal([
      [figure, 'C002', '期末余额', 2500.5, 2000.5],
      [place('C001', '客户编码').replace('B', 'C'), 'C001', '客户名称', '华东机电', '华南机电'],
      [total, '合计', '净额', 3500.5, 9],
    ])
    expect(told()).to.include({ tone: 'warning', title: '“账龄 2026-10”与封签不一致。' })
    expect(told().text).to.contain('有 3 个单元格')
  })

  it('leaves alone what is people’s own: notes, signatures, cells beside and below', async () => {
    type(place('C001', '催收措施'), '已发函')
    type(place('C001', '账面净值'), 12)
    type(`A${rowOf(opened, SHEET, '制表人：____________')}`, '制表人：张三')
    type('AN6', 'mine')
    expect((await verify()).altered).to.deep.equal([])
  })

  it('knows rows again that were sorted', async () => {
    const [first, second] = [rowOf(opened, SHEET, 'C002'), rowOf(opened, SHEET, 'C001')]
    const cells = (row: number) => opened.excel.values(`'${SHEET}'!A${row}:AL${row}`)
    const [one, other] = [cells(first), cells(second)]
    opened.excel.type(`'${SHEET}'!A${first}`, other)
    opened.excel.type(`'${SHEET}'!A${second}`, one)
    expect((await verify()).altered).to.deep.equal([])
  })

  it('finds a row that was inserted, and one that was deleted', async () => {
    const { excel } = opened
    const row = rowOf(opened, SHEET, 'C001')
    await excel.Excel.run(async context => {
      const sheet = context.workbook.worksheets.getItem(SHEET)
      sheet.getRange(`${row}:${row}`).insert('Down')
      sheet.getRange(`B${row}:C${row}`).values = [['C009', '空壳公司']]
      await context.sync()
    })
    const { altered } = await verify()
    expect(altered.map(({ row: of, was, is }) => [of, was, is])).to.deep.equal([['C009', null, 'C009']])
    await excel.Excel.run(async context => {
      context.workbook.worksheets
        .getItem(SHEET)
        .getRange(`${row}:${row + 1}`)
        .delete('Up')
      await context.sync()
    })
    const gone = (await verify()).altered
    expect(gone.find(({ row: of }) => of === 'C001')).to.include({ column: '整行', was: 'C001', is: null })
  })

  it('says what the ledger has learned since, without calling the sheet altered', async () => {
    enter(opened.book, 'receipt R-1 C002 2026-10-20 500.50')
    const { altered, learned, knownAt, newest } = await verify()
    expect(altered).to.deep.equal([])
    expect(learned.find(({ column, row }) => column === '净额' && row.startsWith('C002'))).to.include({ was: 2500.5, is: 2000 })
    expect(newest).to.be.greaterThan(knownAt)
    expect(told().tone).to.equal('success')
    expect(told().text).to.contain('账簿此后有新记录')
  })

  it('says that a rule has changed since', async () => {
    const [{ report }] = await ownSheets()
    await keepDrawn({ ...report, engine: '0.9' })
    const { rules, altered } = await verify()
    expect([rules, altered]).to.deep.equal([{ then: '0.9', now: ENGINE }, []])
    expect(told().text).to.contain(`计算规则已由 0.9 变为 ${ENGINE}`)
  })

  it('says when the ledger does not hold its seal', async () => {
    opened.book.seals.length = 0
    expect((await verify()).seal).to.equal('unknown')
    expect(told()).to.include({ tone: 'warning', text: '账簿中没有此封签。' })
  })

  it('refuses a sheet that is none of ours, in words', async () => {
    opened.excel.select('Sheet1!A1')
    await carryOut(verifySheet, opened.desk)
    expect(told().title).to.contain('不是由应收簿生成的')
  })
})
