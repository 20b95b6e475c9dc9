import type { Cell } from './context.js'

/** A cell or range as a formula names it, without `$`; `sheet` as it is called, without quotes. */
export interface Reference {
  kind: 'reference'
  sheet?: string
  /** `B1` or `A5:A60`. */
  address: string
}

/** An argument of a call: a literal, nothing at all, a list of cells, or anything else for Excel to evaluate. */
export type Expression = { kind: 'value'; value: Cell } | Reference | { kind: 'array'; rows: Cell[][] } | { kind: 'other'; text: string }

/** One signed term of a formula that adds and subtracts. */
export type FormulaTerm = { sign: 1 | -1 } & (
  | { kind: 'call'; name: string; args: Expression[]; text: string }
  | { kind: 'cell'; reference: Reference; text: string }
  | { kind: 'number'; value: number; text: string }
  | { kind: 'other'; text: string }
)

/** A formula taken apart. */
export interface FormulaTerms {
  terms: FormulaTerm[]
  /** Functions that stood around all terms and were followed: `ROUND`, `IFERROR`, `IFNA`, `SUM`, with what they do besides. */
  wrappers: { name: string; text: string }[]
  /** Whether every term is a call of ours, a cell or a number, so that the terms can add up to the cell. */
  complete: boolean
}
