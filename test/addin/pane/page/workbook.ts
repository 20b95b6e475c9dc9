import type { ResultRange } from '../../../../shared/intake/adoption/replacements.js'
import { refuse } from '../../../../shared/refusals.js'
import { address as addressOf, areaAddress } from '../../../../shared/reports/address.js'
import { isRich, valueOf, type Sheet, type Value } from '../../../../shared/reports/sheet.js'
import type { AdoptionMapping } from '../../../../shared/intake/adoption/mapping.js'
import type { BroughtBack, KeptAct, NewFormula } from '../../../../addin/workbook/replacing.js'
import type { MeantRange } from '../../../../addin/workbook/adoption-range.js'
import type { AllocationRow, AllocationTable } from '../../../../addin/workbook/allocation-table.js'
import { outcomeKey, type BankOutcome, type BankTable, type BankTableRow } from '../../../../addin/workbook/bank-table.js'
import type { ArFormula } from '../../../../addin/workbook/ar-formulas.js'
import type { Drawing, Place } from '../../../../addin/workbook/draw.js'
import type { OwnCells } from '../../../../addin/workbook/own-cells.js'
import type { DrawnReport, OwnSheet } from '../../../../addin/workbook/own-sheets.js'

// What is pure stays as it is; what pages for work ask of Excel is answered from memory below.
export * from '../../../../addin/workbook/adoption-memory.js'
export * from '../../../../addin/workbook/adoption-range.js'
export * from '../../../../addin/workbook/allocation-table.js'
export * from '../../../../addin/workbook/ar-formulas.js'
export * from '../../../../addin/workbook/bank-table.js'
export * from '../../../../addin/workbook/draw.js'
export * from '../../../../addin/workbook/formula-calls.js'
export * from '../../../../addin/workbook/freezing.js'
export * from '../../../../addin/workbook/frozen-cells.js'
export * from '../../../../addin/workbook/link.js'
export * from '../../../../addin/workbook/office-helpers.js'
export * from '../../../../addin/workbook/own-cells.js'
export * from '../../../../addin/workbook/own-sheets.js'
export * from '../../../../addin/workbook/replacing.js'
export * from '../../../../addin/workbook/selection.js'
export * from '../../../../addin/workbook/thawing.js'
export * from '../../../../addin/workbook/traces.js'
export * from '../../../../addin/workbook/worksheets.js'
export { activeCell, onSelection, valuesAt } from './selection.js'

/** A sheet that was drawn, as it is by now. */
interface Drawn {
  worksheet: string
  name: string
  values: Value[][]
  formulas: Value[][]
}

/** A workbook in memory, as far as pages of the pane need one. */
export const workbook = {
  drawn: [] as Drawn[],
  reports: [] as DrawnReport[],
  /** Formulas of ours in `Sheet1`, with what they show. */
  formulas: [] as { row: number; column: number; formula: string; shows: string | number }[],
  /** Formulas that were written, by `Sheet1!B2`, and cells that were gone to, in order. */
  written: {} as Record<string, string>,
  shown: [] as string[],
  /** The selected range. */
  range: undefined as { sheet: string; values: (string | number | boolean)[][]; formats?: string[][] } | undefined,
  /** Mappings that were remembered, and hand-made results that were replaced. */
  mappings: new Map<string, AdoptionMapping>(),
  replaced: [] as KeptAct[],
  bank: [] as { rows: readonly BankTableRow[]; outcomes: BankOutcome[] }[],
  tables: [] as { customer: string; rows: readonly AllocationRow[]; outcomes: (string | undefined)[] }[],
}

/** The range that is selected: from its first cell on, values with their number formats. */
export const meantRange = async (): Promise<MeantRange> => {
  const { range } = workbook
  if (!range) throw refuse('NO_CELL_SELECTED')
  const area = { top: 0, left: 0, bottom: range.values.length - 1, right: range.values[0].length - 1 }
  return { sheetId: range.sheet, sheet: range.sheet, address: areaAddress(area), area, region: false }
}
export const adoptionRange = async (): Promise<ResultRange> => ({ firstRow: 1, firstColumn: 1, ...workbook.range! })
export const meantAgain = meantRange
export const keptMappings = async () => workbook.mappings
export const keepMapping = async (key: string, mapping: AdoptionMapping): Promise<void> => void workbook.mappings.set(key, mapping)
export async function replaceFormulas(sheet: string, cells: readonly NewFormula[], at: number): Promise<number> {
  for (const { row, column, formula } of cells) workbook.written[`${sheet}!${addressOf(row, column)}`] = formula
  return workbook.replaced.push({ id: workbook.replaced.length + 1, at, cells: cells.length, sheet })
}
export const keptActs = async (): Promise<KeptAct[]> => [...workbook.replaced].reverse()
export async function bringBack(act: number): Promise<BroughtBack> {
  const brought = workbook.replaced.find(({ id }) => id === act)?.cells ?? 0
  workbook.replaced = workbook.replaced.filter(({ id }) => id !== act)
  return { brought, changed: 0, gone: 0 }
}

