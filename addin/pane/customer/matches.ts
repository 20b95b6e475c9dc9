import Pinyin from 'pinyin-match'
import type { Book } from '../../../shared/book/book.js'

/** A customer that fits what was typed. */
export interface Match {
  code: string
  name: string
}

/**
 * The customers whose code or name fits a text, by letters or by pinyin (`hdjd` or `huadong` for 华东机电): codes that begin with it
 * first, then names that do, then all others by code.
 */
export function matches(book: Book, typed: string): Match[] {
  const text = typed.trim().toLowerCase()
  if (text === '') return []
  const found: (Match & { rank: number })[] = []
  book.customers.texts.forEach((code, index) => {
    const file = book.customerFiles[index]
    if (!file) return
    const rank = rankOf(text, code, [file.name, file.shortName ?? '', ...(file.formerNames ?? [])])
    if (rank !== undefined) found.push({ code, name: file.name, rank })
  })
  return found.sort((a, b) => a.rank - b.rank || (a.code < b.code ? -1 : 1)).map(({ code, name }) => ({ code, name }))
}

function rankOf(text: string, code: string, names: readonly string[]): number | undefined {
  const lower = code.toLowerCase()
  if (lower.startsWith(text)) return lower === text ? 0 : 1
  const places = names.flatMap(name => {
    const place = name === '' ? false : Pinyin.match(name, text)
    return place ? [place[0]] : []
  })
  if (places.length > 0) return Math.min(...places) === 0 ? 2 : 3
  return lower.includes(text) ? 4 : undefined
}
