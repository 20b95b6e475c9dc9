import { drawSheet } from '../addin/workbook/draw.js'
import { entries, type Entry } from '../addin/workbook/draw-cells.js'
import { openWorkbook, type ExcelInNode } from '../host/node/open-workbook.js'
import { iso } from '../shared/dates.js'
import { areaAddress } from '../shared/reports/address.js'
import { runReport } from '../shared/reports/index.js'
import type { Sheet } from '../shared/reports/sheet.js'
import { houseOf, monthsBefore } from './house.js'
import { atMost, median, type Figure } from './measure.js'

const CUSTOMERS = 5_000
const ROUNDS = 3
const BLOCK = 10_000

/** The monthly aging sheet of 5,000 customers, drawn through office.js: round trips, and our code beside the plain write of the same cells. */
export async function sheetWritingFigures(): Promise<Figure[]> {
  const sheet = monthlyAging()
  const cells = sheet.rows.length * sheet.columns.length
  const excel = await openWorkbook()
  Object.assign(globalThis, { Excel: excel.Excel, Office: excel.Office })
  try {
    const clock = watchSync(excel)
    const drawn: { own: number; trips: number }[] = []
    const plain: number[] = []
    // The first round warms up.
    for (let round = 0; round <= ROUNDS; round++) {
      clock.reset()
      const start = performance.now()
      const { worksheet } = await drawSheet(sheet, { name: `Aging ${round}` })
      const own = performance.now() - start - clock.waited
      if (round > 0) drawn.push({ own, trips: clock.trips })
      await remove(excel, worksheet)
      const time = await plainWrite(excel, sheet)
      if (round > 0) plain.push(time)
    }
    const trips = (drawn[0].trips / cells) * 10_000
    const ratio = median(drawn.map(({ own }) => own)) / median(plain)
    return [
      atMost('Add-in', `monthly aging of ${CUSTOMERS} customers, round trips per 10,000 cells`, trips, '', 3),
      atMost('Add-in', `monthly aging of ${CUSTOMERS} customers, own code vs plain write of the cells`, ratio, 'x', 1),
    ]
  } finally {
    excel.close()
  }
}

function monthlyAging(): Sheet {
  // A hundred invoices a customer; some customers owe nothing by then and have no row.
  const { book, history } = houseOf(CUSTOMERS * 115)
  const params = { asOf: iso(monthsBefore(history, 1)) }
  const [sheet] = runReport(book, 'monthly-aging', params, history.last, 'zh').workbook().sheets
  if (sheet.rows.length < CUSTOMERS) throw new Error(`the sheet has ${sheet.rows.length} rows only`)
  return sheet
}

/** Counts the round trips to Excel and the milliseconds spent in them. */
function watchSync({ Excel }: ExcelInNode): { trips: number; waited: number; reset: () => void } {
  const clock = { trips: 0, waited: 0, reset: () => Object.assign(clock, { trips: 0, waited: 0 }) }
  const prototype = Excel.RequestContext.prototype as { sync: (this: unknown, passed?: unknown) => Promise<unknown> }
  const { sync } = prototype
  prototype.sync = async function (passed) {
    clock.trips++
    const start = performance.now()
    try {
      return await sync.call(this, passed)
    } finally {
      clock.waited += performance.now() - start
    }
  }
  return clock
}

/** Milliseconds to write the same cells in blocks of the same size and nothing else. */
async function plainWrite(excel: ExcelInNode, sheet: Sheet): Promise<number> {
  const columns = sheet.columns.length
  const step = Math.floor(BLOCK / columns)
  const blocks: { address: string; cells: Entry[][] }[] = []
  for (let top = 0; top < sheet.rows.length; top += step) {
    const bottom = Math.min(sheet.rows.length, top + step) - 1
    blocks.push({ address: areaAddress({ top, left: 0, bottom, right: columns - 1 }), cells: entries(sheet, top, bottom + 1) })
  }
  const start = performance.now()
  const id = await excel.Excel.run(async context => {
    const worksheet = context.workbook.worksheets.add('Plain').load('id')
    for (const { address, cells } of blocks) {
      worksheet.getRange(address).formulas = cells
      await context.sync()
    }
    return worksheet.id
  })
  const time = performance.now() - start
  await remove(excel, id)
  return time
}

async function remove(excel: ExcelInNode, worksheet: string): Promise<void> {
  await excel.calculated()
  await excel.Excel.run(async context => {
    context.workbook.worksheets.getItem(worksheet).delete()
    await context.sync()
  })
}
