import type { Rectangle } from './address.js'

/** A conditional format: its type as `Excel.ConditionalFormatType` names it, its rule, and the look it gives. */
export interface ConditionalFormat {
  readonly id: string
  type: string
  areas: Rectangle[]
  stopIfTrue: boolean
  /** Rule objects by the property of Office.js that carries them, e.g. `cellValue/rule`. */
  rules: Record<string, unknown>
  /** Look, e.g. `font/color`. */
  look: Record<string, string | number | boolean | null>
}
