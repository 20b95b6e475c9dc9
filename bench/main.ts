import { parseArgs } from 'node:util'
import { agingPart, bytesPart, historyPart, knownPart, productPart } from './book.js'
import { adoptionPart } from './adoption.js'
import { blockingPart } from './blocking.js'
import { bundleFigures } from './bundle.js'
import { cellsPart } from './cells.js'
import { comparisonPart } from './comparison.js'
import { hostFigures } from './host.js'
import { houseOf, type Part } from './house.js'
import { storePart } from './ledger.js'
import { livePart } from './live.js'
import { manyPart } from './many.js'
import type { Figure } from './measure.js'
import { replicaPart } from './replica.js'
import { evaluatePart, feedPart, importPart } from './service.js'
import { sheetWritingFigures } from './sheet-writing.js'
import { tablesPart } from './tables.js'
import { workbookFigures } from './workbook.js'

const PARTS: readonly Part[] = [
  agingPart,
  knownPart,
  productPart,
  bytesPart,
  cellsPart,
  livePart,
  historyPart,
  evaluatePart,
  // After what compares the ledger with the Book, since it posts to the ledger.
  storePart,
  importPart,
  blockingPart,
  feedPart,
  replicaPart,
  { title: 'workbook', figures: workbookFigures },
  { title: 'sheet writing', figures: sheetWritingFigures },
  tablesPart,
  adoptionPart,
  comparisonPart,
  manyPart,
  { title: 'bundle', figures: bundleFigures },
  { title: 'host', figures: hostFigures },
]

const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' }, n: { type: 'string' } } })
const size = Number(values.n ?? 1_000_000)
const parts = PARTS.filter(({ title }) => !values.only || title.includes(values.only))
if (!(size >= 1000) || parts.length === 0) {
  console.error(`usage: npm run -s bench -- [--json] [--only ${PARTS.map(({ title }) => title).join('|')}] [--n 1000000]`)
  process.exit(2)
}

const house = houseOf(size)
const figures: Figure[] = []
try {
  for (const part of parts) {
    console.error(`${part.title} ...`)
    for (const figure of await part.figures(house)) {
      figures.push(figure)
      if (values.json) console.log(JSON.stringify(figure))
    }
  }
} finally {
  house.close()
}
if (!values.json) console.table(figures)
console.error(`${size} invoices, peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
if (figures.some(({ holds }) => !holds)) process.exitCode = 1
