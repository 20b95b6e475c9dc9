import type { Currency, Money } from '../../money.js'
import { Refusal, refuse } from '../../refusals.js'
import { NAME_LENGTH } from '../../facts/parts.js'
import { cellText } from '../cells.js'
import { plainHeading } from '../input.js'
import { amountReader } from './amount-cells.js'
import { isBlankCell } from './cell-forms.js'
import { codeReader } from './code-cells.js'
import { currencyNamed } from './currency-words.js'
import { dateReader } from './date-cells.js'
import type { AdoptionFault } from './faults.js'
import { CONTENT, type AdoptionField } from './field-words.js'
import { fieldLabel } from './labels.js'
import type { HeadingBlock } from './heading-block.js'
import type { AdoptionMapping, MappedColumn } from './mapping.js'
import { addressOf, lineOf, type AdoptionRange, type RangeCell } from './range.js'

/** A row read: what could not be read is a fault. */
export interface ReadRow {
  row: number
  line: number
  text: Partial<Record<AdoptionField, string>>
  money: Partial<Record<AdoptionField, Money>>
  /** Amounts of aging columns, by heading. */
  buckets: { heading: string; amount: Money }[]
  currency: Currency
  faults: AdoptionFault[]
}

interface Column {
  at: number
  field: AdoptionField
  heading: string
  fillDown: boolean
  unsure: boolean
  read: (cell: RangeCell, row: number, into: ReadRow) => void
}

/** Reads the rows of a range by a mapping, cell by cell. */
export class RowReading {
  readonly columns: readonly Column[]
  /** How many amounts had more decimals than their currency. */
  rounded = 0
  private readonly above = new Map<number, RangeCell>()

  constructor(
    private readonly range: AdoptionRange,
    mapping: AdoptionMapping,
    block: HeadingBlock,
    private readonly currency: Currency,
  ) {
    const found = placed(mapping, block).map(({ column, at }) => this.columnOf(column, at))
    // The currency first: it decides how many decimals amounts have.
    this.columns = [...found.filter(({ field }) => field === 'currency'), ...found.filter(({ field }) => field !== 'currency')]
  }

  /** Places of the columns of some fields. */
  places(fields: readonly AdoptionField[]): number[] {
    return this.columns.filter(({ field }) => fields.includes(field)).map(({ at }) => at)
  }

  of(row: number): ReadRow {
    const cells = this.range.values[row]
    const into: ReadRow = { row, line: lineOf(this.range, row), text: {}, money: {}, buckets: [], currency: this.currency, faults: [] }
    for (const column of this.columns) {
      let cell = cells[column.at]
      if (isBlankCell(cell)) {
        if (!column.fillDown && !column.unsure) continue
        const above = this.above.get(column.at)
        if (above === undefined) continue
        if (column.unsure) {
          const asked = refuse('READING_UNANSWERED', { value: '', first: String(above), second: '—' })
          into.faults.push(this.fault(row, column.at, column.heading, '', asked))
          continue
        }
        cell = above
      } else if (column.fillDown || column.unsure) this.above.set(column.at, cell)
      try {
        column.read(cell, row, into)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        into.faults.push(this.fault(row, column.at, column.heading, String(cell), error))
      }
    }
    return into
  }

  /** Takes the name that heads a group for the rows below it. */
  heads(row: number): void {
    for (const { at, fillDown } of this.columns) {
      const cell = this.range.values[row][at]
      if (fillDown && typeof cell === 'string' && !isBlankCell(cell))
        this.above.set(at, cell.replace(/^\s*(客户|单位|往来单位|customer)\s*[:：]\s*/i, ''))
    }
  }

  /** A fault of a field, in its cell when the range has the column. */
  faultOn(read: ReadRow, field: AdoptionField, refusal: Refusal): AdoptionFault {
    const column = this.columns.find(found => found.field === field)
    const value = column ? String(this.range.values[read.row][column.at] ?? '') : ''
    return this.fault(read.row, column?.at ?? 0, column?.heading ?? '', value, refusal)
  }

