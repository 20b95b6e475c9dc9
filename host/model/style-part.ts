import type { Style } from './cell.js'

/** What a style says something about; the rest of a cell's look stays when the style is given to it. */
export type StylePart = 'alignment' | 'border' | 'font' | 'number' | 'fill' | 'protection'

export const STYLE_PARTS: readonly StylePart[] = ['alignment', 'border', 'font', 'number', 'fill', 'protection']

/** A look under a name. */
export interface NamedStyle {
  name: string
  builtIn: boolean
  parts: readonly StylePart[]
  look: Style
  numberFormat: string
}

/** The part that a path of a look belongs to. */
export function partOf(path: string): StylePart {
  const first = path.split('/')[0]
  return first === 'borders' ? 'border' : first === 'font' || first === 'fill' || first === 'protection' ? first : 'alignment'
}
