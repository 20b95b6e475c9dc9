import type { Request, RequestHandler } from 'express'
import { refuse } from '../../shared/refusals.js'
import { MEGABYTE } from '../config.js'
import type { Service } from './context.js'

/** Milliseconds that a caller who is still sending is given to notice that it was refused. */
const LINGER = 500

/**
 * Reads a JSON body up to the limit. A longer one is refused by the length it states, or as soon as it exceeds the limit: Express's own
 * reader answers only when the caller has sent everything.
 */
export const jsonBody =
  ({ bodyLimit }: Pick<Service, 'bodyLimit'>): RequestHandler =>
  async (request, _response, next) => {
    request.body = parsed(await bytesOf(request, 'application/json', bodyLimit))
    next()
  }

/** Reads a body of bytes up to the limit: a type that no form of somebody else's page can send. */
export const byteBody =
  ({ bodyLimit }: Pick<Service, 'bodyLimit'>): RequestHandler =>
  async (request, _response, next) => {
    request.body = await bytesOf(request, 'application/octet-stream', bodyLimit)
    next()
  }

async function bytesOf(request: Request, type: string, bodyLimit: number): Promise<Buffer> {
  if (!request.is(type)) throw refuse('BAD_REQUEST', { problem: `content-type must be ${type}` })
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) throw tooLarge(request, bodyLimit)
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    length += (part as Buffer).length
    if (length > bodyLimit) throw tooLarge(request, bodyLimit)
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

function tooLarge(request: Request, bodyLimit: number) {
  // What still comes is thrown away, so that the caller gets to read the answer; then the connection ends.
  request.resume()
  setTimeout(() => {
    if (!request.complete) request.socket.destroy()
  }, LINGER).unref()
  return refuse('TOO_LARGE', { limit: `${Math.floor(bodyLimit / MEGABYTE)} MB` })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch (error) {
    throw refuse('BAD_REQUEST', { problem: error instanceof SyntaxError ? error.message : 'the body is not UTF-8' })
  }
}
