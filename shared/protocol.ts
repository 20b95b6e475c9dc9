import * as z from 'zod'
import { FACT_SCHEMA, source } from './facts/fact.js'
import { EVALUATE_CELLS } from './functions/evaluate.js'
import type { FileQuestion } from './intake/file-questions.js'
import type { Recognition } from './intake/recognition.js'
import type { RefusalMessage } from './refusals.js'
import type { Step } from './tables/bound/steps.js'
import type { FieldConflict } from './tables/bound/three-way.js'
import { tableRow } from './tables/post.js'

/** The form of the messages between add-in and server; one that does not know a number says reload. */
export const PROTOCOL = 1

/** The most rows of one push; longer imports come in slices, each a push of its own. */
export const PUSH_ROWS = 5_000

/** Rows to be posted together. */
export const pushRequest = z.strictObject({
  /** Made by the client, 8 to 100 characters: the same id counts once, with other content it is refused. */
  pushId: z.string().min(8).max(100),
  rows: z.array(tableRow).min(1).max(PUSH_ROWS),
  source: source.default({}),
  /** Whether one refused row refuses all (the default), or the others are posted. */
  atomic: z.boolean().default(true),
  /** Whether a document that is in the ledger with the same content is passed over, as an import does. */
  repeats: z.enum(['refused', 'passed-over']).default('refused'),
  /** Check only: says what would be, posts nothing. */
  dryRun: z.boolean().default(false),
})
export type PushRequest = z.infer<typeof pushRequest>

export interface PushAnswer {
  protocol: typeof PROTOCOL
  /** The change that holds the rows, or the newest one when nothing was posted. */
  change: number
  posted: boolean
  rows: PushedRow[]
  remarks: { code: string; document: string; details: Readonly<Record<string, string>> }[]
}

/** What became of a pushed row; all but the first two only of an edit in a workbook. */
export interface PushedRow {
  index: number
  outcome: 'accepted' | 'merged' | 'already-there' | 'conflict' | 'asks' | 'refused'
  /** The column of a refused row that is to be mended, where one is. */
  refusal?: RefusalMessage & { column?: string }
  /** The row's id in the ledger from now on. */
  id?: string
  /** Columns that the ledger changed meanwhile and the workbook takes over. */
  returned?: string[]
  /** Fields that both changed, and who changed them last in the ledger, when. */
  conflicts?: FieldConflict[]
  changedBy?: { change: number; actor: string; recordedAt: string }
  /** What would be done, when the person is asked first. */
  steps?: Step[]
}

const argument = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** Calls of one recalculation: an argument is a scalar, or a column with one value for each answer. */
export const evaluateRequest = z.strictObject({
  /** The day that "today" and an omitted date stand for. */
  today: z.string(),
  /** The workbook's as-of date, when it is not today. */
  asOf: z.string().optional(),
  calls: z
    .array(
      z.strictObject({
        fn: z.string().max(50),
        // Columns are checked by one plain loop: a schema for each element costs more than the answers.
        args: z.array(z.union([argument, z.custom<readonly (string | number | boolean | null)[]>(isColumn)])).max(20),
      }),
    )
    .max(10_000),
})
export type EvaluateRequest = z.infer<typeof evaluateRequest>

function isColumn(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > EVALUATE_CELLS) return false
  for (const element of value) {
    const type = typeof element
    if (type !== 'string' && type !== 'number' && type !== 'boolean' && element !== null) return false
  }
  return true
}

/** What a message names so that both sides know whether they understand each other. */
export const VERSIONS = { protocol: PROTOCOL, facts: FACT_SCHEMA } as const

/** Whose facts the feed gives, and how much they are: what a workbook asks before it takes them. */
export const feedSize = z.object({
  protocol: z.int(),
  facts: z.int(),
  company: z.object({ code: z.string(), name: z.string(), currency: z.string(), timeZone: z.string() }),
  user: z.string(),
  /** Version of the scope: another one means other facts, to be fetched anew. */
  scope: z.int(),
  /** The newest change. */
  change: z.int(),
  invoices: z.int(),
  /** Memory that the facts take. */
  bytes: z.int(),
})
export type FeedSize = z.infer<typeof feedSize>

