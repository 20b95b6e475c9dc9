import { lockManager } from './locks.js'

/** What browsers and Node both have: the window has Node's own. */
const PLATFORM = {
  AbortController,
  AbortSignal,
  Blob,
  CompressionStream,
  CustomEvent,
  DecompressionStream,
  DOMException,
  Event,
  EventTarget,
  FormData,
  Headers,
  MessageChannel,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextDecoderStream,
  TextEncoder,
  TextEncoderStream,
  TransformStream,
  URL,
  URLSearchParams,
  WritableStream,
  atob,
  btoa,
  crypto: globalThis.crypto,
  performance,
  structuredClone,
}

interface StubOptions {
  address: URL
  locale: string
  /** The window of the host, which is the parent. */
  host: object
  /** Further globals; they take the place of those that the window has. */
  globals: Record<string, unknown>
  /** Loads a script that the page asks for by a script element. */
  load: (source: string) => Promise<void>
}

type Listener = (event: object) => void

/** As much of a browser's window as office.js touches, and no more: there is nothing to see in it. */
export function pageStub({ address, locale, host, globals, load }: StubOptions) {
  const listeners = new Map<string, Set<Listener>>()
  const timers = new Set<NodeJS.Timeout>()
  let stopped = false
  const channels = new Set<BroadcastChannel>()
  /** An open channel would keep Node alive. */
  class ChannelOfWindow extends BroadcastChannel {
    constructor(name: string) {
      super(name)
      channels.add(this)
    }
  }
  const listen = (type: string, listener: Listener) => void listeners.set(type, (listeners.get(type) ?? new Set()).add(listener))
  const unlisten = (type: string, listener: Listener) => void listeners.get(type)?.delete(listener)
  const dispatch = (event: { type: string } & Record<string, unknown>) => {
    for (const listener of [...(listeners.get(event.type) ?? [])]) listener(event)
  }

  const element = (tag: string): StubElement => new StubElement(tag, address, load)
  const [head, body] = [element('head'), element('body')]
  const library = Object.assign(element('script'), { src: `${address.origin}/lib/office.js` })
  const document = {
    readyState: 'complete',
    domain: address.hostname,
    URL: address.href,
    referrer: '',
    cookie: '',
    head,
    body,
    documentElement: element('html'),
    createElement: element,
    getElementsByTagName: (tag: string) => (tag === 'script' ? [library] : tag === 'head' ? [head] : []),
    getElementById: () => null,
    querySelectorAll: () => [],
    hasFocus: () => true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }

  /** A timer of the window ends with it. Code that goes on after that, because it awaited something, starts none that would keep Node alive. */
  const kept = (timer: NodeJS.Timeout) => {
    if (stopped) clearTimeout(timer)
    else timers.add(timer)
    return timer
  }
  const send = (globals.fetch ?? globalThis.fetch) as typeof fetch

  const window: Record<string, unknown> = {
    console,
    setTimeout: (run: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) =>
      kept(globalThis.setTimeout(run, delay, ...given)),
    clearTimeout,
    setInterval: (run: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) =>
      kept(globalThis.setInterval(run, delay, ...given)),
    clearInterval,
    queueMicrotask,
    ...PLATFORM,
    BroadcastChannel: ChannelOfWindow,
    location: locationOf(address),
    navigator: { userAgent: 'Mozilla/5.0 Chrome/120', language: locale, languages: [locale], onLine: true, locks: lockManager() },
    document,
    name: '',
    status: '',
    history: { replaceState: () => undefined, pushState: () => undefined },
    sessionStorage: storage(),
    localStorage: storage(),
    addEventListener: listen,
    removeEventListener: unlisten,
    dispatchEvent: dispatch,
    postMessage: () => undefined,
    focus: () => undefined,
    blur: () => undefined,
    screen: {},
    external: {},
    parent: host,
    top: host,
    opener: null,
    ...globals,
    // A page's address is the base of its requests; Node has none.
    fetch: (input: string | URL | Request, init?: RequestInit) =>
      send(input instanceof Request ? input : new URL(String(input), address), init),
  }
  window.window = window.self = window
  const stop = () => {
    stopped = true
    for (const timer of timers) clearTimeout(timer)
    for (const channel of channels) channel.close()
  }
  return { window, dispatch, stop }
}

const locationOf = ({ href, origin, protocol, host, hostname, port, pathname, search, hash }: URL) => ({
  href,
  origin,
  protocol,
  host,
  hostname,
  port,
  pathname,
  search,
  hash,
  replace: () => undefined,
})

function storage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: unknown) => void kept.set(key, String(value)),
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
    key: (index: number) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size
    },
  }
}

/** An element that holds what is set on it; a script element loads when it is added. */
class StubElement {
  [property: string]: unknown
  readonly style = {}
  readonly tagName: string

  constructor(
    tag: string,
    private readonly base: URL,
    private readonly load: (source: string) => Promise<void>,
  ) {
    this.tagName = tag.toUpperCase()
    if (tag !== 'a') return
    // office.js takes addresses apart by the properties of a link.
    for (const part of ['hostname', 'protocol', 'port', 'host', 'pathname', 'origin', 'search', 'hash'] as const)
      Object.defineProperty(this, part, { get: () => new URL((this.href as string | undefined) ?? '', this.base)[part] })
  }

  setAttribute(name: string, value: unknown): void {
    this[name] = value
  }

  getAttribute(name: string): unknown {
    return this[name] ?? null
  }

  appendChild(child: StubElement): StubElement {
    if (child.tagName === 'SCRIPT' && typeof child.src === 'string')
      this.load(child.src).then(
        () => (child.onload as (() => void) | undefined)?.(),
        (error: unknown) => (child.onerror as ((error: unknown) => void) | undefined)?.(error),
      )
    return child
  }

  removeChild(): void {
    // Nothing is shown, so nothing has to go.
  }

  addEventListener(): void {
    // Elements of a page that nobody sees have no events.
  }

  removeEventListener(): void {
    // As above.
  }
}
