import Sqlite from 'better-sqlite3'
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { join } from 'node:path'
import { refuse } from '../../shared/refusals.js'
import { builder, type Compilable, type Driver, type Words } from './driver.js'
import { ledgerRefusal } from './failures.js'
import type { Cell, Row } from './tables.js'

export const LEDGER_FILE = 'ledger.sqlite'
const LOCK_FILE = 'lock.sqlite'

const WORDS: Words = {
  clustered: 'without rowid',
  whole: 'integer',
  bytes: 'blob',
  dateText: column => `date(${column} * 86400, 'unixepoch')`,
  today: `cast(julianday(date('now')) - 2440587.5 as integer)`,
}

export interface SqliteOptions {
  /** Further settings of the database, for example `max_page_count = 5000` to bound the size of the file. */
  pragmas?: readonly string[]
}

/**
 * Opens the database of a folder. Only one process may: a second file is held locked as long as this one lives, and the system lets
 * it go when the process dies in whatever way. Refuses with `LEDGER_IN_USE`, `LEDGER_READ_ONLY` or `LEDGER_CORRUPT`.
 */
export function openSqlite(folder: string, options: SqliteOptions = {}): Driver {
  let lock: Sqlite.Database | undefined
  let file: Sqlite.Database | undefined
  try {
    lock = new Sqlite(join(folder, LOCK_FILE), { timeout: 0 })
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
    file = new Sqlite(join(folder, LEDGER_FILE), { timeout: 0 })
    file.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -65536')
    for (const pragma of options.pragmas ?? []) file.exec(`pragma ${pragma}`)
    return new SqliteDriver(folder, file, lock)
  } catch (error) {
    file?.close()
    lock?.close()
    throw ledgerRefusal(error, folder)
  }
}

class SqliteDriver implements Driver {
  readonly words = WORDS
  readonly db = builder({
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: db => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  })
  private readonly prepared = new Map<string, Sqlite.Statement>()

  constructor(
    private readonly folder: string,
    private readonly file: Sqlite.Database,
    private readonly lock: Sqlite.Database,
  ) {}

  async run(query: Compilable): Promise<void> {
    const { sql, parameters } = query.compile()
    this.guarded(() => void this.prepare(sql).run(...parameters))
  }

  async insert(statement: string, rows: readonly Row[]): Promise<void> {
    this.guarded(() => {
      const prepared = this.prepare(statement)
      for (const row of rows) prepared.run(row)
    })
  }

  async rows(query: Compilable): Promise<Cell[][]> {
    const { sql, parameters } = query.compile()
    return this.guarded(
      () =>
        this.prepare(sql)
          .raw()
          .all(...parameters) as Cell[][],
    )
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    this.guarded(() => this.file.exec('begin immediate'))
    try {
      const result = await work()
      this.guarded(() => this.file.exec('commit'))
      return result
    } catch (error) {
      // A full disk may have rolled it back already.
      if (this.file.inTransaction) this.file.exec('rollback')
      throw error
    }
  }

  async hasTable(name: string): Promise<boolean> {
    return this.guarded(() => this.prepare('select 1 from sqlite_master where name = ?').get(name) !== undefined)
  }

  async backup(name: string): Promise<string> {
    const path = join(this.folder, name)
    await this.file.backup(path)
    return path
  }

  async damage(): Promise<string[]> {
    const found = this.guarded(() => this.file.pragma('integrity_check(20)') as { integrity_check: string }[])
    return found.map(({ integrity_check }) => integrity_check).filter(text => text !== 'ok')
  }

  async close(): Promise<void> {
    this.file.close()
    this.lock.close()
  }

  private prepare(sql: string): Sqlite.Statement {
    let statement = this.prepared.get(sql)
    if (!statement) this.prepared.set(sql, (statement = this.file.prepare(sql)))
    return statement
  }

  private guarded<T>(work: () => T): T {
    if (!this.file.open) throw refuse('SHUTTING_DOWN')
    try {
      return work()
    } catch (error) {
      throw ledgerRefusal(error, this.folder)
    }
  }
}
