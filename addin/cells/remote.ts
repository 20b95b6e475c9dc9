import { iso } from '../../shared/dates.js'
import type { EvaluateRequest } from '../../shared/protocol.js'
import type { Result } from '../../shared/functions/evaluate.js'
import { refuse } from '../../shared/refusals.js'
import type { ReplicaStatus } from '../replica/replica.js'
import { arranged, errorOf, type Shown } from './answer.js'
import type { Asked } from './arguments.js'
import type { CellsDesk } from './cells.js'
import type { StandingCall } from './standing.js'

/** The most calls, and the most answers, of one request. */
const CALLS = 10_000
const ANSWERS = 100_000
/** Milliseconds in which calls gather (one recalculation of Excel comes in one piece), and after which a request is given up. */
export interface Waits {
  gather: number
  patience: number
  /** Before a request that found no service is made again; after the last the cells say why they have no value. */
  again: readonly number[]
}

const WAITS: Waits = { gather: 20, patience: 30_000, again: [500, 2_000, 6_000] }

/** Answers of the service, for a ledger too large for the workbook. */
export interface RemoteAnswers {
  /** Asks with the next request; `give` unless the cell is to keep its value and only be looked at. */
  ask(call: StandingCall, give: boolean): void
  /** Whether there may be other answers than those given: the ledger has another change, or is reached again. */
  hasNews(status: ReplicaStatus): boolean
  /** Settles when nothing is under way. */
  settled(): Promise<void>
}

type Take = (call: StandingCall, shown: Shown, give: boolean) => void

export function remoteAnswers(desk: CellsDesk, take: Take, { gather, patience, again }: Waits = WAITS): RemoteAnswers {
  const waiting = new Map<StandingCall, boolean>()
  let work: Promise<void> | undefined
  let newest = -1
  let reached = true

  const askAll = async () => {
    await pause(gather)
    while (waiting.size > 0) {
      const calls = nextCalls(waiting)
      const shown = await answers([...calls.keys()])
      let at = 0
      for (const [call, give] of calls) take(call, shown[at++], give)
    }
  }

  const answers = async (calls: readonly StandingCall[]): Promise<Shown[]> => {
    const { language, replica } = desk
    for (let attempt = 0; ; attempt++) {
      try {
        const { results } = await within(patience, replica.connection.evaluate(requestOf(desk, calls)), replica.connection.address)
        reached = true
        return calls.map(({ asked }, i) => shownOf(asked as Asked, results[i], language))
      } catch (error) {
        if (attempt < again.length && isOutage(error)) await pause(again[attempt])
        else {
          reached = false
          const shown = errorOf(error, language)
          // What a cell shows was true once; an outage takes no value away.
          return calls.map(call => call.shown ?? shown)
        }
      }
    }
  }

  return {
    ask: (call, give) => {
      if (!('args' in call.asked)) return
      waiting.set(call, give || waiting.get(call) === true)
      work ??= askAll().finally(() => (work = undefined))
    },
    hasNews: status => {
      const news = status.newest !== newest || (!reached && status.live !== 'offline')
      newest = status.newest
      return news
    },
    settled: async () => {
      while (work) await work
    },
  }
}

/** Takes calls out of those that wait, as many as one request may hold. */
function nextCalls(waiting: Map<StandingCall, boolean>): Map<StandingCall, boolean> {
  const calls = new Map<StandingCall, boolean>()
  let answers = 0
  for (const [call, give] of waiting) {
    const { rows, columns } = call.asked as Asked
    if (calls.size === CALLS || (calls.size > 0 && answers + rows * columns > ANSWERS)) break
    calls.set(call, give)
    answers += rows * columns
    waiting.delete(call)
  }
  return calls
}

function requestOf(desk: CellsDesk, calls: readonly StandingCall[]): EvaluateRequest {
  const { today, asOf } = desk.askedOn()
  return { today: iso(today), asOf: iso(asOf), calls: calls.map(({ name, asked }) => ({ fn: name, args: [...(asked as Asked).args] })) }
}

const shownOf = ({ rows, columns }: Asked, results: readonly Result[], language: CellsDesk['language']): Shown =>
  arranged(results, rows, columns, language)

const isOutage = (error: unknown): boolean =>
  error instanceof Error && error.name === 'Refusal' && ['OFFLINE', 'SHUTTING_DOWN'].includes((error as Error & { code: string }).code)

const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

/** An answer that does not come in time is an outage. */
function within<T>(milliseconds: number, work: Promise<T>, address: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(refuse('OFFLINE', { address })), milliseconds)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
