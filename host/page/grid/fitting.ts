import type { Cell } from '../../model/cell.js'
import { shown } from '../../model/entry.js'
import type { Sheet } from '../../model/sheet.js'
import { STANDARD_WIDTH } from '../../model/sheet.js'
import { FONT, PIXELS } from './sheets.js'

/** Pixels between a number and the lines beside it. */
const MARGINS = 3
/** No sign of a number is wider than this part of its font's size. */
const WIDEST = 0.62

let context: CanvasRenderingContext2D | null = null

function measured(text: string, size: number, bold: boolean): number {
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return 0
  context.font = `${bold ? 'bold ' : ''}${size}px ${FONT}`
  return context.measureText(text).width
}

/** True for a number that its column is too narrow for: it is shown as a row of #. */
export function tooNarrow(sheet: Sheet, column: number, { value, numberFormat = 'General', style }: Cell): boolean {
  // General rounds to what fits.
  if (typeof value !== 'number' || numberFormat === 'General' || numberFormat === '@' || style?.shrinkToFit) return false
  const size = Number(style?.['font/size'] ?? 11) * PIXELS
  const room = (sheet.columnWidths.get(column) ?? STANDARD_WIDTH) * PIXELS - MARGINS
  const text = shown(value, numberFormat)
  return room > 0 && text.length * size * WIDEST > room && measured(text, size, Boolean(style?.['font/bold'])) > room
}
