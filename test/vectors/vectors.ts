import { readdirSync, readFileSync } from 'node:fs'
import { Book } from '../../shared/book/book.js'
import { Posting } from '../../shared/domain/posting/posting.js'
import { neutralLedgerRows } from '../../shared/intake/neutral-ledger.js'
import { decimal, money, type Money } from '../../shared/money.js'
import { postRows, type TableRow } from '../../shared/tables/post.js'

/** One expectation of a vector; what else it holds depends on the operation. */
export interface Check {
  op: string
  only?: string[]
  without?: string[]
}

export interface Vector {
  id: string
  convention: Record<string, string>
  input?: Ledger
  checks: Check[]
}

/** The neutral ledger, as far as choosing documents needs it. */
type Ledger = Record<string, { id?: string; from?: string; to?: string }[]>

const folder = new URL('../fixtures/vectors/', import.meta.url)

const vectors: Vector[] = readdirSync(folder)
  .filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Vector)

/** Every check of some operations, with a name for its test. */
export const checksOf = <C extends Check>(...ops: string[]): { name: string; vector: Vector; check: C }[] =>
  vectors.flatMap(vector =>
    vector.checks.flatMap((check, i) =>
      ops.includes(check.op) ? [{ name: `${vector.id} ${i + 1}: ${check.op}`, vector, check: check as C }] : [],
    ),
  )

/** The ledger with only the documents a check keeps, and the allocations between them. */
export function selected(ledger: Ledger, { only, without }: Pick<Check, 'only' | 'without'>): Ledger {
  const keeps = (id: string | undefined) => id === undefined || ((!only || only.includes(id)) && !without?.includes(id))
  return Object.fromEntries(
    Object.entries(ledger).map(([part, rows]) => [
      part,
      part === 'customers' || part === 'products' ? rows : rows.filter(row => keeps(row.id) && keeps(row.from) && keeps(row.to)),
    ]),
  )
}

/** A Book with rows posted as one change; a refused row is thrown. */
export function bookOf(rows: readonly TableRow[], currency = 'CNY'): { book: Book; posting: Posting } {
  const book = new Book({ code: 'vector', name: 'Vector', currency, timeZone: 'Asia/Shanghai' })
  book.note(1, Date.UTC(2020, 0, 1))
  const posting = new Posting(book, 1)
  for (const answer of postRows(posting, rows)) if (answer.outcome === 'refused') throw answer.refusal
  return { book, posting }
}

/** The ledger of a check as a Book, by the door that an import uses. */
export const ledgerOf = ({ input = {} }: Vector, check: Check): Book => bookOf(neutralLedgerRows(selected(input, check)).rows).book

/** An expected amount with the decimals of the currency, so that `0` and `0.00` are one figure. */
export const amount = (text: string): string => decimal(money(text))

export const shown = (minor: number): string => decimal((minor === 0 ? 0 : minor) as Money)
