import type { Transport } from '../channel.js'
import { conversation, hostInfo } from '../channel.js'
import type { Manifest } from '../commands/manifest.js'
import { make } from './frame.js'

/** An address of the manifest on this page's own address: the add-in's files are served here. */
export function local(address: string): string {
  const { pathname, search } = new URL(address, location.origin)
  return pathname + search
}

/** The address at which a page of the add-in finds its host. */
export function hosted(address: string, locale: string, flags: number, dialog = false, id?: string): string {
  const target = local(address)
  return `${target}${target.includes('?') ? '&' : '?'}${hostInfo(locale, flags, dialog)}#${conversation(location.origin, id)}`
}

/** Messages between this window and a frame in it. */
export function frameTransport(frame: HTMLIFrameElement): Transport & { close(): void } {
  const stop = new AbortController()
  return {
    post: text => frame.contentWindow?.postMessage(text, location.origin),
    listen: hear =>
      window.addEventListener(
        'message',
        ({ source, origin, data }: MessageEvent<unknown>) => {
          if (source === frame.contentWindow && origin === location.origin && typeof data === 'string') hear(data)
        },
        { signal: stop.signal },
      ),
    close: () => stop.abort(),
  }
}

const SHARED_RUNTIME = 1
const CUSTOM_FUNCTIONS = 2

/** The task pane: a frame with the add-in's page under a line with its name. */
export class Pane {
  readonly frame: HTMLIFrameElement
  readonly transport: Transport

  constructor(
    private readonly place: HTMLElement,
    private readonly manifest: Manifest,
    private readonly locale: string,
    words: { close: string },
    closed: () => void,
  ) {
    // office.js keeps what it passes on to dialogs in the frame's name, as JSON.
    this.frame = make('iframe', 'add-in', {
      title: manifest.name,
      name: JSON.stringify({ baseFrameName: 'add-in' }),
      allow: 'clipboard-write',
    })
    const close = make('button', 'close', { title: words.close, 'aria-label': words.close }, '✕')
    close.onclick = closed
    place.append(make('div', 'pane-head', {}, make('h2', '', {}, manifest.name), close), this.frame)
    this.transport = frameTransport(this.frame)
  }

  /** Loads the add-in's page, also when nobody sees it yet. */
  load(): void {
    if (this.frame.src) return
    const { sharedRuntime, functions, page } = this.manifest
    const flags = (sharedRuntime ? SHARED_RUNTIME : 0) + (sharedRuntime && functions ? CUSTOM_FUNCTIONS : 0)
    this.frame.src = hosted(page, this.locale, flags)
  }

  show(visible: boolean): void {
    if (visible) this.load()
    this.place.hidden = !visible
  }
}
