import type { MethodData } from './channel.js'

/** What a dialog's parent hears: a message of type 0, or the code of an end (12006 closed by the person). */
export interface DialogMessage {
  messageType: number
  messageContent: string
  messageOrigin?: string
}

/** Where `displayDialogAsync` shows its dialogs. */
export interface Dialogs {
  /** The add-in opens its dialog, or closes it. */
  toggled(open: boolean, data: unknown, tell: (message: DialogMessage) => boolean): void
  /** Messages between dialog and parent (methods 144 and 145 of the common API). */
  method(dispatchId: number, data: MethodData): object | undefined
}

/** A host that shows no dialogs. */
export const noDialogs: Dialogs = { toggled: () => undefined, method: () => undefined }
