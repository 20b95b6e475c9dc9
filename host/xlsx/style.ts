import type { BorderSide, BorderStyle, CellStyle, Color } from 'hucre'
import { resolveThemeColor } from 'hucre/xlsx'
import type { Style } from '../model/cell.js'
import { tintedColor } from '../model/tint.js'

type Scalar = Style[string]

/** A path of a look in the model beside its place in a file, and how the words differ. */
interface Matched {
  path: string
  get: (style: CellStyle) => unknown
  set: (style: CellStyle, value: unknown) => void
  /** Words of the model to words of the file. */
  words?: Record<string, unknown>
  /** What a cell has that nobody styled. */
  standard: Scalar
}

const inFont = (path: string, name: keyof NonNullable<CellStyle['font']>, standard: Scalar, words?: Record<string, unknown>): Matched => ({
  path: `font/${path}`,
  get: ({ font }) => font?.[name],
  set: (style, value) => (style.font = { ...style.font, [name]: value }),
  standard,
  words,
})
const inAlignment = (
  path: string,
  name: keyof NonNullable<CellStyle['alignment']>,
  standard: Scalar,
  words?: Record<string, unknown>,
): Matched => ({
  path,
  get: ({ alignment }) => alignment?.[name],
  set: (style, value) => (style.alignment = { ...style.alignment, [name]: value }),
  standard,
  words,
})
const inProtection = (path: string, name: 'locked' | 'hidden', standard: boolean): Matched => ({
  path: `protection/${path}`,
  get: ({ protection }) => protection?.[name],
  set: (style, value) => (style.protection = { ...style.protection, [name]: value }),
  standard,
})

const ACROSS = {
  General: 'general',
  Left: 'left',
  Center: 'center',
  Right: 'right',
  Fill: 'fill',
  Justify: 'justify',
  CenterAcrossSelection: 'centerContinuous',
  Distributed: 'distributed',
}
const DOWN = { Top: 'top', Center: 'center', Bottom: 'bottom', Justify: 'justify', Distributed: 'distributed' }
const LINES = { None: false, Single: true, Double: 'double', SingleAccountant: 'singleAccounting', DoubleAccountant: 'doubleAccounting' }

const MATCHED: readonly Matched[] = [
  inFont('name', 'name', 'Calibri'),
  inFont('size', 'size', 11),
  inFont('bold', 'bold', false),
  inFont('italic', 'italic', false),
  inFont('strikethrough', 'strikethrough', false),
  inFont('underline', 'underline', 'None', LINES),
  inFont('superscript', 'vertAlign', false, { true: 'superscript' }),
  inFont('subscript', 'vertAlign', false, { true: 'subscript' }),
  inAlignment('horizontalAlignment', 'horizontal', 'General', ACROSS),
  inAlignment('verticalAlignment', 'vertical', 'Bottom', DOWN),
  inAlignment('wrapText', 'wrapText', false),
  inAlignment('indentLevel', 'indent', 0),
  inAlignment('textOrientation', 'textRotation', 0),
  inAlignment('shrinkToFit', 'shrinkToFit', false),
  inAlignment('readingOrder', 'readingOrder', 'Context', { Context: 'context', LeftToRight: 'ltr', RightToLeft: 'rtl' }),
  inProtection('locked', 'locked', true),
  inProtection('formulaHidden', 'hidden', false),
]

const SIDES = { EdgeTop: 'top', EdgeBottom: 'bottom', EdgeLeft: 'left', EdgeRight: 'right' } as const

/** A file's word for a line, by the model's style and weight. */
const BORDERS: readonly [style: string, weight: string, filed: BorderSide['style']][] = [
  ['Continuous', 'Hairline', 'hair'],
  ['Continuous', 'Thin', 'thin'],
  ['Continuous', 'Medium', 'medium'],
  ['Continuous', 'Thick', 'thick'],
  ['Dash', 'Thin', 'dashed'],
  ['Dash', 'Medium', 'mediumDashed'],
  ['Dot', 'Thin', 'dotted'],
  ['DashDot', 'Thin', 'dashDot'],
  ['DashDot', 'Medium', 'mediumDashDot'],
  ['DashDotDot', 'Thin', 'dashDotDot'],
  ['DashDotDot', 'Medium', 'mediumDashDotDot'],
  ['SlantDashDot', 'Medium', 'slantDashDot'],
  ['Double', 'Thick', 'double'],
]

const rgb = (value: Scalar | undefined): Color | undefined =>
  typeof value === 'string' && value.startsWith('#') ? { rgb: value.slice(1) } : undefined

/** A look as a file keeps it. */
export function filedStyle(style: Style): CellStyle {
  const filed: CellStyle = {}
  for (const { path, set, words, standard } of MATCHED) {
    const value = style[path]
    const word = words ? words[String(value)] : value
    if (value !== undefined && value !== null && value !== standard && word !== undefined) set(filed, word)
  }
  const color = rgb(tintedColor(style, 'font'))
  if (color) filed.font = { ...filed.font, color }
  // A font without name or size is none to Excel.
  if (filed.font) filed.font = { name: 'Calibri', size: 11, ...filed.font }
  const fill = rgb(tintedColor(style, 'fill'))
  if (fill && fill.rgb !== 'FFFFFF') filed.fill = { type: 'pattern', pattern: 'solid', fgColor: fill }
  const border: BorderStyle = {}
  for (const [edge, side] of Object.entries(SIDES)) {
    const line = style[`borders/${edge}/style`]
    const weight = style[`borders/${edge}/weight`] ?? 'Thin'
    const known = BORDERS.find(([name, size]) => name === line && size === weight) ?? BORDERS.find(([name]) => name === line)
    if (known) border[side] = { style: known[2], color: rgb(style[`borders/${edge}/color`]) ?? { rgb: '000000' } }
  }
  if (Object.keys(border).length) filed.border = border
  return filed
}

/** A look of a file; undefined when it is the standard one. */
export function unfiledStyle(filed: CellStyle, theme: readonly string[] | undefined): Style | undefined {
  const style: Record<string, Scalar> = {}
  for (const { path, get, words, standard } of MATCHED) {
    const word = get(filed)
    if (word === undefined) continue
    const value = words ? Object.keys(words).find(key => words[key] === word) : word
    if (value !== undefined && value !== standard) style[path] = value === 'true' ? true : (value as Scalar)
  }
  const color = (given: Color | undefined): string | undefined => {
    // Cells count the light colour of each of the first two pairs before the dark one; the theme's own list has them the other way.
    const index = given?.theme !== undefined && given.theme < 4 ? given.theme ^ 1 : given?.theme
    const text = given?.rgb ?? (index !== undefined && theme ? resolveThemeColor([...theme], index, given?.tint) : undefined)
    return text === undefined ? undefined : `#${text.replace('#', '').slice(-6).toUpperCase()}`
  }
  const put = (path: string, value: Scalar | undefined, standard: Scalar) => {
    if (value !== undefined && value !== standard) style[path] = value
  }
  put('font/color', color(filed.font?.color), '#000000')
  if (filed.fill?.type === 'pattern' && filed.fill.pattern === 'solid') put('fill/color', color(filed.fill.fgColor), '#FFFFFF')
  for (const [edge, side] of Object.entries(SIDES)) {
    const line = filed.border?.[side]
    const known = line && BORDERS.find(([, , name]) => name === line.style)
    if (!known) continue
    style[`borders/${edge}/style`] = known[0]
    put(`borders/${edge}/weight`, known[1], 'Thin')
    put(`borders/${edge}/color`, color(line.color), '#000000')
  }
  return Object.keys(style).length ? style : undefined
}
