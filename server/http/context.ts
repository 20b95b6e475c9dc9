import type { Request } from 'express'
import type { Logger } from 'pino'
import type { Language } from '../../shared/refusals.js'
import type { Ledger } from '../ledger.js'
import { OWNER, type Viewer } from '../viewer.js'

/** What every group of routes is given. */
export interface Service {
  ledger: Ledger
  log: Logger
  /** Bytes of the largest request body. */
  bodyLimit: number
  /** Folder of the ledger, where learned profiles are kept; nothing is learned when left out. */
  folder?: string
  /** Folder of the built add-in, served beside the interface; none when left out. */
  addin?: string
  /** Aborted when the service stops: streams end then. */
  stopping: AbortSignal
}

/** Who asks. Everybody who reaches the service is its owner, until people sign in. */
export const viewerOf = (_request: Request): Viewer => OWNER

/** The language of the answer: what the caller prefers of the two, English when it does not say. */
export const languageOf = (request: Request): Language => (request.acceptsLanguages('en', 'zh') === 'zh' ? 'zh' : 'en')
