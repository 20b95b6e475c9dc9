import { decimal, exact, type Currency, type Money } from '../../money.js'
import { refuse } from '../../refusals.js'
import type { LineCells } from '../cells.js'

/** The one form in which a field is written, so that equal values are equal texts. */

/** An amount without trailing zeros: `1000.5`. */
export const amountText = (amount: Money, currency: Currency): string => plainNumber(decimal(amount, currency))

/** A decimal number without grouping and trailing zeros. Refuses what is none (`BAD_AMOUNT`). */
export const plainNumber = (text: string): string => exact(text).toFixed()

/** Instalments as one cell: `2026-03-31 500; 2026-06-30 500`. */
export const instalmentsText = (parts: readonly { due: string; amount: string }[]): string =>
  parts.map(({ due, amount }) => `${due} ${amount}`).join('; ')

/** The instalments of a cell; refuses what is not written as `instalmentsText` does. */
export function instalmentsOf(text: string): { due: string; amount: string }[] | undefined {
  if (text === '') return undefined
  return text.split(/[;；\n]/).map(part => {
    const [, due, amount] = /^\s*(\d{4}-\d{2}-\d{2})\s+(\S+)\s*$/.exec(part) ?? []
    if (!due)
      throw refuse('BAD_ROW', {
        column: 'instalments',
        problem: 'write them as 2026-03-31 500.00; 2026-06-30 500.00 (格式应为 2026-03-31 500.00; 2026-06-30 500.00)',
      })
    return { due, amount }
  })
}

const LINE = ['product', 'quantity', 'net', 'tax', 'cost'] as const

/** Lines as one cell, each product, quantity, net, tax and cost between bars: `P1 | 2 | 100 | 13 | 60; P2 | 1 | 50 | 6.5 | 30`. */
export const linesText = (lines: readonly LineCells[]): string =>
  lines.map(line => LINE.map(part => String(line[part] ?? '')).join(' | ')).join('; ')

/** The lines of a cell, numbers as they are typed; refuses what is not written as `linesText` does. */
export function linesOf(text: string): LineCells[] | undefined {
  if (text === '') return undefined
  return text.split(/[;；\n]/).map(written => {
    const parts = written.split(/[|｜]/).map(part => part.trim())
    if (parts.length < 3 || parts.length > LINE.length || parts[2] === '')
      throw refuse('BAD_ROW', {
        column: 'lines',
        problem:
          'write each as product | quantity | net | tax | cost, with ; between them (每行格式：商品 | 数量 | 不含税金额 | 税额 | 成本，以 ; 分隔)',
      })
    return Object.fromEntries(LINE.flatMap((part, at) => (parts[at] ? [[part, parts[at]]] : []))) as LineCells
  })
}
