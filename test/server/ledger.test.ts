import { expect } from 'chai'
import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { SLICE_ROWS } from '../../server/ledger/import.js'
import { openLedger, pushAnswer } from '../../server/ledger.js'
import { OWNER } from '../../server/viewer.js'
import { refuse, type Refusal } from '../../shared/refusals.js'
import { contents, manyCustomers, manyRows, push, row, sampleLedger, temporaryFolders, VARIED } from './sample.js'

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    return (error as Refusal).code
  }
  return 'none'
}

const customer = (code: string) => row('customers', { code, name: code })

describe('the write path', () => {
  const folder = temporaryFolders()

  it('answers the same push as before, and posts it once', async () => {
    const place = folder()
    const ledger = await sampleLedger(place)
    await ledger.push(push('customers', manyCustomers()), 'S01')
    const rows = [...manyRows(2), row('invoices', { number: 'I-9', customer: 'nobody', docDate: '2026-01-01', amount: '1' })]
    const first = await ledger.push(push('push-0001', rows, { atomic: false }), 'S01')
    expect(first.change).to.equal(2)
    expect(first.rows.map(answer => answer.outcome)).to.deep.equal([...Array<string>(6).fill('accepted'), 'refused'])
    const again = await ledger.push(push('push-0001', rows, { atomic: false }), 'S01')
    expect(pushAnswer(again, 'zh')).to.deep.equal(pushAnswer(first, 'zh'))
    expect(ledger.change).to.equal(2)
    await ledger.close()
    const reopened = await openLedger(place)
    const later = await reopened.push(push('push-0001', rows, { atomic: false }), 'S01')
    expect(pushAnswer(later, 'en')).to.deep.equal(pushAnswer(first, 'en'))
    expect(reopened.change).to.equal(2)
    await reopened.close()
  })

  it('knows equal content by what it says, not by the order of its fields', async () => {
    const ledger = await sampleLedger(folder())
    await ledger.push(push('push-0001', [row('customers', { code: 'A', name: 'a' })]), 'S01')
    expect((await ledger.push(push('push-0001', [row('customers', { name: 'a', code: 'A' })]), 'S01')).change).to.equal(1)
    expect(await refusalOf(ledger.push(push('push-0001', [row('customers', { code: 'A', name: 'b' })]), 'S01'))).to.equal('PUSH_REUSED')
    expect(ledger.change).to.equal(1)
    await ledger.close()
  })

  it('posts nothing of an atomic push with a refused row, and nothing of a trial', async () => {
    const ledger = await sampleLedger(folder())
    const before = plain(contents(ledger.book(OWNER)))
    const refused = await ledger.push(
      push('push-0001', [...VARIED, row('invoices', { number: 'I-1', customer: 'C001', docDate: '2026-03-02', amount: '1' })]),
      'S01',
    )
    expect(refused).to.include({ posted: false, change: 0 })
    expect(refused.rows.filter(answer => answer.outcome === 'refused').map(answer => answer.index)).to.deep.equal([VARIED.length])
    const trial = await ledger.push(push('push-0002', VARIED, { dryRun: true }), 'S01')
    expect(trial).to.include({ posted: false, change: 0 })
    expect(trial.rows.every(answer => answer.outcome === 'accepted')).to.equal(true)
    expect(plain(contents(ledger.book(OWNER)))).to.deep.equal(before)
    expect(await ledger.check()).to.deep.equal([])
    await ledger.close()
  })

  it('commits pushes that wait together, each as its own change', async () => {
    const place = folder()
    const ledger = await sampleLedger(place)
    const heard: number[] = []
    ledger.subscribe(change => heard.push(change))
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => ledger.push(push(`push-${1000 + i}`, [customer(`C${i}`)]), 'S01')),
    )
    expect(answers.map(({ change }) => change)).to.deep.equal(Array.from({ length: 50 }, (_, i) => i + 1))
    expect(heard).to.deep.equal([50])
    await ledger.close()
  })

  it('lets one push of a group fail without the others', async () => {
    const ledger = await sampleLedger(folder())
    const same = push('push-0001', [customer('A')])
    const ends = await Promise.allSettled([
      ledger.push(same, 'S01'),
      ledger.push(push('push-0001', [customer('B')]), 'S01'),
      ledger.push(same, 'S01'),
      ledger.push(push('push-0002', [row('nowhere', {})]), 'S01'),
      ledger.push(push('push-0003', [customer('C')]), 'S01'),
    ])
    expect(ends.map(end => (end.status === 'fulfilled' ? end.value.change : (end.reason as Refusal).code))).to.deep.equal([
      1,
      'PUSH_REUSED',
      1,
      1,
      2,
    ])
    expect(await ledger.check()).to.deep.equal([])
    await ledger.close()
  })

  it('never records a change before the one before it, whatever the clock says', async () => {
    const times = [5000, 9000, 7000, 8000, 12000].map(seconds => seconds * 1000)
    const ledger = await sampleLedger(folder(), { clock: () => times.shift()! })
    for (const name of ['A', 'B', 'C', 'D']) await ledger.push(push(`push-${name}-1`, [customer(name)]), 'S01')
    expect(ledger.book(OWNER).recorded.map(({ at }) => at / 1000)).to.deep.equal([9000, 9000, 9000, 12000])
    await ledger.close()
  })

  it('takes a push back that cannot be committed, and takes it when it can', async () => {
    const place = folder()
    const ledger = await sampleLedger(place, { store: { pragmas: ['max_page_count = 120'] } })
    await ledger.push(push('customers', manyCustomers()), 'S01')
    const before = plain(contents(ledger.book(OWNER)))
    expect(await refusalOf(ledger.push(push('push-0001', manyRows(600)), 'S01'))).to.equal('LEDGER_FULL')
    expect(plain(contents(ledger.book(OWNER)))).to.deep.equal(before)
    expect(await ledger.check()).to.deep.equal([])
    expect(await ledger.push(push('push-0002', manyRows(3)), 'S01')).to.include({ posted: true, change: 2 })
    await ledger.close()
    const roomy = await openLedger(place)
    expect(await roomy.push(push('push-0001', manyRows(600, 10)), 'S01')).to.include({ posted: true, change: 3 })
    expect(await roomy.check()).to.deep.equal([])
    await roomy.close()
  })

  it('finishes what it accepted when it stops, and takes nothing after', async () => {
    const place = folder()
    const ledger = await sampleLedger(place)
    const last = ledger.push(push('push-0001', [customer('A')]), 'S01')
    const closing = ledger.close()
    expect(await refusalOf(ledger.push(push('push-0002', [customer('B')]), 'S01'))).to.equal('SHUTTING_DOWN')
    expect((await last).change).to.equal(1)
    await closing
    const file = new Sqlite(join(place, 'ledger.sqlite'))
    expect(file.prepare('select count(*) from change').pluck().get()).to.equal(1)
    file.close()
  })

  it('reports what further checks find', async () => {
    const ledger = await sampleLedger(folder(), { invariants: () => [{ name: 'balance', problem: 'off by 0.01' }] })
    expect(await ledger.check()).to.deep.equal([{ check: 'balance', problem: 'off by 0.01' }])
    await ledger.close()
  })
})

