import { alignmentLook, COLOURS, fillLook, FONT_SIZES, fontLook, isWords, LOOSE, TINTS, type CellLook } from '../../shared/reports/look.js'
import { numberFormat, type Unit } from '../../shared/reports/sheet.js'
import { escaped, XML } from './xml.js'

/** Everything that decides how a cell looks. */
export interface Look extends CellLook {
  decimals?: number
  unit: Unit
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
  [FONT_SIZES.body, '', BLACK],
  [FONT_SIZES.body, '<b/>', BLACK],
  [FONT_SIZES.title, '<b/>', BLACK],
  [FONT_SIZES.body, '<b/>', '<color theme="0"/>'],
  [FONT_SIZES.body, '<i/>', `<color rgb="FF${COLOURS.faded}"/>`],
  [FONT_SIZES.body, '<b/>', `<color rgb="FF${COLOURS.bad}"/>`],
] as const

const FILL = { none: 0, accent: 2, band: 3, light: 4 } as const
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  ...Object.values(TINTS).map(tint => {
    const colour = `theme="4"${tint === 0 ? '' : ` tint="${tint}"`}`
    return `<fill><patternFill patternType="solid"><fgColor ${colour}/><bgColor indexed="64"/></patternFill></fill>`
  }),
]

const side = (name: string, style: string) => `<${name} style="${style}"><color rgb="FF${COLOURS.grid}"/></${name}>`
const box = (bottom: string) => `<border>${side('left', 'thin')}${side('right', 'thin')}${side('top', 'thin')}${bottom}<diagonal/></border>`
const BORDER = { none: 0, grid: 1, total: 2 } as const
const BORDERS = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  box(side('bottom', 'thin')),
  box('<bottom style="double"><color theme="1"/></bottom>'),
]

/** Tones of conditional formats, by their place in the list of differential formats. */
export const TONES = { bad: 0, warning: 1 } as const
const DIFFERENTIAL =
  `<dxfs count="2"><dxf><font><b/><color rgb="FF${COLOURS.bad}"/></font></dxf>` +
  `<dxf><font><color rgb="FF${COLOURS.warning}"/></font><fill><patternFill patternType="solid"><bgColor rgb="FF${COLOURS.warningFill}"/></patternFill></fill></dxf></dxfs>`

/** Starts an empty collection; `font` is the workbook's body font. */
export function styles(font: string): Styles {
  const known = new Map<string, number>()
  const formats = new Map<string, number>()
  const records: string[] = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']

  function of(look: Look): number {
    const key = `${look.kind} ${look.format} ${look.decimals ?? 2} ${look.unit} ${look.tone ?? ''} ${look.wrap ?? ''} ${look.banded ?? ''}`
    const found = known.get(key)
    if (found !== undefined) return found
    const code = isWords(look.kind) ? '@' : numberFormat(look.format, look.decimals, look.unit)
    const format = formats.get(code) ?? 164 + formats.size
    formats.set(code, format)
    const border = look.kind === 'total' ? BORDER.total : LOOSE.has(look.kind) ? BORDER.none : BORDER.grid
    records.push(
      `<xf numFmtId="${format}" fontId="${FONT[fontLook(look)]}" fillId="${FILL[fillLook(look)]}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignmentOf(look)}</xf>`,
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

function alignmentOf(look: Look): string {
  const { across, wrap, indent } = alignmentLook(look)
  return `<alignment horizontal="${across}" vertical="center"${wrap ? ' wrapText="1"' : ''}${indent > 0 ? ' indent="1"' : ''}/>`
}
