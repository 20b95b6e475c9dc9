import type { Words } from '../../vocabulary.js'
import { columnContent, fitOf, type ColumnContent } from './content.js'
import { CONTENT, type AdoptionField } from './field-words.js'
import type { HeadingBlock } from './heading-block.js'
import { headingMatch } from './heading-match.js'
import type { AdoptionRange } from './range.js'

/** What a column is taken for, how sure that is, and why. */
export interface ColumnGuess {
  field: AdoptionField | null
  /** 0 to 1; of a column that is left out, how sure that is. */
  confidence: number
  why: Words
}

interface Candidate extends ColumnGuess {
  field: AdoptionField
  column: number
}

/** Fields that several columns may have. */
const REPEATS: ReadonlySet<AdoptionField> = new Set(['bucket'])

/** What each column of a range is taken for; `said` by the user stands. */
export function columnGuesses(
  range: AdoptionRange,
  block: HeadingBlock,
  said: Readonly<Record<number, AdoptionField | null>>,
): ColumnGuess[] {
  const contents = block.headings.map((_, column) => columnContent(range, column, block.first + block.rows))
  const candidates = block.headings.flatMap((heading, column) => byHeading(heading, column, contents[column]))
  candidates.push(...byContent(contents, block))
  candidates.sort((a, b) => b.confidence - a.confidence || a.column - b.column)
  const result: (ColumnGuess | undefined)[] = block.headings.map((_, column) =>
    column in said ? { field: said[column], confidence: 1, why: { en: 'As you said', zh: '按您的指定' } } : undefined,
  )
  const taken = new Set(Object.values(said))
  for (const { column, ...guess } of candidates) {
    if (result[column] || (taken.has(guess.field) && !REPEATS.has(guess.field))) continue
    taken.add(guess.field)
    result[column] = guess
  }
  return withoutTax(
    result.map((guess, column) => guess ?? leftOut(block.headings[column])),
    block,
  )
}

function leftOut(heading: string): ColumnGuess {
  if (headingMatch(heading) === 'not needed')
    return { field: null, confidence: 0.9, why: { en: 'Not kept in the ledger', zh: '账簿不保存此项' } }
  if (heading === '') return { field: null, confidence: 0.5, why: { en: 'No heading', zh: '没有表头' } }
  return {
    field: null,
    confidence: 0.5,
    why: { en: 'The heading is not known, or another column fits better', zh: '表头未识别，或另一列更合适' },
  }
}

function byHeading(heading: string, column: number, content: ColumnContent): Candidate[] {
  const match = headingMatch(heading)
  if (!match || match === 'not needed') return []
  const { field, word, how } = match
  const guess = weighed(match.confidence, field, content, spelling(heading, word, how))
  // 客户 may head codes as well as names.
  if (field !== 'customerName' || content.codes <= 0.8 || content.words >= 0.2) return [{ column, field, ...guess }]
  return [
    { column, field: 'customerCode', ...guess },
    { column, field, ...guess, confidence: rounded(guess.confidence * 0.5) },
  ]
}

const spelling = (heading: string, word: string, how: string): Words =>
  how === 'contained'
    ? { en: `The heading “${heading}” contains “${word}”`, zh: `表头“${heading}”含有“${word}”` }
    : { en: `The heading “${heading}” is known`, zh: `表头“${heading}”可识别` }

function weighed(confidence: number, field: AdoptionField, content: ColumnContent, why: Words): { confidence: number; why: Words } {
  const fit = fitOf(content, CONTENT[field])
  if (fit === undefined)
    return { confidence: rounded(confidence * 0.9), why: { en: `${why.en}; the column is empty`, zh: `${why.zh}，但该列为空` } }
  if (fit >= 0.8)
    return {
      confidence: rounded(Math.min(0.99, confidence + 0.04)),
      why: { en: `${why.en}, and the cells fit`, zh: `${why.zh}，内容相符` },
    }
  if (fit < 0.3)
    return { confidence: rounded(confidence * 0.5), why: { en: `${why.en}, but the cells look otherwise`, zh: `${why.zh}，但内容不符` } }
  return { confidence: rounded(confidence), why: { en: `${why.en}, and most cells fit`, zh: `${why.zh}，多数内容相符` } }
}

const rounded = (value: number): number => Math.round(value * 100) / 100

/** Guesses from what stands in columns whose heading says nothing: never as sure as a heading, and said so. */
function byContent(contents: readonly ColumnContent[], { headings }: HeadingBlock): Candidate[] {
  const unknown = contents.flatMap((content, column) =>
    headingMatch(headings[column]) === undefined && content.filled > 1 ? [{ content, column }] : [],
  )
  const inOrder = (wanted: (content: ColumnContent) => boolean) =>
    unknown.filter(({ content }) => wanted(content)).map(({ column }) => column)
  const guesses: Candidate[] = []
  const give = (columns: readonly number[], fields: readonly AdoptionField[], confidence: number, why: Words) =>
    columns
      .slice(0, fields.length)
      .forEach((column, i) => guesses.push({ column, field: fields[i], confidence: confidence - i * 0.05, why }))
  give(
    inOrder(({ dates }) => dates >= 0.8),
    ['docDate', 'dueDate'],
    0.5,
    { en: 'By content and position: dates', zh: '按内容与位置：日期列' },
  )
  give(
    inOrder(({ words, distinct }) => words >= 0.8 && distinct > 0.02),
    ['customerName'],
    0.4,
    { en: 'By content: names', zh: '按内容：名称' },
  )
  give(
    inOrder(({ codes, distinct, dates }) => codes >= 0.8 && distinct > 0.9 && dates < 0.5),
    ['number'],
    0.4,
    { en: 'By content: each code once', zh: '按内容：编号不重复' },
  )
  const amounts = unknown
    .filter(({ content }) => content.amounts >= 0.8 && content.codes < 0.9)
    .sort((a, b) => b.content.size - a.content.size)
  give(
    amounts.map(({ column }) => column),
    ['amount'],
    0.4,
    { en: 'By content: the largest amounts', zh: '按内容：金额最大的一列' },
  )
  return guesses
}

/** Beside a column of tax, and without one that includes it, 金额 is the amount without tax. */
function withoutTax(guesses: ColumnGuess[], { headings }: HeadingBlock): ColumnGuess[] {
  const fields = guesses.map(({ field }) => field)
  if (!fields.includes('tax') || fields.includes('net')) return guesses
  return guesses.map((guess, column) => {
    const plain = headings[column]
      .normalize('NFKC')
      .replace(/\(.*\)/, '')
      .trim()
      .toLowerCase()
    if (guess.field !== 'amount' || !['金额', 'amount', '销售金额', '开票金额'].includes(plain)) return guess
    return {
      field: 'net',
      confidence: 0.8,
      why: { en: 'Beside a column of tax it is the amount without it', zh: '与税额列并列，视为不含税金额' },
    }
  })
}
