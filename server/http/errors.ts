import type { ErrorRequestHandler, RequestHandler } from 'express'
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { Refusal, refuse, type Language } from '../../shared/refusals.js'
import { languageOf, type Service } from './context.js'
import { schemaProblem } from '../../shared/schema-fault.js'

/** Answers what no route took. */
export const unknownPath: RequestHandler = request => {
  throw refuse('UNKNOWN_PATH', { method: request.method, path: request.path })
}

/**
 * The one place where errors become answers (RFC 9457): a refusal with its code and its text in the caller's language; anything else is
 * a bug, logged under a reference that the answer names.
 */
export function errorHandler({ log }: Pick<Service, 'log'>): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    // The caller hung up in the middle of its request: there is nobody to answer.
    if (request.destroyed && !request.complete) return
    if (response.headersSent) {
      log.error({ err: plain(error), path: request.path }, 'failed in the middle of an answer')
      next(error)
      return
    }
    const language = languageOf(request)
    const problem = problemOf(error, language, log, request.path)
    response
      .status(problem.status)
      .set({ 'content-type': 'application/problem+json; charset=utf-8', 'content-language': language })
      .send(JSON.stringify(problem))
  }
}

/** Why the service says no (RFC 9457); a bug is logged under the reference that is given. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  message: string
  details?: Refusal['details']
  reference?: string
}

/** An error as a problem: a refusal with its own text; anything else is a bug, logged here. */
export function problemOf(error: unknown, language: Language, log: Service['log'], path: string): Problem {
  const refusal = refusalOf(error)
  if (refusal) {
    const { code, status, details } = refusal
    const message = refusal.text(language)
    return { type: `urn:duebook:refusal:${code}`, title: TITLES[language].refused, status, code, message, details }
  }
  const reference = randomUUID()
  log.error({ err: plain(error), reference, path }, 'bug')
  const message = TITLES[language].bug.replace('{reference}', reference)
  return { type: 'urn:duebook:bug', title: TITLES[language].failed, status: 500, code: 'BUG', message, reference }
}

const TITLES = {
  en: {
    refused: 'Refused',
    failed: 'Internal error',
    bug: 'Something is wrong in Duebook, not in your request. Report it with the reference {reference}.',
  },
  zh: { refused: '未受理', failed: '内部错误', bug: '这是应收簿的内部错误，与您的请求无关。反馈时请注明编号 {reference}。' },
} as const

/** What is the caller's to mend, as a refusal. */
function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (error instanceof z.ZodError) {
    const [issue] = error.issues
    return refuse('BAD_REQUEST', { problem: `${issue.path.join('.') || 'body'}: ${schemaProblem(issue)}` })
  }
  return error instanceof URIError ? refuse('BAD_REQUEST', { problem: error.message }) : undefined
}

/** Of an error only what says where it is wrong: a message may quote what people typed. */
function plain(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error }
  const { name, message, stack } = error
  return { name, message: message.slice(0, 200), stack: stack?.split('\n').slice(1, 12).join('\n') }
}
