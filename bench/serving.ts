import express from 'express'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openLedger } from '../server/ledger.js'
import { serve } from '../server/http/serve.js'

/**
 * A process of its own that serves a ledger, as one does in use: beside everything else that a bench holds in memory it would wait for
 * the garbage of others. It also has an Express that reads a body and answers given bytes without any work.
 */
export const SETTINGS = { host: '127.0.0.1', port: 0, bodyLimit: 64 * 1024 * 1024, log: 'silent' } as const

/** What the process is told. */
export type Told = { folder: string } | { answer: Uint8Array }
/** What it says once it listens. */
export interface Serving {
  service: string
  idle: string
}

async function start(folder: string): Promise<Serving> {
  const { address } = await serve(await openLedger(folder), SETTINGS)
  const idle = express()
  const body = express.raw({ type: () => true, limit: SETTINGS.bodyLimit })
  idle.post('/', body, (_request, response) => void response.type('json').send(answer))
  const server = createServer(idle).listen(0, SETTINGS.host)
  await once(server, 'listening')
  return { service: address, idle: `http://${SETTINGS.host}:${(server.address() as AddressInfo).port}/` }
}

let answer = Buffer.alloc(0)

process.on('message', (told: Told) => {
  if ('answer' in told) answer = Buffer.from(told.answer)
  else void start(told.folder).then(serving => process.send!(serving))
})
