import type { MethodData } from '../channel.js'
import type { DialogMessage, Dialogs } from '../dialogs.js'

const CLOSED_BY_PERSON = 12006
const MESSAGE_PARENT = 144
const MESSAGE_CHILD = 145

/**
 * Dialogs in Node: nothing is shown, but a test sees which address was asked for, hears what the parent says, and speaks as the
 * dialog would. Only dialogs with `displayInIframe: true` come here: others are windows of the browser.
 */
export class NodeDialogs implements Dialogs {
  /** The address and size of the open dialog. */
  opened: { url: string; width?: number; height?: number } | null = null
  /** What the parent said with `dialog.messageChild`. */
  readonly heard: string[] = []
  private tell: ((message: DialogMessage) => boolean) | null = null

  constructor(readonly locale: string) {}

  toggled(open: boolean, data: unknown, tell: (message: DialogMessage) => boolean): void {
    this.opened = open ? readTarget(data) : null
    this.tell = open ? tell : null
  }

  method(dispatchId: number, data: MethodData): object | undefined {
    if (dispatchId === MESSAGE_CHILD) this.heard.push(data.messageContent ?? '')
    return dispatchId === MESSAGE_CHILD || dispatchId === MESSAGE_PARENT ? { Error: 0, Version: 1 } : undefined
  }

  /** The dialog calls `Office.context.ui.messageParent`. */
  say(message: string): void {
    this.tell?.({ messageType: 0, messageContent: message })
  }

  /** The person closes the dialog. */
  dismiss(): void {
    this.tell?.({ messageType: CLOSED_BY_PERSON, messageContent: '' })
    this.close()
  }

  close(): void {
    this.opened = null
    this.tell = null
  }
}

/** The address and the size that the add-in asked for. */
function readTarget(data: unknown): { url: string; width?: number; height?: number } {
  const { targetId } = data as { targetId?: string }
  return JSON.parse(targetId ?? '{"url":""}') as { url: string; width?: number; height?: number }
}
