import type { Book } from '../../../shared/book/book.js'
import { ALL, customerNamed } from '../../../shared/functions/customers.js'

/** The code of the one customer that a cell's value names, by code or by name; nothing for any other text. */
export function customerIn(book: Book, value: unknown): string | undefined {
  if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return undefined
  try {
    const customer = customerNamed(book, value)
    return customer === ALL ? undefined : book.customers.texts[customer]
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') return undefined
    throw error
  }
}

/** The texts that a formula with a function of ours is written with. */
export const textsOf = (formula: string): string[] =>
  /\bAR\./i.test(formula) ? [...formula.matchAll(/"((?:[^"]|"")*)"/g)].map(([, text]) => text.replaceAll('""', '"')) : []

/** The cells of the same sheet that a formula with a function of ours refers to, without `$`, at most a few. */
export function referencesOf(formula: string): string[] {
  if (!/\bAR\./i.test(formula)) return []
  const bare = formula.replace(/"(?:[^"]|"")*"/g, '').replace(/(?:'(?:[^']|'')*'|\b\w+)!\$?[A-Z]{1,3}\$?\d+/gi, '')
  return [...bare.matchAll(/\$?\b[A-Z]{1,3}\$?\d{1,7}\b/gi)].map(([address]) => address.replaceAll('$', '').toUpperCase()).slice(0, 4)
}
