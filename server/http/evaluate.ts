import { Router } from 'express'
import { evaluate } from '../../shared/functions/evaluate.js'
import { evaluateRequest } from '../../shared/protocol.js'
import { jsonBody } from './body.js'
import { languageOf, viewerOf, type Service } from './context.js'

/** `POST /evaluate`: the calls of one recalculation, answered by the same functions as in the workbook. */
export function evaluateRoutes(service: Service): Router {
  const { ledger } = service
  return Router().post('/evaluate', jsonBody(service), (request, response) => {
    const asked = evaluateRequest.parse(request.body)
    response.type('json').send(JSON.stringify(evaluate(ledger.book(viewerOf(request)), asked, languageOf(request))))
  })
}
