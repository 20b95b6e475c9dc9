/** What a page gives the replica. A private window or Node lacks some of it: then the replica does without. */
export interface Surroundings {
  fetch: typeof fetch
  /** Milliseconds since 1970. */
  now: () => number
  /** From 0 to below 1. */
  random: () => number
  setTimeout: (work: () => void, milliseconds: number) => unknown
  clearTimeout: (timer: never) => void
  indexedDB?: IDBFactory
  locks?: Pick<LockManager, 'request'>
  BroadcastChannel?: typeof BroadcastChannel
  /** Tells `online` when the machine has a network again. */
  events?: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
}

/** Those of a page. A page may be forbidden even to look at its storage. */
export function surroundingsOf(window: Window & typeof globalThis): Surroundings {
  return {
    fetch: window.fetch.bind(window),
    now: () => Date.now(),
    random: () => Math.random(),
    setTimeout: (work, milliseconds) => window.setTimeout(work, milliseconds),
    clearTimeout: timer => window.clearTimeout(timer),
    indexedDB: allowed(() => window.indexedDB),
    locks: allowed(() => window.navigator.locks),
    BroadcastChannel: window.BroadcastChannel,
    events: window,
  }
}

function allowed<T>(look: () => T): T | undefined {
  try {
    return look() ?? undefined
  } catch {
    return undefined
  }
}