/** The first line of an answer of the feed; a line for each change follows. */
export const feedHead = z.object({
  protocol: z.int(),
  facts: z.int(),
  /** Code of the company. */
  company: z.string(),
  /** The reader's change, and that of the last line. */
  from: z.int(),
  to: z.int(),
  /**
   * When the reader's change was recorded, in milliseconds since 1970; 0 for none. A reader that has another instant for it holds
   * another ledger, or what was restored over since, and starts anew.
   */
  since: z.number(),
  /** The newest change there is: when it is beyond the last line, ask again. */
  newest: z.int(),
  scope: z.int(),
  /** Whether the reader's scope no longer holds, so that what it has must go. */
  anew: z.boolean(),
})
export type FeedHead = z.infer<typeof feedHead>

/** Asks for the right to write what the ledger brings into a workbook: one client of those that have it open has it at a time. */
export const leaseRequest = z.strictObject({
  /** Of the workbook and the place it is stored at. */
  name: z.string().min(1).max(2_000),
  /** Of the client. */
  holder: z.string().min(1).max(100),
  /** Lets it go. */
  release: z.boolean().default(false),
})
export type LeaseRequest = z.input<typeof leaseRequest>

export interface LeaseAnswer {
  held: boolean
  /** Seconds that it lasts unless it is asked for again. */
  seconds: number
}

const yesNo = z.enum(['true', 'false'])

/** How one file is to be imported; its bytes are the body. What is left out follows from the file, or is asked. */
export const importQuery = z.strictObject({
  /** Name of the file, without folders. */
  name: z.string().min(1).max(200),
  /** Check only: says what would be, posts nothing. */
  dryRun: yesNo.default('true'),
  /** Post the good rows of a file with faults. */
  partial: yesNo.default('false'),
  /** Which comes first in dates, `D/M/YYYY`; several separated by commas. */
  dates: z.string().max(100).optional(),
  /** The sign before the decimals. */
  decimal: z.enum(['.', ',']).optional(),
  /** Codes that the ledger knows with zeros before them. */
  zeros: z.enum(['restore', 'keep']).optional(),
  /** Account of a bank statement that does not name it. */
  account: z.string().min(1).max(50).optional(),
  /** Accounts of vouchers, the day the ledger starts, and the column of the customer's code counted from 1. */
  receivable: z.string().min(1).max(30).optional(),
  advance: z.string().min(1).max(30).optional(),
  start: z.string().min(1).max(30).optional(),
  customerColumn: z.coerce.number<string | number>().int().min(1).max(500).optional(),
  /** Which heading is which column of a table, as JSON; learned under the name when something is posted. */
  map: z.string().max(6_000).optional(),
  table: z.string().min(1).max(50).optional(),
  learn: z.string().min(1).max(60).optional(),
  /** Answers with the faulty lines of this file or sheet as CSV, to be mended and imported again. */
  faulty: z.string().max(300).optional(),
})
export type ImportQuery = z.input<typeof importQuery>

/** The most faults, remarks and rows that an answer lists; all are counted. */
export const IMPORT_LISTED = { faults: 500, remarks: 100, rows: 5 } as const

/** What a file holds and what became of it. */
export interface ImportAnswer {
  change: number
  posted: boolean
  dryRun: boolean
  /** The file, or each sheet of it that holds something. */
  sheets: ImportedSheet[]
  /** Rows by table. */
  tables: ImportedTable[]
  rows: number
  accepted: number
  alreadyThere: number
  /** All that cannot be taken; of many only the first are listed. */
  refused: number
  faults: ImportFault[]
  questions: FileQuestion[]
  remarks: string[]
  /** The first rows, as they would be posted. */
  first: ImportedRow[]
  /** The name under which the assignment of columns was learned. */
  learned?: string
}

export interface ImportedSheet {
  name: string
  recognised: Recognition
  lines: number
  /** Headings and first lines, as they stand in the file. */
  headings: string[]
  examples: string[][]
}

export interface ImportedTable {
  table: string
  rows: number
  accepted: number
  alreadyThere: number
  /** Sums of the amounts of all rows by currency, as decimal texts. */
  amounts: { currency: string; amount: string }[]
}

/** A cell, line (column `''`) or file (line 0) that cannot be taken, why, and what to do. */
export interface ImportFault {
  file: string
  line: number
  column: string
  value: string
  code: string
  message: string
}

/** A row in the few words by which people know it; `''` for what it does not have. */
export interface ImportedRow {
  table: string
  line: number
  name: string
  customer: string
  date: string
  amount: string
  currency: string
}

/** A line of an import that tells how far it is: `checked` comes before `posted`. */
export type ImportTold =
  | { progress: { done: number; total: number; stage: 'checked' | 'posted' } }
  | { answer: ImportAnswer }
  | { problem: { code: string; message: string; details?: Readonly<Record<string, string | number>> } }
