import { createSession } from 'better-sse'
import { Router, type Response } from 'express'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import * as z from 'zod'
import type { Book } from '../../shared/book/book.js'
import { kindCode } from '../../shared/book/codes.js'
import { recordedAt } from '../../shared/book/recorded.js'
import { VERSIONS, type FeedHead, type FeedSize } from '../../shared/protocol.js'
import { refuse } from '../../shared/refusals.js'
import type { Ledger } from '../ledger.js'
import type { Viewer } from '../viewer.js'
import { viewerOf, type Service } from './context.js'
import { wholeBooks } from './whole-book.js'

/** The scope of the one viewer there is: it never changes. */
const SCOPE = 1
const BYTES = 'application/octet-stream'

export const feedQuery = z.object({
  /** The newest change the reader has; 0 for none. */
  after: z.coerce.number().int().min(0).default(0),
  /** The scope version the reader has; left out by one that has nothing yet. */
  scope: z.coerce.number().int().min(0).optional(),
  /** The most changes of one answer. */
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
})

/**
 * `GET /feed`: the facts after a cursor, a line of JSON for each change below a line that says what the reader must know; to a reader
 * with nothing who asks for bytes, the whole Book at once. `GET /feed/size`: whose facts these are, and how much they take in memory.
 * `GET /feed/live`: the number of each new change as it happens.
 */
export function feedRoutes(service: Service): Router {
  const { ledger } = service
  const whole = wholeBooks(ledger)
  return Router()
    .get('/feed/size', (request, response) => {
      const viewer = viewerOf(request)
      const book = ledger.book(viewer)
      const { company, change, bytes } = book
      const size: FeedSize = {
        ...VERSIONS,
        company,
        user: viewer.id,
        scope: SCOPE,
        change,
        invoices: invoicesOf(book),
        bytes,
      }
      response.set('cache-control', 'no-store').json(size)
    })
    .get('/feed', async (request, response) => {
      const viewer = viewerOf(request)
      const { after, scope = SCOPE, limit } = feedQuery.parse(request.query)
      if (after > ledger.change) throw refuse('NO_CHANGE', { value: after, newest: ledger.change })
      if (after === 0 && request.accepts(['application/x-ndjson', BYTES]) === BYTES) {
        const { change, bytes, length } = await whole(viewer)
        response.set({
          'content-type': BYTES,
          'cache-control': 'no-store',
          vary: 'accept, accept-encoding',
          'x-change': String(change),
          'x-newest': String(ledger.change),
          'x-scope': String(SCOPE),
          'x-length': String(length),
        })
        if (request.acceptsEncodings('gzip')) response.set('content-encoding', 'gzip').end(bytes)
        else response.end(await unzipped(bytes))
        return
      }
      // A reader with another scope has facts that it may not have, or lacks some: it starts anew.
      const from = scope === SCOPE ? after : 0
      const to = Math.min(ledger.change, from + limit)
      response.set({ 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' })
      const book = ledger.book(viewer)
      const head: FeedHead = {
        ...VERSIONS,
        company: book.company.code,
        from,
        to,
        since: recordedAt(book, from),
        newest: ledger.change,
        scope: SCOPE,
        anew: scope !== SCOPE,
      }
      response.write(`${JSON.stringify(head)}\n`)
      await writeChanges(response, ledger, viewer, from, to)
      response.end()
    })
    .get('/feed/live', async (request, response) => {
      const session = await createSession(request, response, { retry: 2000, keepAlive: 15_000 })
      const say = (change: number) => void session.push({ change, scope: SCOPE }, 'change', String(change))
      // What happened while the reader was away is told at once; a reader that never was here learns where the ledger stands.
      if (session.lastId === '' || Number(session.lastId) !== ledger.change) say(ledger.change)
      const stop = ledger.subscribe(say)
      const end = () => response.end()
      service.stopping.addEventListener('abort', end, { once: true })
      session.once('disconnected', () => {
        stop()
        service.stopping.removeEventListener('abort', end)
      })
    })
}

const unzipped = promisify(gunzip)

function invoicesOf({ documents: { kind, count } }: Book): number {
  const invoice = kindCode('invoice')
  let invoices = 0
  for (let row = 0; row < count; row++) if (kind[row] === invoice) invoices++
  return invoices
}

/** Waits until an answer takes more, or is closed by the reader; says whether it takes more. Leaves no listener behind. */
const drained = (response: Response): Promise<boolean> =>
  new Promise(resolve => {
    const done = () => {
      response.off('drain', done).off('close', done)
      resolve(!response.destroyed)
    }
    if (response.destroyed) resolve(false)
    else response.on('drain', done).on('close', done)
  })

/** Some changes are a long import's slices of a megabyte or two: few are read at a time, and no faster than they are taken. */
const AT_ONCE = 8

async function writeChanges(response: Response, ledger: Ledger, viewer: Viewer, from: number, to: number): Promise<void> {
  for (let at = from; at < to;) {
    const changes = await ledger.changesAfter(viewer, at, Math.min(AT_ONCE, to - at))
    if (changes.length === 0) throw new Error(`change ${at + 1} is not stored`)
    for (const bytes of changes) {
      response.write(bytes)
      if (response.write('\n')) continue
      if (!(await drained(response))) return
    }
    at += changes.length
  }
}
