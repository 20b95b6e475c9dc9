import { openWorkbook } from '../../host/node/open-workbook.js'
import { sampleLedger } from '../sample-ledger.js'
import { runReport } from '../../shared/reports/index.js'
import { day } from '../../shared/dates.js'
import { drawSheet } from '../../addin/workbook/draw.js'
import { writeFileSync } from 'node:fs'
const excel = await openWorkbook({ locale: 'zh-CN' })
Object.assign(globalThis, { Excel: excel.Excel, Office: excel.Office })
const book = sampleLedger(`
 customer C001 name 华东机电 salesperson 王五 region 华东
 customer C002 name =1+1 salesperson 王五
 customer 003 name 乙公司 salesperson 李四
 invoice I-1 C001 2026-08-01 due 2026-08-31 1000.00
 invoice I-2 C002 2026-09-01 due 2026-09-30 2500.50
 invoice I-3 003 2026-10-01 due 2026-10-30 700
 receipt R-1 C001 2026-10-10 400.00
 allocate R-1 I-1 2026-10-10 400.00`)
const { sheets } = runReport(book, 'monthly-aging', { asOf: '2026-10-31' }, day('2026-11-22'), 'zh').workbook()
let syncs = 0
const proto = excel.Excel.RequestContext.prototype as any
const sync = proto.sync
proto.sync = function (...a: any[]) { syncs++; return sync.apply(this, a) }
const place = await drawSheet(sheets[0], { name: '账龄 2026-10' })
console.log(place, syncs)
await excel.calculated()
const sheet = excel.workbook.sheets[1]
for (const [r, cells] of [...sheet.rows].slice(0, 40)) console.log(r, cells.map(c => c?.formula ?? c?.value ?? '').slice(0, 20).join('|'))
console.log(sheet.charts.map(c => [c.name, c.chartType, JSON.stringify(c.look), c.series.length]), sheet.pageLayout, sheet.frozen, sheet.conditionalFormats.length)
writeFileSync('/tmp/try/out.xlsx', await excel.saveXlsx())
excel.close()
