import type * as Core from '@univerjs/core'
import type * as Formula from '@univerjs/engine-formula'
import { formatRectangle, quoteSheet } from '../model/address.js'
import type { Value } from '../model/cell.js'
import { isError } from '../model/cell.js'
import type { Argument } from './arguments.js'
import type { FunctionDefinition } from './metadata.js'
import type { Result } from './result.js'

/** A custom function as one of Univer's own, which sees references as references and empty cells as empty. */
export function customFunction(
  formula: typeof Formula,
  definition: FunctionDefinition,
  call: (sheetId: string, row: number, column: number, given: Argument[]) => Result,
  sheetName: (id: string) => string,
): Formula.BaseFunction {
  class CustomFunction extends formula.BaseFunction {
    override minParams = 0
    override maxParams = 255
    override needsReferenceObject = true

    override calculate(...variants: Formula.FunctionVariantType[]): Formula.BaseValueObject {
      const subUnitId = this.subUnitId ?? ''
      const given: Argument[] = []
      for (const variant of variants) given.push(argumentOf(variant, subUnitId))
      const { value } = call(subUnitId, this.row, this.column, given)
      return Array.isArray(value) ? array(value, this) : single(value)
    }
  }

  /** What stands in cells. A class, because 10,000 cells compute at a time and few functions ask for the address. */
  class Reference implements Argument {
    constructor(
      readonly value: Argument['value'],
      private readonly reference: Formula.BaseReferenceObject,
      private readonly own: string,
    ) {}

    address(): string {
      const { startRow, startColumn, endRow, endColumn } = this.reference.getRangePosition()
      const area = { row: startRow, column: startColumn, rows: endRow - startRow + 1, columns: endColumn - startColumn + 1 }
      return `${quoteSheet(sheetName(this.reference.getForcedSheetId() || this.own))}!${formatRectangle(area)}`
    }
  }

  function argumentOf(variant: Formula.FunctionVariantType, own: string): Argument {
    if (!variant.isReferenceObject()) {
      const value = variant as Formula.BaseValueObject
      return { value: value.isArray() ? rows(value as Formula.ArrayValueObject) : plain(value) }
    }
    const reference = variant as Formula.BaseReferenceObject
    const { startRow, startColumn } = reference.getRangePosition()
    const found = !reference.getForcedSheetName() || reference.getForcedSheetId()
    // Most arguments are one cell, for which Univer would make an array and keep it.
    if (reference.isCell() && found && startRow >= 0 && startColumn >= 0)
      return new Reference(cellValue(reference.getCellData(startRow, startColumn)), reference, own)
    const array = reference.toArrayValueObject()
    const one = array.getRowCount() === 1 && array.getColumnCount() === 1
    return new Reference(one ? plain(array.get(0, 0)) : rows(array), reference, own)
  }

  const rows = (array: Formula.ArrayValueObject): (Value | null)[][] =>
    Array.from({ length: array.getRowCount() }, (_, r) =>
      Array.from({ length: array.getColumnCount() }, (_cell, c) => plain(array.get(r, c))),
    )

  function plain(value: Formula.BaseValueObject | null | undefined | void): Value | null {
    if (!value || value.isNull()) return null
    if (value.isError()) return busy((value as unknown as Formula.ErrorValueObject).getErrorType())
    const read = value.getValue()
    return value.isBoolean() ? Boolean(read) : read
  }

  function single(value: Value): Formula.BaseValueObject {
    if (typeof value === 'number') return formula.NumberValueObject.create(value)
    if (typeof value === 'boolean') return formula.BooleanValueObject.create(value)
    // Univer has no #BUSY!: the error for data that is under way stands for it.
    if (isError(value)) return formula.ErrorValueObject.create((value === '#BUSY!' ? '#GETTING_DATA' : value) as Formula.ErrorType)
    return formula.StringValueObject.create(value)
  }

  const array = (values: Value[][], { unitId, subUnitId, row, column }: Formula.BaseFunction): Formula.BaseValueObject =>
    new formula.ArrayValueObject({
      calculateValueList: values.map(line => line.map(single)),
      rowCount: values.length,
      columnCount: values[0].length,
      unitId: unitId ?? '',
      sheetId: subUnitId ?? '',
      row,
      column,
    })

  return new CustomFunction(definition.cellName)
}

const BOOLEAN = 3

/** What a cell of Univer holds; null when it is empty. */
function cellValue(cell: Core.ICellData | null | undefined | void): Value | null {
  const value = cell?.v
  if (value === null || value === undefined) return cell?.f ? 0 : null
  if (Number(cell?.t) === BOOLEAN) return Boolean(value)
  return typeof value === 'string' ? busy(value) : value
}

const busy = (error: string): string => (error === '#GETTING_DATA' ? '#BUSY!' : error)
