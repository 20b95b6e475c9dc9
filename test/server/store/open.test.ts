import { expect } from 'chai'
import Sqlite from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
  mkdirSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { createLedger, openLedger } from '../../../server/ledger.js'
import type { Compilable, Driver } from '../../../server/store/driver.js'
import { ledgerRefusal } from '../../../server/store/failures.js'
import { migrate } from '../../../server/store/migrate.js'
import { MIGRATIONS, type Migration } from '../../../server/store/migrations/index.js'
import { openSqlite } from '../../../server/store/sqlite.js'
import type { Refusal } from '../../../shared/refusals.js'
import { COMPANY, manyCustomers, manyRows, push, row, sampleLedger, temporaryFolders } from '../sample.js'

async function refusal(work: () => Promise<unknown>): Promise<Refusal> {
  try {
    await work()
  } catch (error) {
    return error as Refusal
  }
  throw new Error('not refused')
}

const text = ({ code, ...rest }: Refusal) => ({ code, rest })

describe('opening a ledger', () => {
  const folder = temporaryFolders()

  async function made(): Promise<string> {
    const place = folder()
    const ledger = await sampleLedger(place)
    await ledger.push(push('customers', manyCustomers()), 'S01')
    await ledger.push(push('push-0001', manyRows(200)), 'S01')
    await ledger.close()
    return place
  }

  it('says where there is none, and where there is one already', async () => {
    const place = folder()
    expect((await refusal(() => openLedger(place))).code).to.equal('NO_LEDGER')
    expect(existsSync(place)).to.equal(false)
    const ledger = await createLedger(place, COMPANY)
    expect((await refusal(() => createLedger(place, COMPANY))).code).to.equal('LEDGER_EXISTS')
    expect(await ledger.check()).to.deep.equal([])
    await ledger.close()
  })

  it('refuses a second process, until the first is gone in whatever way', async () => {
    const place = await made()
    const script = `
      import { openLedger } from ${JSON.stringify(join(process.cwd(), 'server/ledger.ts'))}
      await openLedger(${JSON.stringify(place)})
      process.stdout.write('open')
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    const refused = await refusal(() => openLedger(place))
    expect(refused.code).to.equal('LEDGER_IN_USE')
    expect(refused.text('zh')).to.contain(place).and.to.contain('正被其他进程使用')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const ledger = await openLedger(place)
    expect(ledger.change).to.equal(2)
    await ledger.close()
  }).timeout(10_000)

  it('refuses a file that is none, and one that is damaged, and leaves them as they were', async () => {
    const place = await made()
    const file = join(place, 'ledger.sqlite')
    const whole = readFileSync(file)
    writeFileSync(file, 'this is not a database, only a text that is long enough to be read as one '.repeat(100))
    const none = readFileSync(file)
    expect((await refusal(() => openLedger(place))).code).to.equal('LEDGER_CORRUPT')
    expect(readFileSync(file).equals(none)).to.equal(true)

    writeFileSync(file, whole)
    const handle = openSync(file, 'r+')
    for (let at = 8192; at < whole.length - 4096; at += 4096) writeSync(handle, Buffer.alloc(2048, 0x5a), 0, 2048, at)
    closeSync(handle)
    const damaged = await refusal(() => openLedger(place))
    expect(damaged.code).to.equal('LEDGER_CORRUPT')
    expect(damaged.text('en')).to.match(/is damaged: .*Restore the newest backup/)

    writeFileSync(file, whole)
    const ledger = await openLedger(place)
    expect(await ledger.check()).to.deep.equal([])
    await ledger.close()
  })

  it('refuses a file cut short', async () => {
    const place = await made()
    truncateSync(join(place, 'ledger.sqlite'), 40_960)
    expect((await refusal(() => openLedger(place))).code).to.equal('LEDGER_CORRUPT')
  })

  it('refuses another application’s database', async () => {
    const place = folder()
    mkdirSync(place)
    const file = new Sqlite(join(place, 'ledger.sqlite'))
    file.exec('create table something(a)')
    file.close()
    expect((await refusal(() => openLedger(place))).text('en')).to.contain('it holds no ledger')
  })

  it('refuses to post into what cannot be written, and answers questions all the same', async () => {
    const place = await made()
    const ledger = await openLedger(place, { store: { pragmas: ['query_only = on'] } })
    const refused = await refusal(() => ledger.push(push('push-0002', [row('customers', { code: 'Z', name: 'Z' })]), 'S01'))
    expect(text(refused)).to.have.property('code', 'LEDGER_READ_ONLY')
    expect(ledger.change).to.equal(2)
    expect(await ledger.check()).to.deep.equal([])
    await ledger.close()
    const file = folder()
    writeFileSync(file, 'a file where a folder should be')
    expect((await refusal(() => createLedger(join(file, 'ledger'), COMPANY))).code).to.equal('LEDGER_READ_ONLY')
  })

  it('tells failures of the folder apart', () => {
    const failure = (code: string) => Object.assign(new Error('no'), { code })
    const codes = [
      'SQLITE_FULL',
      'ENOSPC',
      'SQLITE_READONLY_DIRECTORY',
      'SQLITE_CANTOPEN',
      'EROFS',
      'EACCES',
      'SQLITE_CORRUPT_VTAB',
      'SQLITE_BUSY',
    ]
    expect(codes.map(code => (ledgerRefusal(failure(code), 'x') as Refusal).code)).to.deep.equal([
      'LEDGER_FULL',
      'LEDGER_FULL',
      'LEDGER_READ_ONLY',
      'LEDGER_READ_ONLY',
      'LEDGER_READ_ONLY',
      'LEDGER_READ_ONLY',
      'LEDGER_CORRUPT',
      'LEDGER_IN_USE',
    ])
    const other = failure('SQLITE_MISUSE')
    expect(ledgerRefusal(other, 'x')).to.equal(other)
  })

  it('makes nothing when there is no room for it', async () => {
    const place = folder()
    expect((await refusal(() => createLedger(place, COMPANY, { store: { pragmas: ['max_page_count = 3'] } }))).code).to.equal('LEDGER_FULL')
    expect(readdirSync(place)).not.to.include('ledger.sqlite')
    await (await createLedger(place, COMPANY)).close()
  })
})

describe('migrations', () => {
  const folder = temporaryFolders()
  const second: Migration = {
    version: 3,
    up: async driver => driver.run(driver.db.schema.alterTable('person').addColumn('phone', 'text')),
  }

  it('bring an existing ledger to the newest form after copying it, and only once', async () => {
    const place = folder()
    const old = await sampleLedger(place)
    await old.push(push('customers', manyCustomers()), 'S01')
    await old.close()
    const migrations = [...MIGRATIONS, second]
    const ledger = await openLedger(place, { store: { migrations } })
    expect(ledger.change).to.equal(1)
    expect(await ledger.check()).to.deep.equal([])
    await ledger.close()
    const copy = folder()
    mkdirSync(copy)
    copyFileSync(join(place, 'ledger.before-3.sqlite'), join(copy, 'ledger.sqlite'))
    const before = await openLedger(copy)
    expect(before.change).to.equal(1)
    await before.close()
    const driver = openSqlite(place)
    expect(await migrate(driver, place, 0, migrations)).to.equal(undefined)
    await driver.close()
  })

  it('leave the ledger as it was when one fails', async () => {
    const place = folder()
    await (await sampleLedger(place)).close()
    const broken: Migration = {
      version: 3,
      up: async driver => {
        await second.up(driver)
        throw new Error('stopped halfway')
      },
    }
    expect((await refusal(() => openLedger(place, { store: { migrations: [...MIGRATIONS, broken] } }))).message).to.equal('stopped halfway')
    const ledger = await openLedger(place, { store: { migrations: [...MIGRATIONS, second] } })
    await ledger.close()
  })

  it('are refused by a version that does not know them', async () => {
    const place = folder()
    await (await sampleLedger(place)).close()
    await (await openLedger(place, { store: { migrations: [...MIGRATIONS, second] } })).close()
    const refused = await refusal(() => openLedger(place))
    expect(refused.code).to.equal('LEDGER_TOO_NEW')
    expect(refused.text('zh')).to.contain('更高版本（3）')
    expect(dirname(place)).not.to.equal(place)
  })

  it('do not change once released', async () => {
    const hashes: string[] = []
    for (const { version, up } of MIGRATIONS) {
      const hash = createHash('sha256')
      const driver = openSqlite(emptyFolder())
      const recorder: Driver = Object.assign(Object.create(driver) as Driver, {
        run: async (query: Compilable) => void hash.update(`${query.compile().sql.replace(/\s+/g, ' ')};`),
      })
      await up(recorder)
      await driver.close()
      hashes.push(`${version} ${hash.digest('hex').slice(0, 16)}`)
    }
    expect(hashes).to.deep.equal(['1 53a3fbdb88e69d8a', '2 a798e9c1964b861e'])
  })

  function emptyFolder(): string {
    const place = folder()
    mkdirSync(place)
    return place
  }
})
