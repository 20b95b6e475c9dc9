import { iso } from '../../shared/dates.js'
import { adoptedRows, type AdoptedRows } from '../../shared/intake/adoption/adopted.js'
import { knownCustomers, type KnownCustomer } from '../../shared/intake/adoption/customers.js'
import type { AdoptionField } from '../../shared/intake/adoption/field-words.js'
import { mappingKey, mergedMapping, type AdoptionMapping, type AdoptionOptions } from '../../shared/intake/adoption/mapping.js'
import { answeredMapping, type AdoptionQuestion } from '../../shared/intake/adoption/questions.js'
import type { RangeKind } from '../../shared/intake/adoption/range-kind.js'
import type { AdoptionRange } from '../../shared/intake/adoption/range.js'
import { recognisedRange, type RecognisedRange } from '../../shared/intake/adoption/recognised.js'
import { rememberedMapping } from '../../shared/intake/adoption/remembered.js'
import { Refusal } from '../../shared/refusals.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { keptMappings } from '../workbook/adoption-memory.js'
import { adoptionRange, type MeantRange } from '../workbook/adoption-range.js'

/** What a person said a range is, instead of what it was taken for; fields by place of the column. */
interface Said {
  kind?: RangeKind
  fields: Readonly<Record<number, AdoptionField | null>>
}

/** A range that is about to be taken into the ledger: how it is read, and what comes of it. */
export interface Adoption {
  meant: MeantRange
  range: AdoptionRange
  found: RecognisedRange
  said: Said
  mapping: AdoptionMapping
  /** Who remembered how it is read; nothing when it was guessed. */
  remembered?: 'workbook' | 'company'
  /** Nothing while a column is missing that its kind cannot do without. */
  adopted?: AdoptedRows
  /** Why nothing comes of it. */
  refusal?: Refusal
  /** Columns and rows that are asked about and not answered. */
  questions: readonly AdoptionQuestion[]
}

/** Below this nothing is taken in before a person said what a range holds. */
const UNSURE = 0.5

/** Whether it is not known what a range holds, and nobody said so. */
export const isUnsure = ({ said, found }: Adoption): boolean => said.kind === undefined && (found.kinds[0]?.confidence ?? 0) < UNSURE

/** What is known of a range before it is read. */
export interface Expected {
  /** What it holds, when it is asked for as that: nothing is looked up in memory then. */
  kind?: RangeKind
  /** What is settled already and need not be asked. */
  options?: AdoptionOptions
  /** Customers besides the ledger's. */
  customers?: readonly KnownCustomer[]
}

/** Reads a range with its progress on the board, and recognises it; what was remembered of its headings holds. */
export async function adoptionOf(desk: Desk, meant: MeantRange, expected: Expected = {}): Promise<Adoption> {
  const title = inLanguage({ en: 'Reading the range', zh: '正在读取区域' }, desk.language)
  const range = await desk.board.during(title, progress => adoptionRange(meant, progress))
  const found = recognisedRange(range, { kind: expected.kind })
  const fresh = { meant, range, said: { kind: expected.kind, fields: {} } }
  const { mapping, from } = expected.kind ? {} : await memoryOf(desk, found)
  if (!mapping) return withOptions(desk, { ...fresh, found, mapping: found.mapping, questions: [] }, expected)
  const merged = mergedMapping(mapping, found.mapping)
  const said = { kind: merged.kind, fields: Object.fromEntries(merged.columns.map(({ field }, at) => [at, field])) }
  return withOptions(desk, { ...read(range, said, merged), meant, remembered: from, questions: [] }, expected)
}

/** The adoption with what is settled otherwise. */
export const withOptions = (desk: Desk, adoption: Adoption, { options, customers }: Expected): Adoption =>
  withRows(desk, { ...adoption, mapping: { ...adoption.mapping, options: { ...adoption.mapping.options, ...options } } }, customers)

/** The same range, read again after cells were mended: what was said and answered stays. */
export async function readAgain(desk: Desk, { mapping, said }: Adoption, meant: MeantRange, expected: Expected = {}): Promise<Adoption> {
  const next = await adoptionOf(desk, meant, expected)
  const same =
    next.mapping.columns.length === mapping.columns.length &&
    next.mapping.columns.every(({ heading }, at) => heading === mapping.columns[at].heading)
  return same ? withRows(desk, { ...read(next.range, said, mapping), meant, remembered: next.remembered }, expected.customers) : next
}

/** The adoption when a range is said to hold something else. */
export const withKind = (desk: Desk, { range, mapping, said, meant }: Adoption, kind: RangeKind, expected: Expected = {}): Adoption =>
  withRows(desk, { ...read(range, { ...said, kind }, { ...mapping, kind }), meant }, expected.customers)

/** The adoption when a column is said to be something else; another column that was taken for this is left out. */
export function withField(
  desk: Desk,
  { range, mapping, said, meant, found }: Adoption,
  column: number,
  field: AdoptionField | null,
  expected: Expected = {},
): Adoption {
  const other = field === 'bucket' || field === null ? -1 : mapping.columns.findIndex(each => each.field === field)
  const fields = { ...said.fields, ...(other >= 0 && { [other]: null }), [column]: field }
  // A range that was taken for something stays that, whatever a column becomes.
  const kind = said.kind ?? (found.kinds.length > 0 ? mapping.kind : undefined)
  return withRows(desk, { ...read(range, { kind, fields }, mapping), meant }, expected.customers)
}

/** The adoption with a question answered. Refuses an answer that is none (`BAD_OPTION`). */
export const withAnswer = (desk: Desk, adoption: Adoption, question: AdoptionQuestion, answer: string, expected: Expected = {}): Adoption =>
  withRows(desk, { ...adoption, mapping: answeredMapping(adoption.mapping, question, answer) }, expected.customers)

/** Recognises a range by what is said of it; answers hold for columns that are still taken for the same. */
function read(range: AdoptionRange, said: Said, before: AdoptionMapping): Pick<Adoption, 'range' | 'found' | 'said' | 'mapping'> {
  const found = recognisedRange(range, said)
  const columns = before.columns.filter(({ field }, at) => field === found.mapping.columns[at]?.field)
  return { range, found, said, mapping: mergedMapping({ ...before, kind: found.mapping.kind, columns }, found.mapping) }
}

type Unread = Omit<Adoption, 'adopted' | 'refusal' | 'questions'>

function withRows(desk: Desk, given: Unread, others: readonly KnownCustomer[] = []): Adoption {
  const { range, mapping, found } = given
  const { book } = desk.context()
  const open = found.questions.filter(({ kind, column }) => mapping.columns[column!]?.reading.open?.some(each => each === kind))
  const { adopted: _adopted, refusal: _refusal, ...adoption } = given as Adoption
  if (found.missing.length > 0) return { ...adoption, questions: open }
  try {
    const customers = [...knownCustomers(book), ...others]
    const adopted = adoptedRows(range, mapping, { today: iso(desk.today()), currency: book.company.currency, customers })
    return { ...adoption, adopted, questions: [...open, ...adopted.questions] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ...adoption, refusal: error, questions: open }
  }
}

async function memoryOf(desk: Desk, { headings }: RecognisedRange): Promise<{ mapping?: AdoptionMapping; from?: Adoption['remembered'] }> {
  const key = mappingKey(headings.headings)
  const kept = (await keptMappings()).get(key)
  if (kept) return { mapping: kept, from: 'workbook' }
  const mapping = rememberedMapping(desk.context().book, key, iso(desk.today()))
  return mapping ? { mapping, from: 'company' } : {}
}
