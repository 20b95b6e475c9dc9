import { Router } from 'express'
import * as z from 'zod'
import { dateOf } from '../../shared/functions/when.js'
import { reportParams } from '../../shared/reports/define.js'
import { runReport } from '../../shared/reports/index.js'
import { csv } from '../files/csv.js'
import { writeWorkbook } from '../files/workbook.js'
import { todayIn } from '../../shared/today.js'
import { languageOf, viewerOf, type Service } from './context.js'

export const reportQuery = reportParams.extend({
  format: z.enum(['json', 'csv', 'xlsx']).default('json'),
  /** The day that “today” stands for; the company's own calendar day when left out. */
  today: z.string().optional(),
  language: z.enum(['en', 'zh']).optional(),
})

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `GET /reports/:name`: one report as data, as text for any spreadsheet, or as a workbook. */
export function reportRoutes({ ledger }: Service): Router {
  return Router().get('/reports/:name', async (request, response) => {
    const { format, today, language = languageOf(request), ...params } = reportQuery.parse(request.query)
    const book = ledger.book(viewerOf(request))
    const { name } = request.params
    const asked = today === undefined ? todayIn(book.company.timeZone, Date.now()).day : dateOf(today)
    const answer = runReport(book, name, params, asked, language)
    response.set('cache-control', 'no-store')
    if (format === 'json') {
      response.type('json').send(JSON.stringify(answer.json()))
      return
    }
    response.attachment(`${name}.${format}`)
    if (format === 'csv') response.type('text/csv').send(Buffer.from(csv(answer.workbook().sheets[0], 'table')))
    else response.type(XLSX).send(Buffer.from(await writeWorkbook(answer.workbook())))
  })
}
