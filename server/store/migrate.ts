import { refuse } from '../../shared/refusals.js'
import type { Driver } from './driver.js'
import { MIGRATIONS, type Migration } from './migrations/index.js'

/** Makes the tables of a new ledger. Part of a transaction of the caller. */
export async function makeTables(driver: Driver, now: number, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  const { schema } = driver.db
  const { whole } = driver.words
  const table = schema.createTable('schema_version').addColumn('version', whole, column => column.primaryKey())
  await driver.run(table.addColumn('applied_at', whole, column => column.notNull()))
  for (const migration of migrations) await apply(driver, migration, now)
}

/**
 * Brings the tables of an existing ledger to today's form, after copying the file beside itself. Refuses a ledger of a newer version
 * (`LEDGER_TOO_NEW`) and a file that is no ledger (`LEDGER_CORRUPT`). Gives the copy's place when one was made.
 */
export async function migrate(
  driver: Driver,
  folder: string,
  now: number,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<string | undefined> {
  if (!(await driver.hasTable('schema_version'))) throw refuse('LEDGER_CORRUPT', { folder, problem: 'it holds no ledger' })
  const [[version]] = (await driver.rows(driver.db.selectFrom('schema_version').select(({ fn }) => fn.max('version').as('newest')))) as [
    [number],
  ]
  const newest = migrations[migrations.length - 1].version
  if (version > newest) throw refuse('LEDGER_TOO_NEW', { folder, version })
  const missing = migrations.filter(migration => migration.version > version)
  if (missing.length === 0) return undefined
  const copy = await driver.backup(`ledger.before-${newest}.sqlite`)
  await driver.transaction(async () => {
    for (const migration of missing) await apply(driver, migration, now)
  })
  return copy
}

async function apply(driver: Driver, migration: Migration, now: number): Promise<void> {
  await migration.up(driver)
  await driver.run(driver.db.insertInto('schema_version').values({ version: migration.version, applied_at: now }))
}
