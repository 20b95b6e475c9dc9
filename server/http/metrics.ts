import { Router, type RequestHandler } from 'express'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { viewerOf, type Service } from './context.js'

/** Counts and times requests by route, and gives them out at `GET /metrics` in the form every monitor reads. */
export function metrics({ ledger }: Pick<Service, 'ledger'>): { timing: RequestHandler; routes: Router } {
  const register = new Registry()
  collectDefaultMetrics({ register, prefix: 'duebook_' })
  const seconds = new Histogram({
    name: 'duebook_request_seconds',
    help: 'Time from the request to the end of the answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.005, 0.02, 0.05, 0.2, 1, 5],
    registers: [register],
  })
  const timing: RequestHandler = (request, response, next) => {
    const started = process.hrtime.bigint()
    response.once('close', () => {
      // The pattern of the route and not the path: a path could name a customer, and there are endless paths.
      const { path = 'none' } = (request.route ?? {}) as { path?: string }
      const labels = { method: request.method, route: `${request.baseUrl}${path}`, status: String(response.statusCode) }
      seconds.observe(path === 'none' ? { ...labels, route: 'none' } : labels, Number(process.hrtime.bigint() - started) / 1e9)
    })
    next()
  }
  const routes = Router().get('/metrics', async (request, response) => {
    const book = ledger.book(viewerOf(request))
    change.set(book.change)
    bytes.set(book.bytes)
    response.set('content-type', register.contentType).send(await register.metrics())
  })
  const change = new Gauge({ name: 'duebook_change', help: 'The newest change', registers: [register] })
  const bytes = new Gauge({ name: 'duebook_book_bytes', help: 'Memory of the facts', registers: [register] })
  return { timing, routes }
}
