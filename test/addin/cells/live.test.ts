import { expect } from 'chai'
import type { CellsDesk } from '../../../addin/cells/cells.js'
import { LiveCells } from '../../../addin/cells/live.js'
import type { Replica, ReplicaNews, ReplicaStatus } from '../../../addin/replica/replica.js'
import type { Book } from '../../../shared/book/book.js'
import { day } from '../../../shared/dates.js'
import { evaluate } from '../../../shared/functions/evaluate.js'
import { FUNCTIONS } from '../../../shared/functions/index.js'
import type { EvaluateRequest } from '../../../shared/protocol.js'
import { refuse } from '../../../shared/refusals.js'
import { enter, sampleLedger } from '../../sample-ledger.js'

const LEDGER = `
  invoice  I-1  C001  2026-01-10  due 2026-02-09  1000.00
  invoice  I-3  C002  2026-02-01  due 2026-03-03   700.00`

/** As much of Excel's runtime as errors need. */
class FunctionError extends Error {
  constructor(
    readonly code: string,
    message?: string,
  ) {
    super(message)
  }
}
const RUNTIME = { Error: FunctionError, ErrorCode: { notAvailable: '#N/A', invalidValue: '#VALUE!', divisionByZero: '#DIV/0!' } }

/** A replica that a test turns from one phase to another. */
function fake(book: Book) {
  let listener: (news: ReplicaNews) => void = () => undefined
  const requests: EvaluateRequest[] = []
  const state = { live: true, today: day('2026-03-31'), asOf: day('2026-03-31'), reachable: true, failures: 0 }
  const status: { -readonly [Field in keyof ReplicaStatus]: ReplicaStatus[Field] } = {
    phase: 'loading',
    live: 'live',
    change: 0,
    newest: 0,
    fetchedAt: 0,
  }
  const replica = {
    book: undefined as Book | undefined,
    status,
    ready: new Promise<void>(() => undefined),
    subscribe: (hear: typeof listener) => ((listener = hear), () => undefined),
    connection: {
      address: 'https://ledger.example/api/v1',
      evaluate: async (request: EvaluateRequest) => {
        requests.push(request)
        if (!state.reachable) {
          state.failures++
          throw refuse('OFFLINE', { address: 'https://ledger.example/api/v1' })
        }
        return evaluate(book, request, 'en')
      },
    },
  }
  const desk: CellsDesk = {
    replica: replica as unknown as Replica,
    language: 'en',
    formatted: true,
    live: () => state.live,
    withDrafts: ask => ask(),
    askedOn: () => state,
  }
  const tell = (news: ReplicaNews = { kind: 'status' }) => listener(news)
  return { desk, replica, status, state, requests, tell }
}

/** Calls a function as Excel does, and holds what its cell was given. */
function cell(cells: LiveCells, name: string, ...given: unknown[]) {
  const invocation: { setResult: (value: unknown) => void; onCanceled?: () => void } = {
    setResult: value => {
      held.shown = value
      held.times++
    },
  }
  const held = { shown: undefined as unknown, times: 0, cancel: () => invocation.onCanceled!() }
  cells.call(name, FUNCTIONS.get(name)!, given, invocation)
  return held
}

const balance = (cells: LiveCells, customer: string) => cell(cells, 'BALANCE', [[customer]], null, null, null)
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))
const WAITS = { gather: 1, patience: 1000, again: [1, 1] }

