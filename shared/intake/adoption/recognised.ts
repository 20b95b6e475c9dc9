import type { Words } from '../../vocabulary.js'
import { amountColumn } from './amount-column.js'
import { isBlankCell } from './cell-forms.js'
import { codeColumn } from './code-cells.js'
import { columnGuesses, type ColumnGuess } from './column-guess.js'
import { dateColumn } from './date-cells.js'
import { CONTENT } from './field-words.js'
import { headingBlock, type HeadingBlock } from './heading-block.js'
import type { AdoptionMapping, MappedColumn, Reading } from './mapping.js'
import { columnQuestion, type AdoptionQuestion } from './questions.js'
import { kindGuesses, REQUIRED, type KindGuess, type RangeKind } from './range-kind.js'
import type { AdoptionField } from './field-words.js'
import { plainHeading } from '../input.js'
import type { AdoptionRange } from './range.js'

/** What a range was recognised as: a mapping to show, mend and remember, and what must be asked. */
export interface RecognisedRange {
  /** Guesses of what it holds, the best first; empty when nothing fits. */
  kinds: KindGuess[]
  mapping: AdoptionMapping
  /** One for each column of the range. */
  columns: ColumnGuess[]
  headings: HeadingBlock
  questions: AdoptionQuestion[]
  /** Fields that the best kind cannot do without and that were not found: of each entry one is enough. */
  missing: (readonly AdoptionField[])[]
  /** What was taken for granted, said: a unit of the title, an amount without tax. */
  told: Words[]
}

/** Guesses what a range holds and what its columns mean. `kind` and `fields` (by place of the column) are what the user said instead. */
export function recognisedRange(
  range: AdoptionRange,
  { kind, fields = {} }: { kind?: RangeKind; fields?: Readonly<Record<number, AdoptionField | null>> } = {},
): RecognisedRange {
  const headings = headingBlock(range)
  const from = headings.first + headings.rows
  const columns = columnGuesses(range, headings, fields)
  const found = new Set(columns.flatMap(({ field }) => (field === null ? [] : [field])))
  const sure = headings.rows > 0 ? 1 : 0.5
  const guesses = kindGuesses(found, [...headings.titles, range.sheet ?? '']).map(guess => ({
    ...guess,
    confidence: guess.confidence * sure,
  }))
  const kinds = kind ? [{ kind, confidence: 1 }, ...guesses.filter(guess => guess.kind !== kind)] : guesses
  const best = kinds[0]?.kind ?? 'invoices'
  const questions: AdoptionQuestion[] = []
  const nths = new Map<string, number>()
  const mapped = columns.map((guess, column): MappedColumn => {
    const heading = headings.headings[column]
    const plain = plainHeading(heading)
    const nth = (nths.get(plain) ?? 0) + 1
    nths.set(plain, nth)
    const { reading, questions: asked } = guess.field === null ? NOTHING : readingOf(range, column, heading, from, guess.field, headings)
    questions.push(...asked)
    return { heading, nth, field: guess.field, reading }
  })
  settleDecimals(mapped, questions)
  const mapping: AdoptionMapping = { version: 1, kind: best, columns: mapped, options: {} }
  return { kinds, mapping, columns, headings, questions, missing: missingFields(mapping), told: toldOf(mapping, headings) }
}

/** A column that does not show its decimal sign has that of the other amounts of the range, where they agree. */
function settleDecimals(columns: MappedColumn[], questions: AdoptionQuestion[]): void {
  const signs = new Set(columns.flatMap(({ reading }) => reading.decimal ?? []))
  if (signs.size !== 1) return
  const [decimal] = signs
  columns.forEach((column, at) => {
    const { open, ...reading } = column.reading
    if (!open?.includes('decimal')) return
    const left = open.filter(kind => kind !== 'decimal')
    columns[at] = { ...column, reading: { ...reading, decimal, ...(left.length && { open: left }) } }
    questions.splice(
      questions.findIndex(question => question.column === at && question.kind === 'decimal'),
      1,
    )
  })
}

const NOTHING: { reading: Reading; questions: AdoptionQuestion[] } = { reading: {}, questions: [] }

/** Fields without which the kind of a mapping cannot be adopted, as far as no column has them. */
export const missingFields = ({ kind, columns }: AdoptionMapping): (readonly AdoptionField[])[] =>
  REQUIRED[kind].filter(any => !columns.some(({ field }) => field !== null && any.includes(field)))

function readingOf(
  range: AdoptionRange,
  column: number,
  heading: string,
  from: number,
  field: AdoptionField,
  { titles }: HeadingBlock,
): { reading: Reading; questions: AdoptionQuestion[] } {
  switch (CONTENT[field]) {
    case 'date':
      return dateColumn(range, column, heading, from)
    case 'amount':
      return amountColumn(range, column, heading, from, titles)
    case 'code':
      return field === 'customerCode'
        ? filled(range, column, heading, from, codeColumn(range, column, heading, from))
        : codeColumn(range, column, heading, from)
    default:
      return field === 'customerName' ? filled(range, column, heading, from, NOTHING) : NOTHING
  }
}

/** Customers over several lines stand once where cells were merged: asked when many cells below a first one are empty. */
function filled(range: AdoptionRange, column: number, heading: string, from: number, read: typeof NOTHING): typeof NOTHING {
  const empty: { row: number; first: string; second: string }[] = []
  let above = ''
  let named = 0
  for (let row = from; row < range.values.length; row++) {
    const cells = range.values[row]
    if (!isBlankCell(cells[column])) {
      above = String(cells[column])
      named++
    } else if (above && cells.filter(cell => !isBlankCell(cell)).length >= Math.max(2, cells.length / 2))
      empty.push({ row, first: above, second: '—' })
  }
  if (empty.length < 2 || empty.length * 5 < named) return read
  return {
    reading: { ...read.reading, open: [...(read.reading.open ?? []), 'fillDown'] },
    questions: [...read.questions, columnQuestion(range, column, heading, 'fillDown', empty)],
  }
}

function toldOf({ columns }: AdoptionMapping, { titles }: HeadingBlock): Words[] {
  const told: Words[] = []
  const scaled = columns.filter(({ reading }) => (reading.times ?? 1) > 1)
  if (scaled.length > 0) {
    const names = scaled.map(({ heading }) => heading).join(', ')
    told.push({
      en: `${names}: multiplied by ${scaled[0].reading.times}, as ${titles.length ? 'the title or heading' : 'the heading'} says.`,
      zh: `${names}：按标题或表头所示单位乘以 ${scaled[0].reading.times}。`,
    })
  }
  if (columns.some(({ field }) => field === 'net'))
    told.push({ en: 'The amount is what stands without tax, plus the tax.', zh: '金额按不含税金额加税额计算。' })
  return told
}
