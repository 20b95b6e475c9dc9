import { refuse } from '../refusals.js'
import type { Cell } from './context.js'

/** A call as somebody types it: its function and plain arguments; `null` for one left out. */
export interface Formula {
  name: string
  args: (Cell | Cell[])[]
}

/** Reads `=AR.AGING("C001","31-60","2026-03-31")`: texts, numbers, TRUE and FALSE, left-out arguments, and `{"a";"b"}` columns. */
export function parseFormula(typed: string): Formula {
  const fail = (at: number) => refuse('BAD_FORMULA', { value: typed.slice(at, at + 20) || typed })
  const head = /^\s*=?\s*([A-Za-z_][\w.]*)\s*\(/.exec(typed)
  if (!head) throw fail(0)
  let at = head[0].length
  const skip = () => {
    while (/\s/.test(typed[at] ?? '')) at++
  }
  const scalar = (): Cell => {
    skip()
    if (typed[at] === '"') {
      let text = ''
      for (at++; at < typed.length; at++) {
        if (typed[at] !== '"') text += typed[at]
        else if (typed[at + 1] === '"') text += typed[at++]
        else break
      }
      if (typed[at] !== '"') throw fail(at)
      at++
      return text
    }
    const word = /^(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|TRUE|FALSE)/i.exec(typed.slice(at))
    if (!word) throw fail(at)
    at += word[0].length
    return /^[tf]/i.test(word[0]) ? word[0].toUpperCase() === 'TRUE' : Number(word[0])
  }
  const args: Formula['args'] = []
  skip()
  if (typed[at] === ')') at++
  else {
    for (;;) {
      skip()
      if (typed[at] === ',' || typed[at] === ')') args.push(null)
      else if (typed[at] === '{') {
        const column: Cell[] = []
        do {
          at++
          column.push(scalar())
          skip()
        } while (typed[at] === ';' || typed[at] === ',')
        if (typed[at] !== '}') throw fail(at)
        at++
        args.push(column)
      } else args.push(scalar())
      skip()
      if (typed[at] === ',') at++
      else if (typed[at] === ')') {
        at++
        break
      } else throw fail(at)
    }
  }
  skip()
  if (at !== typed.length) throw fail(at)
  return { name: head[1], args }
}
