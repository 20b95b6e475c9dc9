import type { Book } from '../book/book.js'
import type { Basis, BucketSet } from '../domain/buckets.js'
import { bucketSet } from '../domain/buckets.js'
import type { Filter } from '../domain/filter.js'
import type { Clock } from '../domain/question.js'
import { refuse } from '../refusals.js'
import { halfWidth, spelled } from './text.js'

/** What the options text of a call says; keys and values are read in both languages. */
export interface Options {
  basis?: Basis
  credits?: 'separate' | 'own-date'
  buckets?: BucketSet
  clock?: Clock
  currency?: string
  /** A change number, or a date or instant that stands for the last change recorded by then. */
  known?: string
  level?: 'gross'
  customers?: 'now'
  /** Whether rows of the workbook that are not posted yet count. */
  drafts?: 'yes'
  filter?: Filter
}

const KEYS: Readonly<Record<string, string>> = {
  口径: 'basis',
  贷项: 'credits',
  账龄段: 'buckets',
  时钟: 'clock',
  核销口径: 'clock',
  币种: 'currency',
  已知: 'known',
  公司: 'company',
  层级: 'level',
  草稿: 'drafts',
  业务员: 'salesperson',
  责任人: 'owner',
  部门: 'department',
  区域: 'region',
  渠道: 'channel',
  项目: 'project',
  商品: 'product',
  分公司: 'branch',
  客户: 'customer',
}

const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  basis: {
    到期日: 'due',
    开票日: 'document',
    单据日: 'document',
    入账日: 'posting',
    记账日: 'posting',
    due: 'due',
    document: 'document',
    posting: 'posting',
    issue: 'document',
  },
  credits: { 单列: 'separate', 按日期: 'own-date', separate: 'separate', 'own-date': 'own-date', own_date: 'own-date' },
  clock: { 严格: 'strict', 最新: 'latest', strict: 'strict', latest: 'latest' },
  drafts: { 计入: 'yes', yes: 'yes' },
  level: { 毛利: 'gross', gross: 'gross', 边际贡献: 'contribution', contribution: 'contribution' },
}

const DIMENSIONS = ['salesperson', 'owner', 'department', 'region', 'channel', 'project', 'product', 'branch', 'customer']

/** The keys every call takes; a dimension of the company's own is taken when the ledger has stamped it. */
export const OPTION_KEYS = [
  'basis',
  'known',
  'clock',
  'credits',
  'buckets',
  'currency',
  'company',
  'customers',
  'level',
  'drafts',
  ...DIMENSIONS,
] as const

const read = new Map<string, Options>()
/** What was read last: the next cell mostly has the same options. */
let last: { text: string; company: string; stamps: number; options: Options } | undefined

/** Reads `口径=开票日;区域=华东` or `basis=document;region=East`; a key or value it does not know is refused. */
export function options(text: string, book: Book): Options {
  const { code } = book.company
  const stamps = book.stamps.length
  if (last?.text === text && last.company === code && last.stamps === stamps) return last.options
  const key = `${code}\u0000${stamps}\u0000${text}`
  let known = read.get(key)
  if (!known) {
    known = readOptions(text, book)
    // Texts of options are few; a runaway generator of them must not fill the memory.
    if (read.size > 1000) read.clear()
    read.set(key, known)
  }
  last = { text, company: code, stamps, options: known }
  return known
}

function readOptions(text: string, book: Book): Options {
  const found: Options & Record<string, unknown> = {}
  const filter: Record<string, string[]> = {}
  for (const part of halfWidth(text).split(';')) {
    if (part.trim() === '') continue
    const at = part.indexOf('=')
    const typedKey = (at < 0 ? part : part.slice(0, at)).trim()
    const typedValue = at < 0 ? '' : part.slice(at + 1).trim()
    const key = spelled(KEYS, typedKey) ?? typedKey
    const values = spelled(VALUES, key)
    if (at < 0 || typedValue === '') throw refuse('BAD_OPTION', { value: part.trim(), known: OPTION_KEYS.join(', ') })
    if (values) {
      const value = spelled(values, typedValue) ?? spelled(values, typedValue.toLowerCase())
      if (!value) throw refuse('BAD_OPTION', { value: part.trim(), known: Object.keys(values).join(', ') })
      if (value === 'contribution') {
        throw refuse('NOT_AVAILABLE', { what: 'contribution (边际贡献)', instead: 'Use level=gross (请用 层级=毛利)' })
      }
      found[key] = value
    } else if (key === 'buckets') found.buckets = bucketSet(typedValue)
    else if (key === 'currency') {
      if (!/^[A-Za-z]{3}$/.test(typedValue)) throw refuse('BAD_CURRENCY', { value: typedValue })
      found.currency = typedValue.toUpperCase()
    } else if (key === 'known') found.known = typedValue
    else if (key === 'customers' && typedValue === 'now') found.customers = 'now'
    else if (key === 'company') {
      if (typedValue !== book.company.code && typedValue !== book.company.name) throw refuse('NOT_YOURS', { what: `company ${typedValue}` })
    } else if (DIMENSIONS.includes(key) || book.stamps.some(stamp => Object.hasOwn(stamp, key))) {
      filter[key] = typedValue.split(/[,、]/).map(value => value.trim())
    } else throw refuse('BAD_OPTION', { value: typedKey, known: OPTION_KEYS.join(', ') })
  }
  if (Object.keys(filter).length > 0) found.filter = filter
  return found
}
