import type { Day, Period } from '../dates.js'
import { refuse } from '../refusals.js'
import type { Words } from '../vocabulary.js'
import { customerNamed } from './customers.js'
import type { Cell, Context } from './context.js'
import { options, type Options } from './options.js'
import { dateOf, periodOf } from './when.js'

/** How one argument of a function is read from its cell. */
export interface Parameter<T> {
  label: Words
  help: Words
  optional: boolean
  /** A key may be a column or a row: one call answers each. */
  repeats: boolean
  read: (cell: Cell, context: Context) => T
}

const words = (en: string, zh: string): Words => ({ en, zh })

function parameter<T>(label: Words, help: Words, read: Parameter<T>['read'], optional = false, repeats = false): Parameter<T> {
  return { label, help, optional, repeats, read }
}

const missing = (name: string) => refuse('BAD_ARGUMENT', { name, problem: 'missing (不能为空)' })
const isBlank = (cell: Cell): cell is null | '' => cell === null || cell === ''

function textOf(cell: Cell, name: string): string {
  if (typeof cell === 'string') return cell.trim()
  if (typeof cell === 'number') return String(cell)
  throw refuse('BAD_ARGUMENT', { name, problem: `${String(cell)} is not a text (不是文本)` })
}

export const param = {
  /** Index of a customer, or ALL. */
  customer: () =>
    parameter(
      words('customer', '客户'),
      words('Code or name of a customer, "*" for all, or a range of them', '客户编码或名称，"*" 表示全部，也可为区域'),
      (cell, { book }): number => {
        if (typeof cell === 'boolean')
          throw refuse('BAD_ARGUMENT', { name: 'customer', problem: 'TRUE/FALSE is not a customer (不是客户)' })
        if (isBlank(cell)) throw missing('customer')
        return customerNamed(book, cell)
      },
      false,
      true,
    ),
  /** A bucket as typed, or `undefined`. */
  bucket: () =>
    parameter(
      words('bucket', '账龄段'),
      words('1-30, >90, not due, overdue …; all buckets when left out', '如 1-30、90天以上、未到期、逾期；省略则返回全部'),
      (cell): string | number | undefined => {
        if (isBlank(cell)) return undefined
        if (typeof cell === 'boolean') throw refuse('BAD_ARGUMENT', { name: 'bucket', problem: 'TRUE/FALSE is not a bucket (不是账龄段)' })
        return cell
      },
      true,
      true,
    ),
  asOf: () =>
    parameter(
      words('asOf', '截止日期'),
      words('The date asked for; the workbook’s as-of date when left out', '查询的截止日期；省略则用工作簿的截止日期'),
      (cell, context): Day => (cell === null ? context.asOf : day(cell, 'asOf')),
      true,
      true,
    ),
  /** A period; `undefined` when left out, so that each function says what that means. */
  period: () =>
    parameter(
      words('period', '期间'),
      words(
        '2026-03, 2026Q1, 2026, 本月, 上月, 2026-01..2026-03; year to date when left out',
        '如 2026-03、2026Q1、本月、上月、2026-01..2026-03；省略为年初至截止日',
      ),
      (cell, { asOf }): Period | undefined => {
        if (isBlank(cell)) return undefined
        if (typeof cell === 'boolean') throw refuse('BAD_PERIOD', { value: String(cell) })
        // A year or a month typed as a number is not a serial: 2026 and 202603 lie far below those of this century.
        if (typeof cell === 'number' && cell >= 1970 && cell <= 2149) return periodOf(String(cell), asOf)
        if (typeof cell === 'number') {
          const on = dateOf(cell)
          return { from: on, to: on }
        }
        return periodOf(cell, asOf)
      },
      true,
    ),
  options: () =>
    parameter(
      words('options', '选项'),
      words('For example "basis=document;region=East"', '如 "口径=开票日;区域=华东"'),
      (cell, { book }): Options => options(isBlank(cell) ? '' : textOf(cell, 'options'), book),
      true,
    ),
  /** One of some words, given in either language; the first when left out. */
  choice: <T extends string>(label: Words, choices: Readonly<Record<T, Words>>) => {
    const known = Object.keys(choices) as T[]
    const spelled = new Map(known.flatMap(key => [key, choices[key].en, choices[key].zh].map(text => [text.toLowerCase(), key] as const)))
    const help = words(
      `One of ${known.join(', ')}; ${known[0]} when left out`,
      `可选：${known.map(key => choices[key].zh).join('、')}；省略为${choices[known[0]].zh}`,
    )
    return parameter(
      label,
      help,
      (cell): T => {
        if (isBlank(cell)) return known[0]
        const found = spelled.get(textOf(cell, label.en).toLowerCase())
        if (!found) throw refuse('BAD_OPTION', { value: String(cell), known: known.map(key => `${key} ${choices[key].zh}`).join(', ') })
        return found
      },
      true,
      true,
    )
  },
  text: (label: Words, help: Words, optional = false) =>
    parameter(
      label,
      help,
      (cell): string => {
        if (isBlank(cell) && !optional) throw missing(label.en)
        return isBlank(cell) ? '' : textOf(cell, label.en)
      },
      optional,
      true,
    ),
  /** An amount on top, as a plain number or text; a range of drafts is added up by the caller. */
  draft: () =>
    parameter(
      words('draft', '拟新增'),
      words('An amount on top, or a range of amounts of draft rows', '在现有占用之上拟新增的金额，或草稿行金额区域'),
      (cell): string | number | undefined => {
        if (isBlank(cell)) return undefined
        if (typeof cell === 'boolean') throw refuse('BAD_AMOUNT', { value: String(cell) })
        return typeof cell === 'string' ? cell.replaceAll(',', '') : cell
      },
      true,
      true,
    ),
} as const

function day(cell: Cell, name: string): Day {
  if (typeof cell === 'boolean') throw refuse('BAD_ARGUMENT', { name, problem: 'TRUE/FALSE is not a date (不是日期)' })
  if (cell === null || cell === '' || cell === 0) throw refuse('DATE_MISSING')
  return dateOf(cell)
}
