import express, { Router, type RequestHandler } from 'express'
import helmet from 'helmet'
import type { Service } from './context.js'

/** Where Microsoft publishes office.js; a production build loads it from there. */
const OFFICE_JS = 'https://appsforoffice.microsoft.com'

/** Pages of Office on the web that show an add-in in a frame of theirs. */
const OFFICE_PAGES = ['cloud.microsoft', 'live.com', 'microsoft.com', 'office.com', 'office.net', 'officeapps.live.com', 'sharepoint.com']

/** The files of the built add-in, so that one address serves pane, functions and ledger. Anybody may have them: they hold no data. */
export function addinRoutes({ addin }: Pick<Service, 'addin'>): Router {
  const routes = Router()
  if (addin !== undefined) routes.use(framed, express.static(addin, { index: false }))
  return routes
}

/** The pane is shown within Office and may speak to a ledger elsewhere; it runs nothing but its own scripts and office.js. */
const rules = helmet({
  frameguard: false,
  strictTransportSecurity: false,
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  // Dialogs of Office are windows that speak to their opener.
  crossOriginOpenerPolicy: false,
  contentSecurityPolicy: {
    directives: {
      scriptSrc: ["'self'", OFFICE_JS],
      connectSrc: ["'self'", 'https:'],
      frameAncestors: ["'self'", ...OFFICE_PAGES.flatMap(name => [`https://${name}`, `https://*.${name}`])],
      upgradeInsecureRequests: null,
    },
  },
})

const framed: RequestHandler = (request, response, next) => {
  if (request.path.startsWith('/api/')) return next()
  for (const header of ['x-frame-options', 'cross-origin-opener-policy']) response.removeHeader(header)
  rules(request, response, next)
}
