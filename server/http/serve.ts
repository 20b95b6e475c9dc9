import { once, setMaxListeners } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { pino } from 'pino'
import type { Config } from '../config.js'
import type { Ledger } from '../ledger.js'
import { app } from './app.js'

/** A service that listens. */
export interface Running {
  /** `http://127.0.0.1:3000` */
  address: string
  /** Takes no new requests, ends the streams, finishes what was accepted, and lets the ledger go. */
  stop(): Promise<void>
}

/** Milliseconds given to answers that are under way when the service stops. */
const PATIENCE = 5_000

const LOCAL = new Set(['127.0.0.1', '::1', 'localhost'])

/** Serves a ledger by HTTP. Throws when the port is taken. */
export async function serve(
  ledger: Ledger,
  {
    host,
    port,
    bodyLimit,
    folder,
    addin,
    log,
  }: Pick<Config, 'host' | 'port' | 'bodyLimit' | 'log'> & Partial<Pick<Config, 'addin' | 'folder'>>,
): Promise<Running> {
  const stopping = new AbortController()
  // Every reader of the live feed listens for the end of the service.
  setMaxListeners(0, stopping.signal)
  const service = { ledger, bodyLimit, folder, addin, stopping: stopping.signal, log: pino({ level: log }) }
  const server = createServer(app(service, LOCAL.has(host)))
  const hangUp = connections(server)
  server.listen(port, host)
  await once(server, 'listening')
  const bound = (server.address() as AddressInfo).port
  let stopped: Promise<void> | undefined
  const stop = async () => {
    stopping.abort()
    const closed = once(server, 'close')
    server.close()
    hangUp()
    await ledger.close()
    const patience = setTimeout(() => server.closeAllConnections(), PATIENCE)
    await closed
    clearTimeout(patience)
  }
  return { address: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`, stop: () => (stopped ??= stop()) }
}

/**
 * Gives a function that ends every connection: at once where nothing is being answered, else after the answer. Node's own
 * `closeIdleConnections` passes over connections on which nothing was ever asked, such as those that browsers open in advance.
 */
function connections(server: Server): () => void {
  const answering = new Map<Socket, number>()
  let ending = false
  server.on('connection', socket => {
    answering.set(socket, 0)
    socket.once('close', () => answering.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    answering.set(socket, (answering.get(socket) ?? 0) + 1)
    response.once('close', () => {
      const left = (answering.get(socket) ?? 1) - 1
      if (answering.has(socket)) answering.set(socket, left)
      if (ending && left === 0) socket.destroySoon()
    })
  })
  return () => {
    ending = true
    for (const [socket, count] of answering) if (count === 0) socket.destroySoon()
  }
}
