import type { Result } from '../../shared/functions/evaluate.js'
import type {
  EvaluateRequest,
  ImportAnswer,
  ImportQuery,
  ImportTold,
  LeaseAnswer,
  LeaseRequest,
  PushAnswer,
  PushRequest,
} from '../../shared/protocol.js'
import { Refusal, REFUSALS, refuse, type Language, type RefusalCode } from '../../shared/refusals.js'

/** Where the service's routes stand on the page's own origin. */
export const API = '/api/v1'

/**
 * A client of the service. Whatever the service declines is thrown as the `Refusal` it said; when it cannot be reached at all that is
 * the refusal `OFFLINE`, and when it failed, `SERVICE_FAILED`.
 */
export interface Connection {
  /** Base of all routes, for example `https://localhost:3443/api/v1`. */
  readonly address: string
  push(request: PushRequest): Promise<PushAnswer>
  evaluate(request: EvaluateRequest): Promise<EvaluateAnswer>
  lease(request: LeaseRequest): Promise<LeaseAnswer>
  /** Imports the bytes of a file, or only checks them; `progress` is told how far the service is. */
  import(query: ImportQuery, bytes: Blob, progress?: Progress, signal?: AbortSignal): Promise<ImportAnswer>
  /** The faulty lines of a file as CSV, as it would be imported by the same query. */
  faulty(query: ImportQuery, bytes: Blob): Promise<Blob>
  /** An answer of status 200 to 299 under the base, its body not yet read. */
  get(path: string, accept?: string, signal?: AbortSignal): Promise<Response>
}

/** Told how many rows of how many are checked, then posted. */
export type Progress = (done: number, total: number, stage: 'checked' | 'posted') => void

/** Answers to the calls of one request, and the change they were given at. */
export interface EvaluateAnswer {
  change: number
  results: Result[][]
}

export interface ConnectionOptions {
  /** Base of all routes: `API` under the page's origin unless given. */
  address: string
  fetch: typeof fetch
  /** The language of texts that come back, asked for with each request since people switch it. */
  language: () => Language
}

/** Makes a client of the service at an address. */
export function connectionTo({ address, fetch, language }: ConnectionOptions): Connection {
  const base = address.replace(/\/+$/, '')
  const ask = async (path: string, accept: string, more: RequestInit = {}): Promise<Response> => {
    const type = more.body instanceof Blob ? 'application/octet-stream' : 'application/json'
    const headers = { accept, 'accept-language': language(), ...(more.body ? { 'content-type': type } : {}) }
    let answer: Response
    try {
      answer = await fetch(base + path, { ...more, headers, cache: 'no-store' })
    } catch (error) {
      throw outage(error, base)
    }
    if (!answer.ok) throw await refusalOf(answer, base)
    return answer
  }
  const post = async (path: string, request: object): Promise<unknown> => {
    const answer = await ask(path, 'application/json', { method: 'POST', body: JSON.stringify(request) })
    return bodyOf(answer, base)
  }
  const send = (query: ImportQuery, bytes: Blob, accept: string, signal?: AbortSignal) =>
    ask(`/imports?${new URLSearchParams(said(query))}`, accept, { method: 'POST', body: bytes, signal })
  return {
    address: base,
    push: async request => (await post('/push', request)) as PushAnswer,
    evaluate: async request => (await post('/evaluate', request)) as EvaluateAnswer,
    lease: async request => (await post('/leases', request)) as LeaseAnswer,
    import: async (query, bytes, progress, signal) => importTold(await send(query, bytes, 'application/x-ndjson', signal), base, progress),
    faulty: async (query, bytes) => (await send(query, bytes, 'text/csv')).blob(),
    get: (path, accept = 'application/json', signal) => ask(path, accept, { signal }),
  }
}

/** What of a query is said at all, as texts. */
const said = (query: ImportQuery): Record<string, string> =>
  Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, String(value)]])))

/** Reads the lines of an import to its answer; one that breaks off is an outage. */
async function importTold(answer: Response, address: string, progress?: Progress): Promise<ImportAnswer> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      const lines = (rest + part.value).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const told = JSON.parse(line) as ImportTold
        if ('answer' in told) return told.answer
        if ('problem' in told) throw refusalSaid(told.problem, 500)
        progress?.(told.progress.done, told.progress.total, told.progress.stage)
      }
    }
  } catch (error) {
    throw outage(error, address)
  }
  throw refuse('OFFLINE', { address })
}

/** The JSON of an answer; an answer that breaks off is an outage too. */
export async function bodyOf(answer: Response, address: string): Promise<unknown> {
  try {
    return await answer.json()
  } catch (error) {
    throw outage(error, address)
  }
}

/** What was thrown while nothing or half an answer came, as an outage; a call that was cancelled stays that. */
export function outage(error: unknown, address: string): unknown {
  if (error instanceof Refusal || (error instanceof Error && error.name === 'AbortError')) return error
  return refuse('OFFLINE', { address })
}

/** Statuses that a gateway gives when nothing stands behind it. */
const UNREACHABLE = new Set([502, 504])

async function refusalOf(answer: Response, address: string): Promise<Refusal> {
  const said = (await answer.json().catch(() => undefined)) as
    { code?: string; message?: string; details?: Record<string, string | number> } | undefined
  // A page in place of an answer: the way to the service is broken, not the service.
  if (said?.code === undefined && UNREACHABLE.has(answer.status)) return refuse('OFFLINE', { address })
  return refusalSaid({ message: answer.statusText, ...said }, answer.status)
}

/** What the service says as the refusal it is; a failure of the service is one too. */
function refusalSaid(
  { code, message, details }: { code?: string; message: string; details?: Readonly<Record<string, string | number>> },
  status: number,
): Refusal {
  if (code !== undefined && code in REFUSALS) return refuse(code as RefusalCode, details)
  return refuse('SERVICE_FAILED', { status, problem: message })
}
