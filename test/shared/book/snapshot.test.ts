import { expect } from 'chai'
import * as fc from 'fast-check'
import { checkInvariants } from '../../../shared/book/invariants.js'
import { bookFrom, joined, snapshot, snapshotPieces } from '../../../shared/book/snapshot.js'
import { bookReading } from '../../../shared/book/reading.js'
import { history, play } from '../../history.js'
import { contents } from '../../server/sample.js'

const RUNS = { numRuns: Number(process.env.HISTORIES ?? 60) }

describe('a snapshot', () => {
  it('holds every fact, and what is derived is made anew', () => {
    fc.assert(
      fc.property(history(), steps => {
        const { book } = play(steps)
        const copy = bookFrom(snapshot(book))
        expect(JSON.parse(JSON.stringify(contents(copy)))).to.deep.equal(JSON.parse(JSON.stringify(contents(book))))
        expect([...copy.reopened].sort()).to.deep.equal([...book.reopened].sort())
        expect(checkInvariants(copy)).to.deep.equal([])
      }),
      RUNS,
    )
  })

  it('is of the moment it was begun, whatever is added while it is given', () => {
    fc.assert(
      fc.property(history(60), fc.nat(40), (steps, pieces) => {
        const { book: later } = play(steps)
        const { book } = play(steps.slice(0, steps.length >> 1))
        const whole = snapshot(book)
        const given: Uint8Array[] = []
        const giving = snapshotPieces(book)
        for (let i = 0; i <= pieces; i++) {
          const { value, done } = giving.next()
          if (!done) given.push(value)
        }
        // Grows far enough for every column to be moved.
        for (let i = 0; i < 70; i++) book.customerIndex(`new ${i}`)
        for (let row = 0; row < later.documents.count; row++) {
          const { documents } = later
          const id = book.lastDocumentId + 1
          book.addDocumentRow(id, documents.kind[row], 0, `N${id}`, 20_000 as never, 20_000 as never, 0, 0, 5, 0, 99, 0, 0)
          book.addItemRow(book.documents.count - 1, 1, 20_000 as never, 5, 5)
          book.addLineRow(book.documents.count - 1, 0, 1, 5, 0, 0)
        }
        given.push(...giving)
        expect(Buffer.from(joined(given)).equals(Buffer.from(whole))).to.equal(true)
      }),
      { numRuns: Math.min(20, RUNS.numRuns) },
    )
  })

  it('is read while its bytes come, however they are cut, into whatever room they are given', () => {
    fc.assert(
      fc.property(history(40), fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }), (steps, cuts) => {
        const { book } = play(steps)
        const bytes = snapshot(book)
        const coming = { bytes: new Uint8Array(0), length: 0 }
        const reading = bookReading(coming)
        let next = reading.next()
        for (let i = 0; !next.done; i++) {
          expect(coming.length).to.be.below(bytes.length)
          coming.length = Math.min(bytes.length, coming.length + cuts[i % cuts.length])
          coming.bytes = bytes.slice(0, coming.length)
          while (!next.done && next.value <= coming.length) next = reading.next()
        }
        expect(next.value.end).to.equal(bytes.length)
        expect(contents(next.value.book)).to.deep.equal(contents(bookFrom(bytes)))
        expect(checkInvariants(next.value.book)).to.deep.equal([])
      }),
      { numRuns: Math.min(20, RUNS.numRuns) },
    )
  })

  it('that is cut off, or goes on, is refused', () => {
    const bytes = snapshot(play([]).book)
    for (const wrong of [bytes.subarray(0, bytes.length - 1), bytes.subarray(0, 9), joined([bytes, new Uint8Array(1)])])
      expect(() => bookFrom(wrong))
        .to.throw()
        .with.property('code', 'BAD_FILE')
  })

  it('of another format is refused', () => {
    const bytes = snapshot(play([]).book)
    bytes[4]++
    expect(() => bookFrom(bytes))
      .to.throw()
      .with.property('code', 'BAD_FILE')
    expect(() => bookFrom(new Uint8Array(3)))
      .to.throw()
      .with.property('code', 'BAD_FILE')
  })
})
