import { refuse, type Refusal } from '../refusals.js'
import type { Answers, Seen } from './answers.js'

/** How the numbers of a file are written, or why nobody can say. */
export interface DecimalSign {
  decimal?: '.' | ','
  /** The cell that decided it, when others could have been read otherwise. */
  because?: Seen
  refusal?: Refusal
  /** The cell that the refusal is about. */
  at?: NumberCell
}

/** A cell with a number; an amount of money never has three decimals behind a comma, a quantity or rate may. */
export interface NumberCell extends Seen {
  column: string
  money: boolean
}

type Reading = '.' | ',' | 'either' | 'any'

/** What one number says of the sign before its decimals: one of both, either, or nothing at all. */
export function signIn(text: string, money: boolean): Reading {
  // Nearly all are written so: the long way is for the others.
  if (/^-?\d+\.\d\d?$/.test(text)) return '.'
  if (/^-?\d*$/.test(text)) return 'any'
  const number = text
    .normalize('NFKC')
    .replace(/[¥元\s()+−-]/g, '')
    .trim()
  if (!/^[\d.,]+$/.test(number) || !/[.,]/.test(number)) return 'any'
  const [point, comma] = [number.lastIndexOf('.'), number.lastIndexOf(',')]
  if (point >= 0 && comma >= 0) return point > comma ? '.' : ','
  const sign = point >= 0 ? '.' : ','
  const parts = number.split(sign)
  const other = sign === '.' ? ',' : '.'
  if (parts.length > 2) return other
  const thousand = /^[1-9]\d{0,2}$/.test(parts[0]) && /^\d{3}$/.test(parts[1])
  if (!thousand) return sign
  return sign === ',' && money ? 'any' : 'either'
}

/**
 * Looks at all numbers of a file: one that can be read in one way only decides for all, since one program wrote them. Numbers that
 * decide differently contradict each other; numbers that could all be read in two ways are ambiguous.
 */
export function decimalSign(cells: Iterable<NumberCell>, { decimal }: Answers): DecimalSign {
  if (decimal) return { decimal }
  const firsts: Partial<Record<'.' | ',', NumberCell>> = {}
  const counts = { '.': 0, ',': 0 }
  const open: NumberCell[] = []
  for (const cell of cells) {
    const reading = signIn(cell.text, cell.money)
    if (reading === 'any') continue
    if (reading === 'either') {
      if (open.length < 2) open.push(cell)
      continue
    }
    firsts[reading] ??= cell
    counts[reading]++
  }
  const { '.': point, ',': comma } = firsts
  if (point && comma) {
    const [odd, other] = counts[','] > counts['.'] ? [point, comma] : [comma, point]
    return { refusal: refuse('DECIMALS_CONTRADICT', { value: odd.text, other: other.text, otherLine: other.line }), at: odd }
  }
  const because = open.length > 0 ? (point ?? comma) : undefined
  if (point ?? comma) return { decimal: point ? '.' : ',', because }
  if (open.length === 0) return {}
  return { refusal: refuse('DECIMALS_AMBIGUOUS', { examples: open.map(bothReadings).join('; ') }), at: open[0] }
}

function bothReadings({ text }: Seen): string {
  const number = text.normalize('NFKC').replace(/[^\d.,]/g, '')
  return `${text} = ${number.replace(',', '.')} / ${number.replace(/[.,]/, '')}`
}
