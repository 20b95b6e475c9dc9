import type { Language } from '../../shared/refusals.js'
import { parseAddress, quotedSheet, fixedArea, type Area } from '../../shared/reports/address.js'
import type { ReportParams } from '../../shared/reports/define.js'
import { isSealCell } from '../../shared/reports/seal-mark.js'
import { valueOf, type Sheet } from '../../shared/reports/sheet.js'

/**
 * A report that we drew in this workbook: what was asked, and where each of its sheets was put. It is kept in a part of custom XML of its
 * own, so that two people who draw at once do not overwrite each other's. A hidden name of each worksheet lies over what we drew and says
 * which report it is: Excel moves it with inserted rows, renames it with the sheet, copies it with the sheet and saves it with the file.
 */
export interface DrawnReport {
  /** Made when it was drawn. */
  key: string
  report: string
  /** What was asked, with the as-of date and the change spelled out. */
  params: ReportParams
  /** The change it was drawn at. */
  knownAt: number
  /** What was asked as the seal says it, with everything it takes to draw it again. */
  question: string
  language: Language
  engine: string
  /** Milliseconds since 1970. */
  drawnAt: number
  /** SHA-256 of the answer, in hexadecimal. */
  hash: string
  /** The change by which the ledger holds the seal; missing while the ledger could not be reached. */
  sealedAt?: number
  sheets: DrawnSheet[]
}

/** One sheet of a report as it was drawn. */
export interface DrawnSheet {
  /** The id of its worksheet. */
  worksheet: string
  rows: number
  columns: number
  headingRow: number
  keys: string[]
  headings: string[]
  /** Row and column of the cell in the head that shows the seal, and what it begins with. */
  seal?: { row: number; column: number; label: string }
}

/** A worksheet with a sheet of ours on it. */
export interface OwnSheet {
  report: DrawnReport
  /** Which of the report's sheets. */
  index: number
  worksheet: string
  name: string
  active: boolean
  /** Where what we drew lies by now, with rows and columns that people inserted in it. */
  area: Area
  /** Whether it is the worksheet that we drew on, and not a copy of it. */
  original: boolean
}

const PARTS = 'urn:duebook:sheets'
const NAME = '_duebook_sheet'

/** Says of a worksheet what was drawn there. */
export const drawnSheet = (sheet: Sheet, worksheet: string): DrawnSheet => ({
  worksheet,
  rows: sheet.rows.length,
  columns: sheet.columns.length,
  headingRow: sheet.headingRow,
  keys: sheet.columns.map(({ key }) => key),
  headings: sheet.columns.map(({ heading }) => heading),
  seal: sealPlace(sheet),
})

/** The cell of the head that is kept for the seal. */
function sealPlace({ rows }: Sheet): DrawnSheet['seal'] {
  for (const [row, { kind, cells }] of rows.entries()) {
    const column = kind === 'head' ? cells.findIndex(isSealCell) : -1
    if (column >= 0) return { row, column, label: String(valueOf(cells[column])) }
  }
  return undefined
}

/** Keeps a drawn report in the workbook, in place of what was kept under its key. */
export async function keepDrawn(report: DrawnReport): Promise<void> {
  await Excel.run(async context => {
    const parts = await readParts(context)
    const known = parts.find(each => each.report.key === report.key)
    if (known) known.part.setXml(xmlOf(report))
    else context.workbook.customXmlParts.add(xmlOf(report))
    const sheets = report.sheets.map(({ worksheet }) => {
      const sheet = context.workbook.worksheets.getItem(worksheet).load('name')
      return { sheet, name: sheet.names.getItemOrNullObject(NAME).load('name') }
    })
    await context.sync()
    report.sheets.forEach(({ rows, columns }, index) => {
      const { sheet, name } = sheets[index]
      if (!name.isNullObject) name.delete()
      const area = fixedArea({ top: 0, left: 0, bottom: rows - 1, right: columns - 1 })
      const made = sheet.names.add(NAME, `=${quotedSheet(sheet.name)}!${area}`, `${report.key} ${index}`)
      made.visible = false
    })
    await context.sync()
  })
}

/** Every worksheet of this workbook with a sheet of ours, in the order of their tabs; copies that people made are among them. */
export async function ownSheets(): Promise<OwnSheet[]> {
  return Excel.run(async context => {
    const worksheets = context.workbook.worksheets.load('items/id,items/name')
    const active = worksheets.getActiveWorksheet().load('id')
    const parts = await readParts(context)
    if (parts.length === 0) return []
    const names = worksheets.items.map(({ names }) => names.getItemOrNullObject(NAME).load('comment,formula'))
    await context.sync()
    return worksheets.items.flatMap(({ id, name }, at) => {
      const found = placed(parts, id, names[at])
      return found ? [{ ...found, worksheet: id, name, active: id === active.id }] : []
    })
  })
}

function placed(
  parts: readonly Part[],
  worksheet: string,
  name: Excel.NamedItem,
): Pick<OwnSheet, 'report' | 'index' | 'area' | 'original'> | undefined {
  if (name.isNullObject) {
    // Programs that drop hidden names keep the worksheet's id.
    for (const { report } of parts) {
      const index = report.sheets.findIndex(sheet => sheet.worksheet === worksheet)
      if (index >= 0) return { report, index, area: wholeOf(report.sheets[index]), original: true }
    }
    return undefined
  }
  const [key, number] = name.comment.split(' ')
  const report = parts.find(part => part.report.key === key)?.report
  const sheet = report?.sheets[Number(number)]
  const area = areaOf(String(name.formula))
  return report && sheet && area && { report, index: Number(number), area, original: sheet.worksheet === worksheet }
}

const wholeOf = ({ rows, columns }: DrawnSheet): Area => ({ top: 0, left: 0, bottom: rows - 1, right: columns - 1 })

/** The rectangle of `='a sheet'!$A$1:$C$9`; `undefined` when its cells were deleted. */
function areaOf(formula: string): Area | undefined {
  const [from, to = from] = formula.slice(formula.lastIndexOf('!') + 1).split(':')
  const [first, last] = [parseAddress(from), parseAddress(to)]
  return first && last && { top: first.row, left: first.column, bottom: last.row, right: last.column }
}

interface Part {
  part: Excel.CustomXmlPart
  report: DrawnReport
}

async function readParts(context: Excel.RequestContext): Promise<Part[]> {
  const found = context.workbook.customXmlParts.getByNamespace(PARTS).load('items/id')
  await context.sync()
  const texts = found.items.map(part => part.getXml())
  if (texts.length > 0) await context.sync()
  return found.items.flatMap((part, at) => {
    const report = reportOf(texts[at].value)
    return report ? [{ part, report }] : []
  })
}

const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" } as const

const xmlOf = (report: DrawnReport): string => {
  const text = JSON.stringify(report).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<sheets xmlns="${PARTS}">${text}</sheets>`
}

/** The report of a part; what another version wrote, or somebody's hand, is no report. */
function reportOf(xml: string): DrawnReport | undefined {
  const text = /<sheets\b[^>]*>([^<]*)<\/sheets>/.exec(xml)?.[1]
  if (text === undefined) return undefined
  try {
    const report = JSON.parse(
      text.replace(/&(?:amp|lt|gt|quot|apos);/g, entity => ENTITIES[entity as keyof typeof ENTITIES]),
    ) as DrawnReport
    return typeof report.key === 'string' && Array.isArray(report.sheets) ? report : undefined
  } catch {
    return undefined
  }
}
