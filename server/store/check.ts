import { setImmediate as nextTurn } from 'node:timers/promises'
import { FACT_SCHEMA } from '../../shared/facts/fact.js'
import { changeOf, digestOf, FIRST_DIGEST } from './canonical.js'
import type { Driver } from './driver.js'
import { rowsOf } from './rows.js'
import type { Problem } from './store.js'
import { FACT_COLUMNS, FACT_ORDER, FACT_TABLES, type Cell, type FactTable, type Row } from './tables.js'

/** Problems reported of one kind; more of the same tell nothing new. */
const ENOUGH = 10

/** Compares what is stored with itself: the chain of digests over the bytes, and every row with the facts in those bytes. */
export async function check(driver: Driver, company: number): Promise<Problem[]> {
  const problems: Problem[] = (await driver.damage()).map(problem => ({ check: 'storage', problem }))
  const tables = Object.fromEntries(FACT_TABLES.map(table => [table, new TableReader(driver, company, table)])) as Record<
    FactTable,
    TableReader
  >
  let before: Uint8Array = FIRST_DIGEST
  let last = 0
  for (;;) {
    const next = await changeAfter(driver, company, last)
    if (!next) break
    const { change, digest, bytes } = next
    const say = (check: string, problem: string) => problems.push({ check, problem: `change ${change}: ${problem}` })
    if (change !== last + 1) say('digest', `it follows change ${last}`)
    const expected = digestOf(before, bytes)
    if (!expected.equals(digest)) say('digest', 'its bytes or those of a change before it were altered')
    before = digest
    last = change
    let facts
    try {
      facts = changeOf(bytes)
    } catch {
      say('digest', 'its bytes cannot be read')
      continue
    }
    if (facts.change !== change) say('rows', `its bytes are those of change ${facts.change}`)
    if (facts.schema > FACT_SCHEMA) say('rows', `its facts are of schema ${facts.schema}, newer than ${FACT_SCHEMA}`)
    if (facts.recordedAt !== new Date(next.recordedAt).toISOString()) say('rows', 'the time in its row is not that of its bytes')
    const rows = rowsOf(company, [facts])
    for (const table of FACT_TABLES) {
      for (const row of rows[table]) {
        const found = await tables[table].next()
        if (!same(found, row))
          say('rows', `${table} ${keyOf(table, row)} ${found ? `stands as ${text(found)}, not ${text(row)}` : 'is missing'}`)
      }
    }
    if (problems.length > ENOUGH * 3) return problems
    await nextTurn()
  }
  for (const table of FACT_TABLES) {
    const extra = await tables[table].next()
    if (extra) problems.push({ check: 'rows', problem: `${table} ${keyOf(table, extra)} stands in no change` })
  }
  return problems
}

interface StoredChange {
  change: number
  recordedAt: number
  digest: Uint8Array
  bytes: Uint8Array
}

async function changeAfter(driver: Driver, company: number, change: number): Promise<StoredChange | undefined> {
  const query = driver.db.selectFrom('change').select(['change', 'recorded_at', 'digest', 'facts'])
  const [row] = await driver.rows(query.where('company', '=', company).where('change', '>', change).orderBy('change').limit(1))
  if (!row) return undefined
  return { change: row[0] as number, recordedAt: row[1] as number, digest: row[2] as Uint8Array, bytes: row[3] as Uint8Array }
}

const PAGE = 2_000

/** Rows of a table in the order in which changes made them, a page at a time. */
class TableReader {
  private page: Cell[][] = []
  private at = 0
  private ended = false

  constructor(
    private readonly driver: Driver,
    private readonly company: number,
    private readonly table: FactTable,
  ) {}

  async next(): Promise<Row | undefined> {
    if (this.at === this.page.length && !this.ended) await this.read()
    return this.page[this.at++]
  }

  private async read(): Promise<void> {
    const columns = FACT_COLUMNS[this.table] as readonly string[]
    const order = FACT_ORDER[this.table]
    const last = this.page[this.page.length - 1]
    const ref = (column: string) => this.driver.db.dynamic.ref(column)
    let query = this.driver.db
      .selectFrom(this.table as 'item')
      .select(columns as never)
      .where('company', '=', this.company)
    if (last) {
      const keys = order.map(column => last[columns.indexOf(column)] as number)
      query = query.where(eb =>
        order.length === 1
          ? eb(ref(order[0]), '>', keys[0])
          : eb.or([eb(ref(order[0]), '>', keys[0]), eb.and([eb(ref(order[0]), '=', keys[0]), eb(ref(order[1]), '>', keys[1])])]),
      )
    }
    for (const column of order) query = query.orderBy(ref(column))
    this.page = await this.driver.rows(query.limit(PAGE))
    this.at = 0
    this.ended = this.page.length < PAGE
  }
}

function same(found: Row | undefined, row: Row): boolean {
  if (found === undefined) return false
  for (let i = 0; i < row.length; i++) if (found[i] !== row[i] && !(found[i] === 0 && row[i] === 0)) return false
  return true
}

const keyOf = (table: FactTable, row: Row): string =>
  FACT_ORDER[table].map(column => String(row[(FACT_COLUMNS[table] as readonly string[]).indexOf(column)])).join('/')

const text = (row: Row): string => JSON.stringify(row)
