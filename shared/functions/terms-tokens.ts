/** A piece of a formula: what it is, and where it stands in the text. */
export interface Token {
  kind: 'text' | 'number' | 'name' | 'sign' | 'open' | 'close' | 'comma' | 'array' | 'error'
  text: string
  start: number
  end: number
}

const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['text', /"(?:[^"]|"")*"/y],
  ['array', /\{[^{}]*\}/y],
  ['error', /#(?:N\/A|NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|SPILL!|CALC!|BUSY!)/y],
  // A sheet's name in quotes (with its file), or plain; then an address. Dots and letters of any script belong to names.
  ['name', /'(?:[^']|'')+'!\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?#?/y],
  ['name', /(?:[\p{L}_][\p{L}\p{N}_.]*!)?\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?#?(?![\p{L}\p{N}_.(])/uy],
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['name', /[\p{L}_\\][\p{L}\p{N}_.\\]*/uy],
  ['open', /\(/y],
  ['close', /\)/y],
  ['comma', /[,;]/y],
  ['sign', /<=|>=|<>|[-+*/^&=<>%:!@#$[\]'?~|]/y],
]

/** The tokens of a formula; blanks are left out. Whatever nobody knows is a sign of its own. */
export function tokensOf(formula: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < formula.length;) {
    if (/\s/.test(formula[at])) {
      at++
      continue
    }
    const token = tokenAt(formula, at)
    tokens.push(token)
    at = token.end
  }
  return tokens
}

function tokenAt(formula: string, start: number): Token {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = start
    const match = pattern.exec(formula)
    if (match) return { kind, text: match[0], start, end: start + match[0].length }
  }
  return { kind: 'sign', text: formula[start], start, end: start + 1 }
}
