import { expect } from 'chai'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openLedger } from '../../server/ledger.js'
import { OWNER } from '../../server/viewer.js'
import { manyCustomers, manyRows, push, sampleLedger, temporaryFolders } from './sample.js'

const INVOICES = 2000

/** Kills at random moments; `npm run -s trials` makes many. */
const KILLS = Number(process.env.KILLS ?? 1)

/** A process of its own that imports a file and says what it has done so far. */
const importer = (place: string, file: string) => `
  import { readFileSync } from 'node:fs'
  import { openLedger } from ${JSON.stringify(join(process.cwd(), 'server/ledger.ts'))}
  const rows = JSON.parse(readFileSync(${JSON.stringify(file)}, 'utf8'))
  const ledger = await openLedger(${JSON.stringify(place)})
  await ledger.import({ rows, hash: 'crash', source: { file: 'crash.csv' }, progress: (done, of, stage) => process.stdout.write(stage + ' ' + done + '\\n') }, 'S01')
  await ledger.close()`

describe('a long import that is killed', () => {
  const folder = temporaryFolders()

  /** Imports in a process of its own, kills it when it says something or so many milliseconds after it began, and completes the import. */
  async function killedAt(when: string | number): Promise<string | null> {
    const place = folder()
    const first = await sampleLedger(place)
    await first.push(push('customers', manyCustomers()), 'S01')
    await first.close()
    const rows = manyRows(INVOICES)
    const file = join(dirname(place), 'rows.json')
    writeFileSync(file, JSON.stringify(rows))

    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', importer(place, file)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(child, 'exit')
    const kill = () => child.kill('SIGKILL')
    let timer: NodeJS.Timeout | undefined
    for await (const said of child.stdout) {
      if (typeof when === 'number') timer ??= setTimeout(kill, when)
      else if (String(said).includes(when)) kill()
    }
    const [, signal] = (await ended) as [number | null, string | null]
    clearTimeout(timer)

    const ledger = await openLedger(place)
    expect(await ledger.check()).to.deep.equal([])
    await ledger.import({ rows, hash: 'crash', source: { file: 'crash.csv' } }, 'S01')
    expect(ledger.book(OWNER).documents.count).to.equal(2 * INVOICES)
    expect(ledger.book(OWNER).applications.count).to.equal(INVOICES)
    const again = await ledger.import({ rows, hash: 'crash', source: { file: 'crash.csv' } }, 'S01')
    expect(again.posted).to.equal(false)
    expect(await ledger.check()).to.deep.equal([])
    await ledger.close()
    return signal
  }

  // Where each is killed: while it checks, and after some of its slices.
  for (const stage of ['checked 3000', 'posted 1000', 'posted 4000']) {
    it(`after “${stage}” leaves a sound ledger, and the same command completes it`, async () => {
      expect(await killedAt(stage)).to.equal('SIGKILL')
    }).timeout(20_000)
  }

  it('at any moment leaves a sound ledger, and the same command completes it', async () => {
    let killed = 0
    for (let i = 0; i < KILLS; i++) {
      // Somewhere within the seconds that the import takes, between any two statements.
      if ((await killedAt(Math.random() * 600)) === 'SIGKILL') killed++
    }
    expect(killed).to.be.at.least(KILLS > 10 ? KILLS / 2 : 0)
  }).timeout(KILLS * 20_000)
})
