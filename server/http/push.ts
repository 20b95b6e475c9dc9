import { Router } from 'express'
import { pushRequest } from '../../shared/protocol.js'
import { pushAnswer } from '../ledger.js'
import { jsonBody } from './body.js'
import { languageOf, viewerOf, type Service } from './context.js'

/** `POST /push`: rows in; what became of each row out. */
export function pushRoutes(service: Service): Router {
  const { ledger } = service
  return Router().post('/push', jsonBody(service), async (request, response) => {
    const viewer = viewerOf(request)
    const outcome = await ledger.push(pushRequest.parse(request.body), viewer.id)
    const rivals = outcome.rows.flatMap(row => (row.outcome === 'conflict' ? [row.change] : []))
    const makers = await ledger.makersOf(viewer, rivals)
    response.type('json').send(JSON.stringify(pushAnswer(outcome, languageOf(request), change => makers.get(change))))
  })
}
