import type { SentCall } from '../../../host/functions/calls.js'
import { person } from '../../../host/node/person.js'
import type { Shared } from '../../../host/page/main.js'
import { soon, until } from './outcome.js'
import type { Dialog, Place } from './place.js'
import { reset } from './place.js'
import { themes } from './themes.js'

type Top = Window & { shared?: Shared }
type Addin = Window & Place['window']

declare global {
  interface Window {
    conformance?: { run(theme: string, title: string): Promise<void> }
  }
}

/** The window that holds the grid, and in it the frame that holds the add-in. */
function placeOf(top: Top, addin: Addin): Place {
  const { host, workbook, engine } = top.shared!
  const calls: SentCall[] = []
  host.calls.heard = call => calls.push(call)
  return {
    ...person(host.seat),
    Excel: addin.Excel,
    Office: addin.Office,
    window: addin,
    workbook,
    host,
    calls,
    press: id => host.press(id),
    calculated: async () => {
      for (;;) {
        await engine.settled()
        if (!host.calls.busy && !engine.waiting) return
        await soon(5)
      }
    },
    dialog: () => dialogOf(top),
    coauthor: () => coauthorOf(top),
    close: () => top.close(),
  }
}

async function dialogOf({ document }: Top): Promise<Dialog> {
  const page = () => document.querySelector<HTMLIFrameElement>('dialog iframe')?.contentWindow as Addin | undefined
  await until(() => page()?.document.body?.dataset.ready !== undefined)
  const shown = page()!
  return {
    url: shown.location.href,
    say: message => shown.Office.context.ui.messageParent(message),
    heard: () => [...shown.document.querySelectorAll('#heard li')].map(line => line.textContent),
    dismiss: () => document.querySelector<HTMLElement>('dialog .close')!.click(),
    isOpen: () => page() !== undefined,
  }
}

async function coauthorOf(top: Top): Promise<Place> {
  const other = top.open(top.location.href) as Top
  const addin = () => other.document.querySelector<HTMLIFrameElement>('iframe.add-in')?.contentWindow as Addin | undefined
  for (let waited = 0; other.shared === undefined || addin()?.document.body?.dataset.ready === undefined; waited += 50) {
    if (waited > 30_000) throw new Error('The second window did not open.')
    await soon(50)
  }
  return placeOf(other, addin()!)
}

const place = placeOf(window.parent, window as unknown as Addin)

window.conformance = {
  run: async (theme, title) => {
    await reset(place)
    await themes[theme][title](place)
  },
}
