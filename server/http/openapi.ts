import { OpenAPIRegistry, OpenApiGeneratorV31, type ZodMediaTypeObject } from '@asteasolutions/zod-to-openapi'
import * as z from 'zod'
import { evaluateRequest, feedSize, importQuery, PUSH_ROWS, pushRequest } from '../../shared/protocol.js'
import { REPORTS } from '../../shared/reports/index.js'
import { tableRow } from '../../shared/tables/post.js'
import { feedQuery } from './feed.js'
import { reportQuery } from './reports.js'

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    reference: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'Why the service says no, in the language of Accept-Language (en or zh), and what to do next' })

const refusal = z.object({ code: z.string(), message: z.string() }).meta({ id: 'Refusal' })

const pushAnswer = z
  .object({
    protocol: z.int(),
    change: z.int(),
    posted: z.boolean(),
    rows: z.array(
      z.object({
        index: z.int(),
        outcome: z.enum(['accepted', 'merged', 'already-there', 'conflict', 'asks', 'refused']),
        refusal: refusal.extend({ column: z.string().optional() }).optional(),
        id: z.string().optional(),
        returned: z.array(z.string()).optional(),
        conflicts: z.array(z.object({ column: z.string(), base: z.string(), mine: z.string(), theirs: z.string() })).optional(),
        changedBy: z.object({ change: z.int(), actor: z.string(), recordedAt: z.string() }).optional(),
        steps: z
          .array(
            z.object({
              kind: z.enum(['reverse', 'post', 'takeOff', 'allocate', 'transfer', 'set']),
              document: z.string(),
              to: z.string().optional(),
              amount: z.string(),
              currency: z.string(),
              date: z.string(),
            }),
          )
          .optional(),
      }),
    ),
    remarks: z.array(z.object({ code: z.string(), document: z.string(), details: z.record(z.string(), z.string()) })),
  })
  .meta({ id: 'PushAnswer' })

const importAnswer = z
  .object({
    change: z.int(),
    posted: z.boolean(),
    dryRun: z.boolean(),
    sheets: z.array(
      z.object({
        name: z.string(),
        recognised: z.object({ as: z.enum(['learned', 'vouchers', 'taxInvoices', 'bank', 'ledger', 'table', 'unknown']) }).loose(),
        lines: z.int(),
        headings: z.array(z.string()),
        examples: z.array(z.array(z.string())),
      }),
    ),
    tables: z.array(
      z.object({
        table: z.string(),
        rows: z.int(),
        accepted: z.int(),
        alreadyThere: z.int(),
        amounts: z.array(z.object({ currency: z.string(), amount: z.string() })),
      }),
    ),
    rows: z.int(),
    accepted: z.int(),
    alreadyThere: z.int(),
    refused: z.int(),
    faults: z.array(refusal.extend({ file: z.string(), line: z.int(), column: z.string(), value: z.string() })),
    questions: z.array(
      z.object({
        kind: z.enum(['dates', 'decimal', 'zeros', 'account', 'columns']),
        file: z.string(),
        columns: z.array(z.string()),
        readings: z.array(z.object({ answer: z.string(), examples: z.array(z.string()) })),
      }),
    ),
    remarks: z.array(z.string()),
    first: z.array(z.record(z.string(), z.union([z.string(), z.int()]))),
    learned: z.string().optional(),
  })
  .meta({ id: 'ImportAnswer' })

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]).meta({ id: 'Cell' })

// A row is read by its table, so that the request's own schema only knows that it is an object.
const pushDescribed = pushRequest
  .extend({
    rows: z
      .array(tableRow.extend({ row: z.record(z.string(), z.unknown()) }))
      .min(1)
      .max(PUSH_ROWS),
  })
  .meta({ id: 'PushRequest' })

// Columns are checked by a loop that no schema describes, so the description says what the loop accepts.
const described = evaluateRequest
  .extend({ calls: z.array(z.object({ fn: z.string().max(50), args: z.array(z.union([cell, z.array(cell)])).max(20) })).max(10_000) })
  .meta({
    id: 'EvaluateRequest',
    examples: [{ today: '2026-11-22', calls: [{ fn: 'AGING', args: [['C001', 'C002'], '1-30', '2026-10-31'] }] }],
  })

