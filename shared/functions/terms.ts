import { FUNCTIONS } from './index.js'
import { closing, expressionOf, halfWidthOutside, numberOf, referenceOf, textOf, withoutParentheses } from './terms-expression.js'
import type { FormulaTerm, FormulaTerms } from './terms-parts.js'
import { tokensOf, type Token } from './terms-tokens.js'

export type { Expression, FormulaTerm, FormulaTerms, Reference } from './terms-parts.js'

type Wrapper = FormulaTerms['wrappers'][number]

/**
 * Takes a formula apart that adds and subtracts: calls of our functions, cells, numbers. `ROUND`, `IFERROR` and `IFNA` around a term and
 * `SUM` over terms are followed and named. What it cannot follow stays a term as text, so that no total is ever guessed.
 */
export function termsOf(formula: string): FormulaTerms {
  const text = halfWidthOutside(formula.trim()).replace(/^=/, '')
  const found: Reading = { formula: text, terms: [], wrappers: [] }
  const tokens = tokensOf(text)
  if (tokens.length === 0 || !balanced(tokens)) other(found, tokens, 1)
  else read(found, tokens, 1)
  const { terms, wrappers } = found
  return { terms, wrappers, complete: terms.length > 0 && terms.every(({ kind }) => kind !== 'other') }
}

interface Reading {
  formula: string
  terms: FormulaTerm[]
  wrappers: Wrapper[]
}

const other = ({ terms, formula }: Reading, tokens: readonly Token[], sign: 1 | -1): void => {
  terms.push({ sign, kind: 'other', text: textOf(tokens, formula) || formula })
}

function balanced(tokens: readonly Token[]): boolean {
  let depth = 0
  for (const { kind } of tokens) {
    if (kind === 'open') depth++
    if (kind === 'close' && --depth < 0) return false
  }
  return depth === 0
}

/** Reads a sum of terms. */
function read(found: Reading, tokens: readonly Token[], sign: 1 | -1): void {
  const bare = withoutParentheses(tokens)
  const parts = partsOf(bare)
  if (!parts) return other(found, tokens, sign)
  if (parts.length > 1) for (const part of parts) read(found, part.tokens, (sign * part.sign) as 1 | -1)
  else if (parts[0].tokens.length < bare.length) read(found, parts[0].tokens, (sign * parts[0].sign) as 1 | -1)
  else one(found, bare, sign)
}

/** The terms between the plus and minus signs that stand outside parentheses; nothing when some sign binds weaker. */
function partsOf(tokens: readonly Token[]): { sign: 1 | -1; tokens: readonly Token[] }[] | undefined {
  const parts: { sign: 1 | -1; tokens: Token[] }[] = []
  let depth = 0
  let sign: 1 | -1 = 1
  let current: Token[] = []
  for (const token of tokens) {
    if (token.kind === 'open') depth++
    if (token.kind === 'close') depth--
    // Comparing and joining texts binds weaker than adding; a comma outside parentheses is a union of ranges.
    if (depth === 0 && (/^(<|>|=|<=|>=|<>|&)$/.test(token.text) || token.kind === 'comma')) return undefined
    const plus = depth === 0 && (token.text === '+' || token.text === '-')
    const operand = current.length > 0 && !/^[*/^]$/.test(current[current.length - 1].text)
    if (!plus || (current.length > 0 && !operand)) current.push(token)
    else {
      if (operand) {
        parts.push({ sign, tokens: current })
        current = []
        sign = 1
      }
      if (token.text === '-') sign = sign === 1 ? -1 : 1
    }
  }
  if (current.length === 0) return undefined
  return [...parts, { sign, tokens: current }]
}

