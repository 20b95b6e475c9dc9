import { expect } from 'chai'
import { foundRows, markOf, type FoundCell, type FrozenCell } from '../../../addin/workbook/frozen-rows.js'

type Row = readonly [mark: string, value: number | string]
const cells = (rows: readonly Row[]): FrozenCell[] => rows.map(([mark, value], at) => ({ at, value, mark }))
const now = (rows: readonly Row[]): FoundCell[] => rows.map(([mark, value]) => ({ value, mark }))

describe('Frozen cells of a column', () => {
  const before: Row[] = [
    ['a', 10],
    ['b', 0],
    ['c', 0],
    ['d', 7],
  ]

  it('are where they were', () => expect(foundRows(cells(before), now(before), 4)).to.eql([0, 1, 2, 3]))

  it('are found again after sorting, equal values by the texts of their rows', () =>
    expect(
      foundRows(
        cells(before),
        now([
          ['c', 0],
          ['d', 7],
          ['b', 0],
          ['a', 10],
        ]),
        4,
      ),
    ).to.eql([3, 2, 0, 1]))

  it('are found again after rows were inserted', () =>
    expect(
      foundRows(
        cells(before),
        now([
          ['a', 10],
          ['', ''],
          ['b', 0],
          ['', ''],
          ['c', 0],
          ['d', 7],
        ]),
        4,
      ),
    ).to.eql([0, 2, 4, 5]))

  it('are found again after a row was deleted, which is gone itself', () =>
    expect(
      foundRows(
        cells(before),
        now([
          ['a', 10],
          ['c', 0],
          ['d', 7],
        ]),
        4,
      ),
    ).to.eql([0, undefined, 1, 2]))

  it('without texts keep their order when rows are inserted', () => {
    const bare: Row[] = [
      ['', 0],
      ['', 0],
      ['', 5],
    ]
    expect(
      foundRows(
        cells(bare),
        now([
          ['', 0],
          ['', ''],
          ['', 0],
          ['', 5],
        ]),
        3,
      ),
    ).to.eql([0, 2, 3])
  })

  it('are not taken for found when somebody changed them', () =>
    expect(
      foundRows(
        cells(before),
        now([
          ['a', 11],
          ['b', 0],
          ['c', 0],
          ['d', '7'],
        ]),
        4,
      ),
    ).to.eql([undefined, 1, 2, undefined]))

  it('are known in their place when a text beside them was mended', () =>
    expect(
      foundRows(
        cells(before),
        now([
          ['z', 10],
          ['b', 0],
          ['c', 0],
          ['d', 7],
        ]),
        4,
      ),
    ).to.eql([0, 1, 2, 3]))

  it('are not mistaken for one another: a customer that moved and was changed does not leave its place to another', () =>
    expect(
      foundRows(
        cells(before),
        now([
          ['a', 10],
          ['c', 0],
          ['b', 3],
          ['d', 7],
        ]),
        4,
      ),
    ).to.eql([0, undefined, 1, 3]))
})

describe('The mark of a row', () => {
  const all = () => true

  it('tells rows apart by their texts, and numbers do not count', () => {
    expect(markOf(['C001', 'Dongfang', 5], all)).to.equal(markOf(['C001', 'Dongfang', 6], all))
    expect(markOf(['C001', 'Dongfang'], all)).not.to.equal(markOf(['C002', 'Dongfang'], all))
    expect(markOf(['C0', '01'], all)).not.to.equal(markOf(['C001'], all))
  })

  it('is empty without texts', () => expect(markOf([1, '', true], all)).to.equal(''))
})
