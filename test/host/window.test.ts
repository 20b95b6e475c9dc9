import { expect } from 'chai'
import { closeAll, excel } from './excel.js'

describe('the window of an add-in in Node', () => {
  afterEach(closeAll)

  it('has what a shared runtime uses besides office.js', async () => {
    const { window } = await excel()
    const names =
      'AbortController AbortSignal BroadcastChannel DecompressionStream MessageChannel ReadableStream TextDecoderStream TransformStream'
    const functions = [...names.split(' '), 'atob', 'btoa', 'structuredClone']
    expect(functions.filter(name => typeof window[name] !== 'function')).to.deep.equal([])
    expect((window.performance as Performance).now()).to.be.greaterThan(0)
  })

  it('gives locks one after another, and says when one is taken (Web Locks API)', async () => {
    const { window } = await excel()
    const { locks } = window.navigator as unknown as { locks: LockManager }
    const order: string[] = []
    const first = locks.request('a', async () => {
      await new Promise(resolve => setTimeout(resolve, 10))
      order.push('first')
    })
    const second = locks.request('a', () => void order.push('second'))
    expect(await locks.request('a', { ifAvailable: true }, lock => lock)).to.equal(null)
    await Promise.all([first, second])
    expect(order).to.deep.equal(['first', 'second'])
    expect(await locks.request('a', { ifAvailable: true }, lock => lock?.name)).to.equal('a')
  })

  it('takes further globals, and sends requests from the address of its page', async () => {
    const indexedDB = { open: () => 'opened' }
    const asked: string[] = []
    const answer: typeof fetch = input => {
      asked.push(input instanceof URL ? input.href : 'no address')
      return Promise.resolve(new Response('{}'))
    }
    const { window } = await excel({ globals: { indexedDB }, fetch: answer })
    await window.fetch('/api/v1/health?x=1')
    await window.fetch('https://example.org/there')
    expect(window.indexedDB).to.equal(indexedDB)
    expect(asked).to.deep.equal(['https://localhost/api/v1/health?x=1', 'https://example.org/there'])
  })

  it('starts no timers once it is closed', async () => {
    const { window, close } = await excel()
    let ran = 0
    close()
    ;(window.setTimeout as typeof setTimeout)(() => ran++, 1)
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(ran).to.equal(0)
  })
})

describe('Excel.run of a workbook that is closed', () => {
  const ending = (run: Promise<unknown>) =>
    run.then(
      () => 'done',
      (error: Error) => error.message,
    )

  it('ends with an error when it is under way, also while formulas are computed', async () => {
    const { Excel, type, close } = await excel()
    type('A1', '=SUM(1,2)')
    const reading = ending(
      Excel.run(async context => {
        context.workbook.worksheets.getItem('Sheet1').getRange('A1').load('values')
        await context.sync()
      }),
    )
    await new Promise(resolve => setTimeout(resolve, 5))
    close()
    expect(await reading).to.equal('The workbook was closed before the request was done.')
  })

  it('ends with an error when it begins later', async () => {
    const { Excel, close } = await excel()
    close()
    const adding = Excel.run(async context => {
      context.workbook.worksheets.add('Late')
      await context.sync()
    })
    expect(await ending(adding)).to.equal('The workbook was closed before the request was done.')
  })
})

describe('a press of the ribbon', () => {
  it('ends when the workbook is closed before the add-in says that it has done its work', async () => {
    const manifest = new URL('../fixtures/addin/manifest.xml', import.meta.url).pathname
    const opened = await excel({
      manifest,
      addin: ({ Office }) => Office.actions.associate('countSelection', () => undefined),
    })
    const pressed = opened.press('Words.Count').then(
      () => 'done',
      (error: Error) => error.message,
    )
    await new Promise(resolve => setTimeout(resolve, 50))
    closeAll()
    expect(await pressed).to.equal('The workbook was closed before the add-in had done its work.')
  })
})
