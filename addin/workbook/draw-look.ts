import { areaAddress, columnLetters } from '../../shared/reports/address.js'
import { alignmentLook, COLOURS, fillLook, FONT_SIZES, LOOSE, pointWidth, rowHeight, TINTS, isWords } from '../../shared/reports/look.js'
import { isRich, type Row, type Sheet } from '../../shared/reports/sheet.js'
import { attempt } from './attempt.js'
import { runs } from './draw-cells.js'

const ACROSS = { left: 'Left', center: 'Center', right: 'Right', centerContinuous: 'CenterAcrossSelection' } as const
/** Blue of the theme that Excel starts with, for an Excel that cannot name the workbook's own accent. */
const STANDARD_ACCENT = '4472C4'
/** Areas named in one call; Excel limits the length of the text. */
const AREAS = 100

const hex = (colour: string) => `#${colour}`

/** Several areas of a worksheet, in as many pieces as Excel takes at once. */
export function piecesOf(worksheet: Excel.Worksheet, addresses: readonly string[]): Excel.RangeAreas[] {
  const pieces: Excel.RangeAreas[] = []
  for (let at = 0; at < addresses.length; at += AREAS) pieces.push(worksheet.getRanges(addresses.slice(at, at + AREAS).join(',')))
  return pieces
}

/** Rows of a sheet as addresses over all its columns, neighbours joined. */
function rowsWhere({ rows, columns }: Sheet, holds: (row: Row) => boolean): string[] {
  return runs(rows.map(holds)).flatMap(([top, bottom]) =>
    holds(rows[top]) ? [areaAddress({ top, left: 0, bottom, right: columns.length - 1 })] : [],
  )
}

/** Columns with a band, in the row of bands. */
function bands({ rows, columns, headingRow }: Sheet): string[] {
  if (rows[headingRow - 1]?.kind !== 'band') return []
  const top = headingRow - 1
  return runs(columns.map(({ band }) => band)).flatMap(([left, right]) =>
    columns[left].band === undefined ? [] : [areaAddress({ top, left, bottom: top, right })],
  )
}

const isStrong = ({ kind }: Row) => fillLook({ kind }) === 'light'
const isHeading = ({ kind }: Row) => kind === 'heading' || kind === 'band'

/** Colours headings, bands, subtotals and totals. Goes before every other look, because a style of the theme takes all of them with it. */
export async function drawAccent(context: Excel.RequestContext, worksheet: Excel.Worksheet, sheet: Sheet): Promise<void> {
  const headings = piecesOf(worksheet, rowsWhere(sheet, isHeading))
  const banded = piecesOf(worksheet, bands(sheet))
  const strong = piecesOf(worksheet, rowsWhere(sheet, isStrong))
  const themed = await attempt(context, () => {
    // Styles by name are the only way of Office.js to a colour of the theme, which follows when the reader changes it.
    for (const each of headings) each.style = Excel.BuiltInStyle.accent1
    for (const each of strong) each.style = Excel.BuiltInStyle.accent1_20
    for (const each of banded) each.format.fill.tintAndShade = TINTS.band
  })
  if (!themed) {
    for (const each of headings) each.format.fill.color = hex(STANDARD_ACCENT)
    for (const each of strong) each.format.fill.color = hex(tinted(TINTS.light))
    for (const each of banded) each.format.fill.color = hex(tinted(TINTS.band))
    for (const each of headings) each.format.font.color = '#FFFFFF'
  }
  for (const each of [...headings, ...strong]) each.format.font.bold = true
}

/** The standard accent mixed with black (below 0) or white. */
function tinted(tint: number): string {
  const mixed = [0, 2, 4].map(at => {
    const part = parseInt(STANDARD_ACCENT.slice(at, at + 2), 16)
    return Math.round(tint < 0 ? part * (1 + tint) : part + (255 - part) * tint)
  })
  return mixed.map(part => part.toString(16).padStart(2, '0')).join('')
}

