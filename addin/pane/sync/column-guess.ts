import { CUSTOMER_NAME, NET, OWN_TABLES, TAX } from '../../../shared/intake/own-words.js'
import type { BoundTable } from '../../../shared/tables/bound/define.js'
import type { FoundTable } from '../../workbook/bound/bound-workbook.js'

/** Which column of a workbook's table each column of the ledger's is, by the ids that Excel gives them. */
export type Mapping = Readonly<Record<string, number>>

/** Headings compare by their letters: full-width signs, spaces, case, and what stands in brackets, such as a unit, do not count. */
const normal = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/[\s_\-:*./]/g, '')

/** Guesses the columns by their headings: the labels of both languages first, then the spellings that people use. */
export function guessedColumns({ name: table, columns }: BoundTable, headings: FoundTable['headings']): Mapping {
  const spellings = OWN_TABLES.find(own => own.table === table)?.columns ?? {}
  const mapping: Record<string, number> = {}
  const taken = new Set<number>()
  const take = (name: string, words: readonly string[], same: (heading: string, word: string) => boolean) => {
    if (name in mapping) return
    for (const word of words) {
      const found = headings.find(({ id, heading }) => !taken.has(id) && same(heading, word))
      if (!found) continue
      mapping[name] = found.id
      taken.add(found.id)
      return
    }
  }
  const exact = (heading: string, word: string) => heading.trim() === word
  const alike = (heading: string, word: string) => normal(heading) === normal(word)
  // Beside a column of tax an amount is without it, and must not pass for the amount with tax.
  const taxed = headings.some(({ heading }) => TAX.some(word => alike(heading, word)))
  const allowed = (name: string, words: readonly string[]) =>
    taxed && name === 'amount' ? words.filter(word => !NET.includes(word.toLowerCase())) : words
  const amounts = columns.filter(({ name }) => name === 'amount')
  for (const same of [exact, alike]) {
    // What says that it is with tax goes before what only says that it is an amount.
    for (const { name } of amounts) take(name, allowed(name, spellings[name] ?? []), same)
    // A surer match of one column goes before a guess of another: 客户 is the customer, not a spelling of something else.
    for (const { name, label } of columns) take(name, allowed(name, [label.zh, label.en]), same)
  }
  for (const same of [exact, alike]) for (const { name } of columns) take(name, allowed(name, spellings[name] ?? []), same)
  // The column of the customer takes a name as well as a code: where only names stand they are it.
  if (columns.some(({ name }) => name === 'customer') && !('customer' in mapping)) {
    const { customerName, ...rest } = mapping
    if (customerName !== undefined) return { ...rest, customer: customerName }
    take('customer', CUSTOMER_NAME, alike)
  }
  return mapping
}

/** How many columns of a table a mapping finds, those it cannot do without counting most: the likeliest table has the most. */
export const likelihood = ({ columns }: BoundTable, mapping: Mapping): number =>
  columns.reduce((sum, { name, required }) => sum + (name in mapping ? (required ? 10 : 1) : 0), 0)
