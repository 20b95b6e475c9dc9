import type { Book } from '../../book/book.js'
import { day, type IsoDate } from '../../dates.js'
import type { TableRow } from '../../tables/post.js'
import { adoptionMapping, type AdoptionMapping } from './mapping.js'

/** How many letters of a mapping one value of the company holds: it may have 1,000 units, and a letter takes up to two. */
const PART = 480
/** A mapping that needs more parts is kept in the workbook alone. */
const PARTS = 60

/** A short name of the headings, since the key of a value is short too. */
function headingsHash(key: string): string {
  let one = 0xdeadbeef
  let two = 0x41c6ce57
  for (const letter of key) {
    one = Math.imul(one ^ letter.codePointAt(0)!, 2654435761)
    two = Math.imul(two ^ letter.codePointAt(0)!, 1597334677)
  }
  return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36)
}

const keyOf = (key: string, part: number): string => `adoption/${headingsHash(key)}/${part}`
const FIELD = 'adoptionMapping'

/**
 * Rows that keep a mapping for the whole company, under `mappingKey` of its headings: its JSON without what is empty, cut into values of
 * the company. Each part begins with the number of parts and a mark of the whole. Empty when it is kept so already, or is too long.
 */
export function rememberedRows(book: Book, key: string, mapping: AdoptionMapping, from: IsoDate): TableRow[] {
  const text = textOf(mapping)
  const before = rememberedMapping(book, key, from)
  if (before && textOf(before) === text) return []
  const letters = [...text]
  const count = Math.ceil(letters.length / PART)
  if (count > PARTS) return []
  const mark = headingsHash(text)
  return Array.from({ length: count }, (_, part) => ({
    table: 'values',
    row: {
      subject: 'company',
      key: keyOf(key, part),
      field: FIELD,
      from,
      value: `${count} ${mark} ${letters.slice(part * PART, (part + 1) * PART).join('')}`,
    },
  }))
}

/** The mapping that the company keeps for these headings; nothing when there is none, or its parts do not fit together. */
export function rememberedMapping(book: Book, key: string, asOf: IsoDate): AdoptionMapping | undefined {
  const partAt = (part: number) =>
    /^(\d+) (\w+) (.*)$/su.exec(book.values.at('company', keyOf(key, part), FIELD, day(asOf)) ?? '') as unknown as string[] | null
  const first = partAt(0)
  if (!first) return undefined
  const parts = Array.from({ length: Math.min(PARTS, Number(first[1])) }, (_, part) => partAt(part))
  const text = parts.map(part => (part?.[1] === first[1] && part[2] === first[2] ? part[3] : '')).join('')
  // A part of another mapping, or headings that share the short name, show in the mark of the whole.
  if (headingsHash(text) !== first[2]) return undefined
  try {
    return adoptionMapping.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Answers are kept, questions are not: another range may have none, or others. The ledger keeps texts in NFC. */
function textOf(mapping: AdoptionMapping): string {
  const columns = mapping.columns.map(column => {
    const { open: _, ...reading } = column.reading
    return { ...column, reading }
  })
  return JSON.stringify(adoptionMapping.parse({ ...mapping, columns })).normalize('NFC')
}
