/** A rectangle of a sheet by zero-based row and column, both ends included. */
export interface Area {
  top: number
  left: number
  bottom: number
  right: number
}

/** The letters of a zero-based column: 0 is `A`, 26 is `AA`. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** `B3` of zero-based row and column. */
export const address = (row: number, column: number): string => columnLetters(column) + (row + 1)

/** `$B$3` of zero-based row and column. */
export const fixedAddress = (row: number, column: number): string => `$${columnLetters(column)}$${row + 1}`

/** One cell as an area. */
export const cellArea = (row: number, column: number): Area => ({ top: row, left: column, bottom: row, right: column })

/** `B3:D9`, or `B3` for one cell. */
export function areaAddress(area: Area): string {
  const from = address(area.top, area.left)
  return area.top === area.bottom && area.left === area.right ? from : `${from}:${address(area.bottom, area.right)}`
}

/** `$B$3:$D$9`, or `$B$3` for one cell. */
export function fixedArea(area: Area): string {
  const from = fixedAddress(area.top, area.left)
  return area.top === area.bottom && area.left === area.right ? from : `${from}:${fixedAddress(area.bottom, area.right)}`
}

/** The sheet's name as a formula writes it: always quoted, quotes doubled. */
export const quotedSheet = (name: string): string => `'${name.replaceAll("'", "''")}'`

/** A text as Excel takes it for the name of a sheet: at most 31 characters, none of `[]:*?/\`, no quote at either end. */
export function sheetName(text: string): string {
  const clean = text
    .replace(/[[\]:*?/\\\u0000-\u001f]/g, ' ')
    .trim()
    .slice(0, 31)
    .replace(/^'+|'+$/g, '')
    .trim()
  return clean === '' || clean.toLowerCase() === 'history' ? `${clean || 'Sheet'}_` : clean
}

/** Zero-based row and column of `B3` or `$B$3`; `undefined` for anything else. */
export function parseAddress(text: string): { row: number; column: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(text)
  if (!match) return undefined
  let column = 0
  for (const letter of match[1]) column = column * 26 + letter.charCodeAt(0) - 64
  return { row: Number(match[2]) - 1, column: column - 1 }
}
