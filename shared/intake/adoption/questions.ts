import type { Words } from '../../vocabulary.js'
import { addressOf, shownText, type AdoptionRange } from './range.js'
import { refuse } from '../../refusals.js'
import { adoptionMapping, answerOf, COLUMN_QUESTIONS, type AdoptionMapping, type ColumnQuestionKind } from './mapping.js'

/** One cell with both readings. */
export interface QuestionExample {
  /** Address in the sheet, `C7`; a name where the question is about names. */
  cell: string
  shown: string
  first: string
  second: string
}

/** What must be asked once because it can be read in two ways. */
export interface AdoptionQuestion {
  kind: ColumnQuestionKind | 'receivedOn' | 'undated' | 'sameNumber' | 'sameName'
  /** Place of the column in the range, from 0; nothing for a question about the whole range. */
  column?: number
  heading?: string
  /** The two names in question, for `sameName`. */
  names?: { first: string; second: string }
  text: Words
  examples: QuestionExample[]
  /** What may be answered; `date` asks for a day, written as ISO text. */
  choices: { answer: string; words: Words }[]
}

/** How many examples a question shows. */
export const EXAMPLES = 3

const words = (en: string, zh: string): Words => ({ en, zh })

const TEXTS: Readonly<Record<ColumnQuestionKind, { text: Words; choices: AdoptionQuestion['choices'] }>> = {
  dates: {
    text: words('In which order are day, month and year written?', '日期的年月日是按什么顺序写的？'),
    choices: [
      { answer: 'DMY', words: words('Day, month, year', '日/月/年') },
      { answer: 'MDY', words: words('Month, day, year', '月/日/年') },
      { answer: 'YMD', words: words('Year, month, day', '年/月/日') },
    ],
  },
  swapped: {
    text: words('Did Excel take the day for the month here?', 'Excel 是否把这里的日和月弄反了？'),
    choices: [
      { answer: 'no', words: words('No, the dates are right', '没有，日期正确') },
      { answer: 'yes', words: words('Yes, swap day and month', '是，日月对调') },
    ],
  },
  decimal: {
    text: words('Which sign stands before the decimals?', '小数点用的是哪个符号？'),
    choices: [
      { answer: '.', words: words('The point: 1,234.56', '点号：1,234.56') },
      { answer: ',', words: words('The comma: 1.234,56', '逗号：1.234,56') },
    ],
  },
  shrunk: {
    text: words('Are these numbers thousands whose point Excel took for a decimal one?', '这些数是否为千分点被 Excel 当成小数点的金额？'),
    choices: [
      { answer: 'no', words: words('No, they are as they stand', '不是，按原数') },
      { answer: 'yes', words: words('Yes, a thousand times as much', '是，放大一千倍') },
    ],
  },
  unit: {
    text: words('In which unit are these amounts?', '该列金额的单位是什么？'),
    choices: [
      { answer: '1', words: words('Yuan', '元') },
      { answer: '10000', words: words('Ten thousands', '万元') },
    ],
  },
  red: {
    text: words('Does red mean negative here?', '红色数字是否表示负数？'),
    choices: [
      { answer: 'no', words: words('No, red is only a mark', '不是，只是标记') },
      { answer: 'yes', words: words('Yes, red is negative', '是，红字为负数') },
    ],
  },
  zeros: {
    text: words('Did Excel drop leading zeros of these codes?', 'Excel 是否去掉了这些编码前面的零？'),
    choices: [{ answer: '0', words: words('No, leave them', '没有，保持原样') }],
  },
  currency: {
    text: words('Which currency does $ stand for?', '$ 代表哪种货币？'),
    choices: ['USD', 'HKD', 'SGD', 'AUD', 'CAD', 'TWD'].map(code => ({ answer: code, words: words(code, code) })),
  },
  fillDown: {
    text: words('Does an empty cell mean the one above it?', '空白单元格是否与上一行相同？'),
    choices: [
      { answer: 'yes', words: words('Yes, as under a merged cell', '是，同上一行') },
      { answer: 'no', words: words('No, it is missing', '不是，属于漏填') },
    ],
  },
}

/** A question about a column, with examples of both readings. */
export function columnQuestion(
  range: AdoptionRange,
  column: number,
  heading: string,
  kind: ColumnQuestionKind,
  examples: readonly { row: number; first: string; second: string }[],
  choices: AdoptionQuestion['choices'] = TEXTS[kind].choices,
): AdoptionQuestion {
  return {
    kind,
    column,
    heading,
    text: TEXTS[kind].text,
    examples: examples.slice(0, EXAMPLES).map(({ row, first, second }) => ({
      cell: addressOf(range, row, column),
      shown: shownText(range, row, column),
      first,
      second,
    })),
    choices,
  }
}

/** The mapping with one question answered; refuses an answer that it cannot keep (`BAD_OPTION`). */
export function answeredMapping(mapping: AdoptionMapping, question: AdoptionQuestion, answer: string): AdoptionMapping {
  const known = question.choices.map(choice => choice.answer)
  const { success, data } = adoptionMapping.safeParse(withAnswer(mapping, question, answer))
  // A choice between days also takes the day itself.
  if (!success || !(known.includes(answer) || (known.includes('date') && /^\d{4}-/.test(answer))))
    throw refuse('BAD_OPTION', { value: answer, known: known.join(', ') })
  return data
}

function withAnswer(mapping: AdoptionMapping, question: AdoptionQuestion, answer: string): unknown {
  const { options } = mapping
  if (question.kind === 'sameName') {
    const { first, second } = question.names!
    return { ...mapping, options: { ...options, sameAs: { ...options.sameAs, [second]: answer === 'same' ? first : second } } }
  }
  if (!isColumnQuestion(question)) return { ...mapping, options: { ...options, [question.kind]: answer } }
  const columns = mapping.columns.map((column, at) => {
    if (at !== question.column) return column
    const { open: asked, ...before } = column.reading
    const open = asked?.filter(kind => kind !== question.kind)
    return { ...column, reading: { ...before, [answerOf(question.kind)]: valueOf(question.kind, answer), ...(open?.length && { open }) } }
  })
  return { ...mapping, columns }
}

const isColumnQuestion = (question: AdoptionQuestion): question is AdoptionQuestion & { kind: ColumnQuestionKind } =>
  (COLUMN_QUESTIONS as readonly string[]).includes(question.kind)

function valueOf(kind: ColumnQuestionKind, answer: string): string | number | boolean {
  if (kind === 'unit' || kind === 'zeros') return Number(answer)
  return kind === 'dates' || kind === 'decimal' || kind === 'currency' ? answer : answer === 'yes'
}
