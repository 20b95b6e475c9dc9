import type { Rectangle } from '../model/address.js'
import type { Value } from '../model/cell.js'
import type { Area, Sheet } from '../model/sheet.js'
import { areaOf, cellAt, eachCell } from '../model/sheet.js'
import type { Engine, Workbook } from '../model/workbook.js'
import type { Argument } from './arguments.js'
import type { FunctionCalls, Place } from './calls.js'
import type { FunctionDefinition } from './metadata.js'
import type { Result } from './result.js'
import { spillInto } from './spill.js'

/** What a formula came to. */
export interface Computed extends Place {
  value: Value | Value[][]
}

/** Computes formulas: a spreadsheet library behind as few words as possible. */
export interface Calculator {
  /** Custom functions, by the names that formulas call. */
  define(definition: FunctionDefinition, call: (place: Place, given: Argument[]) => Result): void
  /** Reads the whole workbook anew. */
  load(workbook: Workbook): void
  /** Takes over the contents of cells. */
  take(area: Area): void
  /** Computes what stands on the given cells, or everything; answers every formula it computed. */
  compute(dirty: readonly Area[], full: boolean): Promise<Computed[]>
}

/** Keeps the values of a workbook's formulas: what is touched is computed again, and only that. */
export class FormulaEngine implements Engine {
  private calculator: Calculator | null = null
  private starting: Promise<Calculator> | null = null
  private dirty: Area[] = []
  private stale = false
  private everything = false
  private results: Place[] = []
  private work: Promise<void> = Promise.resolve()
  private readonly definitions: { definition: FunctionDefinition; calls: FunctionCalls }[] = []

  /** The calculator is made when the first formula appears: a workbook without formulas never waits for it. */
  constructor(
    private readonly workbook: Workbook,
    private readonly makeCalculator: () => Promise<Calculator>,
  ) {
    workbook.engine = this
    this.stale = true
  }

  /** Makes the functions of an add-in known to formulas. */
  define(definitions: readonly FunctionDefinition[], calls: FunctionCalls): void {
    for (const definition of definitions) {
      this.definitions.push({ definition, calls })
      if (this.calculator) this.introduce(this.calculator, definition, calls)
    }
    calls.arrived = places => {
      this.results.push(...places)
      this.soon()
    }
    this.rebuilt()
  }

  touched(sheet: Sheet, area: Rectangle): void {
    this.dirty.push(areaOf(sheet, area))
    if (this.workbook.calculationMode !== 'Manual') this.soon()
  }

  rebuilt(): void {
    this.stale = true
    this.soon()
  }

  settled(): Promise<void> {
    if (this.workbook.calculationMode !== 'Manual' || this.everything) this.work = this.work.then(() => this.run())
    return this.work
  }

  recalculate(full: boolean): Promise<void> {
    this.everything ||= full
    if (!full) this.dirty.push(...this.volatile())
    this.work = this.work.then(() => this.run())
    return this.work
  }

  private soon(): void {
    this.work = this.work.then(() => new Promise<void>(resolve => setTimeout(resolve, 0))).then(() => this.run())
  }

  private async run(): Promise<void> {
    if (!this.dirty.length && !this.stale && !this.everything && !this.results.length) return
    const calculator = this.calculator ?? (hasFormula(this.workbook) ? await this.start() : null)
    if (!calculator) {
      this.dirty = []
      return
    }
    if (this.dirty.length || this.stale || this.everything) await this.compute(calculator)
    if (this.results.length) await this.takeUp(calculator)
  }

  /** A pass because of edits: touched cells are read, and what stands on them is computed. */
  private async compute(calculator: Calculator): Promise<void> {
    const full = this.stale || this.everything
    const dirty = [...this.dirty, ...this.volatile()]
    if (this.stale) {
      for (const calls of this.allCalls()) calls.forgetAll()
      calculator.load(this.workbook)
    } else for (const area of this.dirty) this.take(calculator, area)
    this.dirty = []
    this.stale = this.everything = false
    await this.pass('edit', calculator, dirty, full)
  }

  /** A pass because results of custom functions arrived: only their cells and what stands on them. */
  private async takeUp(calculator: Calculator): Promise<void> {
    const places = this.results
    this.results = []
    await this.pass('results', calculator, places.map(({ sheet, row, column }) => ({ sheet, row, column, rows: 1, columns: 1 })), false)
  }

  private async pass(reason: 'edit' | 'results', calculator: Calculator, dirty: readonly Area[], full: boolean): Promise<void> {
    const all = this.allCalls()
    for (const calls of all) calls.begin(reason)
    const computed = await calculator.compute(dirty, full)
    for (const calls of all) calls.end()
    this.workbook.batch('engine', () => this.apply(computed))
  }

  private take(calculator: Calculator, area: Area): void {
    for (const calls of this.allCalls())
      eachCell(area, (_cell, row, column) => calls.forget({ sheet: area.sheet, row, column }))
    calculator.take(area)
  }

  private apply(computed: readonly Computed[]): void {
    const touched = new Map<Sheet, Computed[]>()
    for (const each of computed) {
      const cell = cellAt(each.sheet, each.row, each.column)
      // The formula may have gone while it was computed.
      if (!cell?.formula) continue
      const message = this.messages.get(`${each.sheet.id} ${each.row} ${each.column}`)
      spillInto(each, message)
      touched.set(each.sheet, [...(touched.get(each.sheet) ?? []), each])
    }
    this.messages.clear()
    for (const [sheet, places] of touched)
      this.workbook.happened({ kind: 'calculated', sheet, area: { row: places[0].row, column: places[0].column, rows: 1, columns: 1 } })
  }

  private readonly messages = new Map<string, Result>()

  private introduce(calculator: Calculator, definition: FunctionDefinition, calls: FunctionCalls): void {
    calculator.define(definition, (place, given) => {
      const result = calls.ask(place, definition, given)
      if (result.message !== undefined || result.numberFormat !== undefined) this.messages.set(`${place.sheet.id} ${place.row} ${place.column}`, result)
      return result
    })
  }

  private start(): Promise<Calculator> {
    this.starting ??= this.makeCalculator().then(calculator => {
      for (const { definition, calls } of this.definitions) this.introduce(calculator, definition, calls)
      this.stale = true
      return (this.calculator = calculator)
    })
    return this.starting
  }

  private allCalls(): Set<FunctionCalls> {
    return new Set(this.definitions.map(({ calls }) => calls))
  }

  private volatile(): Area[] {
    return [...this.allCalls()].flatMap(calls => calls.volatile().map(place => ({ ...place, rows: 1, columns: 1 })))
  }
}

function hasFormula(workbook: Workbook): boolean {
  return workbook.sheets.some(sheet => {
    for (const cells of sheet.rows.values()) if (cells.some(cell => cell?.formula !== undefined)) return true
    return false
  })
}

