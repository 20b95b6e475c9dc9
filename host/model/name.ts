import type { Sheet } from './sheet.js'

/** A defined name of the workbook or of one sheet. */
export interface Name {
  name: string
  /** With its leading `=`. */
  formula: string
  comment: string
  visible: boolean
  sheet: Sheet | null
}

const REFERENCE_LIKE = /^(\$?[A-Z]{1,3}\$?\d+|R\d*C\d*|[RC])$/i

/** True for a name that Excel accepts: a letter, _ or \ first, no spaces, not like a reference, at most 255 characters. */
export const nameAllowed = (name: string): boolean => /^[\p{L}_\\][\p{L}\p{N}_.\\?]{0,254}$/u.test(name) && !REFERENCE_LIKE.test(name)
