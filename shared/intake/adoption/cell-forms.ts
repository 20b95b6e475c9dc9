/** What a cell of a workbook holds: an empty one is `''`. */
export type RangeCell = string | number | boolean

/** Whether a cell holds nothing that a person sees. */
export const isBlankCell = (cell: RangeCell | undefined): cell is '' | undefined =>
  cell === undefined || cell === '' || (typeof cell === 'string' && cell.trim() === '')

const datesKnown = new Map<string, boolean>()

/** Whether a number format shows a date: it has a year and a day, or a month in letters. */
export function isDateFormat(format: string | undefined): boolean {
  if (!format || format === 'General') return false
  let known = datesKnown.get(format)
  if (known === undefined) {
    // Colours, locales and quoted words are no part of the date.
    const bare = format.replace(/\[[^\]]*\]|"[^"]*"|\\./g, '').toLowerCase()
    known = /y/.test(bare) || /d/.test(bare) || /年|月/.test(format)
    datesKnown.set(format, known)
  }
  return known
}

/** How many digits a format such as `00000` pads to; 0 when it pads none. */
export const paddingOf = (format: string | undefined): number => (format && /^0{2,40}$/.test(format) ? format.length : 0)

/** Whether a format shows a number divided: in ten thousands (`0!.0,`, `0"."0,`), or in thousands (`#,##0,`). */
export const isScaled = (format: string | undefined): boolean => format !== undefined && /[0#],+(;|$|["\s])|![.]\d|万/.test(format)

/** Whether a font colour is a red: much red, little of the others. */
export function isRed(colour: string | undefined): boolean {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour ?? '')
  if (!parts) return false
  const [red, green, blue] = parts.slice(1).map(part => parseInt(part, 16))
  return red >= 0x99 && green <= 0x60 && blue <= 0x60
}
