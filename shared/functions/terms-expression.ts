import type { Cell } from './context.js'
import { halfWidth } from './text.js'
import type { Expression, Reference } from './terms-parts.js'
import { tokensOf, type Token } from './terms-tokens.js'

/** What the tokens of one argument say: a literal, a reference, an array, or a text that only Excel can evaluate. */
export function expressionOf(tokens: readonly Token[], formula: string): Expression {
  const bare = withoutParentheses(tokens)
  if (bare.length === 0) return { kind: 'value', value: null }
  // `@` asks for one cell of a range, which a single address already is.
  if (bare.length === 2 && bare[0].text === '@') {
    const reference = referenceOf(bare[1])
    if (reference && !reference.address.includes(':')) return reference
  }
  if (bare.length === 1) {
    const [token] = bare
    if (token.kind === 'array') {
      const rows = arrayOf(token.text)
      if (rows) return { kind: 'array', rows }
    }
    const value = literalOf(token)
    if (value !== undefined) return { kind: 'value', value }
    const reference = referenceOf(token)
    if (reference) return reference
  }
  const number = numberOf(bare)
  if (number !== undefined) return { kind: 'value', value: number }
  return { kind: 'other', text: textOf(tokens, formula) }
}

/** The text of neighbouring tokens as it stands in the formula. */
export const textOf = (tokens: readonly Token[], formula: string): string =>
  tokens.length === 0 ? '' : formula.slice(tokens[0].start, tokens[tokens.length - 1].end)

/** The same tokens without parentheses around all of them. */
export function withoutParentheses(tokens: readonly Token[]): readonly Token[] {
  let bare = tokens
  while (bare.length >= 2 && bare[0].kind === 'open' && closing(bare, 0) === bare.length - 1) bare = bare.slice(1, -1)
  return bare
}

/** Where the parenthesis that opens at a place is closed; -1 when nowhere. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let at = open; at < tokens.length; at++) {
    if (tokens[at].kind === 'open') depth++
    if (tokens[at].kind === 'close' && --depth === 0) return at
  }
  return -1
}

/** A text, a truth value or a plain number. */
function literalOf({ kind, text }: Token): Cell | undefined {
  if (kind === 'text') return text.slice(1, -1).replaceAll('""', '"')
  if (kind === 'number') return Number(text)
  return kind === 'name' && /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined
}

/** A number with signs before it and percent signs behind it. */
export function numberOf(tokens: readonly Token[]): number | undefined {
  const signs = tokens.findIndex(({ text }) => text !== '+' && text !== '-')
  const [number, ...rest] = signs < 0 ? [] : tokens.slice(signs)
  if (number?.kind !== 'number' || rest.some(({ text }) => text !== '%')) return undefined
  const minus = tokens.slice(0, signs).filter(({ text }) => text === '-').length % 2
  // Through text, so that 5% is 0.05 and not the product of two doubles.
  const value = rest.length === 0 ? Number(number.text) : Number(`${Number(number.text)}e${-2 * rest.length}`)
  return minus ? 0 - value : value
}

/** The cell or range of a token. */
export function referenceOf({ kind, text }: Token): Reference | undefined {
  if (kind !== 'name') return undefined
  const bang = text.lastIndexOf('!')
  const address = text
    .slice(bang + 1)
    .replaceAll('$', '')
    .toUpperCase()
  if (!address.split(':').every(isCell)) return undefined
  if (bang < 0) return { kind: 'reference', address }
  const sheet = text.slice(0, bang)
  const plain = sheet.startsWith("'") ? sheet.slice(1, -1).replaceAll("''", "'") : sheet
  // Another workbook's cell is not ours to read.
  return plain.includes('[') ? undefined : { kind: 'reference', sheet: plain, address }
}

/** Whether an address lies on a sheet: `ZZZ5` is a name, since the last column is XFD. */
function isCell(address: string): boolean {
  const match = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(address)
  return match !== null && Number(match[2]) <= 1_048_576 && (match[1].length < 3 || match[1] <= 'XFD')
}

/** The rows of `{1,2;"a","b"}`; `undefined` for what is no list of literals. */
function arrayOf(text: string): Cell[][] | undefined {
  const rows: Cell[][] = [[]]
  let pending: Token[] = []
  const end = (): boolean => {
    const value = pending.length === 1 ? literalOf(pending[0]) : numberOf(pending)
    pending = []
    if (value === undefined) return false
    rows[rows.length - 1].push(value)
    return true
  }
  for (const token of tokensOf(halfWidthOutside(text.slice(1, -1)))) {
    if (token.kind !== 'comma') pending.push(token)
    else if (!end()) return undefined
    else if (token.text === ';') rows.push([])
  }
  return end() ? rows : undefined
}

/** Full-width signs as plain ones, but not within texts. */
export const halfWidthOutside = (formula: string): string =>
  formula
    .split(/("(?:[^"]|"")*"|'(?:[^']|'')*')/)
    .map((part, at) => (at % 2 ? part : halfWidth(part)))
    .join('')
