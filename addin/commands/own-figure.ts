import { bucketLabels, bucketSet } from '../../shared/domain/buckets.js'
import { address } from '../../shared/reports/address.js'
import { ownSheets, type OwnSheet } from '../workbook/own-sheets.js'
import { valuesAt, type CellContents } from '../workbook/selection.js'

/**
 * The formula that a figure of a monthly aging sheet of ours answers, `=AR.AGING("C001","1-30","2026-03-31","known=12")`: what the sheet
 * says of a customer, or of all, in a column that a cell function knows. `undefined` for any other cell.
 */
export async function ownFigure(cell: CellContents & { sheetId?: string }): Promise<string | undefined> {
  const own = (await ownSheets()).find(
    ({ name, area, report, index }) =>
      name === cell.sheet && report.report === 'monthly-aging' && index === 0 && cell.row >= area.top && cell.row <= area.bottom,
  )
  if (!own || typeof cell.value !== 'number') return undefined
  const { keys, headings, headingRow } = own.report.sheets[own.index]
  const { left, right, top } = own.area
  const line = (row: number) => ({ sheet: cell.sheet, address: `${address(row, left)}:${address(row, right)}` })
  const [found, titles] = await valuesAt([line(cell.row), line(top + headingRow)])
  if (!found || !titles) return undefined
  // People may have inserted columns of their own: ours are known by their headings.
  const key = keys[headings.indexOf(String(titles[0][cell.column - left]))] as string | undefined
  const code = found[0][titles[0].indexOf(headings[keys.indexOf('code')])]
  const isTotal = found[0].some(value => value === TOTAL[own.report.language])
  const customer = typeof code === 'string' && code !== '' ? code : isTotal ? '*' : undefined
  const part = key === undefined || cell.row <= top + headingRow ? undefined : partOf(key, own)
  if (customer === undefined || !part) return undefined
  const { asOf } = own.report.params
  const [name, ...args] = [part[0], customer, ...part.slice(1), asOf ?? '', optionsOf(own)]
  return `=AR.${name}(${args.map(text => `"${text.replaceAll('"', '""')}"`).join(',')})`
}

const TOTAL = { en: 'Total', zh: '合计' } as const

/** The function, and its bucket or part, for a column. */
function partOf(key: string, { report: { params } }: OwnSheet): [string, string] | undefined {
  const bucket = /^bucket(\d+)$/.exec(key)
  if (bucket) return ['AGING', bucketLabels(bucketSet(params.buckets ?? 'management'), params.basis ?? 'due')[Number(bucket[1])]]
  const parts: Readonly<Record<string, [string, string]>> = {
    balance: ['BALANCE', 'gross'],
    net: ['BALANCE', 'total'],
    overdue: ['OVERDUE', 'total'],
    unapplied: ['UNAPPLIED', 'total'],
  }
  return Object.hasOwn(parts, key) ? parts[key] : undefined
}

function optionsOf({ report: { params, knownAt } }: OwnSheet): string {
  const { basis, buckets = 'management', credits, clock, currency, filter } = params
  const options = { known: String(knownAt), buckets, basis, credits, clock, currency }
  const texts = Object.entries(options).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]))
  return [...texts, ...(filter ? [filter] : [])].join(';')
}
