import type { ChannelOwner, MethodData } from '../channel.js'
import { Channel } from '../channel.js'
import type { DialogMessage, Dialogs } from '../dialogs.js'
import { Seat } from '../seat.js'
import type { Workbook } from '../model/workbook.js'
import { make } from './frame.js'
import { frameTransport, hosted } from './pane.js'

const MESSAGE_PARENT = 144
const MESSAGE_CHILD = 145
const MESSAGE = 0
/** What the parent hears when the person closes a dialog, as Office.js numbers it. */
const CLOSED_BY_PERSON = 12006

interface Opened {
  element: HTMLDialogElement
  channel: Channel
  close(): void
}

interface Wanted {
  url: string
  width?: number
  height?: number
}

/** Shows dialogs of `displayDialogAsync` as frames in this page, and carries messages between dialog and parent. */
export class PageDialogs implements Dialogs {
  private opened: Opened | null = null
  private count = 0

  constructor(
    private readonly workbook: Workbook,
    private readonly locale: string,
    private readonly words: { close: string },
    private readonly name: string,
  ) {}

  toggled(open: boolean, data: unknown, tell: (message: DialogMessage) => boolean): void {
    this.opened?.close()
    this.opened = open ? this.open(wanted(data), tell) : null
  }

  method(dispatchId: number, data: MethodData): object | undefined {
    if (dispatchId !== MESSAGE_CHILD) return undefined
    const message = { messageType: MESSAGE, messageContent: contentOf(data), messageOrigin: location.origin }
    this.opened?.channel.fire('dialogParentMessageReceived', message)
    return { Error: 0, Version: 1 }
  }

  private open({ url, width = 50, height = 50 }: Wanted, tell: (message: DialogMessage) => boolean): Opened {
    const id = `dialog-${++this.count}`
    const frame = make('iframe', 'add-in', { title: this.name, name: JSON.stringify({ baseFrameName: id }) })
    const shut = make('button', 'close', { title: this.words.close, 'aria-label': this.words.close }, '✕')
    const element = make('dialog', 'dialog', {}, make('div', 'pane-head', {}, make('h2', '', {}, this.name), shut), frame)
    Object.assign(element.style, { width: `${width}vw`, height: `${height}vh` })
    const transport = frameTransport(frame)
    const owner: ChannelOwner = {
      visible: true,
      listening: () => undefined,
      method: (dispatchId, data) => {
        if (dispatchId !== MESSAGE_PARENT) return undefined
        tell({ messageType: MESSAGE, messageContent: contentOf(data), messageOrigin: location.origin })
        return { Error: 0, Version: 1 }
      },
    }
    const seat = new Seat(this.workbook, id, this.locale)
    const channel = new Channel(seat, transport, location.origin, owner)
    const close = () => {
      transport.close()
      seat.leave()
      element.remove()
    }
    const closedByPerson = () => {
      close()
      this.opened = null
      tell({ messageType: CLOSED_BY_PERSON, messageContent: '' })
    }
    shut.onclick = closedByPerson
    element.addEventListener('cancel', closedByPerson)
    frame.src = hosted(url, this.locale, 0, true, id)
    document.body.append(element)
    element.show()
    return { element, channel, close }
  }
}

/** What the add-in asked for: the arguments of `displayDialogAsync`, as JSON in the event's target. */
function wanted(data: unknown): Wanted {
  const { targetId } = data as { targetId: string }
  return JSON.parse(targetId) as Wanted
}

function contentOf(data: MethodData): string {
  const { messageToParent, messageContent } = data as unknown as { messageToParent?: string; messageContent?: string }
  return messageToParent ?? messageContent ?? ''
}
