import type { ArFormula } from './ar-formulas.js'
import type { Value } from './frozen-rows.js'
import { grouped, rangeOf, rectanglesOf, cellsOf } from './rectangles.js'
import { writing } from './selection.js'

/** A call of ours in a formula. */
export interface WrittenCall {
  /** `AGING`, in capitals. */
  name: string
  /** How many arguments are given, left-out ones between commas included. */
  args: number
}

const TEXTS = /("(?:[^"]|"")*")/
// What Excel leaves before a name while the add-in is missing: the path of a file, prefixes of its own.
const NAMED = /(?:'[^']*'!|\[[^\]]*\]!?)?(?:_xlfn\.|_xlws\.)*(?:_xldudf_AR[._]|AR\.)([A-Z][A-Z_]*)(?=\s*\()/gi
const LEFT_BEHIND = /(?:'[^']*'!|\[[^\]]*\]!?|_xlfn\.|_xlws\.)AR\.|_xldudf_AR[._]/i

/** A formula with our functions under their own names: `AR.AGING` for `_xldudf_AR_AGING`. */
export const mended = (formula: string): string =>
  outsideTexts(formula, part => part.replace(NAMED, (_whole, name: string) => `AR.${name.toUpperCase()}`))

/** Whether Excel left something before a name of ours. */
export const hasPrefix = (formula: string): boolean => formula.split(TEXTS).some((part, at) => at % 2 === 0 && LEFT_BEHIND.test(part))

const outsideTexts = (formula: string, change: (part: string) => string): string =>
  formula
    .split(TEXTS)
    .map((part, at) => (at % 2 ? part : change(part)))
    .join('')

/** The calls of ours in a formula, from left to right. */
export function writtenCalls(formula: string): WrittenCall[] {
  // Texts may hold commas and parentheses: their signs are blanked, one for one.
  const plain = mended(formula)
    .split(TEXTS)
    .map((part, at) => (at % 2 ? 'x'.repeat(part.length) : part))
    .join('')
  return [...plain.matchAll(/(?<![A-Z0-9_.])AR\.([A-Z][A-Z_]*)\s*\(/g)].map(match => ({
    name: match[1],
    args: argumentsFrom(plain, match.index + match[0].length),
  }))
}

function argumentsFrom(text: string, start: number): number {
  let depth = 0
  let commas = 0
  for (let at = start; at < text.length; at++) {
    if (/[({[]/.test(text[at])) depth++
    else if (text[at] === ',' && depth === 0) commas++
    else if (/[)}\]]/.test(text[at]) && depth-- === 0) return text.slice(start, at).trim() === '' ? 0 : commas + 1
  }
  return commas + 1
}

/** The values of cells with formulas, in one round trip. */
export async function valuesOf(formulas: readonly ArFormula[]): Promise<Map<ArFormula, Value>> {
  if (!formulas.length) return new Map()
  return Excel.run(async context => {
    const reads = [...grouped(formulas, ({ sheetId }) => sheetId)].map(([id, cells]) => ({
      cells: new Map(cells.map(cell => [`${cell.row} ${cell.column}`, cell])),
      areas: rectanglesOf(cells).map(area => ({
        area,
        range: rangeOf(context.workbook.worksheets.getItem(id), area).load('values'),
      })),
    }))
    await context.sync()
    const found = new Map<ArFormula, Value>()
    for (const { cells, areas } of reads)
      for (const { area, range } of areas)
        for (const { row, column } of cellsOf(area))
          found.set(cells.get(`${row} ${column}`)!, (range.values as Value[][])[row - area.top][column - area.left])
    return found
  })
}

/** Enters formulas again under their own names, so that Excel knows and calls them. Refuses a protected sheet. */
export async function enterAgain(formulas: readonly ArFormula[]): Promise<void> {
  for (const [sheet, cells] of grouped(formulas, each => each.sheet))
    await writing(sheet, () =>
      Excel.run(async context => {
        const worksheet = context.workbook.worksheets.getItem(cells[0].sheetId)
        for (const { row, column, formula } of cells) worksheet.getCell(row, column).formulas = [[mended(formula)]]
        await context.sync()
      }),
    )
}

/** Whether Excel computes by itself. */
export async function computesByItself(): Promise<boolean> {
  return Excel.run(async context => {
    const application = context.workbook.application.load('calculationMode')
    await context.sync()
    return application.calculationMode === 'Automatic'
  })
}

/** Lets Excel compute by itself, and computes what waits. */
export async function computeByItself(): Promise<void> {
  await Excel.run(async context => {
    context.workbook.application.calculationMode = 'Automatic'
    context.workbook.application.calculate('Recalculate')
    await context.sync()
  })
}
