/**
 * Sends values that come faster than they can be taken: at most one in so many milliseconds, never while the one before is under way,
 * and always the last. `idle` is told when nothing waits any more. `send` must not reject.
 */
export function newestOnly<Value>(send: (value: Value) => Promise<void>, gap: number, idle: () => void): (value: Value) => void {
  let waiting: { value: Value } | undefined
  let busy = false
  const run = async () => {
    busy = true
    while (waiting) {
      const { value } = waiting
      waiting = undefined
      const pause = new Promise(resolve => setTimeout(resolve, gap))
      await send(value)
      await pause
    }
    busy = false
    idle()
  }
  return value => {
    waiting = { value }
    if (!busy) void run()
  }
}
