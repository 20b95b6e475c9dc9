import type { Cell } from '../../../shared/functions/context.js'

/** What somebody typed for an argument: a number where it is one, TRUE and FALSE, else text; nothing for an empty entry. */
export function argumentOf(typed: string): Cell {
  const text = typed.trim()
  if (text === '') return null
  if (/^(true|false)$/i.test(text)) return text.toUpperCase() === 'TRUE'
  // 001 is a code, not the number 1.
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) ? Number(text) : text
}

/** The formula of a call, without the arguments that are left out at its end. */
export function formulaText(name: string, args: readonly Cell[]): string {
  const last = args.findLastIndex(argument => argument !== null)
  return `=AR.${name}(${args
    .slice(0, last + 1)
    .map(written)
    .join(',')})`
}

function written(argument: Cell): string {
  if (argument === null) return ''
  if (typeof argument === 'string') return `"${argument.replaceAll('"', '""')}"`
  return typeof argument === 'boolean' ? String(argument).toUpperCase() : String(argument)
}
