import type { Book } from '../book/book.js'
import { refuse } from '../refusals.js'

/** Stands for all customers. */
export const ALL = -1

/**
 * The customer that a cell names: by exact code; a typed number also by the only code that it is without leading zeros; else by full,
 * short or former name. A name that fits several is refused with up to five of them. `*` is all of them.
 */
export function customerNamed(book: Book, value: string | number): number {
  const text = String(value).trim()
  if (text === '*') return ALL
  const exact = book.customers.find(text)
  if (exact !== undefined && known(book, exact)) return exact
  if (text === '') throw refuse('UNKNOWN_CUSTOMER', { value: '""' })
  if (/^\d+(\.0)?$/.test(text)) {
    const digits = text.replace(/\.0$/, '').replace(/^0+/, '')
    const padded = book.customers.texts.flatMap((code, i) =>
      /^\d+$/.test(code) && code.replace(/^0+/, '') === digits && known(book, i) ? [i] : [],
    )
    if (padded.length > 0) return only(book, text, padded)
  }
  const found = names(book).get(text.normalize('NFC').toLowerCase())
  if (!found) throw refuse('UNKNOWN_CUSTOMER', { value: text })
  return only(book, text, found)
}

const known = (book: Book, customer: number): boolean => book.customerFiles[customer] !== undefined

function only(book: Book, typed: string, found: readonly number[]): number {
  if (found.length === 1) return found[0]
  const candidates = found
    .slice(0, 5)
    .map(i => `${book.customers.texts[i]} ${book.customerFiles[i]?.name ?? ''}`.trim())
    .join(', ')
  throw refuse('AMBIGUOUS_CUSTOMER', { value: typed, candidates: found.length > 5 ? `${candidates} …` : candidates })
}

/** Every name in use or used before, to the customers that bear it. */
function names(book: Book): Map<string, number[]> {
  return book.answers.remember(
    'customer names',
    () => {
      const index = new Map<string, number[]>()
      book.customerFiles.forEach((file, i) => {
        for (const name of new Set([file?.name, file?.shortName, ...(file?.formerNames ?? [])])) {
          if (!name) continue
          const key = name.toLowerCase()
          const bearers = index.get(key)
          if (bearers) bearers.push(i)
          else index.set(key, [i])
        }
      })
      return index
    },
    index => index.size * 100,
  )
}
