import * as z from 'zod'
import { isoDate } from '../../facts/parts.js'
import { plainHeading } from '../input.js'
import { ADOPTION_FIELDS } from './field-words.js'
import { RANGE_KINDS } from './range-kind.js'

/** Kinds of questions about one column whose cells have two readings. */
export const COLUMN_QUESTIONS = ['dates', 'swapped', 'decimal', 'shrunk', 'unit', 'red', 'zeros', 'currency', 'fillDown'] as const
export type ColumnQuestionKind = (typeof COLUMN_QUESTIONS)[number]

/** How the cells of a column are read; what is left out is read only where it can be read in one way. */
export const reading = z.strictObject({
  /** Order of day, month and year in texts that do not begin with the year. */
  dates: z.enum(['DMY', 'MDY', 'YMD']).optional(),
  /** Excel took day and month of its dates the wrong way round. */
  swapped: z.boolean().optional(),
  decimal: z.enum(['.', ',']).optional(),
  /** Numbers with three decimals are thousands whose point Excel took for a decimal one. */
  shrunk: z.boolean().optional(),
  /** What amounts are multiplied with: 10000 for 万元. */
  times: z.union([z.literal(1), z.literal(1000), z.literal(10_000), z.literal(1_000_000), z.literal(100_000_000)]).optional(),
  /** A positive amount in red is negative. */
  red: z.boolean().optional(),
  /** Codes that are numbers get leading zeros up to so many digits; 0 leaves them. */
  pad: z.int().min(0).max(40).optional(),
  /** What a bare `$` stands for. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** An empty cell means the one above it, as below a merged cell. */
  fillDown: z.boolean().optional(),
  /** Questions not answered yet: the cells they concern are refused. */
  open: z.array(z.enum(COLUMN_QUESTIONS)).optional(),
})
export type Reading = z.infer<typeof reading>

export const mappedColumn = z.strictObject({
  heading: z.string(),
  /** Columns may share a heading: the how many-th of them, from 1. */
  nth: z.int().min(1).default(1),
  /** `null` for a column that is left out. */
  field: z.enum(ADOPTION_FIELDS).nullable(),
  reading: reading.default({}),
})
export type MappedColumn = z.infer<typeof mappedColumn>

/** On which date something without a date of its own counts: the due date, the document date, or a stated day. */
const assumedDate = z.union([z.enum(['due', 'document']), isoDate])

export const adoptionOptions = z.strictObject({
  /** The date of receipts that stand as an amount beside their invoice. */
  receivedOn: assumedDate.optional(),
  /** Balances without a date: aged from a stated day, marked as of unknown age on the day of adoption, or refused. */
  undated: z.union([z.literal('marked'), isoDate]).optional(),
  /** The day as of which balances and aging columns stand; today when left out. */
  balancesAsOf: isoDate.optional(),
  /** Several lines with one number: one document whose amounts add up, or faults. */
  sameNumber: z.enum(['add', 'refuse']).optional(),
  /** Where amount, received and balance do not agree: a fault, or the amount and the received hold and it is told. */
  balanceDiffers: z.enum(['fault', 'remark']).optional(),
  /** Which name means which customer: a code, or another name of the range; its own name for one that is like another but is not it. */
  sameAs: z.record(z.string(), z.string()).optional(),
})
export type AdoptionOptions = z.infer<typeof adoptionOptions>

/** How a range becomes rows of our tables: plain data that a workbook and a company keep. */
export const adoptionMapping = z.strictObject({
  version: z.literal(1),
  kind: z.enum(RANGE_KINDS),
  columns: z.array(mappedColumn).max(300),
  options: adoptionOptions.default({}),
})
export type AdoptionMapping = z.infer<typeof adoptionMapping>

/** The key under which a mapping is remembered: its headings without ornaments, in any order. */
export const mappingKey = (headings: readonly string[]): string =>
  headings
    .map(plainHeading)
    .filter(heading => heading !== '')
    .sort()
    .join('|')

const placeOf = ({ heading, nth }: MappedColumn): string => `${plainHeading(heading)}#${nth}`

/**
 * A guessed mapping with what was remembered laid over it, column by column by heading. Answers for columns that were asked about stand;
 * what is new in the range keeps its guess. Nothing is given twice: where both claim a field, the remembered column has it.
 */
export function mergedMapping(remembered: AdoptionMapping | undefined, guessed: AdoptionMapping): AdoptionMapping {
  if (!remembered) return guessed
  const before = new Map(remembered.columns.map(column => [placeOf(column), column]))
  const claimed = new Set<string | null>()
  for (const column of guessed.columns) claimed.add(before.get(placeOf(column))?.field ?? null)
  const columns = guessed.columns.map((column): MappedColumn => {
    const known = before.get(placeOf(column))
    if (!known) return column.field !== 'bucket' && claimed.has(column.field) ? { ...column, field: null, reading: {} } : column
    const { open: asked, ...guess } = column.reading
    const { open: _, ...answers } = known.reading
    if (known.field !== column.field) return { ...column, field: known.field, reading: answers }
    const open = asked?.filter(kind => !isAnswered(answers, kind))
    return { ...column, field: known.field, reading: { ...guess, ...answers, ...(open?.length && { open }) } }
  })
  return { ...guessed, kind: remembered.kind, columns, options: { ...guessed.options, ...remembered.options } }
}

const ANSWERS: Readonly<Record<ColumnQuestionKind, keyof Reading>> = {
  dates: 'dates',
  swapped: 'swapped',
  decimal: 'decimal',
  shrunk: 'shrunk',
  unit: 'times',
  red: 'red',
  zeros: 'pad',
  currency: 'currency',
  fillDown: 'fillDown',
}

/** The part of a reading that answers a question. */
export const answerOf = (kind: ColumnQuestionKind): keyof Reading => ANSWERS[kind]

const isAnswered = (answers: Reading, kind: ColumnQuestionKind): boolean => answers[ANSWERS[kind]] !== undefined
