import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { readManifest } from '../../host/commands/manifest.js'
import type { ExcelInNode } from '../../host/node/open-workbook.js'
import { WORDS, closeAll, excel, failure } from './excel.js'

describe('what the add-in is told of where it runs', () => {
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

  it('goes offline: requests of the add-in fail', async () => {
    words.offline()
    expect(words.window.navigator.onLine).to.equal(false)
    expect((await failure(words.window.fetch('https://localhost:3000/'))).message).to.equal('Failed to fetch')
    words.online()
    expect(words.window.navigator.onLine).to.equal(true)
  })
})
