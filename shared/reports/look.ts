import { textWidth, valueOf, type Column, type Format, type RichCell, type Row, type RowKind } from './sheet.js'

/**
 * How the neutral sheet looks, the same in Excel and as .xlsx: one font in the workbook's own face, the theme's first accent for the
 * headings, and the few colours that mean something, as RRGGBB.
 */
export const COLOURS = { grid: 'BFBFBF', faded: '767676', bad: 'C00000', warning: '7F6000', warningFill: 'FFEB9C' } as const

/** Ends of the colour scales, from nothing to the most. */
export const SCALES = { amount: ['FFFFFF', '9DC3E6'], overdue: ['FFFFFF', 'F4A6A0'] } as const

/** Points of the body and of the title. */
export const FONT_SIZES = { body: 10, title: 14 } as const

/** Shades of the theme's first accent, as Excel counts them: -1 black, 1 white. */
export const TINTS = { accent: 0, band: -0.25, light: 0.8 } as const

/** Inches from the paper's edge. */
export const MARGINS = { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 } as const

/** What decides how a cell looks, besides its number format. */
export interface CellLook {
  kind: RowKind
  format: Format
  tone?: RichCell['tone']
  wrap?: boolean
  /** Under or in a heading that stands above several columns. */
  banded?: boolean
}

const WORDS: ReadonlySet<RowKind> = new Set(['title', 'head', 'band', 'heading', 'signature', 'blank'])
const STRONG: ReadonlySet<RowKind> = new Set(['group', 'subtotal', 'total'])

/** Rows that hold nothing but text. */
export const isWords = (kind: RowKind): boolean => WORDS.has(kind)

/** Rows outside the table: no grid, and only what they say is written, so that long text may run on to the right. */
export const LOOSE: ReadonlySet<RowKind> = new Set(['title', 'head', 'proof', 'note', 'signature', 'blank'])

export type FontLook = 'body' | 'strong' | 'title' | 'heading' | 'faded' | 'bad'
export type FillLook = 'none' | keyof typeof TINTS

/** The font of a cell: what it has to say, else what its row is. */
export function fontLook({ kind, tone }: Pick<CellLook, 'kind' | 'tone'>): FontLook {
  if (tone !== undefined) return tone
  if (kind === 'title') return 'title'
  if (kind === 'heading' || kind === 'band') return 'heading'
  return STRONG.has(kind) ? 'strong' : 'body'
}

/** What is behind a cell. */
export function fillLook({ kind, banded }: Pick<CellLook, 'kind' | 'banded'>): FillLook {
  if (kind === 'heading') return 'accent'
  if (kind === 'band') return banded ? 'band' : 'accent'
  return STRONG.has(kind) ? 'light' : 'none'
}

/** Where a cell's content stands. */
export function alignmentLook({ kind, format, wrap, banded }: Omit<CellLook, 'tone'>): {
  across: 'left' | 'center' | 'right' | 'centerContinuous'
  wrap: boolean
  indent: 0 | 1
} {
  const words = WORDS.has(kind) || format === 'text'
  const head = kind === 'heading' || kind === 'band' || (!words && format === 'date')
  const across = kind === 'band' && banded ? 'centerContinuous' : head ? 'center' : words ? 'left' : 'right'
  return { across, wrap: kind === 'heading' || wrap === true, indent: across === 'left' && !LOOSE.has(kind) ? 1 : 0 }
}

/** Points of a row; undefined where the standard height does. Only Excel finds the height of wrapped text by itself, so it is estimated. */
export function rowHeight(row: Row, columns: readonly Column[]): number | undefined {
  if (row.kind === 'title') return 24
  if (row.kind === 'signature') return 28
  // Texts of the head run on over the cells beside them.
  if (row.kind === 'head') return undefined
  if (row.kind !== 'heading' && !columns.some(({ wrap }) => wrap)) return undefined
  let lines = 1
  for (const [at, { wrap, width }] of columns.entries()) {
    const value = wrap || row.kind === 'heading' ? valueOf(row.cells[at]) : null
    if (typeof value === 'string') lines = Math.max(lines, Math.ceil((textWidth(value) + 2) / width))
  }
  if (row.kind === 'heading') return 6 + 14 * lines
  return lines > 1 ? 1 + 14 * Math.min(lines, 10) : undefined
}

/** Characters of a column as a file counts them: five pixels of edge are part of its width. */
export const fileWidth = (width: number): number => width + 0.71

/** Points of a column's width: a digit of the body font is seven pixels wide. */
export const pointWidth = (width: number): number => fileWidth(width) * 5.25

/** Whether each column folds away with its group. Where one group follows another the first column stays outside, or both would fold as one; hidden columns all fold. */
export const folds = (columns: readonly Column[]): boolean[] =>
  columns.map(({ group, hidden }, at) => {
    const before = columns[at - 1]?.group
    return group !== undefined && !(before !== undefined && before !== group && !hidden)
  })
