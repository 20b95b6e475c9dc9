import { openHost } from '../host/host.js'
import type { Transport } from '../host/channel.js'
import { newWorkbook } from '../host/model/sheets.js'
import type { OfficeWindow } from '../host/node/office-window.js'
import { officeWindow } from '../host/node/office-window.js'
import { median } from './measure.js'

const ROWS = 20_000
const COLUMNS = 12
const ROUNDS = 6

/** Answers to the requests of the rounds, in their order, without the numbers that say which request they answer. */
type Answers = ((number: string) => string)[]

/**
 * The time of a write and read back of 20,000 x 12 cells through office.js, as a multiple of what the client alone needs: a window
 * whose requests are answered at once, without a workbook, with the texts that the stand-in gave another window to the same requests.
 */
export async function clientRatio(): Promise<number> {
  const answers: Answers = []
  const [real, empty] = [await openWindow(noting(answers)), await openWindow(answering(answers))]
  try {
    const times: { real: number; empty: number }[] = []
    // The first rounds warm both up.
    for (let round = 0; round < ROUNDS + 2; round++) {
      const pair = { real: await writeAndRead(real, round), empty: await writeAndRead(empty, round) }
      if (round >= 2) times.push(pair)
    }
    return median(times.map(time => time.real)) / median(times.map(time => time.empty))
  } finally {
    real.close()
    empty.close()
  }
}

interface Channel extends Transport {
  /** From now on requests count. */
  begin(): void
}

/** A window with office.js at a workbook of its own, which has said all that it says at its start. */
async function openWindow(through: (transport: Transport) => Channel): Promise<OfficeWindow> {
  const office = officeWindow({ locale: 'en-US' })
  const transport = through(office.transport)
  const host = openHost({ workbook: newWorkbook(), name: 'Ann', locale: 'en-US', transport, origin: 'https://localhost' })
  await office.start()
  await host.functionsReady
  await office.window.Excel.run(context => context.sync())
  transport.begin()
  return office
}

/** Milliseconds of one round. */
async function writeAndRead({ window }: OfficeWindow, round: number): Promise<number> {
  const rows = Array.from({ length: ROWS }, (_, r) =>
    Array.from({ length: COLUMNS }, (_cell, c) => (c < 4 ? `text ${r} ${c} ${round}` : r * 1000 + c + round / 100)),
  )
  globalThis.gc?.()
  const start = performance.now()
  const read = await window.Excel.run(async context => {
    const sheet = context.workbook.worksheets.getFirst()
    const range = sheet.getRange('A1').getResizedRange(ROWS - 1, COLUMNS - 1)
    range.values = rows
    await context.sync()
    range.load('values')
    await context.sync()
    return range.values as unknown[][]
  })
  const time = performance.now() - start
  const last = read.at(-1)
  if (read.length !== ROWS || last?.at(-1) !== rows.at(-1)?.at(-1))
    throw new Error(`what was read back is not what was written: ${String(last)}`)
  return time
}

const REQUEST = '{"_messageType":0,"_actionName":"executeMethod"'
const NUMBER = /"_correlationId":(\d+)/

const isRequest = (text: string) => text.startsWith(REQUEST)
const numberOf = (text: string) => NUMBER.exec(text)![1]

/** Notes the answer to each request. */
function noting(answers: Answers): (transport: Transport) => Channel {
  return transport => {
    let begun = false
    return {
      begin: () => void (begun = true),
      listen: hear => transport.listen(hear),
      post: text => {
        if (begun && text.includes('"_actionName":"executeMethod"')) {
          const { 0: found, index } = NUMBER.exec(text)!
          answers.push(number => `${text.slice(0, index)}"_correlationId":${number}${text.slice(index + found.length)}`)
        }
        transport.post(text)
      },
    }
  }
}

/** Answers each request with what was noted. Ids of objects count up from the start of a window, so the texts fit. */
function answering(answers: Answers): (transport: Transport) => Channel {
  return transport => {
    let next = -1
    return {
      begin: () => void (next = 0),
      listen: hear =>
        transport.listen(text => (next < 0 || !isRequest(text) ? hear(text) : transport.post(answers[next++](numberOf(text))))),
      post: text => transport.post(text),
    }
  }
}
