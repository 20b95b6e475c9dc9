import { fork } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { append, deltaOf } from '../addin/replica/delta.js'
import type { Book } from '../shared/book/book.js'
import { bookFrom } from '../shared/book/snapshot.js'
import { iso } from '../shared/dates.js'
import { VERSIONS } from '../shared/protocol.js'
import { changesOf } from './facts.js'
import { inFolder, keep } from './folder.js'
import { generate, type History } from './generate.js'
import type { Part } from './house.js'
import { atMost, median, type Figure } from './measure.js'
import { COMPANY, customerCode, dimensionsOf } from './postings.js'
import type { Opened } from './opening.js'
import type { Serving, Told } from './serving.js'

const INVOICES = 100_000
const RECEIPTS = 200

const figure = (name: string, value: number, unit: string, limit: number): Figure => atMost('Add-in', name, value, unit, limit)

/** The Book in the workbook: what it weighs on the wire, and how soon it is there. */
export const replicaPart: Part = {
  title: 'replica',
  figures: ({ size, ...house }) =>
    inFolder(async folder => {
      const invoices = Math.min(size, INVOICES)
      const history = size === invoices ? house.history : generate({ invoices })
      await keep(folder, changesOf(history))
      const server = fork(fileURLToPath(new URL('./serving.ts', import.meta.url)), { serialization: 'advanced' })
      server.send({ folder } satisfies Told)
      const [{ service }] = (await once(server, 'message')) as [Serving]
      const address = `${service}/api/v1`
      const { bytes, length } = await sent(`${address}/feed`)
      const workbook = fork(fileURLToPath(new URL('./opening.ts', import.meta.url)))
      workbook.send({ address })
      const [{ loaded, fetched, stored }] = (await once(workbook, 'message')) as [Opened]
      workbook.kill()
      server.kill()
      return [
        figure('replica on the wire, compressed, with receipts, allocations and lines, an invoice', length / invoices, 'bytes', 60),
        figure('first load of the replica until its first answer, to fetching the same bytes to their end', loaded / fetched, 'x', 2),
        figure(`replica of ${invoices.toLocaleString('en')} invoices ready from storage, offline`, stored, 'ms', 300),
        figure('one receipt that came by the feed, to the Book and whose it is', receiptTime(bookFrom(bytes), history), 'ms', 5),
      ]
    }),
}

/** An answer's bytes, and how many they are as they come, compressed. */
async function sent(address: string): Promise<{ bytes: Uint8Array; length: number }> {
  const asked = get(address, { headers: { accept: 'application/octet-stream', 'accept-encoding': 'gzip' } })
  const [answer] = (await once(asked, 'response')) as [AsyncIterable<Buffer>]
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part)
  const body = Buffer.concat(parts)
  return { bytes: gunzipSync(body), length: body.length }
}

/** Milliseconds for one change with a receipt, the median of many. */
function receiptTime(book: Book, history: History): number {
  const times: number[] = []
  for (let i = 0; i < RECEIPTS; i++) {
    const change = book.change + 1
    const customer = i % history.customers.count
    const day = iso(history.last)
    const head = { ...VERSIONS, company: COMPANY.code, from: change - 1, to: change, since: 0, newest: change, scope: 1, anew: false }
    const receipt = {
      ...{
        fact: 'document',
        kind: 'receipt',
        id: book.lastDocumentId + 1,
        customer: customerCode(customer),
        series: '',
        number: `NEW-${i}`,
      },
      ...{ docDate: day, postDate: day, currency: COMPANY.currency, rate: '1', amount: -100, base: -100, lines: [] },
      ...{ dimensions: dimensionsOf(history, customer), items: [{ instalment: 1, due: day, amount: -100, base: -100 }] },
    }
    const text = `${JSON.stringify(head)}\n${JSON.stringify({ change, recordedAt: `${day}T00:00:00.000Z`, schema: 1, facts: [receipt] })}\n`
    const start = performance.now()
    const touched = append(book, deltaOf(text).changes)
    times.push(performance.now() - start)
    if (touched === 'all' || touched.size !== 1) throw new Error('a receipt touches its customer')
  }
  return median(times)
}
