import { canonicalBytes, digestOf, FIRST_DIGEST } from './canonical.js'
import { insertion, type Driver } from './driver.js'
import { rowsOf } from './rows.js'
import type { NewChange } from './store.js'
import { CHANGE_COLUMNS, FACT_COLUMNS, FACT_TABLES, type Row } from './tables.js'

/** Writes changes in one transaction; throws when they do not follow the newest one. */
export async function append(driver: Driver, company: number, changes: readonly NewChange[]): Promise<void> {
  const rows = rowsOf(company, changes)
  await driver.transaction(async () => {
    let { change, digest } = await newest(driver, company)
    const audit: Row[] = []
    for (const next of changes) {
      if (next.change !== change + 1) throw new Error(`change ${next.change} cannot follow ${change}`)
      const bytes = canonicalBytes(next)
      digest = digestOf(digest, bytes)
      change = next.change
      const { file, workbook, sheet, table } = next.source
      audit.push([
        ...[company, change, Date.parse(next.recordedAt), next.actor, file ?? null, workbook ?? null, sheet ?? null, table ?? null],
        ...[next.pushId, next.pushHash, next.schema, digest, next.answer, bytes],
      ])
    }
    await driver.insert(insertion(driver.db, 'change', CHANGE_COLUMNS), audit)
    for (const table of FACT_TABLES) {
      if (rows[table].length > 0) await driver.insert(insertion(driver.db, table, FACT_COLUMNS[table]), rows[table])
    }
  })
}

async function newest(driver: Driver, company: number): Promise<{ change: number; digest: Uint8Array }> {
  const query = driver.db
    .selectFrom('change')
    .select(['change', 'digest'])
    .where('company', '=', company)
    .orderBy('change', 'desc')
    .limit(1)
  const [row] = (await driver.rows(query)) as [number, Uint8Array][]
  return row ? { change: row[0], digest: row[1] } : { change: 0, digest: FIRST_DIGEST }
}
