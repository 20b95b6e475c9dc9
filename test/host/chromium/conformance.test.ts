import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect } from 'chai'
import { themes } from '../conformance/themes.js'
import type { Opened } from './browser.js'
import { WORDS_FOLDER, Windows } from './browser.js'

/** The cases as one script for the add-in's page. */
async function script(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../conformance/frame.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  return outputFiles[0].text
}

describe('conformance in Chromium', function () {
  this.timeout(120_000)
  let windows: Windows
  let content: string
  before(async () => {
    ;[windows, content] = await Promise.all([Windows.start(WORDS_FOLDER), script()])
  })
  after(() => windows.stop())

  for (const [theme, cases] of Object.entries(themes))
    describe(theme, () => {
      let opened: Opened | undefined
      before(async () => {
        opened = await windows.open('en-US', 'Words.Pane')
        await opened.pane.addScriptTag({ content })
      })
      after(() => opened?.page.close())
      afterEach(() => expect(opened?.errors).to.deep.equal([]))
      for (const title of Object.keys(cases))
        it(title, () => opened!.pane.evaluate(([of, named]) => window.conformance!.run(of, named), [theme, title] as const))
    })
})
