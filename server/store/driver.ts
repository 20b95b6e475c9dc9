import { DummyDriver, Kysely, type CompiledQuery, type Dialect } from 'kysely'
import type { Cell, Row, Tables } from './tables.js'

/** What a query is given as: anything of the query builder that can become text. */
export interface Compilable {
  compile(): CompiledQuery
}

/**
 * A database as the store uses it. The query builder only writes the text: a builder that runs each row costs several times the
 * insert. A transaction belongs to one caller at a time; the ledger's queue sees to that.
 */
export interface Driver {
  readonly words: Words
  readonly db: Kysely<Tables>
  /** Runs a statement once. */
  run(query: Compilable): Promise<void>
  /** Runs one statement for each row, which gives its parameters. */
  insert(statement: string, rows: readonly Row[]): Promise<void>
  /** Rows as plain lists of values, in the order of the columns asked for. */
  rows(query: Compilable): Promise<Cell[][]>
  /** All of it or nothing of it. */
  transaction<T>(work: () => Promise<T>): Promise<T>
  hasTable(name: string): Promise<boolean>
  /** Copies the whole ledger, as it stands, to a place beside it; gives the place. */
  backup(name: string): Promise<string>
  /** What the database itself finds wrong with its storage; empty when nothing. */
  damage(): Promise<string[]>
  close(): Promise<void>
}

/** Where dialects say the same thing otherwise. */
export interface Words {
  /** Follows a table's definition when its rows should stand in the order of its key. */
  clustered: string
  /** Type of whole numbers up to 2^53, and of bytes. */
  whole: 'integer' | 'bigint'
  bytes: 'blob' | 'bytea'
  /** SQL for a day number as readable text, and for today's day number. */
  dateText: (column: string) => string
  today: string
}

/** A query builder that writes a dialect's text and runs nothing. */
export const builder = (dialect: Pick<Dialect, 'createAdapter' | 'createIntrospector' | 'createQueryCompiler'>): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: {
      createDriver: () => new DummyDriver(),
      createAdapter: () => dialect.createAdapter(),
      createIntrospector: db => dialect.createIntrospector(db),
      createQueryCompiler: () => dialect.createQueryCompiler(),
    },
  })

/** Text of a prepared insert of one row, its parameters in the order of the columns. */
export function insertion(db: Kysely<Tables>, table: keyof Tables, columns: readonly string[]): string {
  const values = Object.fromEntries(columns.map(column => [column, 0]))
  return db.insertInto(table).values(values).compile().sql
}
