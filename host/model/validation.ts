import type { Rectangle } from './address.js'

/** Data validation of one rectangle, as Office.js describes it. */
export interface Validation {
  area: Rectangle
  rule: Readonly<Record<string, unknown>>
  errorAlert?: Readonly<Record<string, unknown>>
  prompt?: Readonly<Record<string, unknown>>
  ignoreBlanks: boolean
}
