import { day } from '../../shared/dates.js'
import { areaAddress, columnLetters, address } from '../../shared/reports/address.js'
import { fileWidth, folds, LOOSE, MARGINS, rowHeight, SCALES } from '../../shared/reports/look.js'
import {
  isRich,
  type Cell,
  type Column,
  type Format,
  type Highlight,
  type Row,
  type Sheet,
  type Value,
} from '../../shared/reports/sheet.js'
import { TONES, type Styles } from './xlsx-styles.js'
import { escaped, XML } from './xml.js'

/** Texts of a workbook, each kept once. */
export interface Texts {
  of(text: string): number
  xml(): string
}

/** Starts an empty table of texts. */
export function texts(): Texts {
  const known = new Map<string, number>()
  let uses = 0
  return {
    of(text) {
      uses++
      const found = known.get(text)
      if (found !== undefined) return found
      known.set(text, known.size)
      return known.size - 1
    },
    xml() {
      const items: string[] = []
      for (const text of known.keys()) items.push(`<si><t xml:space="preserve">${escaped(text)}</t></si>`)
      return `${XML}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${uses}" uniqueCount="${known.size}">${items.join('')}</sst>`
    },
  }
}

const MARGIN_ATTRIBUTES = Object.entries(MARGINS)
  .map(([side, inches]) => `${side}="${inches}"`)
  .join(' ')

/** The part of one sheet; `drawing` when it has charts, `active` for the sheet that opens first. */
export function sheetXml(sheet: Sheet, styles: Styles, texts: Texts, active: boolean): Uint8Array {
  const { columns, rows, freeze, filter, print } = sheet
  const corner = address(freeze.rows, freeze.columns)
  const pane = freeze.columns > 0 ? 'bottomRight' : 'bottomLeft'
  const split = `${freeze.columns > 0 ? ` xSplit="${freeze.columns}"` : ''} ySplit="${freeze.rows}"`
  const folds = rows.reduce((depth, row) => Math.max(depth, row.level ?? 0), 0)
  const breaks = rows.flatMap((row, at) => (row.pageBreak ? [`<brk id="${at + 1}" max="16383" man="1"/>`] : []))
  const head = [
    `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`,
    '<sheetPr><outlinePr summaryRight="0"/><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<dimension ref="${areaAddress({ top: 0, left: 0, bottom: rows.length - 1, right: columns.length - 1 })}"/>`,
    `<sheetViews><sheetView${active ? ' tabSelected="1"' : ''} workbookViewId="0"><pane${split} topLeftCell="${corner}" activePane="${pane}" state="frozen"/><selection pane="${pane}" activeCell="${corner}" sqref="${corner}"/></sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"${folds > 0 ? ` outlineLevelRow="${folds}"` : ''}${columns.some(column => column.group) ? ' outlineLevelCol="1"' : ''}/>`,
    columnsXml(columns),
  ]
  const tail = [
    `<autoFilter ref="${areaAddress(filter)}"/>`,
    highlightsXml(sheet.highlights),
    `<printOptions horizontalCentered="1"/><pageMargins ${MARGIN_ATTRIBUTES}/>`,
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    `<headerFooter><oddFooter>&amp;C${escaped(print.footer)}</oddFooter></headerFooter>`,
    breaks.length > 0 ? `<rowBreaks count="${breaks.length}" manualBreakCount="${breaks.length}">${breaks.join('')}</rowBreaks>` : '',
    // Codes such as 0001 are text on purpose.
    `<ignoredErrors><ignoredError sqref="${areaAddress({ ...filter, bottom: rows.length - 1 })}" numberStoredAsText="1"/></ignoredErrors>`,
    sheet.charts.length > 0 ? '<drawing r:id="rId1"/>' : '',
    '</worksheet>',
  ]
  return Buffer.concat([Buffer.from(head.join('')), ...rowsXml(sheet, styles, texts), Buffer.from(tail.join(''))])
}

function columnsXml(columns: readonly Column[]): string {
  const folded = folds(columns)
  const xml = columns.map(({ hidden, width }, at) => {
    const level = folded[at] ? ' outlineLevel="1"' : ''
    const collapsed = !hidden && columns[at + 1]?.hidden && columns[at + 1].group ? ' collapsed="1"' : ''
    return `<col min="${at + 1}" max="${at + 1}" width="${fileWidth(width)}" customWidth="1"${hidden ? ' hidden="1"' : ''}${level}${collapsed}/>`
  })
  return `<cols>${xml.join('')}</cols>`
}

