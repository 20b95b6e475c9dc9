import { expect } from 'chai'
import { arranged, CellError, isSame } from '../../../addin/cells/answer.js'
import { askedOf, ErrorGiven } from '../../../addin/cells/arguments.js'
import { FUNCTIONS } from '../../../shared/functions/index.js'

const asked = (name: string, ...given: unknown[]) => askedOf(FUNCTIONS.get(name)!, given)

/** The code of the refusal that work throws. */
function refusalOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'none'
}

describe('arguments of cells', () => {
  it('tell what was left out from a cell that is empty', () => {
    expect(asked('BALANCE', [['C001']], null, [['']], 0)).to.deep.equal({ rows: 1, columns: 1, args: ['C001', null, '', null] })
  })

  it('span a table when a column and a row meet', () => {
    const { rows, columns, args } = asked('AGING', [['C001'], ['C002']], [['1-30', '31-60', '>90']], [[46112]], null)
    expect([rows, columns]).to.deep.equal([2, 3])
    expect(args).to.deep.equal([
      ['C001', 'C001', 'C001', 'C002', 'C002', 'C002'],
      ['1-30', '31-60', '>90', '1-30', '31-60', '>90'],
      46112,
      null,
    ])
  })

  it('are refused when they are a block, differ in length, or ask for more than one call answers', () => {
    const block = [
      ['C001', 'C002'],
      ['C003', 'C004'],
    ]
    expect(refusalOf(() => asked('BALANCE', block, null, null, null))).to.equal('BAD_ARGUMENT')
    expect(refusalOf(() => asked('BALANCE', [['a'], ['b']], [['x'], ['y'], ['z']], null, null))).to.equal('BAD_ARGUMENT')
    const many = Array.from({ length: 10_001 }, (_, i) => [`C${i}`])
    expect(refusalOf(() => asked('BALANCE', many, null, null, null))).to.equal('TOO_MANY_CELLS')
  })

  it('add drafts up without dust, and read a period of two cells', () => {
    expect(asked('CREDIT_LEFT', [['C001']], [[0.1], [0.2], [''], ['1,000.5']], null, null).args[1]).to.equal(1000.8)
    expect(refusalOf(() => asked('CREDIT_LEFT', [['C001']], [['x'], [1]], null, null))).to.equal('BAD_AMOUNT')
    expect(asked('BILLED', [['C001']], [[46023], ['2026-03-31']], null).args[1]).to.equal('2026-01-01..2026-03-31')
    expect(asked('BILLED', [['C001']], [['']], null).args[1]).to.equal(0)
    expect(refusalOf(() => asked('BILLED', [['C001']], [[46023], ['']], null))).to.equal('DATE_MISSING')
  })

  it('take rich values for what they stand for, and pass errors on', () => {
    const formatted = { type: 'FormattedNumber', basicType: 'Double', basicValue: 46112, numberFormat: 'yyyy-mm-dd' }
    expect(asked('BALANCE', [['C001']], null, [[formatted]], null).args[2]).to.equal(46112)
    const error = { type: 'Error', basicType: 'Error', basicValue: '#REF!' }
    expect(() => asked('BALANCE', [[error]], null, null, null)).to.throw(ErrorGiven)
  })
})

describe('answers of cells', () => {
  const refusal = { code: 'UNKNOWN_CUSTOMER', message: 'not there' } as const

  it('are rows below each other for a column of customers, errors among them', () => {
    expect(arranged([[[1, 2]], { refusal }], 2, 1, 'en')).to.deep.equal([
      [1, 2],
      [new CellError('#N/A', 'not there'), new CellError('#N/A', 'not there')],
    ])
  })

  it('are compared by what a cell shows', () => {
    expect(isSame([[1, new CellError('#N/A', 'a')]], [[1, new CellError('#N/A', 'a')]])).to.equal(true)
    expect(isSame([[1, new CellError('#N/A', 'a')]], [[1, new CellError('#N/A', 'b')]])).to.equal(false)
    expect(isSame([[1], [2]], [[1]])).to.equal(false)
    expect(isSame(undefined, null)).to.equal(false)
    expect(isSame(0, null)).to.equal(false)
  })
})
