import type { SentCall } from '../../../host/functions/calls.js'
import type { Host } from '../../../host/host.js'
import type { Workbook } from '../../../host/model/workbook.js'
import type { OfficeGlobals } from '../../../host/node/office-window.js'
import type { Person } from '../../../host/node/person.js'

/** A workbook with the example add-in in it, as both Node and the page in Chromium offer it to a case. */
export interface Place extends Person {
  readonly Excel: typeof Excel
  readonly Office: typeof Office
  /** The globals of the add-in's window. */
  readonly window: OfficeGlobals & { location: { origin: string }; wordsState: { cancelled: number; asked: number } }
  readonly workbook: Workbook
  readonly host: Host
  /** The calls of custom functions, in the order in which they were sent. */
  readonly calls: readonly SentCall[]
  /** Presses a control of the ribbon or of a context menu; ends when the add-in has done its work. */
  press(control: string): Promise<void>
  /** Ends when every formula has its value and no custom function is under way. */
  calculated(): Promise<void>
  /** The dialog that the add-in has opened, when its page is ready. */
  dialog(): Promise<Dialog>
  /** A second person with the add-in at the same workbook. */
  coauthor(): Promise<Place>
  /** The person leaves. */
  close(): void
}

/** An open dialog, as its page and the person in front of it. */
export interface Dialog {
  readonly url: string
  /** The dialog's page calls `messageParent`. */
  say(message: string): void
  /** What the dialog's page heard from its parent. */
  heard(): readonly string[]
  /** The person closes it. */
  dismiss(): void
  isOpen(): boolean
}

/** One thing that both places must do alike; its title names the page of Microsoft's that says so. */
export type Case = (place: Place) => Promise<unknown>

/** Cases about one matter, by their titles. */
export type Theme = Readonly<Record<string, Case>>

/** Begins a case with an empty workbook: one sheet, no names, no settings, everything switched on. */
export async function reset({ Excel, Office, host, workbook }: Place): Promise<void> {
  host.state.enabled.clear()
  host.state.shownTabs.clear()
  Office.context.document.settings.remove('open')
  await Excel.run(async context => {
    context.runtime.enableEvents = true
    context.workbook.application.calculationMode = 'Automatic'
    if (workbook.protection) context.workbook.protection.unprotect(workbook.protection.password)
    const { worksheets, names, settings, customXmlParts } = context.workbook
    worksheets.load('items/$none')
    names.load('items/name')
    settings.load('items/key')
    customXmlParts.load('items/id')
    const fresh = worksheets.add()
    fresh.activate()
    await context.sync()
    for (const gone of [...worksheets.items, ...names.items, ...settings.items, ...customXmlParts.items]) gone.delete()
    fresh.name = 'Sheet1'
    await context.sync()
  })
}
