import { Refusal, refuse } from '../refusals.js'
import type { IsoDate } from '../dates.js'
import { money, type Currency, type Money } from '../money.js'
import type { Answers } from './answers.js'
import { cellText, readAmount, readCode, readDate, type NumberStyle } from './cells.js'
import type { FieldKind } from './fields.js'
import { inputName, isBlank, plainHeading, type Fault, type InputFile, type InputRow } from './input.js'
import type { IntakeRemark } from './neutral-ledger.js'
import { plainSheet } from './plain-sheet.js'

/** A column of an export of another program: the headings it may have, and what it holds. */
export interface ExportColumn {
  headings: readonly string[]
  kind: FieldKind
  required?: true
}

export type ExportColumns<Column extends string> = Readonly<Record<Column, ExportColumn>>

/** Where the columns of an export stand, and the line on which its data begin. */
export interface ExportPlaces<Column extends string> {
  titles: readonly string[]
  from: number
  at: ReadonlyMap<Column, number>
}

const POINT: NumberStyle = { decimal: '.', thousands: ',' }
const HEADING_ROWS = 20

/** Finds the row of headings that has all required columns; nothing when none of the first rows is it. */
export function exportPlaces<Column extends string>(file: InputFile, columns: ExportColumns<Column>): ExportPlaces<Column> | undefined {
  let looked = 0
  for (const row of file.rows) {
    if (isBlank(row)) continue
    if (++looked > HEADING_ROWS) return undefined
    const titles = row.cells.map(cell => (cell === null || cell === undefined ? '' : String(cell).trim()))
    const plain = titles.map(plainHeading)
    const at = new Map<Column, number>()
    for (const [name, { headings }] of Object.entries<ExportColumn>(columns)) {
      const place = headings.map(heading => plain.indexOf(plainHeading(heading))).find(found => found >= 0)
      if (place !== undefined) at.set(name as Column, place)
    }
    const whole = Object.entries<ExportColumn>(columns).every(([name, { required }]) => !required || at.has(name as Column))
    if (whole) return { titles, from: row.line + 1, at }
  }
  return undefined
}

/** The lines of an export, its cells read by the column they stand in; what cannot be read is a fault of that cell. */
export class ExportTable<Column extends string> {
  readonly name: string
  readonly rows: readonly InputRow[]
  readonly faults: Fault[]
  readonly remarks: IntakeRemark[]

  constructor(
    file: InputFile,
    private readonly places: ExportPlaces<Column>,
    columns: ExportColumns<Column>,
    answers: Answers,
    { ragged = false, key }: { ragged?: boolean; key?: Column } = {},
  ) {
    const kinds = new Map<number, FieldKind>()
    for (const [name, at] of places.at) kinds.set(at, columns[name].kind)
    const plain = plainSheet(file, { ...places, kinds, ragged, key: key && places.at.get(key) }, answers)
    this.name = inputName(file)
    this.rows = plain.file.rows.filter(row => row.line >= places.from)
    this.faults = plain.faults
    this.remarks = plain.remarks
  }

  has(column: Column): boolean {
    return this.places.at.has(column)
  }

  /** The heading as the file writes it. */
  title(column: Column): string {
    return this.places.titles[this.places.at.get(column) ?? -1] || column
  }

  /** What stands in a cell; `''` for nothing, for a column that is not there, and for an error, which is a fault. */
  text(row: InputRow, column: Column): string {
    const at = this.places.at.get(column)
    return at === undefined ? '' : (this.tried(row, column, () => cellText(row.cells[at])) ?? '')
  }

  code(row: InputRow, column: Column): string {
    const text = this.text(row, column)
    return text === '' ? '' : (this.tried(row, column, () => readCode(text, { whole: true })) ?? '')
  }

  date(row: InputRow, column: Column): IsoDate | undefined {
    const text = this.text(row, column)
    return text === '' ? undefined : this.tried(row, column, () => readDate(text, ['auto']))
  }

  /** An amount as plain decimal text; nothing for an empty cell. */
  number(row: InputRow, column: Column): string | undefined {
    const text = this.text(row, column)
    return text === '' ? undefined : this.tried(row, column, () => readAmount(text, POINT))
  }

  /** An amount in minor units; zero for an empty cell. */
  money(row: InputRow, column: Column, currency: Currency): Money {
    const text = this.number(row, column)
    return text === undefined ? (0 as Money) : (this.tried(row, column, () => money(text, currency)) ?? (0 as Money))
  }

  fault(row: InputRow, column: Column | '', refusal: Refusal, value?: string): void {
    const found = value ?? (column === '' ? '' : this.text(row, column))
    this.faults.push({ file: this.name, line: row.line, column: column === '' ? '' : this.title(column), value: found, refusal })
  }

  /** Something missing that a line cannot do without. */
  missing(row: InputRow, column: Column): void {
    this.fault(row, column, refuse('MISSING_CELL', { column: this.title(column) }), '')
  }

  tell(en: string, zh: string): void {
    this.remarks.push({ subject: this.name, en: `${this.name}: ${en}`, zh: `${this.name}：${zh}` })
  }

  private tried<T>(row: InputRow, column: Column, read: () => T): T | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const asked = this.faults.some(({ line, column: of }) => line === 0 && of === this.title(column))
      const value = String(row.cells[this.places.at.get(column) ?? -1] ?? '')
      // What was asked of the whole column is not asked again of each cell.
      if (!asked) this.faults.push({ file: this.name, line: row.line, column: this.title(column), value, refusal: error })
      return undefined
    }
  }
}
