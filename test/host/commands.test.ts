import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { readManifest } from '../../host/commands/manifest.js'
import type { ExcelInNode } from '../../host/node/open-workbook.js'
import { WORDS, closeAll, excel, failure, soon } from './excel.js'

describe('ribbon, pane and dialogs', () => {
  let words: ExcelInNode
  beforeEach(async () => {
    words = await excel({ ...WORDS, locale: 'zh-CN' })
  })
  afterEach(closeAll)

  it('the ribbon is what the manifest says, in the language of the person', () => {
    const { name, tabs, contextMenus, functions } = readManifest(readFileSync(WORDS.manifest!, 'utf8'), 'zh-CN')
    expect([name, tabs[0].label, tabs[0].groups[0].controls.map(control => control.label)]).to.deep.equal([
      '字数统计',
      '字数',
      ['打开窗格', '统计字数', '更多'],
    ])
    expect([contextMenus[0].id, contextMenus[0].controls[0].action]).to.deep.equal([
      'ContextMenuCell',
      { type: 'ExecuteFunction', function: 'countSelection' },
    ])
    expect(functions?.namespace).to.equal('WORDS')
  })

  it('a command works on the workbook and says when it is done', async () => {
    words.type('A1', 'one two')
    words.select('A1')
    await words.press('Words.Count')
    expect(words.value('B1')).to.equal(2)
    await words.press('Words.Here')
  })

  it('a button can be switched off (Office.ribbon.requestUpdate)', async () => {
    expect(words.host.isEnabled('Words.Count')).to.equal(true)
    await words.press('Words.Lock')
    expect(words.host.isEnabled('Words.Count')).to.equal(false)
    expect((await failure(words.press('Words.Count'))).message).to.contain('switched off')
  })

  it('the pane is shown and hidden, and the add-in hears of it (Office.addin)', async () => {
    const heard: string[] = []
    await words.Office.addin.onVisibilityModeChanged(args => void heard.push(args.visibilityMode))
    await words.press('Words.Pane')
    await words.Office.addin.hide()
    await soon()
    expect(heard).to.deep.equal(['Taskpane', 'Hidden'])
    expect(words.host.state.visible).to.equal(false)
  })

  it('the add-in can ask to start with the workbook (Office.addin.setStartupBehavior)', async () => {
    await words.Office.addin.setStartupBehavior(words.Office.StartupBehavior.load)
    expect(await words.Office.addin.getStartupBehavior()).to.equal('Load')
  })

  it('a dialog is opened, speaks and is closed (Office.UI.displayDialogAsync)', async () => {
    const heard: unknown[] = []
    const dialog = await new Promise<Office.Dialog>((resolve, reject) =>
      words.Office.context.ui.displayDialogAsync('https://localhost:3000/dialog.html', { height: 40, displayInIframe: true }, result =>
        result.status === words.Office.AsyncResultStatus.Succeeded ? resolve(result.value) : reject(new Error(result.error.message)),
      ),
    )
    expect(words.dialogs.opened?.url).to.contain('https://localhost:3000/dialog.html')
    dialog.addEventHandler(
      words.Office.EventType.DialogMessageReceived,
      args => void heard.push('message' in args ? args.message : args.error),
    )
    dialog.addEventHandler(words.Office.EventType.DialogEventReceived, args => void heard.push('error' in args ? args.error : args.message))
    words.dialogs.say('chosen')
    dialog.messageChild('thanks')
    await soon()
    expect(words.dialogs.heard).to.deep.equal(['thanks'])
    words.dialogs.dismiss()
    await soon()
    expect(heard).to.deep.equal(['chosen', 12006])
    expect(words.dialogs.opened).to.equal(null)
  })

  it('a dialog can be closed by the add-in (Office.Dialog.close)', async () => {
    const dialog = await new Promise<Office.Dialog>(resolve =>
      words.Office.context.ui.displayDialogAsync('https://localhost:3000/dialog.html', { displayInIframe: true }, result =>
        resolve(result.value),
      ),
    )
    dialog.close()
    await soon()
    expect(words.dialogs.opened).to.equal(null)
  })

  it('says where it runs', () => {
    const { context } = words.Office
    expect([context.displayLanguage, context.contentLanguage, context.host, context.platform]).to.deep.equal([
      'zh-CN',
      'zh-CN',
      'Excel',
      'OfficeOnline',
    ])
    const supported = (name: string, version: string) => context.requirements.isSetSupported(name, version)
    expect([supported('ExcelApi', '1.16'), supported('ExcelApi', '1.99'), supported('Unknown', '1.1')]).to.deep.equal([true, false, false])
  })

  it('keeps values of the runtime (OfficeRuntime.storage)', async () => {
    const { storage } = words.window.OfficeRuntime
    await storage.setItem('key', 'value')
    expect(await storage.getItem('key')).to.equal('value')
  })

  it('goes offline: requests of the add-in fail', async () => {
    words.offline()
    expect(words.window.navigator.onLine).to.equal(false)
    expect((await failure(words.window.fetch('https://localhost:3000/'))).message).to.equal('Failed to fetch')
    words.online()
    expect(words.window.navigator.onLine).to.equal(true)
  })
})
