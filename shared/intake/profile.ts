import * as z from 'zod'
import { refuse } from '../refusals.js'
import { isDateFormat } from './cells.js'
import { schemaProblem } from '../schema-fault.js'

/** A column of a file: by its heading, or by its place counted from 1. */
const heading = z.union([z.string().min(1).max(200), z.int().min(1).max(16_384)])
const headings = z.union([heading, z.array(heading).min(1).max(50)])
const dates = z
  .array(z.string().min(1).max(40).refine(isDateFormat, 'not a date format: write for example YYYY-MM-DD, M/D/YYYY or auto'))
  .min(1)
  .max(10)

/** When a line counts: its cell is one of some texts, none of them, filled or blank. */
const condition = z.union([z.literal('filled'), z.literal('blank'), z.array(z.string()), z.strictObject({ not: z.array(z.string()) })])
export const where = z.record(z.string().min(1), condition)

const operands = z
  .array(z.union([z.string().min(1), z.number()]))
  .min(1)
  .max(10)

/** Where a value comes from, with everything that may be done to it on the way. */
const detailed = z
  .strictObject({
    /** The first of these columns that is not empty. */
    column: headings.optional(),
    /** Text with columns in braces: `RC-{invoiceNumber}`; empty when one of them is. */
    text: z.string().max(500).optional(),
    /** The same on every line. */
    value: z.union([z.string(), z.number()]).optional(),
    /** Formats of this column alone. */
    dates: dates.optional(),
    whole: z.boolean().optional(),
    unpad: z.boolean().optional(),
    pad: z.int().min(1).max(40).optional(),
    /** Other words for what the cell says; a text not named here stays, or becomes `else`. */
    map: z.record(z.string(), z.string()).optional(),
    else: z.string().optional(),
    /** Amounts only: columns or numbers it is multiplied with (万元: 10000), that are added and taken away. */
    times: operands.optional(),
    plus: operands.optional(),
    less: operands.optional(),
    /** Amounts only: lines on which the sign turns. */
    negative: where.optional(),
  })
  .refine(
    ({ column, text, value }) => [column, text, value].filter(given => given !== undefined).length === 1,
    'name exactly one of column, text and value',
  )

/** A heading or a template, a place, several spellings, or the long form. */
export const source = z.union([z.string().min(1), z.int().min(1), z.array(heading).min(1), detailed])
const columns = z.record(z.string().min(1).max(80), source)

/** Lines of another file that belong to a line by equal keys: own column to theirs. */
const link = z.strictObject({
  file: z.string().min(1),
  on: z.record(z.string(), z.string()).refine(on => Object.keys(on).length > 0, 'name a key'),
})
const join = z.record(z.string().min(1), link)

const rowPlan = z.strictObject({
  table: z.string().min(1),
  /** Only the first line of each value of this column of the table makes a row. */
  once: z.string().optional(),
  where: where.optional(),
  columns,
  /** Lines of the document, from another file or this one. */
  lines: link.extend({ join: join.optional(), where: where.optional(), columns }).optional(),
  instalments: z
    .array(z.strictObject({ due: source, amount: source }))
    .max(60)
    .optional(),
})

const filePlan = z.strictObject({
  /** File name with `*` for any letters; of a workbook also `name#sheet`. */
  match: z.string().min(1).default('*'),
  /** Whether a row of headings comes first; it is looked for in the first 20 rows. */
  headings: z.boolean().default(true),
  where: where.optional(),
  join: join.optional(),
  rows: z.array(rowPlan).min(1).max(20),
})

/** A mapping profile: how the cells of files become rows of our tables. Documented in docs/import-profiles.md. */
export const profileSchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    note: z.string().max(2000).optional(),
    encoding: z.enum(['auto', 'utf-8', 'gb18030']).default('auto'),
    dates: dates.default(['auto']),
    decimal: z.enum(['.', ',']).default('.'),
    thousands: z.enum([',', '.', ' ', "'", '']).default(','),
    /** More decimals than the currency has: rounded half up, once, and told (`item`), or refused. */
    rounding: z.enum(['item', 'refuse']).default('item'),
    /** Texts that mean an empty cell, besides nothing at all. */
    empty: z.array(z.string()).default([]),
    files: z.array(filePlan).min(1).max(50),
  })
  .refine(({ decimal, thousands }) => decimal !== thousands, 'decimal and thousands signs are the same')

export type Profile = z.infer<typeof profileSchema>
export type FilePlan = Profile['files'][number]
export type RowPlan = FilePlan['rows'][number]
export type Link = z.infer<typeof link>
export type Where = z.infer<typeof where>
export type Source = z.infer<typeof source>
export type DetailedSource = z.infer<typeof detailed>

/** The long form of a source: a text with braces is a template, any other a heading. */
export function detailedSource(given: Source): DetailedSource {
  if (typeof given === 'string' && /\{[^}]+\}/.test(given)) return { text: given }
  return typeof given === 'object' && !Array.isArray(given) ? given : { column: given }
}

/** Reads a profile from JSON already parsed; refuses what is none (`BAD_PROFILE`, saying where). */
export function profileOf(json: unknown): Profile {
  const read = profileSchema.safeParse(json)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw refuse('BAD_PROFILE', { problem: `${issue.path.join('.') || 'profile (方案)'}: ${schemaProblem(issue)}` })
}