describe('a long import', () => {
  const folder = temporaryFolders()
  const file = { hash: 'f00d', source: { file: 'big.csv' } }
  /** How many rows of so many are done after each slice. */
  const sliceEnds = (rows: number) => Array.from({ length: Math.ceil(rows / SLICE_ROWS) }, (_, i) => Math.min(rows, (i + 1) * SLICE_ROWS))

  it('is checked whole before anything is posted, and names every refused row', async () => {
    const ledger = await sampleLedger(folder())
    await ledger.push(push('customers', manyCustomers()), 'S01')
    const rows = manyRows(900)
    const bad = [5, 999, 1000, 2600]
    for (const index of bad)
      rows[index] = row('invoices', { number: `X-${index}`, customer: 'nobody', docDate: '2026-01-01', amount: '1' }, index)
    const outcome = await ledger.import({ ...file, rows }, 'S01')
    expect(outcome).to.include({ posted: false, change: 1 })
    const refused = outcome.rows.filter(answer => answer.outcome === 'refused')
    expect(refused.filter(answer => bad.includes(answer.index))).to.have.length(bad.length)
    expect(ledger.book(OWNER).documents.count).to.equal(0)
    const others = await ledger.import({ ...file, rows, atomic: false }, 'S01')
    expect(others.posted).to.equal(true)
    expect(others.rows).to.deep.equal(outcome.rows)
    expect(await ledger.check()).to.deep.equal([])
    await ledger.close()
  })

  it('posts nothing of a trial, and the same file once', async () => {
    const ledger = await sampleLedger(folder())
    const rows = [...manyCustomers(), ...manyRows(800)]
    // Two equal allocations far apart are two allocations, and stay two when the file comes again.
    rows.splice(30, 0, row('allocations', { from: 'R-1', to: 'I-1', date: '2026-02-11', amount: '0.01' }))
    const trial = await ledger.import({ ...file, rows, dryRun: true }, 'S01')
    expect(trial.rows.filter(answer => answer.outcome === 'refused').length).to.equal(1)
    rows.splice(30, 1)
    const receipts = rows.findIndex(({ row }) => row.number === 'R-1')
    rows[receipts].row.amount = '80'
    const twice = row('allocations', { from: 'R-1', to: 'I-1', date: '2026-02-12', amount: '10' })
    rows.push(twice)
    rows.splice(100, 0, twice)
    const steps: string[] = []
    const first = await ledger.import({ ...file, rows, progress: (done, total, stage) => steps.push(`${stage} ${done}/${total}`) }, 'S01')
    const ends = sliceEnds(2422)
    expect(first).to.include({ posted: true, change: ends.length })
    expect(steps).to.deep.equal(['checked', 'posted'].flatMap(stage => ends.map(end => `${stage} ${end}/2422`)))
    expect(ledger.book(OWNER).applications.count).to.equal(802)
    for (const hash of [file.hash, 'saved-again']) {
      const again = await ledger.import({ ...file, hash, rows }, 'S01')
      expect(again).to.include({ posted: false, change: ends.length })
      expect(again.rows.filter(answer => answer.outcome === 'refused')).to.deep.equal([])
    }
    expect(await ledger.check()).to.deep.equal([])
    await ledger.close()
  })

  it('refuses another content under the name of a batch', async () => {
    const ledger = await sampleLedger(folder())
    await ledger.import({ ...file, rows: [customer('A')] }, 'S01')
    expect(await refusalOf(ledger.import({ ...file, rows: [customer('B')] }, 'S01'))).to.equal('PUSH_REUSED')
    await ledger.close()
  })

  it('lets others be answered while it runs, from what is committed', async () => {
    const ledger = await sampleLedger(folder())
    await ledger.push(push('customers', manyCustomers()), 'S01')
    const running = ledger.import({ ...file, rows: manyRows(2000) }, 'S01')
    const seen = new Set<number>()
    let ended = false
    void running.then(() => (ended = true))
    while (!ended) {
      seen.add(ledger.book(OWNER).documents.count)
      await new Promise(resolve => setImmediate(resolve))
    }
    // Of each three rows two are documents: an invoice, a receipt, and what allocates it.
    expect([...seen]).to.deep.equal([0, ...sliceEnds(6000).map(end => Math.ceil((end * 2) / 3))])
    await ledger.close()
  })

  it('says the ledger is full and completes once there is room', async () => {
    const place = folder()
    const small = await sampleLedger(place, { store: { pragmas: ['max_page_count = 330'] } })
    await small.push(push('customers', manyCustomers()), 'S01')
    const rows = manyRows(1500)
    expect(await refusalOf(small.import({ ...file, rows }, 'S01'))).to.equal(refuse('LEDGER_FULL').code)
    const part = small.book(OWNER).documents.count
    expect(part).to.be.within(1, 2999)
    expect(await small.check()).to.deep.equal([])
    await small.close()
    const roomy = await openLedger(place)
    const outcome = await roomy.import({ ...file, rows }, 'S01')
    expect(outcome.posted).to.equal(true)
    expect(roomy.book(OWNER).documents.count).to.equal(3000)
    expect(roomy.book(OWNER).applications.count).to.equal(1500)
    expect(await roomy.check()).to.deep.equal([])
    await roomy.close()
  })
})
