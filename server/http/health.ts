import { Router } from 'express'
import { VERSIONS } from '../../shared/protocol.js'
import { refuse } from '../../shared/refusals.js'
import type { Service } from './context.js'

/** `GET /health`: whether the service answers, and where the ledger stands. */
export const healthRoutes = ({ ledger, stopping }: Service): Router =>
  Router().get('/health', (_request, response) => {
    if (stopping.aborted) throw refuse('SHUTTING_DOWN')
    response.json({ status: 'ok', ...VERSIONS, company: ledger.company.code, change: ledger.change })
  })
