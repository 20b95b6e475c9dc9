import type * as Core from '@univerjs/core'
import type * as Formula from '@univerjs/engine-formula'
import type { Value } from '../model/cell.js'
import type { Area, Sheet } from '../model/sheet.js'
import { eachCell, usedArea, wholeSheet } from '../model/sheet.js'
import type { Workbook } from '../model/workbook.js'
import type { Calculator, Computed } from './engine.js'
import { customFunction } from './univer-function.js'
import { keepTexts } from './univer-literals.js'

/** The parts of Univer that compute: the same in Node and in a browser. */
export interface UniverParts {
  core: typeof Core
  formula: typeof Formula
  univer: Core.Univer
}

let calculators = 0

interface CellResult {
  v?: string | number | boolean | null
  t?: number | null
}

type Matrix<Entry> = Record<string, Record<string, Record<number, Record<number, Entry>>>>
type Room = { startRow: number; startColumn: number; endRow: number; endColumn: number }

/** Univer's formula engine as a calculator. It has no grid: cells are written straight into its matrix. */
export function univerCalculator({ core, formula, univer }: UniverParts): Calculator {
  keepTexts(formula)
  // Univer keeps caches for all its instances, by the name of the unit.
  const unit = `host-${++calculators}`
  const injector = univer.__getInjector()
  const commands = injector.get(core.ICommandService)
  const units = injector.get(core.IUniverInstanceService)
  const functions = injector.get(formula.IFunctionService)
  const arrays = injector.get(formula.FormulaDataModel)
  const names = injector.get(formula.IDefinedNamesService)
  const tables = injector.get(formula.ISuperTableService)
  const dependencies = injector.get(formula.IDependencyManagerService)
  let sheets = new Map<string, Sheet>()
  let registered: string[] = []
  let knownNames: Record<string, string> = {}
  let changedNames: Record<string, string> = {}
  let spilled: Matrix<CellResult | null> = {}
  let rooms: Matrix<Room> = {}
  let results: Matrix<CellResult | null> = {}
  let done: () => void = () => undefined

  commands.onCommandExecuted(command => {
    if (command.id === formula.SetArrayFormulaDataMutation.id) {
      const { arrayFormulaRange, arrayFormulaCellData } = command.params as {
        arrayFormulaRange: typeof rooms
        arrayFormulaCellData: typeof spilled
      }
      ;[rooms, spilled] = [arrayFormulaRange, arrayFormulaCellData]
    } else if (command.id === formula.SetFormulaCalculationResultMutation.id) {
      results = (command.params as { unitData: Matrix<CellResult | null> }).unitData
    } else if (command.id === formula.SetFormulaCalculationNotificationMutation.id) {
      // Comes after the results, and also when there was nothing to compute. Without a state it only tells of progress.
      const { functionsExecutedState } = command.params as { functionsExecutedState?: number }
      if (functionsExecutedState !== undefined) done()
    }
  })

  const matrixOf = (sheet: Sheet) => units.getUnit<Core.Workbook>(unit)!.getSheetBySheetId(sheet.id)!

  function put(area: Area): void {
    const worksheet = matrixOf(area.sheet)
    const matrix = worksheet.getCellMatrix()
    const config = worksheet.getConfig()
    const used = usedArea(area, true)
    const old = arrays.getArrayFormulaRange()[unit]?.[area.sheet.id]
    const rows = Math.min(area.row + area.rows, matrix.getLength())
    for (let row = area.row; row < rows; row++)
      for (let column = area.column; column < Math.min(area.column + area.columns, config.columnCount); column++) {
        if (old?.[row]?.[column]) arrays.deleteArrayFormulaRange(unit, area.sheet.id, row, column)
        const before = matrix.getValue(row, column)
        if (!before) continue
        // What depended on a formula that goes would be looked for in vain.
        if (before.f) dependencies.removeFormulaDependency(unit, area.sheet.id, row, column)
        matrix.realDeleteValue(row, column)
      }
    if (!used) return
    config.rowCount = Math.max(config.rowCount, used.row + used.rows + 100)
    config.columnCount = Math.max(config.columnCount, used.column + used.columns + 20)
    eachCell(used, (cell, row, column) => {
      if (cell.spilledFrom) return
      if (cell.formula !== undefined) matrix.setValue(row, column, { f: cell.formula })
      else if (cell.value !== '') matrix.setValue(row, column, written(cell.value))
    })
  }

  return {
    define: (definition, call) => {
      functions.registerExecutors(
        customFunction(
          formula,
          definition,
          (id, row, column, given) => call({ sheet: sheets.get(id)!, row, column }, given),
          id => sheets.get(id)?.name ?? '',
        ),
      )
    },

    load: (workbook: Workbook) => {
      if (units.getUnit(unit)) units.disposeUnit(unit)
      sheets = new Map(workbook.sheets.map(sheet => [sheet.id, sheet]))
      const empty = workbook.sheets.map(({ id, name }) => [id, { id, name, rowCount: 200, columnCount: 30, cellData: {} }])
      univer.createUnit(core.UniverInstanceType.UNIVER_SHEET, {
        id: unit,
        sheetOrder: [...sheets.keys()],
        sheets: Object.fromEntries(empty) as never,
      })
      arrays.setArrayFormulaRange({})
      arrays.setArrayFormulaCellData({})
      ;[rooms, spilled] = [{}, {}]
      for (const sheet of workbook.sheets) put(wholeSheet(sheet))
    },

    know: workbook => {
      // Formulas are kept taken apart: those that name a table or a name must be read again.
      functions.deleteFormulaAstCacheKey(unit)
      names.removeUnitDefinedName(unit)
      const meanings = Object.fromEntries(workbook.names.map(({ name, formula: meaning }) => [name, meaning]))
      changedNames = { ...knownNames, ...meanings }
      knownNames = meanings
      for (const name of workbook.names)
        names.registerDefinedName(unit, { id: name.name, name: name.name, formulaOrRefString: name.formula.replace(/^=/, '') })
      for (const table of registered) tables.remove(unit, table)
      registered = workbook.tables.map(table => table.name)
      for (const { name, sheet, area, columns } of workbook.tables) {
        const range = {
          startRow: area.row,
          startColumn: area.column,
          endRow: area.row + area.rows - 1,
          endColumn: area.column + area.columns - 1,
        }
        tables.registerTable(unit, name, { sheetId: sheet.id, range, titleMap: new Map(columns.map((column, c) => [column.name, c])) })
      }
    },

    take: put,

    compute: async (dirty, full) => {
      const dirtyRanges = dirty.map(({ sheet, row, column, rows, columns }) => ({
        unitId: unit,
        sheetId: sheet.id,
        range: { startRow: row, endRow: row + rows - 1, startColumn: column, endColumn: column + columns - 1 },
      }))
      results = {}
      const dirtyDefinedNameMap = { [unit]: changedNames }
      changedNames = {}
      const everySheet = Object.fromEntries([...sheets.keys()].map(id => [id, '1']))
      const order = {
        dirtyDefinedNameMap,
        dirtyRanges,
        forceCalculation: full,
        clearDependencyTreeCache: full ? { [unit]: everySheet } : {},
      }
      await new Promise<void>(resolve => {
        done = resolve
        commands.syncExecuteCommand(formula.SetFormulaCalculationStartMutation.id, order, { onlyLocal: true })
      })
      return computedOf(results)
    },
  }

  function computedOf(results: Matrix<CellResult | null>): Computed[] {
    const computed: Computed[] = []
    const ofUnit = results[unit] ?? {}
    for (const id in ofUnit) {
      const sheet = sheets.get(id)
      if (!sheet) continue
      const arraysOf = rooms[unit]?.[id]
      for (const r in ofUnit[id]) {
        const row = Number(r)
        const cells = ofUnit[id][row]
        for (const c in cells) {
          const column = Number(c)
          const room = arraysOf?.[row]?.[column]
          computed.push({ sheet, row, column, value: (room && arrayAt(id, row, column, room)) ?? read(cells[column]) })
        }
      }
    }
    return computed
  }

  function arrayAt(id: string, row: number, column: number, room: Room): Value[][] | null {
    const cells = spilled[unit]?.[id]
    if (read(cells?.[row]?.[column] ?? null) === '#SPILL!') return null
    return Array.from({ length: room.endRow - room.startRow + 1 }, (_, r) =>
      Array.from({ length: room.endColumn - room.startColumn + 1 }, (_cell, c) => read(cells?.[row + r]?.[column + c] ?? null)),
    )
  }
}

const BOOLEAN = 3

const written = (value: Value) =>
  typeof value === 'boolean' ? { v: value ? 1 : 0, t: BOOLEAN } : { v: value, t: typeof value === 'number' ? 2 : 1 }

/** Errors that only Univer knows, as Excel shows them. */
const SAME: Partial<Record<string, string>> = { '#CYCLE!': '0', '#ERROR!': '#VALUE!', '#GETTING_DATA': '#BUSY!' }

function read(cell: CellResult | null): Value {
  const value = cell?.v
  if (value === null || value === undefined) return 0
  if (cell?.t === BOOLEAN) return Boolean(value)
  return typeof value === 'string' && value.startsWith('#') ? (SAME[value] ?? value) : value
}
