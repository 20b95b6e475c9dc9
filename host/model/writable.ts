import { accessDenied } from './declined.js'
import type { Sheet } from './sheet.js'

/** Declines when the sheet is protected. */
export function checkWritable(sheet: Sheet): void {
  if (sheet.protection) throw accessDenied("The sheet is protected. Unprotect it, or allow this in the protection's options.")
}
