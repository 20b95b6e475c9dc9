import compression from 'compression'
import express, { type Express, type RequestHandler } from 'express'
import helmet from 'helmet'
import { isIP } from 'node:net'
import { pinoHttp } from 'pino-http'
import { refuse } from '../../shared/refusals.js'
import type { Service } from './context.js'
import { addinRoutes } from './addin.js'
import { docsRoutes } from './docs.js'
import { errorHandler, unknownPath } from './errors.js'
import { evaluateRoutes } from './evaluate.js'
import { feedRoutes } from './feed.js'
import { healthRoutes } from './health.js'
import { importRoutes } from './imports.js'
import { leaseRoutes } from './leases.js'
import { metrics } from './metrics.js'
import { pushRoutes } from './push.js'
import { reportRoutes } from './reports.js'

/** The service as an application of HTTP routes; `local` when it listens to this machine only. */
export function app(service: Service, local = true): Express {
  const made = express()
  made.disable('x-powered-by')
  made.set('etag', false)
  const { timing, routes: metricsRoutes } = metrics(service)
  made.use(timing, logging(service), headers)
  if (local) made.use(localOnly)
  made.use(
    compression({ level: 1, filter: (request, response) => !request.path.endsWith('/live') && compression.filter(request, response) }),
  )
  const api = [pushRoutes, importRoutes, leaseRoutes, evaluateRoutes, feedRoutes, reportRoutes, healthRoutes].map(routes => routes(service))
  made.use('/api/v1', ...api, metricsRoutes)
  made.use(docsRoutes())
  made.use(addinRoutes(service))
  made.use(unknownPath)
  made.use(errorHandler(service))
  return made
}

// The service speaks HTTP on one machine: no rule may send its pages to HTTPS.
const headers = helmet({ strictTransportSecurity: false, contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } })

/** A page of somebody else's that was given this machine's address as its name must not read the ledger. */
const localOnly: RequestHandler = (request, _response, next) => {
  const { hostname } = request
  if (hostname && hostname !== 'localhost' && isIP(hostname.replace(/^\[|\]$/g, '')) === 0) throw refuse('NOT_YOURS', { what: hostname })
  next()
}

/** One line a request: no query, no header, no body, since any of them may name somebody. */
function logging({ log }: Service): RequestHandler {
  return pinoHttp({
    logger: log,
    autoLogging: { ignore: request => request.url === '/api/v1/health' },
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({ method, path: url.split('?')[0] }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
      err: () => undefined,
    },
  })
}
