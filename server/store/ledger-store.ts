import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Book, Company } from '../../shared/book/book.js'
import { FACT_SCHEMA } from '../../shared/facts/fact.js'
import { refuse } from '../../shared/refusals.js'
import { append } from './append.js'
import { check } from './check.js'
import type { Driver } from './driver.js'
import { ledgerRefusal } from './failures.js'
import { load } from './load.js'
import { makeTables, migrate } from './migrate.js'
import { MIGRATIONS, type Migration } from './migrations/index.js'
import { LEDGER_FILE, openSqlite, type SqliteOptions } from './sqlite.js'
import type { KeptPush, NewChange, Problem, Store } from './store.js'

export interface StoreOptions extends SqliteOptions {
  /** Milliseconds since 1970, for the record of migrations. */
  now: number
  migrations?: readonly Migration[]
}

/** The only company of a ledger folder so far; every key begins with its number all the same. */
const COMPANY = 1

/** Opens the store of a folder. Refuses with `NO_LEDGER` or a reason why it cannot serve; the ledger then stays as it was. */
export async function openStore(folder: string, options: StoreOptions): Promise<Store> {
  if (!existsSync(join(folder, LEDGER_FILE))) throw refuse('NO_LEDGER', { folder })
  const driver = openSqlite(folder, options)
  try {
    const copiedTo = await migrate(driver, folder, options.now, options.migrations)
    const query = driver.db.selectFrom('company').select(['code', 'name', 'currency', 'time_zone']).where('id', '=', COMPANY)
    const [row] = (await driver.rows(query)) as string[][]
    if (!row) throw refuse('LEDGER_CORRUPT', { folder, problem: 'it holds no company' })
    const newest = driver.db.selectFrom('change').select('schema').where('company', '=', COMPANY).orderBy('change', 'desc').limit(1)
    const [[schema]] = [...(await driver.rows(newest)), [0]] as [number][]
    if (schema > FACT_SCHEMA) throw refuse('LEDGER_TOO_NEW', { folder, version: schema })
    const [code, name, currency, timeZone] = row
    return new LedgerStore(driver, { code, name, currency, timeZone }, copiedTo)
  } catch (error) {
    await driver.close()
    throw error
  }
}

/** Makes the store of a new ledger, and the folder with it. Refuses a folder that has one (`LEDGER_EXISTS`). */
export async function createStore(folder: string, company: Company, options: StoreOptions): Promise<Store> {
  const file = join(folder, LEDGER_FILE)
  if (existsSync(file)) throw refuse('LEDGER_EXISTS', { folder })
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw ledgerRefusal(error, folder)
  }
  const driver = openSqlite(folder, options)
  try {
    await driver.transaction(async () => {
      await makeTables(driver, options.now, options.migrations ?? MIGRATIONS)
      const { code, name, currency, timeZone } = company
      await driver.run(driver.db.insertInto('company').values({ id: COMPANY, code, name, currency, time_zone: timeZone }))
    })
    return new LedgerStore(driver, company, undefined)
  } catch (error) {
    await driver.close()
    // Nothing was in it: what is left would only stand in the way of a second attempt.
    for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true })
    throw error
  }
}

class LedgerStore implements Store {
  constructor(
    private readonly driver: Driver,
    readonly company: Company,
    readonly copiedTo: string | undefined,
  ) {}

  append(changes: readonly NewChange[]): Promise<void> {
    return append(this.driver, COMPANY, changes)
  }

  async findPush(pushId: string): Promise<KeptPush | undefined> {
    const query = this.driver.db.selectFrom('change').select(['change', 'push_hash', 'answer'])
    const [row] = await this.driver.rows(query.where('company', '=', COMPANY).where('push_id', '=', pushId))
    return row && { change: row[0] as number, pushHash: row[1] as Uint8Array, answer: row[2] as string }
  }

  async changesAfter(change: number, limit: number): Promise<Uint8Array[]> {
    const query = this.driver.db.selectFrom('change').select('facts').where('company', '=', COMPANY).where('change', '>', change)
    return (await this.driver.rows(query.orderBy('change').limit(limit))).map(([bytes]) => bytes as Uint8Array)
  }

  load(): Promise<Book> {
    return load(this.driver, COMPANY, this.company)
  }

  check(): Promise<Problem[]> {
    return check(this.driver, COMPANY)
  }

  async nameOfPerson(code: string, name: string | null): Promise<void> {
    await this.driver.run(this.driver.db.updateTable('person').set({ name }).where('company', '=', COMPANY).where('code', '=', code))
  }

  close(): Promise<void> {
    return this.driver.close()
  }
}
