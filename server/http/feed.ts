import { createSession } from 'better-sse'
import { Router, type Response } from 'express'
import { setImmediate as nextTurn } from 'node:timers/promises'
import * as z from 'zod'
import { snapshotPieces } from '../../shared/book/snapshot.js'
import { VERSIONS } from '../../shared/protocol.js'
import { refuse } from '../../shared/refusals.js'
import type { Ledger } from '../ledger.js'
import type { Viewer } from '../viewer.js'
import { viewerOf, type Service } from './context.js'

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
 * with nothing who asks for bytes, the whole Book at once. `GET /feed/live`: the number of each new change as it happens.
 */
export function feedRoutes(service: Service): Router {
  const { ledger } = service
  return Router()
    .get('/feed', async (request, response) => {
      const viewer = viewerOf(request)
      const { after, scope = SCOPE, limit } = feedQuery.parse(request.query)
      if (after > ledger.change) throw refuse('NO_CHANGE', { value: after, newest: ledger.change })
      if (after === 0 && request.accepts(['application/x-ndjson', BYTES]) === BYTES) {
        const { change, pieces } = await wholeBook(ledger, viewer)
        response.set({ 'content-type': BYTES, 'x-change': String(change), 'x-scope': String(SCOPE) })
        for (const piece of pieces) if (!response.write(piece) && !(await drained(response))) return
        response.end()
        return
      }
      // A reader with another scope has facts that it may not have, or lacks some: it starts anew.
      const from = scope === SCOPE ? after : 0
      const to = Math.min(ledger.change, from + limit)
      response.set({ 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' })
      response.write(`${JSON.stringify({ ...VERSIONS, from, to, newest: ledger.change, scope: SCOPE, anew: scope !== SCOPE })}\n`)
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

/** How often a snapshot is begun anew because the Book changed meanwhile; after that it is made in one go. */
const ATTEMPTS = 5

/** The Book as bytes, while others are served in between. */
async function wholeBook(ledger: Ledger, viewer: Viewer): Promise<{ change: number; pieces: Uint8Array[] }> {
  for (let attempt = 1; ; attempt++) {
    const book = ledger.book(viewer)
    const { change } = book
    const pieces: Uint8Array[] = []
    for (const piece of snapshotPieces(book)) {
      pieces.push(piece)
      if (attempt > ATTEMPTS) continue
      await nextTurn()
      if (ledger.change !== change) break
    }
    if (ledger.change === change) return { change, pieces }
  }
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
