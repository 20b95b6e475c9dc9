import Sqlite from 'better-sqlite3'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addDays } from '../shared/dates.js'
import { evaluate } from '../shared/functions/evaluate.js'
import { createLedger, openLedger } from '../server/ledger.js'
import { serve } from '../server/http/serve.js'
import { createStore } from '../server/store/ledger-store.js'
import { LEDGER_FILE } from '../server/store/sqlite.js'
import { CHANGE_COLUMNS, FACT_COLUMNS } from '../server/store/tables.js'
import { agingCells } from './cells.js'
import { changesOfSize, invoiceRows, masterRows } from './facts.js'
import { generate } from './generate.js'
import type { Part } from './house.js'
import { inFolder, keep } from './folder.js'
import { SETTINGS, type Serving, type Told } from './serving.js'
import { atLeast, atMost, growth, interleaved, median, type Figure } from './measure.js'
import { COMPANY } from './postings.js'

const agent = new Agent({ keepAlive: true })

/** Sends a request and gives the answer's bytes; throws unless it is 200. */
async function send(address: string, body?: Buffer): Promise<Buffer> {
  const headers = body && { 'content-type': 'application/json', 'content-length': body.length }
  const sent = request(address, { agent, method: body ? 'POST' : 'GET', headers })
  sent.end(body)
  const [answer] = (await once(sent, 'response')) as [AsyncIterable<Buffer> & { statusCode: number }]
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part)
  const bytes = Buffer.concat(parts)
  if (answer.statusCode !== 200) throw new Error(`${address} answered ${answer.statusCode}: ${bytes.toString('utf8', 0, 500)}`)
  return bytes
}

/** Ten thousand cells by one request, against an Express that reads the same bytes and answers the same bytes without any work. */
export const evaluatePart: Part = {
  title: 'evaluate',
  async figures(house) {
    const server = fork(fileURLToPath(new URL('./serving.ts', import.meta.url)), { serialization: 'advanced' })
    const tell = (told: Told) => server.send(told)
    tell({ folder: await house.ledger() })
    const [{ service, idle }] = (await once(server, 'message')) as [Serving]
    const calls = (daysAgo: number) => agingCells(house, addDays(house.history.last, -daysAgo))
    const asked = (daysAgo: number) => Buffer.from(JSON.stringify(calls(daysAgo)))
    const known = asked(40)
    const evaluateAt = `${service}/api/v1/evaluate`
    const answer = await send(evaluateAt, known)
    if (answer.toString() !== JSON.stringify(evaluate(house.book, calls(40), 'en')))
      throw new Error('the service answers otherwise than the Book')
    tell({ answer })
    // Each day is asked for once; the bodies are made beforehand.
    const fresh = Array.from({ length: 60 }, (_, i) => asked(41 + i))
    const time = await interleaved(
      {
        floor: () => send(idle, known),
        known: () => send(evaluateAt, known),
        fresh: () => send(evaluateAt, fresh.pop()),
      },
      31,
      20,
    )
    server.kill()
    return [
      atMost('Ledger', '10,000 AGING cells through POST /evaluate, at a new date, to Express alone', time.fresh / time.floor, 'x', 12),
      atMost('Ledger', '10,000 AGING cells through POST /evaluate, at a known date, to Express alone', time.known / time.floor, 'x', 4),
    ]
  },
}

/** Invoices of one push: as many rows as it may have. */
const SLICE = 5_000

/** Invoices with their lines by HTTP, checked, posted, kept and audited, against inserts of the same rows and nothing else, by turns. */
export const importPart: Part = {
  title: 'import',
  figures: ({ history }) =>
    inFolder(async folder => {
      const count = Math.min(75_000, history.invoices.count)
      const ledger = await createLedger(join(folder, 'ours'), COMPANY)
      const service = await serve(ledger, SETTINGS)
      const push = async (pushId: string, rows: unknown[]) => {
        const body = Buffer.from(JSON.stringify({ pushId, rows }))
        const start = performance.now()
        const { posted } = JSON.parse((await send(`${service.address}/api/v1/push`, body)).toString()) as { posted: boolean }
        if (!posted) throw new Error(`${pushId} was not posted`)
        return performance.now() - start
      }
      const masters = masterRows(history)
      for (let from = 0; from < masters.length; from += SLICE) await push(`masters-${from}`, masters.slice(from, from + SLICE))
      const bare = await bareInserts(join(folder, 'ours'), join(folder, 'bare'))
      const times: { ours: number; bare: number }[] = []
      for (let from = 0; from < count; from += SLICE) {
        const to = Math.min(count, from + SLICE)
        const ours = await push(`invoices-${from}`, invoiceRows(history, from, to))
        times.push({ ours, bare: bare.copy(from, to) })
      }
      bare.close()
      await service.stop()
      const share = median(times.map(time => time.bare)) / median(times.map(time => time.ours))
      return [atLeast('Ledger', 'import by HTTP with everything kept, to bare inserts of the same rows', share, 'x', 0.4)]
    }),
}

/** Copies documents from one id to another, with their items, lines and change, by prepared statements in a transaction; milliseconds. */
async function bareInserts(from: string, to: string): Promise<{ copy: (after: number, upTo: number) => number; close: () => void }> {
  await (await createStore(to, COMPANY, { now: 0 })).close()
  const source = new Sqlite(join(from, LEDGER_FILE), { readonly: true })
  const target = new Sqlite(join(to, LEDGER_FILE))
  target.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -65536')
  const copy = (table: string, columns: readonly string[], where: string) => ({
    read: source.prepare(`select ${columns.join(', ')} from ${table} where ${where}`).raw(),
    insert: target.prepare(`insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`),
  })
  const of = (key: string) => `${key} > @after and ${key} <= @upTo order by ${key}`
  const tables = [
    copy('document', FACT_COLUMNS.document, of('id')),
    copy('item', FACT_COLUMNS.item, of('document')),
    copy('line', FACT_COLUMNS.line, of('document')),
    copy('change', CHANGE_COLUMNS, 'change = (select change from document where id = @upTo)'),
  ]
  return {
    copy: (after, upTo) => {
      const rows = tables.map(({ read }) => read.all({ after, upTo }))
      const start = performance.now()
      target.exec('begin immediate')
      tables.forEach(({ insert }, i) => {
        for (const row of rows[i]) insert.run(row)
      })
      target.exec('commit')
      return performance.now() - start
    },
    close: () => {
      source.close()
      target.close()
    },
  }
}

const CHANGES = 200

/** What it takes to read the same number of changes from ever larger ledgers. */
export const feedPart: Part = {
  title: 'feed',
  async figures({ size }) {
    const costs: [number, number][] = []
    const least = Math.max(2_000, Math.round(size / 100))
    for (const invoices of [least, 3 * least, 10 * least]) {
      costs.push([invoices, await inFolder(folder => feedTime(folder, invoices))])
    }
    return [
      atMost('Ledger', `growth of the feed of ${CHANGES} changes with the ledger, tenfold`, growth(costs), 'exponent', 0.15),
    ] satisfies Figure[]
  },
}

async function feedTime(folder: string, invoices: number): Promise<number> {
  await keep(folder, changesOfSize(generate({ invoices }), 25))
  const ledger = await openLedger(folder)
  const service = await serve(ledger, SETTINGS)
  const address = `${service.address}/api/v1/feed?after=${ledger.change - CHANGES}&limit=${CHANGES}`
  const { feed } = await interleaved({ feed: () => send(address) }, 31)
  await service.stop()
  return feed
}
