import type { Profiler } from 'node:inspector'
import { Session } from 'node:inspector/promises'
import type { Frame, Page } from 'playwright-core'
import type { FunctionCalls } from '../host/functions/calls.js'
import type { FormulaEngine } from '../host/functions/engine.js'
import { openWorkbook } from '../host/node/open-workbook.js'
import type { Opened } from '../test/host/chromium/browser.js'
import { Windows, ready } from '../test/host/chromium/browser.js'
import { WORDS } from '../test/host/excel.js'
import { clientRatio } from './host-client.js'
import type { Figure } from './measure.js'
import { atMost, fastest, median } from './measure.js'

const CELLS = 10_000
const FILLED_ROWS = 100_000
/** Steps of the wheel. */
const STEPS = 25

/** Files of the stand-in, as a profile names them. */
const OWN_FILES = /(?<!\/test)\/host\/.+\.ts$/

/** Figures of the stand-in for Excel: in Node, and in a browser when one is there. */
export async function hostFigures(): Promise<Figure[]> {
  return [
    atMost('Host', 'workbook with an add-in opens in Node', await opening(), 'ms', 400),
    atMost('Host', 'write and read of 20k x 12 vs the client alone', await clientRatio(), 'x', 3),
    atMost('Host', 'own part of 10k custom function cells, a cell in Node', await ownPartInNode(), 'us', 5),
    ...(await browserFigures()),
  ]
}

/** Milliseconds of the first opening in a process, until the add-in's functions can be called: office.js is read and compiled, the slowest case. */
async function opening(): Promise<number> {
  const start = performance.now()
  const excel = await openWorkbook(WORDS)
  await excel.host.functionsReady
  const time = performance.now() - start
  excel.close()
  return time
}

/**
 * Microseconds a cell that the profiler finds the processor in files of the stand-in, from the edit until every value is there:
 * neither in the library that computes, nor in office.js, nor in the add-in.
 */
async function ownPartInNode(): Promise<number> {
  const excel = await openWorkbook(WORDS)
  const session = new Session()
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: 200 })
    const texts = (round: number) => Array.from({ length: CELLS }, (_, r) => [`word ${'and '.repeat(round)}${r}`])
    excel.type('A1', texts(0))
    excel.type(
      'B1',
      texts(0).map((_, r) => [`=WORDS.COUNT(A${r + 1})`]),
    )
    await excel.calculated()
    const costs: number[] = []
    for (let round = 1; round <= 6; round++) {
      excel.type('A1', texts(round))
      await session.post('Profiler.start')
      const before = process.cpuUsage()
      await excel.calculated()
      const { user, system } = process.cpuUsage(before)
      const { profile } = await session.post('Profiler.stop')
      if (excel.value(`B${CELLS}`) !== round + 2) throw new Error(`a custom function came to ${String(excel.value(`B${CELLS}`))}`)
      costs.push(ownTime(profile, user + system) / CELLS)
    }
    return fastest(costs)
  } finally {
    session.disconnect()
    excel.close()
  }
}

/** Microseconds of a profile within the stand-in, of those that the process really had: others may want the processor too. */
function ownTime({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, had: number): number {
  const within = (part: (frame: Profiler.Profile['nodes'][number]['callFrame']) => boolean) => {
    const ids = new Set(nodes.filter(({ callFrame }) => part(callFrame)).map(({ id }) => id))
    return samples.reduce((time, id, at) => time + (ids.has(id) ? timeDeltas[at] : 0), 0)
  }
  const busy = within(({ functionName }) => functionName !== '(idle)')
  return within(({ url }) => OWN_FILES.test(url)) * Math.min(1, had / busy)
}

/** The work that is watched in a page, where all files are one. */
interface Watched {
  engine: FormulaEngine
  host: { calls: FunctionCalls; channel: object }
}

/**
 * Adds up milliseconds of the stand-in's own work on custom functions: its passes without the library's part, calls asked for within
 * them, messages to the add-in, results taken from it. Goes to the page as text, so it names nothing outside itself.
 */
function watch({ engine, host }: Watched): { own: number } {
  const watched = { own: 0 }
  type Method = (...given: unknown[]) => unknown
  const time = (target: object, name: string, sign: 1 | -1) => {
    const methods = target as Record<string, Method>
    const method = methods[name].bind(target)
    methods[name] = (...given) => {
      const start = performance.now()
      const end = () => void (watched.own += sign * (performance.now() - start))
      const result = method(...given)
      if (result instanceof Promise) return result.finally(end)
      end()
      return result
    }
  }
  time(engine, 'run', 1)
  time((engine as unknown as { calculator: object }).calculator, 'compute', -1)
  time(host.calls, 'ask', 1)
  time(host.calls, 'take', 1)
  time(host.channel, 'fire', 1)
  return watched
}

async function browserFigures(): Promise<Figure[]> {
  const windows = await Windows.start().catch((error: Error) => void console.error(`no browser: ${error.message}`))
  if (!windows) return []
  try {
    const times: number[] = []
    for (let round = 0; round < 3; round++) times.push(await pageReady(windows))
    const opened = await windows.open()
    const ownPart = await ownPartInPage(opened)
    const step = await scrolling(opened)
    return [
      atMost('Host', 'page ready in Chromium', fastest(times), 'ms', 4000),
      atMost('Host', 'own part of 10k custom function cells, a cell in Chromium', ownPart, 'us', 30),
      atMost('Host', 'a step of the wheel over 100k filled rows vs 1k', step, 'x', 2),
    ]
  } finally {
    await windows.stop()
  }
}

/** Milliseconds from the address to the workbook and the add-in's page in a browser that has kept nothing. */
async function pageReady(windows: Windows): Promise<number> {
  const context = await windows.browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1400, height: 800 } })
  const page = await context.newPage()
  const start = performance.now()
  await page.goto(windows.served.address)
  await ready(page)
  const time = performance.now() - start
  await context.close()
  return time
}