describe('live cells', () => {
  before(() => Object.assign(globalThis, { CustomFunctions: RUNTIME }))
  after(() => Reflect.deleteProperty(globalThis, 'CustomFunctions'))

  it('wait for the desk and the ledger, then answer at once', () => {
    const book = sampleLedger(LEDGER)
    const { desk, replica, status, tell } = fake(book)
    const cells = new LiveCells()
    const early = balance(cells, 'C001')
    cells.connect(desk)
    expect(early.times).to.equal(0)
    Object.assign(replica, { book })
    status.phase = 'ready'
    tell()
    expect(early).to.include({ shown: 1000, times: 1 })
    expect(balance(cells, 'C002')).to.include({ shown: 700, times: 1 })
  })

  it('say after a while that the ledger is still coming, and answer when it is there', async () => {
    const book = sampleLedger(LEDGER)
    const { desk, replica, tell } = fake(book)
    const cells = new LiveCells(5)
    cells.connect(desk)
    const waiting = balance(cells, 'C001')
    await pause(20)
    expect((waiting.shown as Error).message).to.contain('still being fetched')
    Object.assign(replica, { book })
    tell()
    expect(waiting).to.include({ shown: 1000, times: 2 })
  })

  it('are asked anew only where facts may have changed them, and given only what is another answer', () => {
    const book = sampleLedger(LEDGER)
    const { desk, replica, tell } = fake(book)
    Object.assign(replica, { book })
    const cells = new LiveCells()
    cells.connect(desk)
    const [one, two, all] = ['C001', 'C002', '*'].map(customer => balance(cells, customer))
    const bucket = cell(cells, 'AGING', [['C002']], [['>90']], null, null)
    const from = book.change
    enter(book, 'receipt R-1 C002 2026-03-10 200.00')
    tell({ kind: 'facts', from, to: book.change, customers: new Set([book.customers.find('C002')!]) })
    expect([one, two, all, bucket].map(({ shown, times }) => [shown, times])).to.deep.equal([
      [1000, 1],
      [500, 2],
      [1500, 2],
      [0, 1],
    ])
  })

  it('of a column of customers renew only the answers of those with new facts', () => {
    const book = sampleLedger(LEDGER)
    const { desk, replica, tell } = fake(book)
    Object.assign(replica, { book })
    const cells = new LiveCells()
    cells.connect(desk)
    const column = cell(cells, 'BALANCE', [['C001'], ['*'], ['C002'], ['C999'], ['C002']], null, null, null)
    const table = cell(cells, 'AGING', [['C001'], ['C002']], [['1-30', '31-60']], null, null)
    const rows = cell(cells, 'AGING', [['C001'], ['C002']], null, null, null)
    expect(table.shown).to.deep.equal([
      [0, 1000],
      [700, 0],
    ])
    const from = book.change
    enter(book, 'receipt R-1 C002 2026-03-10 200.00\n allocate R-1 I-3 2026-03-10 200.00')
    tell({ kind: 'facts', from, to: book.change, customers: new Set([book.customers.find('C002')!]) })
    const [one, all, two, , again] = column.shown as unknown[][]
    expect([one, all, two, again]).to.deep.equal([[1000], [1500], [500], [500]])
    expect(table.shown).to.deep.equal([
      [0, 1000],
      [500, 0],
    ])
    expect(rows.shown).to.deep.equal([
      [0, 0, 1000, 0, 0, 0],
      [0, 500, 0, 0, 0, 0],
    ])
  })

  it('follow the as-of date, and forget cells that are gone', () => {
    const book = sampleLedger(LEDGER)
    const { desk, replica, state } = fake(book)
    Object.assign(replica, { book })
    const cells = new LiveCells()
    cells.connect(desk)
    const one = balance(cells, 'C002')
    const dated = cell(cells, 'BALANCE', [['C002']], null, [['2026-03-31']], null)
    state.asOf = day('2026-01-31')
    cells.reconsider()
    expect([one.shown, dated.shown]).to.deep.equal([0, 700])
    one.cancel()
    state.asOf = day('2026-03-31')
    cells.reconsider()
    expect(one.times).to.equal(2)
    expect(cells.count).to.equal(1)
  })

  it('tell an error of ours by a reference, never by a value', () => {
    const book = sampleLedger(LEDGER)
    const { desk, replica } = fake(book)
    Object.assign(replica, { book })
    const cells = new LiveCells()
    cells.connect(desk)
    const broken = { ...FUNCTIONS.get('BALANCE')!, value: undefined as never }
    const logged: unknown[] = []
    const { console: page } = globalThis
    const { error } = page
    page.error = (...said: unknown[]) => void logged.push(...said)
    let shown: unknown
    try {
      ;(FUNCTIONS as Map<string, unknown>).set('BROKEN', broken)
      cells.call('BROKEN', broken, [[['C001']], null, null, null], { setResult: (value: unknown) => (shown = value) })
    } finally {
      page.error = error
      ;(FUNCTIONS as Map<string, unknown>).delete('BROKEN')
    }
    expect((shown as FunctionError).code).to.equal('#VALUE!')
    expect((shown as Error).message).to.contain(logged[0])
  })

  describe('of a ledger that is too large for the workbook', () => {
    const remote = () => {
      const book = sampleLedger(LEDGER)
      const made = fake(book)
      made.status.phase = 'remote'
      made.status.newest = book.change
      const cells = new LiveCells(1000, WAITS)
      cells.connect(made.desk)
      return { ...made, book, cells }
    }

    it('ask together, at most ten thousand in one request', async () => {
      const { cells, requests } = remote()
      const many = Array.from({ length: 10_001 }, (_, i) => balance(cells, i % 2 ? 'C001' : 'C002'))
      const column = cell(cells, 'BALANCE', [['C001'], ['C002']], null, null, null)
      await cells.refresh()
      expect(many.every(({ shown }, i) => shown === (i % 2 ? 1000 : 700))).to.equal(true)
      expect(column.shown).to.deep.equal([[1000], [700]])
      expect(requests.slice(0, 2).map(({ calls }) => calls.length)).to.deep.equal([10_000, 2])
    })

    it('follow its changes, or count as behind', async () => {
      const { cells, book, status, state, tell } = remote()
      const two = balance(cells, 'C002')
      await cells.refresh()
      enter(book, 'receipt R-1 C002 2026-03-10 200.00')
      status.newest = book.change
      tell()
      await pause(20)
      expect(two).to.include({ shown: 500, times: 2 })
      state.live = false
      enter(book, 'receipt R-2 C002 2026-03-11 100.00')
      status.newest = book.change
      tell()
      await pause(20)
      expect([two.shown, cells.behind]).to.deep.equal([500, 1])
      await cells.refresh()
      expect([two.shown, cells.behind]).to.deep.equal([400, 0])
    })

    it('try again when the service is away, then say so, and answer when it is back', async () => {
      const { cells, state, tell } = remote()
      state.reachable = false
      const one = balance(cells, 'C001')
      await cells.refresh()
      expect(state.failures).to.equal(3)
      expect((one.shown as Error).message).to.contain('no connection')
      state.reachable = true
      tell()
      await pause(20)
      expect(one.shown).to.equal(1000)
    })

    it('show a refusal of the service as their own', async () => {
      const { cells } = remote()
      const one = balance(cells, 'C999')
      await cells.refresh()
      expect((one.shown as FunctionError).code).to.equal('#N/A')
      expect((one.shown as Error).message).to.contain('C999')
    })
  })
})
