import type { IBorderData, IStyleData } from '@univerjs/presets'
import { BorderStyleTypes, HorizontalAlign, VerticalAlign, WrapStrategy } from '@univerjs/presets'
import type { Style } from '../../model/cell.js'
import { tintedColor } from '../../model/tint.js'

const on = (set: unknown) => (set ? 1 : 0)
const color = (rgb: unknown) => (typeof rgb === 'string' && rgb ? { rgb } : null)

const HORIZONTAL: Record<string, HorizontalAlign> = {
  Left: HorizontalAlign.LEFT,
  Center: HorizontalAlign.CENTER,
  CenterAcrossSelection: HorizontalAlign.CENTER,
  Right: HorizontalAlign.RIGHT,
  Justify: HorizontalAlign.JUSTIFIED,
}
const VERTICAL: Record<string, VerticalAlign> = { Top: VerticalAlign.TOP, Center: VerticalAlign.MIDDLE, Bottom: VerticalAlign.BOTTOM }

/** How each part of a look, as Office.js names it, is said to Univer. */
const PARTS: Record<string, (value: Style[string]) => IStyleData> = {
  'font/bold': value => ({ bl: on(value) }),
  'font/italic': value => ({ it: on(value) }),
  'font/underline': value => ({ ul: { s: on(value && value !== 'None') } }),
  'font/strikethrough': value => ({ st: { s: on(value) } }),
  'font/color': value => ({ cl: color(value) }),
  'font/name': value => ({ ff: String(value) }),
  'font/size': value => ({ fs: Number(value) }),
  'fill/color': value => ({ bg: color(value) }),
  horizontalAlignment: value => ({ ht: HORIZONTAL[String(value)] ?? null }),
  verticalAlignment: value => ({ vt: VERTICAL[String(value)] ?? null }),
  wrapText: value => ({ tb: value ? WrapStrategy.WRAP : null }),
  indentLevel: value => ({ pd: { l: 2 + 9 * Number(value) } }),
  textOrientation: value => ({ tr: { a: -Number(value) } }),
}

const EDGES: Record<string, keyof IBorderData> = { EdgeTop: 't', EdgeBottom: 'b', EdgeLeft: 'l', EdgeRight: 'r' }
const LINES: Record<string, BorderStyleTypes> = {
  Continuous: BorderStyleTypes.THIN,
  Dash: BorderStyleTypes.DASHED,
  DashDot: BorderStyleTypes.DASH_DOT,
  DashDotDot: BorderStyleTypes.DASH_DOT_DOT,
  Dot: BorderStyleTypes.DOTTED,
  Double: BorderStyleTypes.DOUBLE,
}
const HEAVY: Record<string, BorderStyleTypes> = {
  Hairline: BorderStyleTypes.HAIR,
  Medium: BorderStyleTypes.MEDIUM,
  Thick: BorderStyleTypes.THICK,
}

/** The look of a cell in Univer's terms; undefined when it has none. */
export function lookOf(style: Style | undefined, numberFormat: string | undefined): IStyleData | undefined {
  if (!style && !numberFormat) return undefined
  const look: IStyleData = numberFormat ? { n: { pattern: numberFormat } } : {}
  for (const [path, value] of Object.entries(style ?? {})) if (value !== null) Object.assign(look, PARTS[path]?.(value))
  if (style?.['fill/tintAndShade']) look.bg = color(tintedColor(style, 'fill'))
  if (style?.['font/tintAndShade']) look.cl = color(tintedColor(style, 'font'))
  const borders = style && bordersOf(style)
  return borders ? { ...look, bd: borders } : look
}

function bordersOf(style: Style): IBorderData | undefined {
  const borders: IBorderData = {}
  for (const [name, edge] of Object.entries(EDGES)) {
    const [line, weight, rgb] = ['style', 'weight', 'color'].map(part => style[`borders/${name}/${part}`])
    if (!line || line === 'None') continue
    const kind = line === 'Continuous' ? HEAVY[String(weight)] : undefined
    borders[edge] = { s: kind ?? LINES[String(line)] ?? BorderStyleTypes.THIN, cl: { rgb: String(rgb ?? '#000000') } }
  }
  return Object.keys(borders).length ? borders : undefined
}

/** What a person changed of a look with Univer's keys, as paths of Office.js. */
export function styleOf(look: IStyleData): [path: string, value: string | number | boolean][] {
  const found: [string, string | number | boolean][] = []
  if (look.bl !== undefined) found.push(['font/bold', Number(look.bl) === 1])
  if (look.it !== undefined) found.push(['font/italic', Number(look.it) === 1])
  if (look.ul !== undefined) found.push(['font/underline', Number(look.ul?.s) === 1 ? 'Single' : 'None'])
  if (look.st !== undefined) found.push(['font/strikethrough', Number(look.st?.s) === 1])
  if (look.cl?.rgb) found.push(['font/color', look.cl.rgb])
  if (look.bg?.rgb) found.push(['fill/color', look.bg.rgb])
  return found
}
