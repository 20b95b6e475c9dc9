import type { IsoDate } from '../../shared/dates.js'
import { unquoted, type KeptFormula, type Place } from './kept-formula.js'
import type { FrozenCell, Value } from './frozen-rows.js'

/**
 * Formulas that were replaced by their values, kept in the workbook: one part of custom XML for each time that somebody froze. A hidden
 * name lies over each column of frozen cells, and over each row and column that their formulas name; Excel moves names with the cells, so
 * inserted rows, moved blocks and renamed sheets are followed. What is sorted is found again by `foundRows`.
 */
export interface FrozenAct {
  id: number
  /** When, in milliseconds since 1970, and what the ledger was by then: its change, its day, and the workbook's as-of date. */
  at: number
  change: number
  today: IsoDate
  asOf: IsoDate
  /** Kept once for all cells that were filled from one. */
  formulas: KeptFormula[]
  columns: FrozenColumn[]
  /** How many rows and columns have a name. */
  places: number
  /** Tabs that were coloured: by the number of a column on that sheet, the colour before. */
  tabs: { column: number; color: string }[]
}

export interface FrozenColumn {
  /** Its number in its name. */
  number: number
  /** Rows from its first to its last frozen cell, when it was frozen. */
  height: number
  cells: KeptCell[]
}

export interface KeptCell extends FrozenCell {
  /** Index in `formulas`. */
  formula: number
  /** The values of the array, when the formula spilled. */
  spill?: Value[][]
}

/** What every name of ours in a workbook begins with. */
export const OUR_NAMES = '_duebook_'
/** The namespace of the parts that keep formulas. */
export const FROZEN_PARTS = 'urn:duebook:frozen'

export const columnName = (act: number, column: number): string => `${OUR_NAMES}${act}_c${column}`
export const placeName = (act: number, place: number): string => `${OUR_NAMES}${act}_p${place}`

/** A part of the workbook that keeps formulas, and what it keeps. */
export interface FrozenPart {
  part: Excel.CustomXmlPart
  act: FrozenAct
}

/** All that is kept in the workbook, oldest first, and what every name stands for by now. */
export async function readFrozen(context: Excel.RequestContext): Promise<{ parts: FrozenPart[]; names: Map<string, string> }> {
  const found = context.workbook.customXmlParts.getByNamespace(FROZEN_PARTS).load('items/id')
  const names = context.workbook.names.load('items/name,items/formula')
  await context.sync()
  const texts = found.items.map(part => part.getXml())
  if (texts.length) await context.sync()
  const parts = found.items.flatMap((part, index) => {
    const act = actOf(texts[index].value)
    return act ? [{ part, act }] : []
  })
  const formulas = names.items.filter(({ name }) => name.startsWith(OUR_NAMES)).map(({ name, formula }) => [name, String(formula)] as const)
  return { parts: parts.sort((a, b) => a.act.id - b.act.id), names: new Map(formulas) }
}

/** An act as its part says it. */
export const xmlOf = (act: FrozenAct): string => {
  const text = JSON.stringify(act).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<frozen xmlns="${FROZEN_PARTS}">${text}</frozen>`
}

/** The act of a part; a part that another version wrote, or that is broken, keeps nothing for us. */
export function actOf(xml: string): FrozenAct | undefined {
  const text = /<frozen\b[^>]*>([\s\S]*)<\/frozen>/.exec(xml)?.[1]
  if (text === undefined) return undefined
  try {
    const json = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
    const act = JSON.parse(json) as FrozenAct
    return Number.isInteger(act.id) && Array.isArray(act.columns) && Array.isArray(act.formulas) ? act : undefined
  } catch {
    return undefined
  }
}

/** Where a column of frozen cells lies by now; `undefined` when it was deleted. */
export interface Lies {
  sheet: string
  top: number
  column: number
  rows: number
}

export function columnLies(formula: string | undefined): Lies | undefined {
  const match = /^=(.+)!\$([A-Z]{1,3})\$(\d+)(?::\$([A-Z]{1,3})\$(\d+))?$/.exec(formula ?? '')
  if (!match) return undefined
  const top = Number(match[3]) - 1
  return { sheet: unquoted(match[1]), top, column: lettersColumn(match[2]), rows: Number(match[5] ?? match[3]) - top }
}

/** Which row or column a name of a place stands for by now; `undefined` when it was deleted. */
export function placeLies(formula: string | undefined): Place | undefined {
  const column = /^=(.+)!\$([A-Z]{1,3}):\$[A-Z]{1,3}$/.exec(formula ?? '')
  if (column) return { sheet: unquoted(column[1]), axis: 'column', index: lettersColumn(column[2]) }
  const row = /^=(.+)!\$(\d+):\$\d+$/.exec(formula ?? '')
  return row ? { sheet: unquoted(row[1]), axis: 'row', index: Number(row[2]) - 1 } : undefined
}

/** Takes the names of columns, and of all places, out of the workbook. */
export function dropNames(context: Excel.RequestContext, act: FrozenAct, columns: readonly FrozenColumn[], places: boolean): void {
  const drop = (name: string) => context.workbook.names.getItemOrNullObject(name).delete()
  for (const { number } of columns) drop(columnName(act.id, number))
  if (places) for (let place = 0; place < act.places; place++) drop(placeName(act.id, place))
}

function lettersColumn(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