const evaluateAnswer = z
  .object({ change: z.int(), results: z.array(z.array(z.union([cell, z.array(z.array(cell)), z.object({ refusal })]))) })
  .meta({ id: 'EvaluateAnswer' })

const json = (schema: z.ZodType): { content: Record<string, ZodMediaTypeObject> } => ({ content: { 'application/json': { schema } } })

/** The description of the service, made from the schemas that its routes check with. */
export function openApi(): object {
  const registry = new OpenAPIRegistry()
  const refused = { description: 'Refused', content: { 'application/problem+json': { schema: problem } } }
  const route = (
    method: 'get' | 'post',
    path: string,
    summary: string,
    more: Omit<Parameters<typeof registry.registerPath>[0], 'method' | 'path'>,
  ) => registry.registerPath({ method, path: `/api/v1${path}`, summary, ...more, responses: { ...more.responses, default: refused } })

  route('post', '/push', 'Post rows: invoices, receipts, allocations and every other table', {
    request: { body: { required: true, ...json(pushDescribed) } },
    responses: { 200: { description: 'What became of each row', ...json(pushAnswer) } },
  })
  route('post', '/imports', 'Import a file: CSV, xlsx, a ledger as JSON, or camt.053; checks only, unless dryRun=false', {
    request: {
      query: importQuery,
      body: { required: true, content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } } },
    },
    responses: {
      200: {
        description:
          'What it holds and what became of it; or its faulty lines as CSV; or lines that tell how far it is, the last one with the answer',
        content: {
          'application/json': { schema: importAnswer },
          'application/x-ndjson': { schema: z.string() },
          'text/csv': { schema: z.string() },
        },
      },
    },
  })
  route('post', '/evaluate', 'Ask the functions of the workbook, many cells at once', {
    request: { body: { required: true, ...json(described) } },
    responses: { 200: { description: 'One list of answers for each call', ...json(evaluateAnswer) } },
  })
  route('get', '/feed', 'The facts after a change, a line of JSON each; or the whole ledger as bytes', {
    request: { query: feedQuery },
    responses: {
      200: {
        description: 'A line that says from where to where, then a line for each change',
        content: {
          'application/x-ndjson': { schema: z.string() },
          'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) },
        },
      },
    },
  })
  route('get', '/feed/size', 'Whose facts the feed gives, and how much they take in memory', {
    responses: { 200: { description: 'The size', ...json(feedSize.meta({ id: 'FeedSize' })) } },
  })
  route('get', '/feed/live', 'The number of each new change as it happens (server-sent events)', {
    request: { headers: z.object({ 'last-event-id': z.string().optional() }) },
    responses: { 200: { description: 'A stream of events', content: { 'text/event-stream': { schema: z.string() } } } },
  })
  route('get', '/reports/{name}', 'A report as data, as text for any spreadsheet, or as a workbook', {
    request: { params: z.object({ name: z.enum([...REPORTS.keys()] as [string, ...string[]]) }), query: reportQuery },
    responses: {
      200: {
        description: 'The report',
        content: {
          'application/json': { schema: z.object({}).loose() },
          'text/csv': { schema: z.string() },
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: z.string().meta({ format: 'binary' }) },
        },
      },
    },
  })
  route('get', '/health', 'Whether the service answers, and where the ledger stands', {
    responses: {
      200: {
        description: 'It answers',
        ...json(z.object({ status: z.literal('ok'), protocol: z.int(), facts: z.int(), company: z.string(), change: z.int() })),
      },
    },
  })
  route('get', '/metrics', 'Figures for a monitor, in the Prometheus form', {
    responses: { 200: { description: 'One figure a line', content: { 'text/plain': { schema: z.string() } } } },
  })
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Duebook', version: '1', description: 'The receivables ledger: facts in, answers as of any date out.' },
    servers: [{ url: '/' }],
  })
}
