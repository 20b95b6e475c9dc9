import { Router } from 'express'
import { leaseRequest, type LeaseAnswer } from '../../shared/protocol.js'
import { jsonBody } from './body.js'
import type { Service } from './context.js'

/** Seconds that a lease lasts: whoever closed the workbook without a word is waited for no longer. */
const SECONDS = 15
/** The most leases kept; beyond them those that ended are thrown away. */
const MOST = 10_000

/** `POST /leases`: who of those that have a workbook open writes what the ledger brings into it. */
export function leaseRoutes(service: Service): Router {
  const leases = new Map<string, { holder: string; until: number }>()
  return Router().post('/leases', jsonBody(service), (request, response) => {
    const { name, holder, release } = leaseRequest.parse(request.body)
    const now = performance.now()
    const found = leases.get(name)
    const free = !found || found.holder === holder || found.until <= now
    if (free && release) leases.delete(name)
    else if (free) leases.set(name, { holder, until: now + SECONDS * 1000 })
    if (leases.size > MOST) for (const [each, { until }] of leases) if (until <= now) leases.delete(each)
    response.json({ held: free && !release, seconds: SECONDS } satisfies LeaseAnswer)
  })
}