export const readCells = async () => new Map<string, never>()
export const goTo = async (sheet: string, address: string): Promise<void> => void workbook.shown.push(`${sheet}!${address}`)
export async function writeFormula({ sheet, address }: { sheet: string; address: string }, formula: string): Promise<void> {
  workbook.written[`${sheet}!${address}`] = formula
}

export const arFormulas = async (): Promise<ArFormula[]> =>
  workbook.formulas.map(({ row, column, formula }) => ({ sheetId: 'Sheet1', sheet: 'Sheet1', row, column, formula }))
export const valuesOf = async (formulas: readonly ArFormula[]) =>
  new Map(formulas.map(cell => [cell, workbook.formulas.find(({ row, column }) => row === cell.row && column === cell.column)!.shows]))
export async function enterAgain(formulas: readonly ArFormula[]): Promise<void> {
  for (const cell of formulas) {
    workbook.written[`Sheet1!${addressOf(cell.row, cell.column)}`] = cell.formula
    workbook.formulas.find(({ row, column }) => row === cell.row && column === cell.column)!.shows = 0
  }
}
export const computesByItself = async (): Promise<boolean> => true
export const computeByItself = async (): Promise<void> => undefined

export const frozenSheets = async (): Promise<never[]> => []
export const keptAt = async (): Promise<undefined> => undefined

export const sheetNamesInUse = async (): Promise<string[]> => ['Sheet1', ...workbook.drawn.map(({ name }) => name)]
export const showSheet = async (worksheet: string): Promise<void> => void workbook.shown.push(worksheet)
export const linkTo = async (): Promise<void> => undefined
export async function drawSheet(sheet: Sheet, { name, replace }: Drawing): Promise<Place & { name: string }> {
  const worksheet = replace?.worksheet ?? `{${workbook.drawn.length}}`
  const cells = sheet.rows.map(row => sheet.columns.map((_, at) => row.cells[at] ?? null))
  const drawn: Drawn = {
    worksheet,
    name,
    values: cells.map(row => row.map(valueOf)),
    formulas: cells.map(row => row.map(cell => (isRich(cell) && cell.formula !== undefined ? `=${cell.formula}` : valueOf(cell)))),
  }
  workbook.drawn = [...workbook.drawn.filter(each => each.worksheet !== worksheet), drawn]
  return { worksheet, name, rows: sheet.rows.length, columns: sheet.columns.length }
}
export async function keepDrawn(report: DrawnReport): Promise<void> {
  workbook.reports = [...workbook.reports.filter(({ key }) => key !== report.key), report]
}
export const ownSheets = async (): Promise<OwnSheet[]> =>
  workbook.reports.flatMap(report =>
    report.sheets.map(({ worksheet, rows, columns }, index) => ({
      report,
      index,
      worksheet,
      name: workbook.drawn.find(each => each.worksheet === worksheet)!.name,
      active: worksheet === report.sheets[0].worksheet && report === workbook.reports.at(-1),
      area: { top: 0, left: 0, bottom: rows - 1, right: columns - 1 },
      original: true,
    })),
  )
export async function ownCells({ worksheet }: OwnSheet): Promise<OwnCells> {
  const { values, formulas } = workbook.drawn.find(each => each.worksheet === worksheet)!
  return { values, formulas, address: (row, column) => areaAddress({ top: row, left: column, bottom: row, right: column }) }
}
export async function writeSeal({ sheets }: DrawnReport, text: string): Promise<void> {
  for (const { worksheet, seal } of sheets) {
    const drawn = workbook.drawn.find(each => each.worksheet === worksheet)
    if (seal && drawn) drawn.values[seal.row][seal.column] = drawn.formulas[seal.row][seal.column] = seal.label + text
  }
}

export async function writeAllocationTable(rows: readonly AllocationRow[], customer: string): Promise<void> {
  workbook.tables.push({ customer, rows, outcomes: [] })
}
export async function readAllocationTable(): Promise<AllocationTable | undefined> {
  const table = workbook.tables.at(-1)
  return table && { name: table.customer, rows: table.rows.map((row, index) => ({ row, index })) }
}
export async function writeOutcomes(_table: AllocationTable, refusals: readonly (string | undefined)[]): Promise<void> {
  workbook.tables.at(-1)!.outcomes = [...refusals]
}

export async function writeBankTable(rows: readonly BankTableRow[]): Promise<string> {
  workbook.bank.push({ rows, outcomes: [] })
  return 'Bank receipts'
}
export async function readBankTable(): Promise<BankTable | undefined> {
  const table = workbook.bank.at(-1)
  return table && { name: 'bank', rows: table.rows.filter(({ ticked }) => ticked) }
}
export async function writeBankOutcomes(_name: string, outcomes: ReadonlyMap<string, BankOutcome>): Promise<void> {
  const { rows, outcomes: told } = workbook.bank.at(-1)!
  for (const row of rows) told.push(...[outcomes.get(outcomeKey(row))].filter(outcome => outcome !== undefined))
}
