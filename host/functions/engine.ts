import type { Rectangle } from '../model/address.js'
import { intersection } from '../model/address.js'
import type { Cell, Value } from '../model/cell.js'
import type { Area, Sheet } from '../model/sheet.js'
import { areaOf, cellAt, eachCell } from '../model/sheet.js'
import type { Engine, Workbook } from '../model/workbook.js'
import type { Argument } from './arguments.js'
import type { FunctionCalls, Place, Reason } from './calls.js'
import type { FunctionDefinition } from './metadata.js'
import type { Result } from './result.js'
import { unspill, unspillAll } from '../model/write.js'
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
  /** Takes over the tables and the names. */
  know(workbook: Workbook): void
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
  /** Cells with formulas that were written or marked since they were computed. */
  private readonly fresh = new Set<Cell>()
  /** Somebody asked for a recalculation, which in manual mode is what begins one. */
  private wanted = false
  /** Whether a computation waits for its turn. */
  private planned = false
  private stale = false
  private everything = false
  /** The calculator knows the tables and names as they are. */
  private defined = true
  private results: Place[] = []
  /** The room that array formulas take, or would take. */
  private anchors: Area[] = []
  /** What custom functions said beside their values, by place. */
  private readonly said = new Map<Cell, Result>()
  private work: Promise<void> = Promise.resolve()
  private failure: Error | undefined
  private definitions: { definition: FunctionDefinition; calls: FunctionCalls }[] = []

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
      for (const place of places) this.results.push(place)
      this.soon()
    }
    this.rebuilt()
  }

  /** The add-in is gone: its functions are unknown from now on, and nothing is awaited of it. */
  release(calls: FunctionCalls): void {
    calls.close()
    this.definitions = this.definitions.filter(each => each.calls !== calls)
  }

  /** True while something is still to be computed, which in manual mode waits until it is asked for. */
  get waiting(): boolean {
    return this.due || this.arrived
  }

  /** Results of custom functions are there. While cells that moved are not read yet, nobody knows where they belong. */
  private get arrived(): boolean {
    return this.results.length > 0 && (!this.stale || this.due)
  }

  private get due(): boolean {
    if (this.workbook.calculationMode === 'Manual' && !this.wanted) return false
    return this.dirty.length > 0 || this.stale || this.everything || !this.defined
  }

  touched(sheet: Sheet, area: Rectangle): void {
    this.dirty.push(areaOf(sheet, area))
    eachCell(areaOf(sheet, area), cell => {
      if (cell.formula !== undefined) this.fresh.add(cell)
    })
    this.soon()
  }

  redefined(): void {
    this.defined = false
    this.soon()
  }

  rebuilt(): void {
    this.stale = true
    this.soon()
  }

  settled(): Promise<void> {
    return this.now()
  }

  recalculate(full: boolean): Promise<void> {
    this.everything ||= full
    if (!full) this.dirty.push(...this.volatile())
    this.work = this.work.then(() => void (this.wanted = true))
    return this.now()
  }

  note(): void {
    for (const calls of this.allCalls()) calls.note()
  }

  /** Computes when everything before is done; an error of the calculator is told to whoever waits for the values. */
  private async now(): Promise<void> {
    this.work = this.work.then(() => this.attempt())
    await this.work
    const { failure } = this
    this.failure = undefined
    if (failure !== undefined) throw failure
  }

  /** Many writes of one request wait for one computation. */
  private soon(): void {
    if (!this.waiting || this.planned) return
    this.planned = true
    this.work = this.work
      .then(() => new Promise<void>(resolve => setTimeout(resolve, 0)))
      .then(() => {
        this.planned = false
        return this.attempt()
      })
  }

  private async attempt(): Promise<void> {
    await this.run().catch((error: Error) => {
      this.failure = error
    })
  }

  private async run(): Promise<void> {
    if (!this.waiting) return void (this.wanted = false)
    const calculator = this.calculator ?? (hasFormula(this.workbook) ? await this.start() : null)
    if (!calculator) {
      this.computed()
      return
    }
    if (this.due) await this.compute(calculator)
    if (this.results.length) await this.takeUp(calculator)
  }

  /** A pass because of edits: touched cells are read, and what stands on them is computed. */
  private async compute(calculator: Calculator): Promise<void> {
    const full = this.stale || this.everything || !this.defined
    const dirty = [...this.dirty, ...this.respilled(), ...this.volatile()]
    const reason = full && !this.everything ? 'moved' : 'edit'
    // Formulas that were written anew are called anew.
    for (const calls of this.allCalls()) for (const cell of this.fresh) calls.forget(cell)
    if (this.stale) {
      for (const sheet of this.workbook.sheets) unspillAll(sheet)
      calculator.load(this.workbook)
      this.anchors = []
    } else for (const area of this.dirty) calculator.take(area)
    if (this.stale || !this.defined) calculator.know(this.workbook)
    this.computed()
    await this.pass(reason, calculator, dirty, full)
  }

  private computed(): void {
    this.dirty = []
    this.fresh.clear()
    this.wanted = this.stale = this.everything = false
    this.defined = true
  }

  /** A pass because results of custom functions arrived: only their cells and what stands on them. */
  private async takeUp(calculator: Calculator): Promise<void> {
    const places = this.results
    this.results = []
    await this.pass('results', calculator, columnsOf(places), false)
  }

  private async pass(reason: Reason, calculator: Calculator, dirty: readonly Area[], full: boolean): Promise<void> {
    const all = this.allCalls()
    for (const calls of all) calls.begin(reason)
    const computed = await calculator.compute(dirty, full)
    for (const calls of all) calls.end()
    this.workbook.batch('engine', () => this.apply(computed))
  }

  /** Array formulas whose room was touched: they may spill now, or no longer. */
  private respilled(): Area[] {
    const again = this.anchors.filter(anchor => this.dirty.some(area => area.sheet === anchor.sheet && intersection(anchor, area)))
    for (const { sheet, row, column } of again) unspill(sheet, row, column)
    this.anchors = this.anchors.filter(anchor => !again.includes(anchor))
    return again.map(anchor => ({ ...anchor, rows: 1, columns: 1 }))
  }

  private apply(computed: readonly Computed[]): void {
    const touched = new Map<Sheet, Bounds>()
    let bounds: Bounds | undefined
    for (const each of computed) {
      const { sheet, row, column } = each
      const cell = cellAt(sheet, row, column)
      // The formula may have gone while it was computed.
      if (cell?.formula === undefined) continue
      const room = spillInto(each, this.said.size ? this.said.get(cell) : undefined)
      if (room) this.anchors.push(room)
      if (bounds?.sheet !== sheet)
        touched.set(sheet, (bounds = touched.get(sheet) ?? { sheet, top: row, left: column, bottom: row, right: column }))
      if (row < bounds.top) bounds.top = row
      else if (row > bounds.bottom) bounds.bottom = row
      if (column < bounds.left) bounds.left = column
      else if (column > bounds.right) bounds.right = column
    }
    this.said.clear()
    for (const { sheet, top, left, bottom, right } of touched.values())
      this.workbook.happened({
        kind: 'calculated',
        sheet,
        area: { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 },
      })
  }

  private introduce(calculator: Calculator, definition: FunctionDefinition, calls: FunctionCalls): void {
    calculator.define(definition, (place, given) => {
      const result = calls.ask(place, definition, given)
      if (result.message !== undefined || result.numberFormat !== undefined) {
        const cell = cellAt(place.sheet, place.row, place.column)
        if (cell) this.said.set(cell, result)
      }
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

interface Bounds {
  readonly sheet: Sheet
  top: number
  left: number
  bottom: number
  right: number
}

/** Cells as areas: results mostly arrive in the order of their rows, and one column is sooner looked up than its cells. */
function columnsOf(places: readonly Place[]): Area[] {
  const areas: { sheet: Sheet; row: number; column: number; rows: number; columns: number }[] = []
  for (const { sheet, row, column } of places) {
    const last = areas.at(-1)
    if (last?.sheet === sheet && last.column === column && last.row + last.rows === row) last.rows++
    else areas.push({ sheet, row, column, rows: 1, columns: 1 })
  }
  return areas
}

function hasFormula(workbook: Workbook): boolean {
  return workbook.sheets.some(sheet => {
    for (const cells of sheet.rows.values()) if (cells.some(cell => cell?.formula !== undefined)) return true
    return false
  })
}
