import { plainHeading } from '../input.js'
import { isBlankCell } from './cell-forms.js'
import type { LeftOutReason } from './faults.js'
import type { HeadingBlock } from './heading-block.js'
import type { AdoptionRange, RangeCell } from './range.js'

/** Where the fields that tell rows apart stand: places of columns, from 0. */
export interface RowPlaces {
  /** Customer, number and date: what a document has and a total lacks. */
  identity: readonly number[]
  /** Where the customer stands. */
  customer: readonly number[]
  /** All columns that are read. */
  mapped: readonly number[]
}

const TOTAL =
  /^(合计|总计|小计|累计|共计|总和|(本页|本月|本期|本日|本季|本年|期末|以上)(合计|小计|累计)|sub-?total|grandtotal|totals?|sum)([:：(（].*)?$/i
const TOTAL_OF = /(小计|合计|总计|sub-?total|total)$/i
const NOTE =
  /^(注|备注|说明|附注|制表|制单|审核|复核|经办|主管|会计|出纳|打印|编制|填表|单位负责人|日期|note|notes|remark|prepared|approved|checked|printed|source)/i

/** Tells rows that hold nothing to be taken by their words; sums are found elsewhere, since they need the rows above. */
export class RowKinds {
  private readonly headings: readonly ReadonlySet<string>[]
  private readonly identity: ReadonlySet<number>
  private readonly mapped: ReadonlySet<number>

  constructor(
    range: AdoptionRange,
    block: HeadingBlock,
    private readonly places: RowPlaces,
    /** Whether an empty cell means the customer above it: then a name alone heads its group. */
    private readonly grouped: boolean,
  ) {
    const rows = range.values.slice(block.first, block.first + block.rows)
    this.headings = block.headings.map((_, at) => new Set(rows.map(row => plainText(row[at])).filter(Boolean)))
    this.identity = new Set(places.identity)
    this.mapped = new Set(places.mapped)
  }

  /** Why a row is left out, or nothing when it must be read. */
  of(cells: readonly RangeCell[]): LeftOutReason | undefined {
    let filled = 0
    let mapped = 0
    let texts = 0
    let first = -1
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at]
      if (isBlankCell(cell)) continue
      filled++
      if (first < 0) first = at
      if (this.mapped.has(at)) mapped++
      if (typeof cell === 'string') texts++
    }
    if (filled === 0) return 'blank'
    if (texts > 0 && this.isTotal(cells, first)) return 'subtotal'
    if (texts === filled && this.isHeading(cells, filled)) return 'repeatedHeading'
    if (texts === filled && filled <= 6 && this.isNote(cells, filled, first)) return 'note'
    if (mapped === 0) return 'beside'
    if (filled === 1 && this.grouped && texts === 1 && this.places.customer.includes(first)) return 'group'
    return undefined
  }

  private isTotal(cells: readonly RangeCell[], first: number): boolean {
    let named = 0
    let other = 0
    for (let at = 0; at < cells.length; at++) {
      const identity = this.identity.has(at)
      if (!identity && at !== first) continue
      const cell = cells[at]
      if (isBlankCell(cell)) continue
      const text = typeof cell === 'string' ? cell.replace(/\s+/g, '') : ''
      if (text !== '' && text.length <= 40 && TOTAL.test(text)) return true
      if (text !== '' && text.length <= 40 && TOTAL_OF.test(text)) named++
      else if (identity && !this.places.customer.includes(at)) other++
    }
    // A customer may be called so; a total has neither number nor date.
    return named > 0 && other === 0
  }

  private isHeading(cells: readonly RangeCell[], filled: number): boolean {
    let same = 0
    for (let at = 0; at < cells.length; at++) if (this.headings[at]?.has(plainText(cells[at]))) same++
    return same >= 2 && same >= filled * 0.6
  }

  private isNote(cells: readonly RangeCell[], filled: number, first: number): boolean {
    const text = String(cells[first]).trim()
    if (!NOTE.test(text)) return false
    // 制表：张三   审核：李四 stands over several cells.
    return filled === 1 || cells.every(cell => isBlankCell(cell) || NOTE.test(String(cell).trim()) || String(cell).trim().length <= 12)
  }
}

const plainText = (cell: RangeCell | undefined): string => (typeof cell === 'string' ? plainHeading(cell) : '')
