import { expect } from 'chai'
import * as fc from 'fast-check'
import { Numbers } from '../../../shared/book/numbers.js'

describe('document numbers', () => {
  it('finds every number while the table grows, and none that was never there', () => {
    const numbers = new Numbers()
    const any = () => true
    for (let i = 0; i < 20_000; i++) {
      numbers.add(`INV-${i}`)
      if (i % 997 === 0) for (let j = 0; j <= i; j += 101) expect(numbers.find(`INV-${j}`, any)).to.equal(j)
    }
    for (let i = 0; i < 20_000; i++) {
      expect(numbers.find(`INV-${i}`, any)).to.equal(i)
      expect(numbers.text(i)).to.equal(`INV-${i}`)
    }
    expect(numbers.find('INV-20000', any)).to.equal(-1)
  })

  it('keeps any text, finds the newest of equal ones first, and forgets what is cut off', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { maxLength: 80 }),
        fc.nat(80),
        fc.nat(80),
        (texts, cut, from) => {
          let numbers = new Numbers()
          texts.slice(0, from).forEach(text => numbers.add(text))
          // From here on they came all at once, as with a snapshot.
          const { pool, ends } = numbers.parts
          numbers = Numbers.from(pool.slice(), ends.slice())
          const { bytes } = numbers
          texts.slice(from).forEach(text => numbers.add(text))
          if (texts.length <= from) {
            numbers.find('anything', () => true)
            expect(numbers.bytes).to.equal(bytes)
          }
          const kept = texts.slice(0, cut)
          numbers.truncate(kept.length)
          ;[...kept, 'more'].slice(kept.length).forEach(text => numbers.add(text))
          const now = [...kept, 'more']
          now.forEach((text, i) => expect(numbers.text(i)).to.equal(text))
          for (const text of new Set([...texts, ...now])) {
            const found: number[] = []
            numbers.find(text, row => {
              found.push(row)
              return false
            })
            expect(found).to.deep.equal(now.flatMap((other, i) => (other === text ? [i] : [])).reverse())
          }
        },
      ),
    )
  })
})
