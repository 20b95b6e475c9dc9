type Work = (lock: { name: string; mode: string } | null) => unknown

interface LockOptions {
  mode?: string
  ifAvailable?: boolean
}

/** `navigator.locks` within one window: Node has none. Requests for a name are served one after another, shared ones too. */
export function lockManager() {
  const last = new Map<string, Promise<unknown>>()
  return {
    request: async (name: string, ...rest: [Work] | [LockOptions, Work]): Promise<unknown> => {
      const work = rest.at(-1) as Work
      const { mode = 'exclusive', ifAvailable = false } = rest.length > 1 ? (rest[0] as LockOptions) : {}
      const before = last.get(name)
      if (before && ifAvailable) return work(null)
      const done = (before ?? Promise.resolve()).then(() => work({ name, mode }))
      const ended = done
        .catch(() => undefined)
        .then(() => {
          if (last.get(name) === ended) last.delete(name)
        })
      last.set(name, ended)
      return done
    },
  }
}
