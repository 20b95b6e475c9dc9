import { termsOf, type Expression, type FormulaTerm } from '../../shared/functions/terms.js'
import { isArFormula } from '../workbook/ar-formulas.js'
import { readCells } from '../workbook/selection.js'
import type { Value } from '../workbook/frozen-rows.js'

/** What of a call's argument is known: a value, the cells of a range, nothing given, or a text that only Excel can evaluate. */
export type Given = { given: unknown } | { unknown: string }

/** A term of a formula, or of a formula that it leads to. */
export interface Part {
  term: FormulaTerm
  sign: 1 | -1
  through: readonly string[]
  args: Given[]
  /** Which element of an array is asked about. */
  element: { row: number; column: number }
  /** Of a number or a cell that is followed no further. */
  value?: Value
}

/** A formula to be taken apart. */
interface Formula {
  sheet: string
  address: string
  formula: string
  element: { row: number; column: number }
  value: Value
}

interface Open extends Formula {
  sign: 1 | -1
  through: readonly string[]
  /** The places of the terms that lead to it, by which parts are put in the order in which people read them. */
  order: readonly number[]
}

/** How many cells may lead on to one another. */
const DEPTH = 12
/** The most terms that are followed: beyond, a list of documents is no help. */
const MOST = 2_000

const NONE = { row: 0, column: 0 }

/**
 * Follows a formula through the cells that it adds and subtracts, level by level, one round trip each. A circle, or a formula that is no
 * sum, ends there with the value of its cell.
 */
export async function followed(start: Formula): Promise<{ parts: Part[]; wrappers: string[] }> {
  const parts: (Part & { order: readonly number[] })[] = []
  const wrappers: string[] = []
  let open: Open[] = [{ ...start, sign: 1, through: [], order: [] }]
  for (let depth = 0; open.length && depth < DEPTH; depth++) {
    const read = open.map(each => ({ each, terms: termsOf(each.formula) }))
    wrappers.push(...read.flatMap(({ terms }) => terms.wrappers.map(({ name }) => name)))
    const wanted = read.flatMap(({ each, terms }) => terms.terms.flatMap(term => referencesOf(term, each.sheet)))
    const cells = await readCells(wanted)
    const at = (sheet: string, address: string) => cells.get(`${sheet}!${address}`)
    const next: Open[] = []
    for (const { each, terms } of read)
      for (const [place, term] of terms.terms.entries()) {
        const order = [...each.order, place]
        const sign = (each.sign * term.sign) as 1 | -1
        const { through, element } = each
        const plain = { term, sign, through, args: [], element, order }
        if (term.kind === 'call') parts.push({ ...plain, args: term.args.map(argument => givenOf(argument, each.sheet, at)) })
        else if (term.kind === 'number') parts.push({ ...plain, value: term.value })
        else if (term.kind === 'other') parts.push(plain)
        else {
          const sheet = term.reference.sheet ?? each.sheet
          const { address } = term.reference
          const found = at(sheet, address)
          const value = found?.values[0][0]
          const name = `${sheet}!${address}`
          const formula = found?.formula ?? ''
          const isCircle = each.through.includes(name) || name === `${start.sheet}!${start.address}`
          const room = parts.length + next.length < MOST && depth + 1 < DEPTH
          if (formula && !isCircle && room && leadsOn(formula))
            next.push({
              sheet,
              address,
              formula,
              element: found?.element ?? NONE,
              value: value ?? '',
              sign,
              through: [...each.through, name],
              order,
            })
          // An empty cell adds nothing.
          else parts.push({ ...plain, value: value === '' ? 0 : value })
        }
      }
    open = next
  }
  return { parts: parts.sort((a, b) => inOrder(a.order, b.order)), wrappers }
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((place, index) => place !== b[index])
  return at < 0 ? 0 : a[at] - (b[at] ?? -1)
}

/** A sum of terms, or a formula with calls of ours; the value of any other cell is all there is to say about it. */
const leadsOn = (formula: string): boolean => isArFormula(formula) || termsOf(formula).complete

function referencesOf(term: FormulaTerm, own: string): { sheet: string; address: string }[] {
  if (term.kind === 'cell') return [{ sheet: term.reference.sheet ?? own, address: term.reference.address }]
  if (term.kind !== 'call') return []
  return term.args.flatMap(argument => (argument.kind === 'reference' ? [{ sheet: argument.sheet ?? own, address: argument.address }] : []))
}

function givenOf(argument: Expression, own: string, at: (sheet: string, address: string) => { values: Value[][] } | undefined): Given {
  switch (argument.kind) {
    case 'value':
      return { given: argument.value }
    case 'array':
      return { given: argument.rows }
    case 'other':
      return { unknown: argument.text }
    case 'reference': {
      const found = at(argument.sheet ?? own, argument.address)
      return found ? { given: found.values } : { unknown: argument.address }
    }
  }
}
