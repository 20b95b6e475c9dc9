import { readAmount, readCode, readDate, type CellValue, type NumberStyle } from './cells.js'
import { readable, type Answers, type Seen } from './answers.js'
import { dateOrder } from './date-order.js'
import { decimalSign, type NumberCell } from './decimal-sign.js'
import type { FieldKind } from './fields.js'
import { refuse } from '../refusals.js'
import { inputName, type Fault, type InputFile, type InputRow } from './input.js'
import type { IntakeRemark } from './neutral-ledger.js'
import { bodyOf, wholenessFaults } from './whole-file.js'

/** What stands where in a file. */
export interface SheetForm {
  titles: readonly string[]
  /** The line on which its data begin. */
  from: number
  /** What each column holds, as far as it is used. */
  kinds: ReadonlyMap<number, FieldKind>
  /** Columns whose numbers are no money, although they are amounts in the table. */
  key?: number
  /** Cells at the end of a line may be left out. */
  ragged?: boolean
  /** The numbers stand as the profile states. */
  decimalStated?: boolean
}

/** A file in which dates are `YYYY-MM-DD` and amounts have a point; its faults mean that nothing of it may be posted. */
export interface PlainSheet {
  file: InputFile & { rows: InputRow[] }
  faults: Fault[]
  remarks: IntakeRemark[]
  /** Totals of the file by column, from a line that says so. */
  totals: readonly InputRow[]
}

const ENGLISH: NumberStyle = { decimal: '.', thousands: ',' }
const COMMA: NumberStyle = { decimal: ',', thousands: '.' }
const NUMBERS: ReadonlySet<FieldKind> = new Set(['amount', 'quantity', 'rate', 'count'])

/**
 * Settles once for a whole file what its cells alone do not say: which comes first, day or month, and which sign stands before the
 * decimals; drops lines of totals and counts once they were compared; takes the `.0` off codes that went through a float. What can be
 * read in two ways is a fault that asks for an answer, never a guess.
 */
export function plainSheet(given: InputFile, form: SheetForm, answers: Answers): PlainSheet {
  const name = inputName(given)
  const rows = [...given.rows]
  const body = bodyOf(rows, form.from)
  const place = (at: number) => form.titles[at] || `#${at + 1}`
  const columns = (wanted: (kind: FieldKind) => boolean) => [...form.kinds].filter(([, kind]) => wanted(kind)).map(([at]) => at)
  const plain: PlainSheet = { file: { ...given, rows: [] }, faults: [], remarks: [], totals: body.totals }
  const tell = (en: string, zh: string) => plain.remarks.push({ subject: name, en: `${name}: ${en}`, zh: `${name}：${zh}` })

  const formats = new Map<number, readonly string[]>()
  for (const at of columns(kind => kind === 'date')) {
    const order = dateOrder(seenIn(body.data, at), answers)
    if (order.refusal) plain.faults.push({ file: name, line: 0, column: place(at), value: '', refusal: order.refusal })
    if (order.formats) formats.set(at, order.formats)
    if (order.because) {
      const { text, line } = order.because
      tell(
        `all dates of ${place(at)} were read as ${text} on line ${line} must be.`,
        `“${place(at)}”列日期均按第 ${line} 行 ${text} 的写法读取。`,
      )
    }
  }

  const sign = form.decimalStated ? {} : decimalSign(numbersIn(body.data, form, place), answers)
  if (sign.refusal && sign.at) {
    const { at: cell, refusal } = sign
    const asked = refusal.code === 'DECIMALS_AMBIGUOUS'
    plain.faults.push({ file: name, line: asked ? 0 : cell.line, column: cell.column, value: asked ? '' : cell.text, refusal })
  }
  if (sign.because) {
    const { text, line } = sign.because
    tell(`all amounts were read as ${text} on line ${line} must be.`, `金额均按第 ${line} 行 ${text} 的写法读取。`)
  }
  const style = sign.decimal === ',' ? COMMA : ENGLISH
  const amounts = columns(kind => kind === 'amount' || kind === 'quantity')
  const checked = { name, titles: form.titles, amounts, key: form.key, even: given.sheet === undefined && !form.ragged }
  if (!sign.refusal && !form.decimalStated) plain.faults.push(...wholenessFaults(body, checked, style))

  let floats: { count: number; text: string; column: string } | undefined
  const days = new Map<string, CellValue>()
  const notAsSaid = (cell: string, at: number, { line }: InputRow, said: string): CellValue => {
    plain.faults.push({ file: name, line, column: place(at), value: cell, refusal: refuse('NOT_AS_SAID', { value: cell, said }) })
    return cell
  }
  const settled = (cell: CellValue, at: number, row: InputRow): CellValue => {
    const kind = form.kinds.get(at)
    if (kind === undefined || typeof cell !== 'string' || cell === '') return cell
    const order = kind === 'date' && formats.get(at)
    if (order) {
      const key = `${at} ${cell}`
      if (!days.has(key))
        days.set(
          key,
          readable(() => readDate(cell, order)),
        )
      const read = days.get(key)
      // What was said of the column holds for all of it: a cell that only fits the other way is not read that way.
      if (read !== undefined || !readable(() => readDate(cell, ['auto']))) return read ?? cell
      return notAsSaid(cell, at, row, answers.dates?.join(', ') ?? order[0])
    }
    if (NUMBERS.has(kind)) {
      if (style === ENGLISH) return cell
      const read = readable(() => readAmount(cell, COMMA))
      if (read !== undefined || !readable(() => readAmount(cell, ENGLISH))) return read ?? cell
      return notAsSaid(cell, at, row, '1.234,56')
    }
    if (kind !== 'code' || !/^\d+\.0+$/.test(cell.trim())) return cell
    floats = { count: (floats?.count ?? 0) + 1, text: floats?.text ?? cell, column: floats?.column ?? place(at) }
    return readCode(cell.trim(), { whole: true })
  }
  const last = new Set<InputRow>([...body.data])
  plain.file.rows = rows
    .filter(row => row.line < form.from || last.has(row))
    .map(row => (row.line < form.from ? row : settledRow(row, settled)))
  if (floats) {
    const { count, text, column } = floats
    tell(
      `${count} codes such as ${text} (${column}) went through a spreadsheet as numbers; the .0 was taken off.`,
      `${count} 个编码（如“${column}”列 ${text}）曾被当作数字，已去掉末尾 .0。`,
    )
  }
  return plain
}

function settledRow(row: InputRow, settled: (cell: CellValue, at: number, row: InputRow) => CellValue): InputRow {
  let cells: CellValue[] | undefined
  row.cells.forEach((cell, at) => {
    const value = settled(cell, at, row)
    if (value !== cell) (cells ??= [...row.cells])[at] = value
  })
  return cells ? { line: row.line, cells } : row
}

function* seenIn(rows: readonly InputRow[], at: number): Generator<Seen> {
  for (const { line, cells } of rows) {
    const cell = cells[at]
    if (typeof cell === 'string' && cell.trim() !== '') yield { text: cell.trim(), line }
  }
}

function* numbersIn(rows: readonly InputRow[], { kinds }: SheetForm, place: (at: number) => string): Generator<NumberCell> {
  for (const [at, kind] of kinds) {
    if (!NUMBERS.has(kind)) continue
    for (const seen of seenIn(rows, at)) yield { ...seen, column: place(at), money: kind === 'amount' }
  }
}
