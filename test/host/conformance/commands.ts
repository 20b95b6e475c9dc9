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
  'the pane is shown and hidden, and the add-in hears of it until it listens no more (Show or hide the task pane of your Office Add-in)':
    async place => {
      const { addin } = place.Office
      await addin.hide()
      const heard: string[] = []
      const remove = await addin.onVisibilityModeChanged(args => void heard.push(args.visibilityMode))
      await place.press('Words.Pane')
      await addin.hide()
      await addin.showAsTaskpane()
      await arrived(heard, 3)
      expect(heard).to.deep.equal(['Taskpane', 'Hidden', 'Taskpane'])
      expect(place.host.state.visible).to.equal(true)
      await remove()
      await addin.hide()
      await soon()
      await addin.showAsTaskpane()
      expect(heard).to.have.lengthOf(3)
    },

  'the add-in can ask to start with the workbook, and no longer (Run code in your Office Add-in when the document opens)': async ({
    Office,
  }) => {
    const { addin, StartupBehavior } = Office
    expect(await addin.getStartupBehavior()).to.equal('None')
    await addin.setStartupBehavior(StartupBehavior.load)
    expect(await addin.getStartupBehavior()).to.equal('Load')
    await addin.setStartupBehavior(StartupBehavior.none)
    expect(await addin.getStartupBehavior()).to.equal('None')
  },

  'buttons are switched off and on together, by tab, group and control; tabs are hidden (Change the availability of add-in commands)':
    async place => {
      const update = (enabled: boolean) =>
        place.Office.ribbon.requestUpdate({
          tabs: [
            { id: 'Words.Tab', controls: [{ id: 'Words.Lock', enabled }] },
            { id: 'Words.Tab', groups: [{ id: 'Words.Group', controls: [{ id: 'Words.Count', enabled }] }] },
          ],
        })
      const state = () => ['Words.Lock', 'Words.Count', 'Words.Pane'].map(id => place.host.isEnabled(id))
      await update(false)
      expect(state()).to.deep.equal([false, false, true])
      await update(true)
      expect(state()).to.deep.equal([true, true, true])
      await place.Office.ribbon.requestUpdate({ tabs: [{ id: 'Words.Tab', visible: false }] })
      expect(place.host.state.shownTabs.get('Words.Tab')).to.equal(false)
    },

  'a second dialog is 12007, one without HTTPS 12005 (Handle errors and events in the Office dialog box)': async place => {
    const { ui } = place.Office.context
    const code = (url: string) =>
      new Promise<number>(resolve => ui.displayDialogAsync(url, { displayInIframe: true }, ({ error }) => resolve(error?.code)))
    expect(await code('http://localhost/dialog.html')).to.equal(12005)
    const dialog = await opened(place)
    expect(await code(`${place.window.location.origin}/dialog.html`)).to.equal(12007)
    const page = await place.dialog()
    dialog.close()
    await until(() => !page.isOpen())
  },

  'the context names host, platform, languages and requirement sets; the web has no Office theme (Office.Context interface)': async ({
    Office,
  }) => {
    const { context } = Office
    expect([context.host, context.platform, context.displayLanguage, context.contentLanguage]).to.deep.equal([
      'Excel',
      'OfficeOnline',
      'en-US',
      'en-US',
    ])
    expect((context as { officeTheme?: unknown }).officeTheme).to.equal(undefined)
    const sets: [string, string][] = [
      ['ExcelApi', '1.16'],
      ['SharedRuntime', '1.1'],
      ['CustomFunctionsRuntime', '1.4'],
      ['DialogApi', '1.2'],
      ['RibbonApi', '1.1'],
      ['ExcelApi', '1.99'],
      ['Nothing', '1.1'],
    ]
    expect(sets.map(([name, version]) => context.requirements.isSetSupported(name, version))).to.deep.equal([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ])
  },

  'settings of the document are kept when they are saved (Office.Settings interface)': async place => {
    const { settings } = place.Office.context.document
    settings.set('open', { at: 5 })
    expect(settings.get('open')).to.deep.equal({ at: 5 })
    expect(place.workbook.documentSettings).to.not.have.property('open')
    const status = await new Promise(resolve => settings.saveAsync(result => resolve(result.status)))
    expect([status, Object.keys(place.workbook.documentSettings)]).to.deep.equal(['succeeded', ['open']])
    settings.remove('open')
    expect(settings.get('open')).to.equal(null)
    await new Promise(resolve => settings.saveAsync(resolve))
    expect(place.workbook.documentSettings).to.deep.equal({})
  },

  'a dialog is opened, speaks and is closed by the person: 12006 (Office.UI.displayDialogAsync; Handle errors and events in the Office dialog box)':
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
