import { iso } from '../../shared/dates.js'
import type { EvaluateRequest } from '../../shared/protocol.js'
import type { Result } from '../../shared/functions/evaluate.js'
import type { ReplicaStatus } from '../replica/replica.js'
import { arranged, errorOf, type Shown } from './answer.js'
import type { Asked } from './arguments.js'
import type { CellsDesk } from './live.js'
import type { StandingCall } from './standing.js'
import { refuse } from '../../shared/refusals.js'

/** The most calls, and the most answers, of one request. */
const CALLS = 10_000
const ANSWERS = 100_000
/** Milliseconds in which calls gather: one recalculation of Excel comes in one piece. */
const GATHER = 20
/** Milliseconds after which a request is given up. */
const PATIENCE = 30_000
/** Milliseconds before a request that found no service is made again; after the last the cells say why they have no value. */
const AGAIN = [500, 2_000, 6_000]

/** Answers of the service, for a ledger too large for the workbook. */
export interface RemoteAnswers {
  /** Asks with the next request. */
  ask(call: StandingCall): void
  /** The ledger has another change: asks everything anew if cells follow, else only what has no answer. */
  changed(status: ReplicaStatus, calls: Iterable<StandingCall>, live: boolean): void
  /** Settles when nothing is under way. */
  settled(): Promise<void>
}

export function remoteAnswers(desk: CellsDesk, take: (call: StandingCall, shown: Shown) => void): RemoteAnswers {
  const waiting = new Set<StandingCall>()
  let work: Promise<void> | undefined
  let newest = -1
  let reached = true

  const gather = async () => {
    await pause(GATHER)
    while (waiting.size > 0) {
      const calls = nextCalls(waiting)
      const shown = await answers(calls)
      calls.forEach((call, i) => take(call, shown[i]))
    }
  }
  const ask = (call: StandingCall) => {
    if (!('args' in call.asked)) return
    waiting.add(call)
    work ??= gather().finally(() => (work = undefined))
  }

  const answers = async (calls: readonly StandingCall[]): Promise<Shown[]> => {
    const { language, replica } = desk
    for (let attempt = 0; ; attempt++) {
      try {
        const { results } = await within(PATIENCE, replica.connection.evaluate(requestOf(desk, calls)), replica.connection.address)
        reached = true
        return calls.map(({ asked }, i) => shownOf(asked as Asked, results[i], language))
      } catch (error) {
        if (attempt < AGAIN.length && isOutage(error)) await pause(AGAIN[attempt])
        else {
          reached = false
          const shown = errorOf(error, language)
          return calls.map(call => call.shown ?? shown)
        }
      }
    }
  }

  return {
    ask,
    changed: (status, calls, live) => {
      const anew = live && (status.newest !== newest || (!reached && status.live !== 'offline'))
      newest = status.newest
      for (const call of calls) if (anew || call.shown === undefined) ask(call)
    },
    settled: async () => {
      while (work) await work
    },
  }
}

/** Takes calls out of those that wait, as many as one request may hold. */
function nextCalls(waiting: Set<StandingCall>): StandingCall[] {
  const calls: StandingCall[] = []
  let answers = 0
  for (const call of waiting) {
    const { rows, columns } = call.asked as Asked
    if (calls.length === CALLS || (calls.length > 0 && answers + rows * columns > ANSWERS)) break
    calls.push(call)
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
