/** The newest result of a command, for the page of the pane that shows it. */
export interface Told<Result> {
  /** `undefined` until the command was first carried out. */
  readonly current: Result | undefined
  tell(result: Result): void
  /** Hears of every result; returns what ends it. */
  subscribe(listener: () => void): () => void
}

export function told<Result>(): Told<Result> {
  const listeners = new Set<() => void>()
  let current: Result | undefined
  return {
    get current() {
      return current
    },
    tell: result => {
      current = result
      for (const listener of [...listeners]) listener()
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
