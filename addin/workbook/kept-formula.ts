import { columnLetters, quotedSheet } from '../../shared/reports/address.js'

/** One row or column of a sheet that kept formulas name. A hidden name follows it while people insert, delete, move and rename. */
export interface Place {
  sheet: string
  axis: 'row' | 'column'
  /** Counted from zero. */
  index: number
}

/**
 * Where one end of a reference lies along one axis: with the formula's own cell, at a place (by its number), at a distance from the cell,
 * or nowhere (`A:A` has no rows).
 */
type Along = 'own' | number | { by: number } | null

interface End {
  column: Along
  row: Along
  /** The `$` of column and row. */
  fixed: [boolean, boolean]
}

/** A formula that can be put back where its cell is by then: text, and references by place. */
export type KeptFormula = (string | { other: boolean; ends: End[] })[]

/** Where a formula stands. */
export interface Spot {
  sheet: string
  row: number
  column: number
}

const SHEET = String.raw`(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!`
const CELL = String.raw`\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}`
const REFERENCE = new RegExp(
  // Texts, and names in brackets (columns of tables, other workbooks), are passed over.
  String.raw`("(?:[^"]|"")*"|'?\[[^\]]*\][^!]*!\$?[A-Za-z]{0,3}\$?\d*|\[(?:[^\[\]]|\[[^\]]*\])*\])` +
    String.raw`|(?<![\p{L}\p{N}_.$!'\\])(${SHEET})?(${CELL}(?::${CELL})?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d{1,7}:\$?\d{1,7})(?![\p{L}\p{N}_(.!])`,
  'gu',
)

/**
 * Takes a formula apart; `placeOf` numbers the rows and columns that it names besides its own. Those that get no number are kept by their
 * distance from the cell, on another sheet as they are written.
 */
export function keep(formula: string, spot: Spot, placeOf: (place: Place) => number | undefined): KeptFormula {
  const kept: KeptFormula = []
  let done = 0
  for (const match of formula.matchAll(REFERENCE)) {
    const [whole, passed, prefix, address] = match as unknown as (string | undefined)[]
    if (passed !== undefined || address === undefined) continue
    const other = prefix !== undefined
    const sheet = prefix === undefined ? spot.sheet : unquoted(prefix.slice(0, -1))
    const along = (axis: Place['axis'], index: number, fixed: boolean): Along => {
      // A cell beside the formula goes where the formula goes when its rows are sorted; anything else stays where it is.
      if (!fixed && !other && index === spot[axis]) return 'own'
      return placeOf({ sheet, axis, index }) ?? { by: index - spot[axis] }
    }
    const ends = address.split(':').map((end): End => {
      const [, columnFixed, letters, rowFixed, digits] = /^(\$?)([A-Za-z]*)(\$?)(\d*)$/.exec(end)!
      // `$3` alone is a row: its sign was read as the column's.
      const fixed: [boolean, boolean] = [columnFixed !== '', rowFixed !== '' || (letters === '' && columnFixed !== '')]
      return {
        column: letters === '' ? null : along('column', columnOf(letters), fixed[0]),
        row: digits === '' ? null : along('row', Number(digits) - 1, fixed[1]),
        fixed,
      }
    })
    if (other && ends.some(({ column, row }) => [column, row].some(isDistance))) continue
    kept.push(formula.slice(done, match.index), { other, ends })
    done = match.index + whole!.length
  }
  kept.push(formula.slice(done))
  return kept
}

/** The formula as it reads in a cell by now; `undefined` when something that it names is gone. */
export function restored(kept: KeptFormula, spot: Spot, placeAt: (number: number) => Place | undefined): string | undefined {
  let formula = ''
  for (const piece of kept) {
    if (typeof piece === 'string') {
      formula += piece
      continue
    }
    const ends: string[] = []
    let sheet = spot.sheet
    for (const { column, row, fixed } of piece.ends) {
      const places = [column, row].map(along => (typeof along === 'number' ? placeAt(along) : undefined))
      if ((typeof column === 'number' && !places[0]) || (typeof row === 'number' && !places[1])) return undefined
      sheet = places[0]?.sheet ?? places[1]?.sheet ?? sheet
      const [right, down] = [column, row].map(along => (isDistance(along) ? along.by : 0))
      const letters = column === null ? '' : (fixed[0] ? '$' : '') + columnLetters(places[0]?.index ?? spot.column + right)
      const digits = row === null ? '' : (fixed[1] ? '$' : '') + String((places[1]?.index ?? spot.row + down) + 1)
      ends.push(letters + digits)
    }
    formula += (piece.other ? `${quotedSheet(sheet)}!` : '') + ends.join(':')
  }
  return formula
}

const isDistance = (along: Along): along is { by: number } => typeof along === 'object' && along !== null

/** A sheet's name as people read it: without quotes. */
export const unquoted = (name: string): string => (name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name)

function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
