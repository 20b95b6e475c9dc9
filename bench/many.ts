import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { changesOfSize } from './facts.js'
import { inFolder, keep } from './folder.js'
import { generate } from './generate.js'
import type { Part } from './house.js'
import { atMost, median, type Figure } from './measure.js'
import { customerCode } from './postings.js'
import type { Serving, Told } from './serving.js'

const WORKBOOKS = 100
const SECONDS = 10
const LISTENERS = 1_000

/** Many people at once: a hundred workbooks that each push a row a second, and a thousand that hear of one change. */
export const manyPart: Part = {
  title: 'many',
  figures: ({ size }) =>
    inFolder(async folder => {
      await keep(folder, changesOfSize(generate({ invoices: Math.min(size, 20_000) }), 25))
      const server = fork(fileURLToPath(new URL('./serving.ts', import.meta.url)), { serialization: 'advanced' })
      server.send({ folder } satisfies Told)
      const [{ service }] = (await once(server, 'message')) as [Serving]
      const address = `${service}/api/v1`
      const { tail, lost, heard } = await measured(address).finally(() => server.kill())
      return [
        figure(`${WORKBOOKS} workbooks pushing a row each second, 99th percentile to median`, tail, 'x', 10),
        figure(`${WORKBOOKS} workbooks pushing a row each second, rows lost`, lost, '', 0),
        figure(`one change until the last of ${LISTENERS.toLocaleString('en')} listeners heard of it`, heard, 'ms', 1_000),
      ]
    }),
}

const measured = async (address: string) => ({ ...(await pushes(address)), heard: await waking(address) })

const figure = (name: string, value: number, unit: string, limit: number): Figure => atMost('Sync', name, value, unit, limit)

async function pushes(address: string): Promise<{ tail: number; lost: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: WORKBOOKS })
  const before = await newest(address)
  const times: number[] = []
  await Promise.all(
    Array.from({ length: WORKBOOKS }, async (_, workbook) => {
      // People do not press Enter on the same second.
      await wait((1_000 * workbook) / WORKBOOKS)
      for (let second = 0; second < SECONDS; second++) {
        const start = performance.now()
        await push(address, agent, workbook, second)
        const time = performance.now() - start
        // The first two seconds warm up.
        if (second >= 2) times.push(time)
        await wait(Math.max(0, 1_000 - time))
      }
    }),
  )
  agent.destroy()
  const sorted = [...times].sort((a, b) => a - b)
  return { tail: sorted[Math.floor(sorted.length * 0.99)] / median(times), lost: before + WORKBOOKS * SECONDS - (await newest(address)) }
}

async function push(address: string, agent: Agent, workbook: number, second: number): Promise<void> {
  const row = { number: `W${workbook}-${second}`, customer: customerCode(workbook), docDate: '2026-11-20', amount: '100.00' }
  const body = JSON.stringify({
    pushId: `bench-${workbook}-${second}`,
    rows: [{ table: 'invoices', row, edit: { base: 0 }, sourceRow: second }],
    source: { workbook: `Book ${workbook}.xlsx`, sheet: 'Invoices', table: 'Invoices' },
    atomic: false,
  })
  const sent = request(`${address}/push`, { agent, method: 'POST', headers: { 'content-type': 'application/json' } })
  sent.end(body)
  const [answer] = (await once(sent, 'response')) as [AsyncIterable<Buffer>]
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part)
  const { posted } = JSON.parse(Buffer.concat(parts).toString()) as { posted: boolean }
  if (!posted) throw new Error(`not posted: ${Buffer.concat(parts).toString()}`)
}

async function newest(address: string): Promise<number> {
  return ((await (await fetch(`${address}/feed/size`)).json()) as { change: number }).change
}

/** Milliseconds from the answer to a push until every listener was told of its change. */
async function waking(address: string): Promise<number> {
  const before = await newest(address)
  let hearing = 0
  let all = () => undefined as void
  const everyone = new Promise<void>(resolve => (all = resolve))
  const ends: (() => void)[] = []
  await Promise.all(
    Array.from({ length: LISTENERS }, async () => {
      const asked = get(`${address}/feed/live`, { agent: false })
      const [stream] = (await once(asked, 'response')) as [NodeJS.ReadableStream]
      ends.push(() => asked.destroy())
      let text = ''
      let heard = false
      stream.on('data', (piece: Buffer) => {
        text += piece.toString()
        if (heard || !text.includes(`"change":${before + 1}`)) return
        heard = true
        if (++hearing === LISTENERS) all()
      })
      stream.on('error', () => undefined)
    }),
  )
  const agent = new Agent()
  const start = performance.now()
  await push(address, agent, 0, SECONDS + 1)
  await everyone
  const time = performance.now() - start
  for (const end of ends) end()
  return time
}
