import type { Surroundings } from './surroundings.js'

/** Milliseconds before the first new attempt, and at most. */
const FIRST = 1_000
const MOST = 60_000

/** How long to wait after so many failures in a row: twice as long each time, and never all workbooks at once. */
export const backOff = (failures: number, random: () => number): number =>
  Math.min(MOST, FIRST * 2 ** Math.min(failures, 10)) * (0.5 + random() / 2)

export type Timers = Pick<Surroundings, 'setTimeout' | 'clearTimeout'>

/** Waits that can be ended early. */
export interface Waiting {
  /** Settles after some milliseconds, or when woken. */
  wait(milliseconds: number): Promise<void>
  wake(): void
}

export function waiting({ setTimeout, clearTimeout }: Timers): Waiting {
  const under = new Set<() => void>()
  return {
    wait: milliseconds =>
      new Promise(resolve => {
        const done = () => {
          clearTimeout(timer as never)
          under.delete(done)
          resolve()
        }
        const timer = setTimeout(done, milliseconds)
        under.add(done)
      }),
    wake: () => {
      for (const done of [...under]) done()
    },
  }
}

/** Work that is not begun while it runs: who asks meanwhile waits for a run that begins after. */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const run = (): Promise<void> => {
    if (!running) return (running = work().finally(() => (running = undefined)))
    return (next ??= running.then(again, again))
  }
  const again = () => {
    next = undefined
    return run()
  }
  return run
}
