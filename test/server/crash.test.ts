import { expect } from 'chai'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openLedger } from '../../server/ledger.js'
import { OWNER } from '../../server/viewer.js'
import { manyCustomers, manyRows, push, sampleLedger, temporaryFolders } from './sample.js'

const INVOICES = 2000

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

  // Where each is killed: while it checks, and after some of its slices.
  for (const stage of ['checked 3000', 'posted 1000', 'posted 4000']) {
    it(`after “${stage}” leaves a sound ledger, and the same command completes it`, async () => {
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
      for await (const said of child.stdout) if (String(said).includes(stage)) child.kill('SIGKILL')
      const [, signal] = (await ended) as [number | null, string | null]
      expect(signal).to.equal('SIGKILL')

      const ledger = await openLedger(place)
      expect(await ledger.check()).to.deep.equal([])
      expect(ledger.book(OWNER).documents.count).to.be.below(2 * INVOICES)
      const outcome = await ledger.import({ rows, hash: 'crash', source: { file: 'crash.csv' } }, 'S01')
      expect(outcome.posted).to.equal(true)
      expect(ledger.book(OWNER).documents.count).to.equal(2 * INVOICES)
      expect(ledger.book(OWNER).applications.count).to.equal(INVOICES)
      const again = await ledger.import({ rows, hash: 'crash', source: { file: 'crash.csv' } }, 'S01')
      expect(again.posted).to.equal(false)
      expect(await ledger.check()).to.deep.equal([])
      await ledger.close()
    }).timeout(20_000)
  }
})
