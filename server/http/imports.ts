import { Router, type Request } from 'express'
import * as z from 'zod'
import { iso } from '../../shared/dates.js'
import { dateOf } from '../../shared/functions/when.js'
import { isDateFormat } from '../../shared/intake/cells.js'
import { fileQuestions } from '../../shared/intake/file-questions.js'
import type { LearnedProfile } from '../../shared/intake/learned-profile.js'
import { importQuery, type ImportAnswer, type ImportTold } from '../../shared/protocol.js'
import { refuse } from '../../shared/refusals.js'
import { keepProfile, learnedProfiles } from '../files/learned-profiles.js'
import { readApart } from '../files/reading-apart.js'
import type { FilesRead } from '../files/reading.js'
import { takeIn, type TakingIn } from '../files/taking-in.js'
import { byteBody } from './body.js'
import { languageOf, viewerOf, type Service } from './context.js'
import { problemOf } from './errors.js'
import { faultyLines } from './imports/faulty-lines.js'
import { importAnswer } from './imports/import-answer.js'

type Asked = z.output<typeof importQuery>
const LINES = 'application/x-ndjson'

/**
 * `POST /imports?name=…`: one file in; what it holds, what is wrong with it, what must be asked, and with `dryRun=false` what was posted,
 * out. Who accepts lines of JSON is told how far it is; the last line is the answer.
 */
export function importRoutes(service: Service): Router {
  return Router().post('/imports', byteBody(service), async (request, response) => {
    const asked = importQuery.parse(request.query)
    const read = await reading(service, request, asked)
    if (asked.faulty !== undefined) {
      response.attachment('faulty.csv').type('text/csv')
      response.send(Buffer.from(faultyLines(read.read, await taking(service, request, asked, read), asked.faulty, languageOf(request))))
      return
    }
    if (request.accepts(['application/json', LINES]) !== LINES) {
      response.json(await answered(service, request, asked, read))
      return
    }
    response.type(LINES)
    const tell = (told: ImportTold) => {
      response.write(`${JSON.stringify(told)}\n`)
      response.flush()
    }
    try {
      const progress: TakingIn['progress'] = (done, total, stage) => tell({ progress: { done, total, stage } })
      tell({ answer: await answered(service, request, asked, read, progress) })
    } catch (error) {
      tell({ problem: problemOf(error, languageOf(request), service.log, request.path) })
    }
    response.end()
  })
}

/** A file as it was read, and the profiles that may have been used. */
interface Reading {
  read: FilesRead
  profiles: readonly LearnedProfile[]
}

async function reading({ ledger, folder }: Service, request: Request, asked: Asked): Promise<Reading> {
  const source = { name: asked.name.replace(/^.*[\\/]/, ''), bytes: request.body as Buffer }
  const { answers, vouchers } = settingsOf(asked)
  const { map, table, learn = 'unnamed', account } = asked
  const lesson = map === undefined ? undefined : { name: learn, map: assignments(map), table, answers }
  const learned = folder === undefined ? [] : await learnedProfiles(folder)
  const { currency } = ledger.company
  const read = await readApart([source], { currency, learned, answers, vouchers, account, lesson, book: ledger.book(viewerOf(request)) })
  return { read, profiles: [...(read.said ? [read.said] : []), ...learned] }
}

/** What the query says of a file that can be read in several ways; refuses a form of dates or a start that is none. */
function settingsOf({ dates, decimal, zeros, receivable, advance, start, customerColumn }: Asked) {
  const formats = dates?.split(',').map(format => format.trim())
  const bad = formats?.find(format => !isDateFormat(format))
  if (bad !== undefined) throw refuse('BAD_OPTION', { value: bad, known: 'D/M/YYYY, M/D/YYYY, YYYY-MM-DD …' })
  return {
    answers: { ...(formats && { dates: formats }), ...(decimal && { decimal }), ...(zeros && { zeros }) },
    vouchers: {
      ...(receivable && { receivable }),
      ...(advance && { advance }),
      ...(start !== undefined && { start: iso(dateOf(start)) }),
      ...(customerColumn !== undefined && { customerColumn }),
    },
  }
}

const headingToColumn = z.record(z.string(), z.string())

function assignments(text: string): Record<string, string> {
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch {
    throw refuse('BAD_REQUEST', { problem: 'map: not JSON (不是有效的 JSON)' })
  }
  return headingToColumn.parse(said)
}

/** Posts or checks; a file that waits for an answer is only checked. */
async function taking({ ledger }: Service, request: Request, asked: Asked, { read }: Reading, progress?: TakingIn['progress']) {
  const dryRun = asked.dryRun === 'true' || asked.faulty !== undefined || fileQuestions(read.faults).length > 0
  const viewer = viewerOf(request)
  return takeIn(read, { file: asked.name, dryRun, partial: asked.partial === 'true', progress }, rows => ledger.import(rows, viewer.id))
}

async function answered(
  service: Service,
  request: Request,
  asked: Asked,
  found: Reading,
  progress?: TakingIn['progress'],
): Promise<ImportAnswer> {
  const taken = await taking(service, request, asked, found, progress)
  const { read, profiles } = found
  const { said } = read
  const learns = said !== undefined && asked.learn !== undefined && taken.posted && service.folder !== undefined
  if (learns) await keepProfile(service.folder!, said)
  const answer = importAnswer(read, taken, {
    currency: service.ledger.company.currency,
    language: languageOf(request),
    learned: profiles,
    dryRun: asked.dryRun === 'true',
  })
  return learns ? { ...answer, learned: said.name } : answer
}
