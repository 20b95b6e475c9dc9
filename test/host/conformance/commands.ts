import { expect } from 'chai'
import { arrived, failure, soon, until } from './outcome.js'
import type { Place, Theme } from './place.js'

/** Opens the add-in's dialog inside the page. */
const opened = ({ Office, window }: Place) =>
  new Promise<Office.Dialog>((resolve, reject) =>
    Office.context.ui.displayDialogAsync(
      `${window.location.origin}/dialog.html`,
      { height: 40, width: 40, displayInIframe: true },
      ({ status, value, error }) => (status === Office.AsyncResultStatus.Succeeded ? resolve(value) : reject(new Error(error.message))),
    ),
  )

/** Ribbon, pane, dialogs and what is beside the workbook. */
export const commands: Theme = {
  'a command works on the workbook and says when it is done': async place => {
    place.type('A1', 'one two')
    place.select('A1')
    await place.press('Words.Count')
    expect(place.value('B1')).to.equal(2)
    await place.press('Words.Here')
  },
  'a button can be switched off (Office.ribbon.requestUpdate)': async place => {
    expect(place.host.isEnabled('Words.Count')).to.equal(true)
    await place.press('Words.Lock')
    expect(place.host.isEnabled('Words.Count')).to.equal(false)
    expect((await failure(place.press('Words.Count'))).message).to.contain('switched off')
  },
  'the pane is shown and hidden, and the add-in hears of it (Office.addin)': async place => {
    const heard: string[] = []
    await place.Office.addin.onVisibilityModeChanged(args => void heard.push(args.visibilityMode))
    await place.press('Words.Pane')
    await place.Office.addin.hide()
    await soon()
    expect(heard).to.deep.equal(['Taskpane', 'Hidden'])
    expect(place.host.state.visible).to.equal(false)
  },
  'the add-in can ask to start with the workbook (Office.addin.setStartupBehavior)': async place => {
    await place.Office.addin.setStartupBehavior(place.Office.StartupBehavior.load)
    expect(await place.Office.addin.getStartupBehavior()).to.equal('Load')
  },
  'a dialog is opened, speaks and is closed by the person: 12006 (Office.UI.displayDialogAsync; Handle errors and events with the Office dialog box)':
    async place => {
      const heard: unknown[] = []
      const dialog = await opened(place)
      dialog.addEventHandler(
        place.Office.EventType.DialogMessageReceived,
        args => void heard.push('message' in args ? args.message : args.error),
      )
      dialog.addEventHandler(
        place.Office.EventType.DialogEventReceived,
        args => void heard.push('error' in args ? args.error : args.message),
      )
      const page = await place.dialog()
      expect(page.url).to.contain('/dialog.html')
      page.say('chosen')
      await until(() => heard.length === 1)
      dialog.messageChild('thanks')
      await until(() => page.heard().length === 1)
      page.dismiss()
      await arrived(heard, 2)
      expect([heard, page.heard(), page.isOpen()]).to.deep.equal([['chosen', 12006], ['thanks'], false])
    },

  'a dialog can be closed by the add-in (Office.Dialog.close)': async place => {
    const dialog = await opened(place)
    const page = await place.dialog()
    dialog.close()
    await until(() => !page.isOpen())
  },

  'keeps values of the runtime (OfficeRuntime.storage)': async place => {
    const { storage } = place.window.OfficeRuntime
    await storage.setItem('key', 'value')
    expect(await storage.getItem('key')).to.equal('value')
  },
}