/** Fonts, alignment, grid, widths and heights. The face of the font is the workbook's own. */
export function drawLook(worksheet: Excel.Worksheet, sheet: Sheet): void {
  const { rows, columns, headingRow } = sheet
  const bottom = rows.length - 1
  const right = columns.length - 1
  const whole = worksheet.getRange(areaAddress({ top: 0, left: 0, bottom, right })).format
  whole.font.size = FONT_SIZES.body
  whole.verticalAlignment = 'Center'
  drawColumns(worksheet, sheet)
  for (const each of piecesOf(
    worksheet,
    rowsWhere(sheet, ({ kind }) => LOOSE.has(kind)),
  )) {
    each.format.indentLevel = 0
  }
  for (const each of piecesOf(
    worksheet,
    rowsWhere(sheet, ({ kind }) => isWords(kind)),
  )) {
    each.format.horizontalAlignment = 'Left'
    each.format.wrapText = false
  }
  const heading = worksheet.getRange(areaAddress({ top: headingRow, left: 0, bottom: headingRow, right })).format
  heading.horizontalAlignment = 'Center'
  heading.wrapText = true
  for (const each of piecesOf(worksheet, bands(sheet))) each.format.horizontalAlignment = 'CenterAcrossSelection'
  drawGrid(worksheet, sheet)
  drawTones(worksheet, sheet)
  const title = worksheet.getRange('A1').format.font
  title.bold = true
  title.size = FONT_SIZES.title
  drawHeights(worksheet, sheet)
}

/** Rows that need more than the standard height; the others stay free to grow when the reader writes in them. */
function drawHeights(worksheet: Excel.Worksheet, { rows, columns }: Sheet): void {
  const heights = rows.map(row => rowHeight(row, columns))
  const byHeight = new Map<number, string[]>()
  for (const [top, bottom] of runs(heights)) {
    const height = heights[top]
    if (height === undefined) continue
    const address = areaAddress({ top, left: 0, bottom, right: 0 })
    const known = byHeight.get(height)
    if (known) known.push(address)
    else byHeight.set(height, [address])
  }
  for (const [height, addresses] of byHeight) for (const each of piecesOf(worksheet, addresses)) each.format.rowHeight = height
}

function drawColumns(worksheet: Excel.Worksheet, { rows, columns, headingRow }: Sheet): void {
  const body = { top: headingRow + 1, bottom: rows.length - 1 }
  columns.forEach(({ width, hidden, format, wrap }, at) => {
    const column = worksheet.getRange(`${columnLetters(at)}:${columnLetters(at)}`)
    column.format.columnWidth = pointWidth(width)
    if (hidden) column.columnHidden = true
    const cells = worksheet.getRange(areaAddress({ ...body, left: at, right: at })).format
    const look = alignmentLook({ kind: 'data', format, wrap })
    cells.horizontalAlignment = ACROSS[look.across]
    if (look.indent > 0) cells.indentLevel = look.indent
    if (look.wrap) cells.wrapText = true
  })
}

const EDGES = ['EdgeTop', 'EdgeBottom', 'EdgeLeft', 'EdgeRight', 'InsideVertical', 'InsideHorizontal'] as const

function drawGrid(worksheet: Excel.Worksheet, sheet: Sheet): void {
  for (const address of rowsWhere(sheet, ({ kind }) => !LOOSE.has(kind))) {
    const { borders } = worksheet.getRange(address).format
    for (const edge of EDGES) {
      const border = borders.getItem(edge)
      border.style = 'Continuous'
      border.color = hex(COLOURS.grid)
    }
  }
  for (const address of rowsWhere(sheet, ({ kind }) => kind === 'total')) {
    const border = worksheet.getRange(address).format.borders.getItem('EdgeBottom')
    border.style = 'Double'
    border.color = '#000000'
  }
}

function drawTones(worksheet: Excel.Worksheet, { rows, columns }: Sheet): void {
  const toned = { faded: [] as string[], bad: [] as string[] }
  columns.forEach((_, at) => {
    const tones = rows.map(({ cells }) => {
      const cell = cells[at] ?? null
      return isRich(cell) ? cell.tone : undefined
    })
    for (const [top, bottom] of runs(tones)) {
      const tone = tones[top]
      if (tone !== undefined) toned[tone].push(areaAddress({ top, left: at, bottom, right: at }))
    }
  })
  for (const each of piecesOf(worksheet, toned.faded)) {
    each.format.font.color = hex(COLOURS.faded)
    each.format.font.italic = true
  }
  for (const each of piecesOf(worksheet, toned.bad)) {
    each.format.font.color = hex(COLOURS.bad)
    each.format.font.bold = true
  }
}
