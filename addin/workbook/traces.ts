import { FROZEN_TAB } from './freezing.js'
import { columnLies, columnName, OUR_NAMES, readFrozen } from './frozen.js'
import { keptCells, keptRange } from './frozen-cells.js'
import type { Value } from './frozen-rows.js'

/** What of ours a workbook holds besides formulas. */
export interface Traces {
  /** Kept formulas of frozen cells. */
  kept: number
  /** Parts of custom XML, hidden names and settings of ours. */
  parts: number
  names: number
  settings: number
}

/** What was removed, to be put back. */
export interface Removed {
  parts: string[]
  names: { sheet?: string; name: string; formula: string; comment: string }[]
  settings: { key: string; value: unknown }[]
  /** Sheets whose tabs were marked as frozen. */
  tabs: string[]
  /** Cells that were emptied, with what stood there. */
  emptied: { sheet: string; row: number; column: number; values: Value[][] }[]
}

const OUR_PARTS = 'urn:duebook:'
const OUR_SETTINGS = 'duebook'

/** Counts what of ours the workbook holds. */
export async function traces(): Promise<Traces> {
  return Excel.run(async context => {
    const { parts, names, settings } = await oursIn(context)
    const frozen = await readFrozen(context)
    const kept = frozen.parts.flatMap(({ act }) => act.columns).reduce((sum, { cells }) => sum + cells.length, 0)
    return { kept, parts: parts.length, names: names.length, settings: settings.length }
  })
}

/**
 * Takes all of ours out of the workbook: parts, hidden names, settings, marks of tabs. With `values` the values of frozen cells go too.
 * Formulas must have been frozen before. What is given puts everything back while the workbook is open.
 */
export async function removeTraces(values: boolean): Promise<Removed> {
  return Excel.run(async context => {
    const emptied = values ? await emptyFrozen(context) : []
    const { parts, names, settings } = await oursIn(context)
    const texts = parts.map(part => part.getXml())
    const tabs = await unmark(context)
    await context.sync()
    const removed = {
      parts: texts.map(({ value }) => value),
      names: names.map(({ sheet, item: { name, formula, comment } }) => ({ sheet, name, formula: String(formula), comment })),
      settings: settings.map(({ key, value }) => ({ key, value: value as unknown })),
      tabs,
      emptied,
    }
    for (const part of parts) part.delete()
    for (const { item } of names) item.delete()
    for (const setting of settings) setting.delete()
    await context.sync()
    return removed
  })
}

/** Puts back what was removed. */
export async function putTracesBack({ parts, names, settings, tabs, emptied }: Removed): Promise<void> {
  await Excel.run(async context => {
    const { workbook } = context
    for (const xml of parts) workbook.customXmlParts.add(xml)
    for (const { sheet, name, formula, comment } of names) {
      const item = (sheet === undefined ? workbook.names : workbook.worksheets.getItem(sheet).names).add(name, formula, comment)
      item.visible = false
    }
    for (const { key, value } of settings) workbook.settings.add(key, value)
    for (const sheet of tabs) workbook.worksheets.getItem(sheet).tabColor = FROZEN_TAB
    for (const { sheet, row, column, values } of emptied)
      workbook.worksheets.getItem(sheet).getRangeByIndexes(row, column, values.length, values[0].length).values = values.map(line =>
        line.map(asTyped),
      )
    await context.sync()
  })
}

/** A text as it must be written so that it stays that text. */
const asTyped = (value: Value): Value => (typeof value === 'string' && value !== '' && !value.startsWith('#') ? `'${value}` : value)

async function oursIn(context: Excel.RequestContext) {
  const { workbook } = context
  const parts = workbook.customXmlParts.load('items/id,items/namespaceUri')
  const names = workbook.names.load('items/name,items/formula,items/comment')
  const settings = workbook.settings.load('items/key,items/value')
  const sheets = workbook.worksheets.load('items/id,items/name')
  await context.sync()
  const own = sheets.items.map(sheet => ({ sheet, names: sheet.names.load('items/name,items/formula,items/comment') }))
  await context.sync()
  const isOurs = ({ name }: Excel.NamedItem) => name.startsWith(OUR_NAMES)
  return {
    parts: parts.items.filter(({ namespaceUri }) => namespaceUri.startsWith(OUR_PARTS)),
    names: [
      ...names.items.filter(isOurs).map(item => ({ sheet: undefined as string | undefined, item })),
      ...own.flatMap(({ sheet, names: { items } }) => items.filter(isOurs).map(item => ({ sheet: sheet.id, item }))),
    ],
    settings: settings.items.filter(({ key }) => key.startsWith(OUR_SETTINGS)),
  }
}

/** Gives marked tabs the colour they had; answers their sheets. */
async function unmark(context: Excel.RequestContext): Promise<string[]> {
  const { parts, names } = await readFrozen(context)
  const marked = parts.flatMap(({ act }) =>
    act.tabs.flatMap(({ column, color }) => {
      const lies = columnLies(names.get(columnName(act.id, column)))
      return lies ? [{ sheet: context.workbook.worksheets.getItem(lies.sheet).load('id,tabColor'), color }] : []
    }),
  )
  await context.sync()
  const still = marked.filter(({ sheet }) => sheet.tabColor.toUpperCase() === FROZEN_TAB)
  for (const { sheet, color } of still) sheet.tabColor = color
  return still.map(({ sheet }) => sheet.id)
}

/** Empties the cells that are still as they were frozen. */
async function emptyFrozen(context: Excel.RequestContext): Promise<Removed['emptied']> {
  const { kept, sheets } = await keptCells(context, () => true)
  const whole = kept.filter(({ state }) => state === 'frozen')
  for (const each of whole) keptRange(context.workbook.worksheets.getItem(each.sheet), each).clear('Contents')
  await context.sync()
  return whole.map(({ sheet, row, col, cell }) => ({
    sheet: sheets.get(sheet)!.id,
    row,
    column: col,
    values: cell.spill ?? [[cell.value]],
  }))
}
