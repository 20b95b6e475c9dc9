import type { Currency } from '../money.js'
import { refuse } from '../refusals.js'
import { postingOrder } from './fields.js'
import { checkHeadings, texts, wantedByLines } from './headings.js'
import type { Sheet } from './input.js'
import { joinedLine, type Index } from './joins.js'
import type { Line } from './line.js'
import type { RowPlan } from './profile.js'
import { cellsOf, fitsTable, instalmentsOf } from './row.js'
import { counts, indexesOf, indexOf, type Work } from './work.js'

/** Makes the rows of one table from the lines of one file. */
export class Maker {
  private readonly first = new Map<string, string>()
  private readonly different = new Set<string>()
  private readonly lines: Index | undefined
  private readonly lineJoins: ReadonlyMap<string, Index> = new Map()

  constructor(
    private readonly plan: RowPlan,
    private readonly sheet: Sheet,
    private readonly work: Work,
  ) {
    if (!plan.lines) return
    const asked = wantedByLines(plan.lines)
    const lines = indexOf(plan.lines, texts(asked), sheet, work)
    if (!lines) return
    this.lineJoins = indexesOf(plan.lines.join, lines.sheet, asked, work)
    const joined = new Map([...this.lineJoins].map(([name, index]) => [name, index.sheet]))
    if (checkHeadings(lines.sheet, joined, asked, work.faults)) this.lines = lines
  }

  /** A line that the file's conditions leave out: its detail lines belong to it all the same. */
  passOver(line: Line): void {
    this.lines?.of(line, this.work.reading)
  }

  make(line: Line): void {
    const { plan, work } = this
    this.passOver(line)
    if (!counts(line, plan.where, work)) return
    const row = cellsOf(plan.table, plan.columns, line, work)
    if (!row || this.repeated(row)) return
    const currency = row.currency as Currency | undefined
    const before = work.faults.length
    const lines = this.linesOf(line, currency)
    const instalments = instalmentsOf(plan, line, work, currency)
    if (work.faults.length > before) return
    if (lines?.length) row.lines = lines
    if (instalments.length) row.instalments = instalments
    if (!fitsTable(plan, row, line, work.faults)) return
    const { name: file } = line.sheet
    const made = { table: plan.table, row, sourceRow: line.row.line }
    work.made.push({
      order: postingOrder(plan.table, row),
      row: made,
      origin: { file, line: line.row.line },
      once: plan.once !== undefined,
    })
  }

  private linesOf(line: Line, currency: Currency | undefined): Record<string, unknown>[] | undefined {
    const { plan, work, lines } = this
    if (!lines || !plan.lines) return undefined
    const { columns, where } = plan.lines
    return lines
      .of(line, work.reading)
      .map(row => joinedLine(lines.sheet, row, this.lineJoins, work.reading, work.faults))
      .filter(detail => counts(detail, where, work))
      .map(detail => cellsOf(plan.table, columns, detail, work, currency ?? work.currency))
      .filter(cells => cells !== undefined)
  }

  /** Whether an earlier line made this row already; other content under the same key is remembered for a remark. */
  private repeated(row: Record<string, unknown>): boolean {
    const { once } = this.plan
    if (once === undefined) return false
    const key = String(row[once])
    const content = JSON.stringify(row)
    const first = this.first.get(key)
    if (first === undefined) this.first.set(key, content)
    else if (first !== content) this.different.add(key)
    return first !== undefined
  }

  /** What can be told only after the last line. */
  finish(): void {
    const { plan, work, lines, different } = this
    for (const { key, row } of lines?.unused() ?? []) {
      const column = Object.values(plan.lines!.on).join(' + ')
      const refusal = refuse('UNMATCHED_LINE', { file: this.sheet.name, key: `${Object.keys(plan.lines!.on).join(' + ')} ${key}` })
      work.faults.push({ file: lines!.sheet.name, line: row.line, column, value: key, refusal })
    }
    if (different.size === 0) return
    const some = [...different].slice(0, 3).join(', ')
    work.remarks.push({
      subject: plan.table,
      en: `${different.size} values of ${plan.table}.${plan.once} stand on several lines with other content (${some} …); the first line of each was taken.`,
      zh: `${plan.table}.${plan.once} 有 ${different.size} 个值在多行中内容不同（${some} 等），均取首行。`,
    })
  }
}
