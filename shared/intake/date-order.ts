import { isDateFormat, readDate } from './cells.js'
import { readable, type Answers, type Seen } from './answers.js'
import { refuse, type Refusal } from '../refusals.js'

/** How the dates of a column are read: formats that follow from its cells, or why nobody can say. */
export interface DateOrder {
  formats?: readonly string[]
  /** The cell that decided it, when others could have been read otherwise. */
  because?: Seen
  refusal?: Refusal
}

const DAY_OR_MONTH = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?=$|[T ])/
const YEAR_FIRST = /^\d{4}[-/.年]?\d{1,2}[-/.月]?(\d{1,2})/

/** Formats that name the day first, or the month. */
const formatsOf = (first: 'D' | 'M'): string[] =>
  ['-', '/', '.'].map(sign => (first === 'D' ? `D${sign}M${sign}YYYY` : `M${sign}D${sign}YYYY`))

/**
 * Looks at all cells of a column: one that can be read in one way only decides for all. Cells that decide differently contradict each
 * other, a column without such a cell is ambiguous, and one in which only impossible dates stayed texts may have been swapped.
 */
export function dateOrder(cells: Iterable<Seen>, { dates }: Answers): DateOrder {
  if (dates && !dates.includes('auto')) return { formats: dates.flatMap(withOtherSigns) }
  let dayFirst: Seen | undefined
  let monthFirst: Seen | undefined
  let highDay = false
  let early: Seen | undefined
  const open: Seen[] = []
  const met = new Set<string>()
  for (const seen of cells) {
    // A file has few different days; each says all it can when it is first met.
    if (met.has(seen.text)) continue
    met.add(seen.text)
    const text = seen.text.normalize('NFKC').trim()
    const parts = DAY_OR_MONTH.exec(text)
    if (!parts) {
      const day = YEAR_FIRST.exec(text)?.[1]
      if (day === undefined) continue
      if (Number(day) > 12) highDay = true
      else early ??= seen
      continue
    }
    const [one, two] = [Number(parts[1]), Number(parts[3])]
    if (one > 31 || two > 31) continue
    else if (one > 12 && two <= 12) dayFirst ??= seen
    else if (two > 12 && one <= 12) monthFirst ??= seen
    else if (one !== two && open.length < 2) open.push(seen)
  }
  if (dayFirst && monthFirst) return { refusal: contradiction(dayFirst, monthFirst) }
  const decided = dayFirst ?? monthFirst
  const first = dayFirst ? 'D' : 'M'
  if (decided && early && !highDay && open.length === 0) return { refusal: swapped(decided, early, first) }
  if (decided) return { formats: formatsOf(first), because: open.length > 0 ? decided : undefined }
  if (open.length > 0) return { refusal: refuse('DATES_AMBIGUOUS', { examples: open.map(bothDates).join('; ') }) }
  return {}
}

/** A format holds for every sign between its parts: `D/M/YYYY` reads 3-4-2026 too. */
function withOtherSigns(format: string): string[] {
  const others = ['-', '/', '.'].map(sign => format.replace(/[-/.]/g, sign))
  return [format, ...others.filter(other => other !== format && isDateFormat(other))]
}

function bothDates({ text }: Seen): string {
  const plain = text.normalize('NFKC').trim()
  const days = (['D', 'M'] as const).map(first => readable(() => readDate(plain, formatsOf(first))) ?? '?')
  return `${text} = ${days.join(' / ')}`
}

const contradiction = (dayFirst: Seen, monthFirst: Seen): Refusal =>
  refuse('DATES_CONTRADICT', {
    dayFirst: dayFirst.text,
    dayFirstLine: dayFirst.line,
    monthFirst: monthFirst.text,
    monthFirstLine: monthFirst.line,
  })

const swapped = (text: Seen, date: Seen, first: 'D' | 'M'): Refusal =>
  refuse('DATES_SWAPPED', {
    text: text.text,
    textLine: text.line,
    date: date.text,
    dateLine: date.line,
    form: first === 'D' ? 'D/M/YYYY' : 'M/D/YYYY',
  })