/** Reads one term: a number, a cell, a call, or what follows from one of the functions around it. */
function one(found: Reading, tokens: readonly Token[], sign: 1 | -1): void {
  const { formula, terms, wrappers } = found
  const text = textOf(tokens, formula)
  const plain = timesOne(tokens)
  if (plain) return read(found, plain, sign)
  const bare = tokens[0].text === '@' ? tokens.slice(1) : tokens
  const number = numberOf(bare)
  if (number !== undefined) {
    terms.push({ sign, kind: 'number', value: number, text })
    return
  }
  const reference = bare.length === 1 ? referenceOf(bare[0]) : undefined
  if (reference && !reference.address.includes(':')) {
    terms.push({ sign, kind: 'cell', reference, text })
    return
  }
  const called = callOf(bare)
  if (!called) return other(found, tokens, sign)
  const ours = ourName(called.name)
  if (ours) {
    terms.push({ sign, kind: 'call', name: ours, args: called.args.map(argument => expressionOf(argument, formula)), text })
    return
  }
  if (called.name === 'SUM') return sum(found, tokens, called.args, sign)
  const isWrapper = (called.name === 'ROUND' || called.name === 'IFERROR' || called.name === 'IFNA') && called.args.length === 2
  const inner = called.args[0]
  // A list of cells in the place of a term would be a term for each.
  if (!isWrapper || inner.length === 0) return other(found, tokens, sign)
  wrappers.push({ name: called.name, text })
  read(found, inner, sign)
}

/** `SUM` adds its arguments: terms, single cells, and ranges cell by cell. */
function sum(found: Reading, tokens: readonly Token[], args: readonly (readonly Token[])[], sign: 1 | -1): void {
  const terms: FormulaTerm[] = []
  for (const argument of args) {
    const reference = argument.length === 1 ? referenceOf(argument[0]) : undefined
    if (reference?.address.includes(':')) {
      const addresses = cellsOf(reference.address)
      if (!addresses) return other(found, tokens, sign)
      for (const address of addresses) terms.push({ sign, kind: 'cell', reference: { ...reference, address }, text: argument[0].text })
    } else if (argument.length > 0) {
      const inner: Reading = { ...found, terms: [] }
      read(inner, argument, sign)
      terms.push(...inner.terms)
    }
  }
  found.wrappers.push({ name: 'SUM', text: textOf(tokens, found.formula) })
  found.terms.push(...terms)
}

/** The most cells of a range that become terms of their own. */
const RANGE_CELLS = 1000

/** Every address of a range, row by row; `undefined` when there are too many. */
function cellsOf(range: string): string[] | undefined {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range)!
  const [left, right] = [numberOfLetters(match[1]), numberOfLetters(match[3])].sort((a, b) => a - b)
  const [top, bottom] = [Number(match[2]), Number(match[4])].sort((a, b) => a - b)
  if ((right - left + 1) * (bottom - top + 1) > RANGE_CELLS) return undefined
  const cells: string[] = []
  for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) cells.push(lettersOf(column) + row)
  return cells
}

const numberOfLetters = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
const lettersOf = (column: number): string =>
  (column > 26 ? lettersOf(Math.floor((column - 1) / 26)) : '') + String.fromCharCode(65 + ((column - 1) % 26))

/** What is multiplied or divided by 1: people write that to make a number of a text. */
function timesOne(tokens: readonly Token[]): readonly Token[] | undefined {
  const last = tokens.length - 1
  const isOne = (at: number) => tokens[at].kind === 'number' && Number(tokens[at].text) === 1
  if (last < 2) return undefined
  if (isOne(last) && /^[*/]$/.test(tokens[last - 1].text)) return tokens.slice(0, last - 1)
  return isOne(0) && tokens[1].text === '*' ? tokens.slice(2) : undefined
}

/** A call that is the whole of the tokens: its name in capitals, and the tokens of each argument. */
function callOf(tokens: readonly Token[]): { name: string; args: Token[][] } | undefined {
  if (tokens.length < 3 || tokens[0].kind !== 'name' || tokens[1].kind !== 'open' || closing(tokens, 1) !== tokens.length - 1)
    return undefined
  const args: Token[][] = [[]]
  let depth = 0
  for (const token of tokens.slice(2, -1)) {
    if (token.kind === 'open') depth++
    if (token.kind === 'close') depth--
    if (token.kind === 'comma' && depth === 0) args.push([])
    else args[args.length - 1].push(token)
  }
  return { name: tokens[0].text.toUpperCase(), args: tokens.length === 3 ? [] : args }
}

/** The name of one of our functions, however Excel writes it: `AR.AGING`, or `_xldudf_AR_AGING` where the add-in is missing. */
function ourName(name: string): string | undefined {
  const match = /^(?:_XLFN\.)?(?:_XLDUDF_)?AR[._](\w+)$/.exec(name)
  return match && FUNCTIONS.has(match[1]) ? match[1] : undefined
}