  /** What a field is called in this range. */
  headingOf(fields: readonly AdoptionField[]): string {
    const heading = this.columns.find(({ field }) => fields.includes(field))?.heading
    const { en, zh } = fieldLabel(fields[0])
    return heading || `${en} (${zh})`
  }

  private fault(row: number, at: number, column: string, value: string, refusal: Refusal): AdoptionFault {
    return { line: lineOf(this.range, row), cell: addressOf(this.range, row, at), column, value, refusal }
  }

  private columnOf({ heading, field, reading }: MappedColumn, at: number): Column {
    return {
      at,
      field: field!,
      heading,
      fillDown: reading.fillDown === true,
      unsure: reading.open?.includes('fillDown') === true,
      read: this.readerOf(field!, { heading, reading }, at),
    }
  }

  private readerOf(field: AdoptionField, { heading, reading }: Pick<MappedColumn, 'heading' | 'reading'>, at: number): Column['read'] {
    const { formats, colours } = this.range
    switch (CONTENT[field]) {
      case 'date': {
        const read = dateReader(reading)
        return (cell, _, into) => (into.text[field] = read(cell))
      }
      case 'amount': {
        const read = amountReader(reading)
        return (cell, row, into) => {
          const { amount, currency, rounded } = read(cell, into.currency, colours?.[row]?.[at])
          if (rounded) this.rounded++
          if (currency !== undefined && currency !== into.currency) this.takeCurrency(into, currency, cell)
          if (field === 'bucket') into.buckets.push({ heading, amount })
          else into.money[field] = amount
        }
      }
      case 'code': {
        const read = codeReader(reading)
        return (cell, row, into) => (into.text[field] = checked(read(cell, formats?.[row]?.[at]), heading))
      }
      case 'currency':
        return (cell, _, into) => (into.text[field] = into.currency = currencyNamed(cellText(cell)))
      case 'rate':
        return (cell, _, into) => (into.text[field] = rateText(cell))
      case 'days':
        return (cell, _, into) =>
          (into.text[field] = cellText(cell)
            .normalize('NFKC')
            .replace(/^(\d+)(\.0+)?\s*(天|日|days?)?$/i, '$1'))
      case 'text': {
        // Names repeat.
        const known = new Map<RangeCell, string>()
        return (cell, _, into) => {
          let text = known.get(cell)
          if (text === undefined) known.set(cell, (text = checked(cellText(cell), heading)))
          into.text[field] = text
        }
      }
    }
  }

  /** A sign in an amount says the currency where no column does; one that says another than the column is refused. */
  private takeCurrency(into: ReadRow, currency: Currency, cell: RangeCell): void {
    if (into.text.currency !== undefined) throw refuse('AMOUNT_NAMES_CURRENCY', { value: String(cell) })
    into.currency = currency
    into.text.currency = currency
  }
}

function checked(text: string, column: string): string {
  if (text.length > NAME_LENGTH)
    throw refuse('BAD_ROW', { column, problem: `longer than ${NAME_LENGTH} characters (超过 ${NAME_LENGTH} 个字符)` })
  return text
}

function rateText(cell: RangeCell): string {
  const text = cellText(cell).normalize('NFKC').replace(/,/g, '')
  if (!/^\d{1,12}(\.\d{1,12})?$/.test(text) || Number(text) === 0) throw refuse('BAD_RATE', { value: String(cell) })
  return text
}

/** The columns of a mapping where this range has them: by heading, so that columns may have moved. Refuses a range that lacks one. */
function placed(mapping: AdoptionMapping, { headings }: HeadingBlock): { column: MappedColumn; at: number }[] {
  const places = new Map<string, number>()
  const counts = new Map<string, number>()
  headings.forEach((heading, at) => {
    const plain = plainHeading(heading)
    const nth = (counts.get(plain) ?? 0) + 1
    counts.set(plain, nth)
    places.set(`${plain}#${nth}`, at)
  })
  return mapping.columns.flatMap(column => {
    if (column.field === null) return []
    const at = places.get(`${plainHeading(column.heading)}#${column.nth}`)
    if (at === undefined) throw refuse('MISSING_COLUMN', { file: 'range (所选区域)', column: column.heading })
    return [{ column, at }]
  })
}
