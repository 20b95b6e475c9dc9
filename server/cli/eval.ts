import type { Answer, Cell } from '../../shared/functions/context.js'
import { call, contextOf, refused } from '../../shared/functions/evaluate.js'
import { parseFormula } from '../../shared/functions/formula.js'
import { dateOf } from '../../shared/functions/when.js'
import { refuse, type Refusal } from '../../shared/refusals.js'
import { todayIn } from '../../shared/today.js'
import { OWNER } from '../viewer.js'
import { print, sayRefusal, shellLanguage } from './terminal.js'
import { withLedger } from './with-ledger.js'

/** Answers formulas, one JSON line each. A refused formula is an answer too; the exit code then is 1. */
export async function evalCommand(formulas: string[], options: { ledger: string; today?: string; asOf?: string }): Promise<number> {
  return withLedger(options.ledger, async ledger => {
    const book = ledger.book(OWNER)
    const today = options.today === undefined ? todayIn(book.company.timeZone, Date.now()).day : dateOf(options.today)
    const context = contextOf(book, today, options.asOf === undefined ? today : dateOf(options.asOf))
    let code = 0
    for (const formula of formulas) {
      let line: object
      try {
        const { name, args } = parseFormula(formula)
        line = { formula, value: spread(args, row => call(context, name, row)) }
      } catch (error) {
        line = { formula, ...refused(error, shellLanguage()) }
        sayRefusal(error as Refusal)
        code = 1
      }
      await print(`${JSON.stringify(line)}\n`)
    }
    return code
  })
}

/** A column argument asks for each of its cells, and the answers stand below each other, as they would spill. */
function spread(args: (Cell | Cell[])[], ask: (row: Cell[]) => Answer): Answer {
  const columns = args.filter(argument => Array.isArray(argument))
  if (columns.length === 0) return ask(args as Cell[])
  const length = columns[0].length
  if (columns.some(column => column.length !== length)) {
    throw refuse('BAD_ARGUMENT', { name: 'columns', problem: 'their lengths differ (各列长度不一致)' })
  }
  return Array.from({ length }, (_, i) => {
    const answer = ask(args.map(argument => (Array.isArray(argument) ? argument[i] : argument)))
    return Array.isArray(answer) ? (answer as Cell[][])[0] : [answer as Cell]
  })
}
