import type { Fault } from './input.js'

/** Something that only the user can say of a file before anything of it is posted. */
export interface FileQuestion {
  /** What is asked: the order of dates, the decimal sign, lost zeros, the bank account, or which column is which. */
  kind: 'dates' | 'decimal' | 'zeros' | 'account' | 'columns'
  file: string
  /** Columns that are asked about. */
  columns: string[]
  /** Each answer, with cells as it would read them: `3/4/2026 = 2026-04-03`; none where the answer is typed. */
  readings: { answer: string; examples: string[] }[]
}

/** The questions that faults ask: one of each kind for all columns of a file, since one answer holds for them all. */
export function fileQuestions(faults: readonly Fault[]): FileQuestion[] {
  const questions = new Map<string, FileQuestion>()
  for (const fault of faults) {
    const asked = questionOf(fault)
    if (!asked) continue
    const { kind, readings } = asked
    const key = `${kind} ${fault.file}`
    const question = questions.get(key) ?? { kind, file: fault.file, columns: [], readings: [] }
    questions.set(key, question)
    if (fault.column !== '' && kind !== 'columns') question.columns.push(fault.column)
    for (const { answer, examples } of readings) {
      const known = question.readings.find(reading => reading.answer === answer)
      if (known) known.examples.push(...examples)
      else question.readings.push({ answer, examples })
    }
  }
  return [...questions.values()]
}

function questionOf({ refusal: { code, details } }: Fault): Pick<FileQuestion, 'kind' | 'readings'> | undefined {
  const examples = String(details.examples ?? '')
  switch (code) {
    case 'DATES_AMBIGUOUS':
      return { kind: 'dates', readings: bothWays(examples, ['D/M/YYYY', 'M/D/YYYY']) }
    case 'DATES_SWAPPED':
      return {
        kind: 'dates',
        readings: [
          { answer: String(details.form), examples: [`${details.textLine}: ${details.text}`, `${details.dateLine}: ${details.date}`] },
        ],
      }
    case 'DECIMALS_AMBIGUOUS':
      return { kind: 'decimal', readings: bothSigns(examples) }
    case 'ZEROS_LOST':
      return {
        kind: 'zeros',
        readings: [
          { answer: 'restore', examples: examples.split(', ') },
          { answer: 'keep', examples: examples.split(', ').map(example => example.split(' → ')[0]) },
        ],
      }
    case 'BANK_ACCOUNT_MISSING':
      return { kind: 'account', readings: [] }
    case 'HEADINGS_UNKNOWN':
    case 'HEADINGS_CHANGED':
      return { kind: 'columns', readings: [] }
    default:
      return undefined
  }
}

/** `3/4/2026 = 2026-04-03 / 2026-03-04; …` as cells with their two readings. */
const cellsOf = (examples: string) =>
  examples.split('; ').map(example => {
    const at = example.indexOf(' = ')
    return { text: example.slice(0, at), read: example.slice(at + 3).split(' / ') }
  })

const bothWays = (examples: string, answers: readonly string[]): FileQuestion['readings'] =>
  answers.map((answer, way) => ({ answer, examples: cellsOf(examples).map(({ text, read }) => `${text} = ${read[way] ?? '?'}`) }))

/** The first reading of a cell takes its own sign for the one before the decimals. */
const bothSigns = (examples: string): FileQuestion['readings'] =>
  ['.', ','].map(answer => ({
    answer,
    examples: cellsOf(examples).map(({ text, read }) => `${text} = ${read[text.includes(answer) ? 0 : 1] ?? '?'}`),
  }))
