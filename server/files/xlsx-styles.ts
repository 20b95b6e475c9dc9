import { numberFormat, type Format, type RichCell, type RowKind, type Unit } from '../../shared/reports/sheet.js'
import { escaped, XML } from './xml.js'

/** Everything that decides how a cell looks. */
export interface Look {
  kind: RowKind
  format: Format
  decimals?: number
  unit: Unit
  tone?: RichCell['tone']
  wrap?: boolean
  /** Under or in a heading that stands above several columns. */
  banded?: boolean
}

/** The cell styles of a workbook, collected while its sheets are written. */
export interface Styles {
  /** The number by which a cell names its style. */
  of(look: Look): number
  xml(): string
}

const BLACK = '<color theme="1"/>'
const FONT = { body: 0, strong: 1, title: 2, heading: 3, faded: 4, bad: 5 } as const
const FONTS = [
  [10, '', BLACK],
  [10, '<b/>', BLACK],
  [14, '<b/>', BLACK],
  [10, '<b/>', '<color theme="0"/>'],
  [10, '<i/>', '<color rgb="FF767676"/>'],
  [10, '<b/>', '<color rgb="FFC00000"/>'],
] as const

const FILL = { none: 0, accent: 2, band: 3, light: 4 } as const
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  ...['theme="4"', 'theme="4" tint="-0.25"', 'theme="4" tint="0.8"'].map(
    colour => `<fill><patternFill patternType="solid"><fgColor ${colour}/><bgColor indexed="64"/></patternFill></fill>`,
  ),
]

const side = (name: string, style: string) => `<${name} style="${style}"><color rgb="FFBFBFBF"/></${name}>`
const box = (bottom: string) => `<border>${side('left', 'thin')}${side('right', 'thin')}${side('top', 'thin')}${bottom}<diagonal/></border>`
const BORDER = { none: 0, grid: 1, total: 2 } as const
const BORDERS = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  box(side('bottom', 'thin')),
  box('<bottom style="double"><color theme="1"/></bottom>'),
]

const WORDS: ReadonlySet<RowKind> = new Set(['title', 'head', 'band', 'heading', 'signature', 'blank'])
/** Rows outside the table: no grid, and only what they say is written, so that long text may run on to the right. */
export const LOOSE: ReadonlySet<RowKind> = new Set(['title', 'head', 'proof', 'note', 'signature', 'blank'])
/** Tones of conditional formats, by their place in the list of differential formats. */
export const TONES = { bad: 0, warning: 1 } as const
const DIFFERENTIAL =
  '<dxfs count="2"><dxf><font><b/><color rgb="FFC00000"/></font></dxf>' +
  '<dxf><font><color rgb="FF7F6000"/></font><fill><patternFill patternType="solid"><bgColor rgb="FFFFEB9C"/></patternFill></fill></dxf></dxfs>'

/** Starts an empty collection; `font` is the workbook's body font. */
export function styles(font: string): Styles {
  const known = new Map<string, number>()
  const formats = new Map<string, number>()
  const records: string[] = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']

  function of(look: Look): number {
    const key = `${look.kind} ${look.format} ${look.decimals ?? 2} ${look.unit} ${look.tone ?? ''} ${look.wrap ?? ''} ${look.banded ?? ''}`
    const found = known.get(key)
    if (found !== undefined) return found
    const code = WORDS.has(look.kind) ? '@' : numberFormat(look.format, look.decimals, look.unit)
    const format = formats.get(code) ?? 164 + formats.size
    formats.set(code, format)
    const border = look.kind === 'total' ? BORDER.total : LOOSE.has(look.kind) ? BORDER.none : BORDER.grid
    records.push(
      `<xf numFmtId="${format}" fontId="${fontOf(look)}" fillId="${fillOf(look)}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignmentOf(look)}</xf>`,
    )
    known.set(key, records.length - 1)
    return records.length - 1
  }

  function xml(): string {
    const fonts = FONTS.map(
      ([size, weight, colour]) =>
        `<font>${weight}<sz val="${size}"/>${colour}<name val="${font}"/><family val="2"/><scheme val="minor"/></font>`,
    )
    const codes = [...formats].map(([code, id]) => `<numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`)
    return `${XML}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${list('numFmts', codes)}${list('fonts', fonts)}${list('fills', FILLS)}${list('borders', BORDERS)}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list('cellXfs', records)}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>${DIFFERENTIAL}</styleSheet>`
  }
  return { of, xml }
}

const list = (name: string, items: readonly string[]) =>
  items.length === 0 ? '' : `<${name} count="${items.length}">${items.join('')}</${name}>`

function fontOf({ kind, tone }: Look): number {
  if (tone !== undefined) return FONT[tone]
  if (kind === 'title') return FONT.title
  if (kind === 'heading' || kind === 'band') return FONT.heading
  return kind === 'group' || kind === 'subtotal' || kind === 'total' ? FONT.strong : FONT.body
}

function fillOf({ kind, banded }: Look): number {
  if (kind === 'heading') return FILL.accent
  if (kind === 'band') return banded ? FILL.band : FILL.accent
  return kind === 'group' || kind === 'subtotal' || kind === 'total' ? FILL.light : FILL.none
}

function alignmentOf({ kind, format, wrap, banded }: Look): string {
  const folded = kind === 'heading' || wrap ? ' wrapText="1"' : ''
  const words = WORDS.has(kind) || format === 'text'
  const across =
    kind === 'band' && banded
      ? 'centerContinuous'
      : kind === 'heading' || kind === 'band' || (!words && format === 'date')
        ? 'center'
        : words
          ? 'left'
          : 'right'
  const indent = across === 'left' && !LOOSE.has(kind) ? ' indent="1"' : ''
  return `<alignment horizontal="${across}" vertical="center"${folded}${indent}/>`
}
