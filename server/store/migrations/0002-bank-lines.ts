import { sql } from 'kysely'
import type { Driver } from '../driver.js'

export const version = 2

/** What bank statements say, a row for each movement. */
export async function up(driver: Driver): Promise<void> {
  const { db, words } = driver
  const { whole } = words
  let table = db.schema.createTable('bank_line')
  for (const column of ['company', 'change', 'place']) table = table.addColumn(column, sql.raw(whole), made => made.notNull())
  for (const column of ['account', 'serial']) table = table.addColumn(column, 'text', made => made.notNull())
  for (const column of ['day', 'amount']) table = table.addColumn(column, sql.raw(whole), made => made.notNull())
  for (const column of ['currency', 'payer']) table = table.addColumn(column, 'text', made => made.notNull())
  for (const column of ['payer_account', 'text']) table = table.addColumn(column, 'text')
  table = table.addColumn('source_row', sql.raw(whole))
  await driver.run(
    table.addPrimaryKeyConstraint('bank_line_key', ['company', 'change', 'place'] as never).modifyEnd(sql.raw(words.clustered)),
  )
}