/** Microseconds a cell, what the grid draws included. */
async function ownPartInPage({ page, pane }: Opened): Promise<number> {
  // The compiler marks functions by a helper that a page does not have.
  await page.evaluate(`globalThis.__name = given => given; globalThis.watch = ${watch.toString()}`)
  await fill(pane, `A1:B${CELLS}`, CELLS, '[0, `=EXAMPLE.ADD(A${row + 1},1)`]')
  await untilValue(page, 1)
  await page.evaluate('globalThis.watched = watch(shared)')
  const costs: number[] = []
  for (let round = 1; round <= 6; round++) {
    await page.evaluate('watched.own = 0')
    await fill(pane, `A1:A${CELLS}`, CELLS, `[${round}]`)
    await untilValue(page, round + 1)
    costs.push((await page.evaluate<number>('watched.own')) * (1000 / CELLS))
  }
  return fastest(costs)
}

/** The add-in writes rows, by an expression in `row`. */
const fill = (pane: Frame, address: string, rows: number, entries: string): Promise<unknown> =>
  pane.evaluate(`Excel.run(async context => {
    const range = context.workbook.worksheets.getFirst().getRange('${address}')
    range.values = Array.from({ length: ${rows} }, (_, row) => ${entries})
    await context.sync()
  })`)

/** Waits until the last custom function has a value. */
const untilValue = (page: Page, value: number): Promise<unknown> =>
  page.waitForFunction(`shared.workbook.sheets[0].rows.get(${CELLS - 1})?.[1]?.value === ${value}`, undefined, { timeout: 60_000 })

/** The time of a step of the wheel over 100,000 filled rows, as a multiple of one over the first thousand of them alone. */
async function scrolling({ page, pane }: Opened): Promise<number> {
  const write = (from: number, rows: number) =>
    fill(pane, `A${from + 1}:E${from + rows}`, rows, `[${from} + row, 'text ' + row, row / 7, row % 2 === 0, 'more']`)
  await write(0, 1000)
  const few = await wheel(page, STEPS)
  await wheel(page, -STEPS)
  for (let from = 0; from < FILLED_ROWS; from += 20_000) await write(from, 20_000)
  const many = await wheel(page, STEPS)
  // The steps after these are long: the end of the rows must come into sight.
  await wheel(page, STEPS, 100_000)
  const { sheetViewStartRow: top } = await page.evaluate(() =>
    window.shared!.grid.api.getActiveWorkbook()!.getActiveSheet().getScrollState(),
  )
  if (top < FILLED_ROWS / 2) throw new Error(`the wheel led to row ${top} only`)
  return many / few
}

/** Milliseconds until the page has drawn what a step of the wheel shows; steps below 0 go up. */
async function wheel(page: Page, steps: number, pixels = 400): Promise<number> {
  await page.mouse.move(400, 400)
  const times: number[] = []
  for (let step = 0; step < Math.abs(steps); step++) {
    const start = performance.now()
    await page.mouse.wheel(0, Math.sign(steps) * pixels)
    await page.evaluate('new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
    times.push(performance.now() - start)
  }
  return median(times)
}