/** Characters of XML that are kept as text. */
const BLOCK = 1 << 15

function rowsXml(sheet: Sheet, styles: Styles, texts: Texts): Buffer[] {
  const { columns, unit } = sheet
  const letters = columns.map((_, at) => columnLetters(at))
  const serials = new Map<string, number>()
  const serial = (text: string) => {
    const known = serials.get(text) ?? day(text) + 25569
    serials.set(text, known)
    return known
  }
  const looks = new Map<string, number[]>()
  const looksOf = (kind: Row['kind']) => {
    const known =
      looks.get(kind) ??
      columns.map(({ format, decimals, wrap, band }) =>
        styles.of({ kind, format, decimals, unit, wrap, banded: kind === 'band' && band !== undefined }),
      )
    looks.set(kind, known)
    return known
  }
  const written = (cell: Cell, at: number, row: Row, number: number, standard: number): string => {
    if (!isRich(cell)) return plain(cell, at, number, standard, columns[at].format, '')
    const format = cell.format ?? columns[at].format
    const { decimals, wrap } = columns[at]
    const style = cell.format || cell.tone ? styles.of({ kind: row.kind, format, decimals, unit, wrap, tone: cell.tone }) : standard
    return plain(cell.value, at, number, style, format, cell.formula === undefined ? '' : `<f>${escaped(cell.formula)}</f>`)
  }
  const plain = (value: Value, at: number, number: number, style: number, format: Format, formula: string): string => {
    const start = `<c r="${letters[at]}${number}" s="${style}"`
    if (value === null) return formula === '' ? `${start}/>` : `${start}>${formula}</c>`
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) throw new Error(`${sheet.name}!${letters[at]}${number} is not a number`)
      return `${start}>${formula}<v>${value}</v></c>`
    }
    if (format === 'date' && isIsoDate(value)) return `${start}>${formula}<v>${serial(value)}</v></c>`
    return formula === '' ? `${start} t="s"><v>${texts.of(value)}</v></c>` : `${start} t="str">${formula}<v>${escaped(value)}</v></c>`
  }

  // Turned into bytes in blocks: a million short strings kept until the end would cost more than all the rest.
  const blocks: Buffer[] = []
  let block = '<sheetData>'
  for (const [index, row] of sheet.rows.entries()) {
    const style = looksOf(row.kind)
    const table = !LOOSE.has(row.kind)
    const count = table ? columns.length : row.cells.length
    let line = `<row r="${index + 1}"${heightOf(row, columns)}${row.level ? ` outlineLevel="${row.level}"` : ''}>`
    for (let at = 0; at < count; at++) {
      const cell = row.cells[at] ?? null
      if (cell !== null || table) line += written(cell, at, row, index + 1, style[at])
    }
    block += `${line}</row>`
    if (block.length > BLOCK) {
      blocks.push(Buffer.from(block))
      block = ''
    }
  }
  blocks.push(Buffer.from(`${block}</sheetData>`))
  return blocks
}

const isIsoDate = (text: string) => text.length === 10 && /^\d{4}-\d{2}-\d{2}$/.test(text)

function heightOf(row: Row, columns: readonly Column[]): string {
  const height = rowHeight(row, columns)
  return height === undefined ? '' : ` ht="${height}" customHeight="1"`
}

const OPERATORS = { '<>': 'notEqual', '>': 'greaterThan', '<': 'lessThan', '>=': 'greaterThanOrEqual', '<=': 'lessThanOrEqual' } as const

const highlightsXml = (highlights: readonly Highlight[]): string =>
  highlights
    .map((highlight, order) => {
      if (highlight.areas.length === 0) return ''
      const priority = order + 1
      const rule =
        'scale' in highlight
          ? `<cfRule type="colorScale" priority="${priority}"><colorScale><cfvo type="num" val="0"/><cfvo type="max"/>${SCALES[highlight.scale].map(colour => `<color rgb="FF${colour}"/>`).join('')}</colorScale></cfRule>`
          : `<cfRule type="cellIs" dxfId="${TONES[highlight.tone]}" priority="${priority}" operator="${OPERATORS[highlight.when]}"><formula>${highlight.than}</formula></cfRule>`
      return `<conditionalFormatting sqref="${highlight.areas.map(areaAddress).join(' ')}">${rule}</conditionalFormatting>`
    })
    .join('')
