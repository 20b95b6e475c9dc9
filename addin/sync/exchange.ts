import type { Replica } from '../replica/replica.js'
import { backOff } from '../replica/waiting.js'
import type { Lease } from './lease.js'
import { notice } from './noticing.js'
import type { Pending } from './pending.js'
import { pull, settlePosted } from './pulling.js'
import { pack, send } from './pushing.js'
import { renamed } from './renaming.js'
import type { Room } from './room.js'
import { isCancelled, type Standing } from './standing.js'

/** What goes to the ledger and comes from it, each when it is its turn. */
export interface Exchange {
  /** Looks at all rows of all tables. */
  scan(): Promise<void>
  /** Sends edits that are ready, and what was not answered, and fetches what is new; tries again by itself when the ledger is not reached. */
  run(ready: (pending: Pending) => boolean): Promise<void>
  /** Fetches what is new. */
  fetch(): Promise<void>
  /** Sends what was not edited for so many milliseconds, once they are over; never for `Infinity`. */
  later(milliseconds: number): void
  /** Sends again what could not be sent, when the ledger is reached again. */
  again(): void
  close(): void
}

interface Needs {
  room: Room
  replica: Replica
  lease: Lease
  standing: Standing
  /** Does work when it is its turn, and says what went wrong. */
  background: (work: () => Promise<void>) => void
}

export function exchangeOf({ room, replica, lease, standing, background }: Needs): Exchange {
  const { now } = room.around
  let closed = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const after = (milliseconds: number, ready: () => (pending: Pending) => boolean) => {
    clearTimeout(timer)
    if (!closed && milliseconds !== Infinity) timer = setTimeout(() => background(() => run(ready())), milliseconds)
  }

  const run: Exchange['run'] = async ready => {
    if (!replica.book) return
    await pack(room, ready)
    try {
      if (room.sending.length > 0) await send(room, replica.connection, standing.during('sending')).finally(() => replica.refresh())
      failures = 0
      standing.say({ problem: undefined, working: undefined })
    } catch (error) {
      if (isCancelled(error)) throw error
      standing.failed(error)
      after(backOff(failures++, Math.random), () => ready)
    }
    await fetch()
    if (room.sending.length === 0 && !standing.status.problem) standing.say({ syncedAt: now() })
  }
  const fetch = async () => {
    const registry = await room.registry()
    if (!registry?.bindings.length || !replica.book) return
    for (const binding of registry.bindings) {
      await renamed(room, binding)
      await settlePosted(room, binding)
    }
    // Without a connection nothing new can have come, and what is held may be written by whoever holds it.
    if (replica.status.live !== 'offline' && !(await lease.hold())) return
    for (const binding of room.bindings) await pull(room, binding, standing.during('fetching'))
  }

  return {
    run,
    fetch,
    scan: async () => {
      for (const binding of (await room.registry())?.bindings ?? []) await notice(room, binding, 'all', standing.during('reading'))
      standing.say({ working: undefined })
    },
    later: quiet => after(quiet, () => pending => now() - pending.editedAt >= quiet),
    again: () => {
      if (failures === 0 || room.sending.length === 0) return
      failures = 0
      background(() => run(() => false))
    },
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}
