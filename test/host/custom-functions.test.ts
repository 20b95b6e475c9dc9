import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { ExcelInNode } from '../../host/node/open-workbook.js'
import { WORDS, closeAll, excel, plain, soon } from './excel.js'

interface State {
  cancelled: number
  asked: number
}

describe('custom functions', () => {
  let words: ExcelInNode
  const state = () => words.window.wordsState as State
  beforeEach(async () => {
    words = await excel(WORDS)
  })
  afterEach(closeAll)

  it('answer a cell, and every cell that stands on it', async () => {
    words.type('A1', 'one two three')
    words.type('B1', '=WORDS.COUNT(A1)')
    words.type('C1', '=B1*2')
    await words.calculated()
    expect(words.values('B1:C1')).to.deep.equal([[3, 6]])
  })

  it('show #BUSY! until the result is there', async () => {
    words.type('B1', '=WORDS.SLOW(50)')
    await words.workbook.engine?.settled()
    expect(words.value('B1')).to.equal('#BUSY!')
    await words.calculated()
    expect(words.value('B1')).to.equal(50)
  })

  it('of one recalculation are called together, and only where something changed', async () => {
    words.type('A1', [['a'], ['b c'], ['d e f']])
    words.type('B1', [['=WORDS.COUNT(A1)'], ['=WORDS.COUNT(A2)'], ['=WORDS.COUNT(A3)']])
    await words.calculated()
    expect(words.values('B1:B3')).to.deep.equal([[1], [2], [3]])
    const before = words.calls.length
    words.type('A2', 'x y z w')
    await words.calculated()
    expect(words.values('B1:B3')).to.deep.equal([[1], [4], [3]])
    expect(words.calls.slice(before).map(call => call.values)).to.deep.equal([['x y z w']])
  })

  it('are given a bucket as it stands in the formula, also with quotes and at the place of a cell', async () => {
    words.type('A1', "'1-30")
    words.type('B1', [['=WORDS.COUNT("1-30")'], ['=WORDS.COUNT(A1)'], ['=WORDS.REPEAT("1-30",2)'], ['=WORDS.COUNT("say ""1-30""")']])
    await words.calculated()
    expect(words.calls.map(call => call.values)).to.deep.equal([['1-30'], ['1-30'], ['1-30', 2], ['say "1-30"']])
    expect(words.value('B3')).to.equal('1-301-30')
  })

  it('without allowErrorForDataTypeAny are not called with errors', async () => {
    const { functions } = JSON.parse(readFileSync(String(WORDS.functions), 'utf8')) as { functions: object[] }
    const metadata = join(mkdtempSync(join(tmpdir(), 'words-')), 'functions.json')
    writeFileSync(metadata, JSON.stringify({ functions }))
    const strict = await excel({ ...WORDS, functions: metadata })
    strict.type('A1', [['=WORDS.CAUGHT(1/0)'], ['=WORDS.CAUGHT(2)']])
    await strict.calculated()
    expect(strict.values('A1:A2')).to.deep.equal([['#DIV/0!'], ['given 2']])
    expect(strict.calls).to.have.lengthOf(1)
  })

  it('take 255 arguments and no more (Excel specifications and limits)', async () => {
    const sum = (count: number) => `=WORDS.TOTAL(${Array.from({ length: count }, () => '"a b"').join(',')})`
    words.type('A1', [[sum(255)], [sum(256)]])
    await words.calculated()
    expect(words.value('A1')).to.equal(510)
    expect(words.value('A2')).to.be.oneOf(['#VALUE!', '#N/A'])
    expect(words.calls).to.have.lengthOf(1)
  })

  it('are not called again because rows were inserted', async () => {
    words.type('A1', [['a'], ['b c']])
    words.type('B1', [['=WORDS.COUNT(A1)'], ['=WORDS.COUNT(A2)']])
    await words.calculated()
    const before = words.calls.length
    await words.Excel.run(async context => {
      context.workbook.worksheets.getItem('Sheet1').getRange('2:2').insert('Down')
      await context.sync()
    })
    await words.calculated()
    expect(words.values('B1:B3')).to.deep.equal([[1], [''], [2]])
    expect(words.formulas('B3')).to.deep.equal([['=WORDS.COUNT(A3)']])
    expect(words.calls).to.have.lengthOf(before)
  })

  it('are all called again when everything is to be calculated (Excel.CalculationType.full)', async () => {
    words.type('A1', '=WORDS.COUNT("a b")')
    await words.calculated()
    await words.Excel.run(async context => {
      context.workbook.application.calculate('Full')
      await context.sync()
    })
    await words.calculated()
    expect(words.calls).to.have.lengthOf(2)
  })

  it('spill arrays, and say #SPILL! when something is in the way (Dynamic arrays and spilled array behavior)', async () => {
    words.type('A1', '=WORDS.SPLIT("to be or not")')
    words.type('A3', '=WORDS.SPLIT("to be",TRUE)')
    await words.calculated()
    expect(words.values('A1:D1')).to.deep.equal([['to', 'be', 'or', 'not']])
    expect(words.values('A3:A4')).to.deep.equal([['to'], ['be']])
    words.type('C1', 'mine')
    await words.calculated()
    expect(words.values('A1:D1')).to.deep.equal([['#SPILL!', '', 'mine', '']])
    words.type('C1', '')
    await words.calculated()
    expect(words.values('A1:D1')).to.deep.equal([['to', 'be', 'or', 'not']])
  })

  it('give errors with their messages (Handle and return errors from your custom function)', async () => {
    words.type('A1', [
      ['=WORDS.LOOKUP("host")'],
      ['=WORDS.LOOKUP("zebra")'],
      ['=WORDS.LOOKUP("number")'],
      ['=IFNA(WORDS.LOOKUP("zebra"),"none")'],
    ])
    await words.calculated()
    expect(words.values('A1:A4')).to.deep.equal([['one who receives guests'], ['#N/A'], ['#NUM!'], ['none']])
    expect(words.message('A2')).to.equal('Nobody knows zebra.')
    expect(words.message('A3')).to.equal(undefined)
  })

  it('are not called with arguments of a wrong type: #VALUE!', async () => {
    words.type('A1', [['=WORDS.REPEAT("ab","x")'], ['=WORDS.REPEAT("ab")'], ['=WORDS.REPEAT("ab","2")'], ['=WORDS.REPEAT(1/0,2)']])
    await words.calculated()
    expect(words.values('A1:A4')).to.deep.equal([['#VALUE!'], ['#VALUE!'], ['abab'], ['#DIV/0!']])
    expect(words.calls).to.have.lengthOf(1)
  })

  it('take ranges and repeating parameters (Custom functions parameter options)', async () => {
    words.type('A1', [
      ['one two', ''],
      ['three', 'four five six'],
    ])
    words.type('D1', '=WORDS.TOTAL(A1:B1,A2:B2)')
    await words.calculated()
    expect(words.value('D1')).to.equal(6)
    expect(plain(words.calls[0].values)).to.deep.equal([[[['one two', '']], [['three', 'four five six']]]])
  })

  it('are told their address and those of their arguments', async () => {
    words.type('B2', '=WORDS.WHERE(C3)')
    await words.calculated()
    expect(words.value('B2')).to.equal('Sheet1!B2 Sheet1!C3')
  })

  it('stream, and are cancelled when their formula goes', async () => {
    words.type('A1', '=WORDS.TICK(5)')
    await soon(600)
    await words.calculated()
    expect(words.value('A1')).to.be.greaterThan(0)
    words.type('A1', 'done')
    await words.calculated()
    await soon(50)
    expect(state().cancelled).to.equal(1)
  })

  it('are cancelled when their arguments change before they answer', async () => {
    words.type('A1', 5000)
    words.type('B1', '=WORDS.SLOW(A1)')
    await words.workbook.engine?.settled()
    words.type('A1', 10)
    await words.calculated()
    expect(words.value('B1')).to.equal(10)
    expect(state().cancelled).to.equal(1)
  })

  it('that are volatile are called with every recalculation', async () => {
    words.type('A1', '=WORDS.DICE()')
    await words.calculated()
    const before = words.value('A1')
    words.type('C5', 1)
    words.type('C6', '=C5+1')
    await words.calculated()
    expect(words.value('A1')).to.be.greaterThan(Number(before))
  })

  it('bring a number format with a formatted number', async () => {
    words.type('A1', '=WORDS.SHARE()')
    await words.calculated()
    expect(words.texts('A1')).to.deep.equal([['25%']])
  })

  it('settle however many there are', async () => {
    words.type(
      'A1',
      Array.from({ length: 300 }, (_, i) => [`=WORDS.REPEAT("x",${i})`]),
    )
    await words.calculated()
    expect(words.values('A1:A300').map(([text]) => String(text).length)).to.deep.equal(Array.from({ length: 300 }, (_, i) => i))
  })

  it('are called again where they are set dirty, with what stands on them, and nowhere else (Excel.Range class, setDirty)', async () => {
    words.type('A1', [['=WORDS.COUNT("a b")'], ['=WORDS.COUNT("c")'], ['=WORDS.REPEAT("x",A1)']])
    await words.calculated()
    expect(await sentBy(() => setDirty('A1'))).to.deep.equal([
      ['WORDS.COUNT', 'a b'],
      ['WORDS.REPEAT', 'x', 2],
    ])
    expect(await sentBy(() => setDirty('A3'))).to.deep.equal([['WORDS.REPEAT', 'x', 2]])
    expect(words.values('A1:A3')).to.deep.equal([[2], [1], ['xx']])
  })

  it('that are dirty wait for a recalculation where calculation is manual (Excel.CalculationMode, Excel.CalculationType)', async () => {
    words.type('A1', [['=WORDS.COUNT("a b")'], ['=WORDS.COUNT("c")']])
    await words.calculated()
    words.workbook.calculationMode = 'Manual'
    expect(await sentBy(() => setDirty('A1'))).to.deep.equal([])
    expect(await sentBy(() => calculate('Recalculate'))).to.deep.equal([['WORDS.COUNT', 'a b']])
    expect(await sentBy(() => calculate('Recalculate'))).to.deep.equal([])
    expect(await sentBy(() => calculate('Full'))).to.deep.equal([
      ['WORDS.COUNT', 'a b'],
      ['WORDS.COUNT', 'c'],
    ])
    expect(await sentBy(() => Promise.resolve(words.type('C1', '=WORDS.COUNT("d")')))).to.deep.equal([])
  })

  it('are called for one sheet when it is marked dirty (Excel.Worksheet class, calculate)', async () => {
    words.addSheet('Other')
    words.type('A1', '=WORDS.COUNT("a b")')
    words.type('Other!A1', '=WORDS.COUNT("c")')
    await words.calculated()
    const calculateSheet = (markAllDirty: boolean) =>
      words.Excel.run(async context => {
        context.workbook.worksheets.getItem('Other').calculate(markAllDirty)
        await context.sync()
      })
    expect(await sentBy(() => calculateSheet(false))).to.deep.equal([])
    expect(await sentBy(() => calculateSheet(true))).to.deep.equal([['WORDS.COUNT', 'c']])
  })

  it('that know their address keep their value when rows are inserted above, and go on streaming', async () => {
    words.type('A1', [['=WORDS.WHERE(C3)'], ['=WORDS.TICK(5)'], ['=WORDS.SLOW(60)']])
    await words.workbook.engine?.settled()
    const sent = await sentBy(() =>
      words.Excel.run(async context => {
        context.workbook.worksheets.getItem('Sheet1').getRange('1:1').insert('Down')
        await context.sync()
      }),
    )
    expect(sent).to.deep.equal([])
    expect([words.value('A2'), words.value('A4'), state().cancelled]).to.deep.equal(['Sheet1!A1 Sheet1!C3', 60, 0])
    const before = Number(words.value('A3'))
    await soon(600)
    await words.calculated()
    expect(words.value('A3')).to.be.greaterThan(before)
  })

  it('are not called because a workbook is opened; streaming and volatile ones are (office-js issues 2220 and 1567)', async () => {
    words.type('A1', 'one two')
    words.type('B1', [
      ['=WORDS.COUNT(A1)'],
      ['=IFERROR(WORDS.COUNT(A1)*10,0)'],
      ['=WORDS.SPLIT(A1,TRUE)'],
      [''],
      ['=WORDS.LOOKUP("zebra")'],
      ['=WORDS.TICK(5)'],
      ['=WORDS.DICE()'],
    ])
    await soon(300)
    await words.calculated()
    const again = await excel({ ...WORDS, document: words.save() })
    await again.calculated()
    expect(again.calls.map(call => call.cellName)).to.have.members(['WORDS.TICK', 'WORDS.DICE'])
    expect(again.values('B1:B5')).to.deep.equal([[2], [20], ['one'], ['two'], ['#N/A']])
    expect(again.message('B5')).to.equal('Nobody knows zebra.')
    const before = again.calls.length
    again.type('A1', 'one two three')
    await again.calculated()
    expect(again.calls.slice(before).filter(call => call.cellName !== 'WORDS.DICE')).to.have.lengthOf(3)
    expect(again.values('B1:B2')).to.deep.equal([[3], [30]])
  })

  it('that never answer keep nobody waiting once the workbook is closed', async () => {
    words.type('A1', '=WORDS.SLOW(600000)')
    await words.workbook.engine?.settled()
    const waiting = words.calculated().then(
      () => 'calculated',
      (error: Error) => error.message,
    )
    words.close()
    expect(await waiting).to.equal('The workbook was closed before every formula had its value.')
    expect(words.host.calls.busy).to.equal(false)
  })

  it('are unknown to a co-author whose workbook outlives their add-in', async () => {
    const bob = await words.coauthor()
    words.type('A1', '=WORDS.COUNT("a b")')
    await words.calculated()
    words.close()
    bob.type('A2', '=WORDS.COUNT("c")')
    await bob.calculated()
    expect(bob.values('A1:A2')).to.deep.equal([[2], ['#NAME?']])
    bob.close()
  })

  /** What is sent to the add-in because of some work: names and arguments. */
  async function sentBy(work: () => Promise<unknown>): Promise<unknown[][]> {
    const before = words.calls.length
    await work()
    await words.calculated()
    return words.calls.slice(before).map(({ cellName, values }) => [cellName, ...plain(values)])
  }

  const setDirty = (address: string) =>
    words.Excel.run(async context => {
      context.workbook.worksheets.getItem('Sheet1').getRange(address).setDirty()
      await context.sync()
    })

  const calculate = (type: 'Recalculate' | 'Full') =>
    words.Excel.run(async context => {
      context.workbook.application.calculate(type)
      await context.sync()
    })
})
