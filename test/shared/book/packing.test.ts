import { expect } from 'chai'
import * as fc from 'fast-check'
import { BLOCK, packed, type Expectation, type Values } from '../../../shared/book/packing.js'
import { joined } from '../../../shared/book/snapshot.js'
import { unpacking } from '../../../shared/book/unpacking.js'

const MOST = Number.MAX_SAFE_INTEGER

const amounts = fc.array(
  fc.oneof(
    fc.integer({ min: -1000, max: 1000 }),
    fc.integer({ min: -1000, max: 1000 }).map(whole => whole * 1_000_000),
    fc.maxSafeInteger(),
    fc.constantFrom(MOST, -MOST, 2 ** 31, 2 ** 32, 2 ** 32 - 1, -(2 ** 40)),
  ),
)
const codes = fc.array(fc.oneof(fc.nat(255), fc.nat(70_000), fc.nat(0xffffffff)))

/** Every expectation over some values: all must give them back, whatever they expect. */
function expectations(values: Values): (Expectation | undefined)[] {
  const before = Uint32Array.from(values, (_, row) => (row % 3 === 0 ? 0 : row - (row % 2)))
  const fill = (from: number, to: number, into: Values | Int32Array) => {
    for (let row = from; row < to; row++) into[row - from] = (row % 5) * 700
  }
  return [undefined, 'previous', { before }, { fill }]
}

function there(values: Values, expect?: Expectation): number {
  return joined([...packed({ values, count: values.length, expect })]).length
}

function thereAndBack(values: Values): void {
  for (const expectation of expectations(values)) {
    const bytes = joined([...packed({ values, count: values.length, expect: expectation })])
    const read = new (values.constructor as new (length: number) => Values)(values.length)
    // Amid other bytes, as in a snapshot.
    const coming = { bytes: joined([new Uint8Array(5), bytes, new Uint8Array(3)]), length: 0 }
    const reading = unpacking({ values: read, count: read.length, expect: expectation }, coming, 5)
    let step = reading.next()
    for (; !step.done; step = reading.next()) {
      expect(step.value).to.be.within(coming.length + 1, 5 + bytes.length)
      coming.length = step.value
    }
    expect(step.value).to.equal(5 + bytes.length)
    expect([...read]).to.deep.equal([...values])
  }
}

describe('packed columns', () => {
  it('give back every amount that a double holds', () => {
    fc.assert(fc.property(amounts, numbers => thereAndBack(Float64Array.from(numbers))))
  })

  it('give back every code, date and count', () => {
    fc.assert(
      fc.property(codes, numbers => {
        thereAndBack(Uint32Array.from(numbers))
        thereAndBack(Uint16Array.from(numbers))
        thereAndBack(Uint8Array.from(numbers))
      }),
    )
  })

  it('go on from one block to the next', () => {
    const rows = 2 * BLOCK + 17
    thereAndBack(Uint32Array.from({ length: rows }, (_, row) => row * 3 + (row % 7)))
    thereAndBack(Float64Array.from({ length: rows }, (_, row) => (row % 2 ? -1 : 1) * row * 1_000_003))
    thereAndBack(Float64Array.from({ length: rows }, (_, row) => (row < BLOCK ? 0 : MOST - row)))
  })

  it('take next to nothing for what was expected', () => {
    const numbered = Uint32Array.from({ length: BLOCK }, (_, row) => row + 1)
    expect(there(numbered, 'previous')).to.equal(16)
    expect(there(numbered)).to.equal(16 + 2 * BLOCK)
    expect(there(Float64Array.from({ length: BLOCK }, (_, row) => (row % 200) * 1_000_000))).to.equal(16 + BLOCK)
  })
})
