import { expect } from 'chai'
import { holding } from '../../../addin/replica/holding.js'
import { keeper } from '../../../addin/replica/keeper.js'
import { hub } from '../../../addin/replica/news.js'
import { storageOf, type Moment, type Owner } from '../../../addin/replica/storage.js'
import { waiting } from '../../../addin/replica/waiting.js'
import { bookFrom, snapshot } from '../../../shared/book/snapshot.js'
import { FACT_SCHEMA } from '../../../shared/facts/fact.js'
import { VERSIONS } from '../../../shared/protocol.js'
import { play } from '../../history.js'
import { freshStorage, nodeSurroundings } from './service.js'

const OWNER: Owner = { company: 'demo', user: 'owner', scope: 1 }
const at = (change: number): Moment => ({ change, recordedAt: 1_000 * change })
const bytes = () => snapshot(play([]).book)
const delta = (from: number, code: string, padding = 0): string => {
  const head = { ...VERSIONS, company: OWNER.company, from, to: from + 1, since: 0, newest: from + 1, scope: 1, anew: false }
  const person = { change: from + 1, recordedAt: '2026-01-01T00:00:00.000Z', schema: FACT_SCHEMA, facts: [{ fact: 'person', code }] }
  return `${JSON.stringify(head)}\n${JSON.stringify(person)}\n${' '.repeat(padding)}\n`
}

describe('the kept replica', () => {
  it('is the newest of its service, whole and with what came after, in order', async () => {
    const factory = freshStorage()
    const storage = storageOf(factory, 'https://one')
    expect(await storage.newest()).to.equal(undefined)
    await storage.keep(OWNER, at(1), bytes(), 100)
    for (let change = 2; change <= 12; change++) await storage.add(OWNER, at(change), `delta ${change}`, 100 + change)
    await storage.add(OWNER, at(12), '', 500)
    const kept = (await storage.newest())!
    expect(kept.deltas).to.deep.equal(Array.from({ length: 11 }, (_, i) => `delta ${i + 2}`))
    expect({ company: kept.company, user: kept.user, scope: kept.scope, fetchedAt: kept.fetchedAt }).to.deep.equal({
      ...OWNER,
      fetchedAt: 500,
    })
    expect(bookFrom(kept.bytes).change).to.equal(1)
    expect(await storageOf(factory, 'https://two').newest()).to.equal(undefined)
  })

  it('makes room for another user, and can be forgotten', async () => {
    const storage = storageOf(freshStorage(), 'https://one')
    await storage.keep(OWNER, at(1), bytes(), 1)
    await storage.add(OWNER, at(2), 'delta', 2)
    await storage.keep({ ...OWNER, user: 'other' }, at(1), bytes(), 3)
    expect(await storage.stateOf(OWNER)).to.equal(undefined)
    expect(await storage.newest()).to.deep.include({ user: 'other', deltas: [] })
    await storage.clear()
    expect(await storage.newest()).to.equal(undefined)
  })

  it('is written in the background: whole at first, then what came, and whole again when that is much', async () => {
    const storage = storageOf(freshStorage(), 'https://one')
    const held = holding(hub(), () => 7)
    const keeping = keeper(storage, held, () => 7, waiting(nodeSurroundings()))
    const { book } = play([])
    held.take(book, OWNER, 1)
    keeping.start()
    await keeping.flush()
    expect((await storage.newest())!.deltas).to.deep.equal([])
    const came = (code: string, padding = 0) => {
      const text = delta(book.change, code, padding)
      book.append(JSON.parse(text.split('\n')[1]))
      keeping.took(book.change, text)
    }
    came('S1')
    came('S2')
    await keeping.flush()
    expect((await storage.newest())!.deltas.length).to.equal(2)
    expect(await storage.stateOf(OWNER)).to.include({ change: book.change })
    came('S3', 1_100_000)
    await keeping.flush()
    const kept = (await storage.newest())!
    expect(kept.deltas).to.deep.equal([])
    expect([...bookFrom(kept.bytes).persons]).to.include.members(['S1', 'S2', 'S3'])
  })

  it('is given up where storage fails, without a word to the user', async () => {
    const held = holding(hub(), () => 7)
    held.take(play([]).book, OWNER, 1)
    let asked = 0
    const full = {
      ...storageOf(freshStorage(), 'https://one'),
      keep: () => {
        asked++
        return Promise.reject(new DOMException('full', 'QuotaExceededError'))
      },
    }
    const keeping = keeper(full, held, () => 7, waiting(nodeSurroundings()))
    keeping.start()
    await keeping.flush()
    await keeping.flush()
    expect(asked).to.equal(1)
  })
})
