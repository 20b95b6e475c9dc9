import type { Words } from '../vocabulary.js'
import type { Answer, Cell, Context } from './context.js'
import type { Behind } from './drill-behind.js'
import type { Parameter } from './parameters.js'

/** How the answer is shown: money with two decimals, a percentage as a fraction, a date, or rows that spill. */
export type ResultKind = 'money' | 'percent' | 'number' | 'date' | 'text' | 'rows' | 'money-or-rows'

type Parameters = Readonly<Record<string, Parameter<unknown>>>
type Arguments<P extends Parameters> = { [K in keyof P]: P[K] extends Parameter<infer T> ? T : never }

export interface Example {
  args: readonly Cell[]
  /** What it answers on the sample ledger of the examples, or the code of its refusal. */
  value: Answer | { refusal: string }
}

/** A door out: a cell function. Its name in the module is its id in Excel and never changes once released. */
export interface FunctionDefinition<P extends Parameters = Parameters> {
  /** What it is called in Chinese. */
  zh: string
  summary: Words
  params: P
  result: ResultKind
  value: (context: Context, args: Arguments<P>) => Answer
  /** The documents or the figures that the value is made of. */
  behind?: (context: Context, args: Arguments<P>) => Behind
  examples: readonly Example[]
}

/** Names a function; nothing else, so that its arguments keep their types. */
export const defineFunction = <P extends Parameters>(definition: FunctionDefinition<P>): FunctionDefinition<P> => definition
