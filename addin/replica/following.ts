import type { Connection } from './connection.js'
import { events, type Told } from './stream.js'
import { backOff, waiting as newWaiting, type Timers, type Waiting } from './waiting.js'

/** What the one who follows the ledger is given to work with. */
export interface Following {
  connection: Connection
  waiting: Waiting
  timers: Timers
  random: () => number
  /** Aborted when there is nothing more to follow. */
  signal: AbortSignal
  /** Milliseconds between two questions when the stream does not work. */
  polling: number
  /** Fetches what is missing; throws when that fails. */
  upToDate: () => Promise<void>
  /** Told why it does not follow for now. */
  failed: (error: unknown) => void
  /** Told how new changes are heard of. */
  live: (how: 'live' | 'polling') => void
  /** Told what the stream says; settles when the facts are there, throws when they cannot be fetched. `undefined`: a sign of life. */
  heard: (told: Told | undefined) => Promise<void>
}

/** Milliseconds after which a stream that says nothing is taken for broken: at first, and later, when a sign of life is due every 15 s. */
const FIRST_WORD = 10_000
const SILENCE = 45_000
/** So often the feed is asked before the stream is tried again. */
const POLLS = 6

/** Follows the ledger until the signal: by the live stream, by asking again and again where streams do not work, and less and less often where nothing answers. */
export async function follow(following: Following): Promise<void> {
  const { signal, waiting, random, upToDate, failed, live, polling } = following
  let failures = 0
  let polls = POLLS
  while (!signal.aborted) {
    try {
      await upToDate()
      failures = 0
    } catch (error) {
      failed(error)
      if (!signal.aborted) await waiting.wait(backOff(failures++, random))
      continue
    }
    if (polls >= POLLS) {
      const heard = await listen(following)
      if (signal.aborted) return
      // A stream that ended after it worked is opened again soon, when the ledger answers.
      if (heard) {
        await waiting.wait(backOff(0, random))
        continue
      }
      polls = 0
    }
    polls++
    live('polling')
    await waiting.wait(polling)
  }
}

/** Listens until the stream ends; says whether it ever said anything. */
async function listen({ connection, timers, signal, live, heard, failed }: Following): Promise<boolean> {
  const ended = new AbortController()
  const end = () => ended.abort()
  signal.addEventListener('abort', end)
  let words = 0
  let signs = 0
  // Not the waits that are ended when somebody asks for news.
  const patience = newWaiting(timers)
  const watch = async () => {
    for (let before = -1; !ended.signal.aborted && before !== signs;) {
      before = signs
      await patience.wait(words === 0 ? FIRST_WORD : SILENCE)
    }
    end()
  }
  try {
    const answer = await connection.get('/feed/live', 'text/event-stream', ended.signal)
    void watch()
    for await (const told of events(answer.body!)) {
      signs++
      if (told && words++ === 0) live('live')
      await heard(told)
    }
  } catch (error) {
    if (words > 0 && !ended.signal.aborted) failed(error)
  } finally {
    signal.removeEventListener('abort', end)
    end()
    patience.wake()
  }
  return words > 0
}
