import type { Period } from '../dates.js'
import { fellDueBehind, movementBehind, postedBehind, soldBehind, type WindowBehind } from '../domain/behind-window.js'
import type { WindowQuestion } from '../domain/billings.js'
import type { RollForwardColumn } from '../domain/roll-forward.js'
import { major, negated, type Money } from '../money.js'
import { momentOf } from './asked.js'
import { ALL } from './customers.js'
import type { Context } from './context.js'
import { term, type Behind } from './drill-behind.js'
import type { Options } from './options.js'
import { yearToDate } from './when.js'

interface Asked {
  customer: number
  period: Period | undefined
  options: Options
}

const windowOf = ({ book, asOf }: Context, period: Period, { filter, ...options }: Options): WindowQuestion => ({
  period,
  filter,
  knownAt: momentOf(book, asOf, options).knownAt,
})

/** Documents of a window: all figures of a period that add up. */
function windowBehind(
  context: Context,
  { customer, period = yearToDate(context.asOf), options }: Asked,
  find: (question: WindowQuestion, customer?: number) => WindowBehind[],
  sign: 1 | -1 = 1,
): Behind {
  const question = windowOf(context, period, options)
  const found = find(question, customer === ALL ? undefined : customer)
  const rows = found.map(({ amount, ...row }) => ({ ...row, amount: sign < 0 ? negated(amount) : amount }))
  return { moment: { asOf: period.to, knownAt: question.knownAt }, adds: true, rows, period }
}

/** Behind `BILLED` and, with its sign turned, `COLLECTED`: documents of some kinds posted in the period. */
export const kindsBehind = (context: Context, asked: Asked, kinds: readonly number[], sign: 1 | -1 = 1): Behind =>
  windowBehind(context, asked, (question, customer) => postedBehind(context.book, kinds, question, customer), sign)

/** Behind `DUE`: the instalments that fell due. */
export const dueBehind = (context: Context, asked: Asked): Behind =>
  windowBehind(context, asked, (question, customer) => fellDueBehind(context.book, question, customer))

/** Behind `SALES` and `CUSTOMER_MARGIN`: what each invoice sold, what it cost, or both. */
export function marginBehind(context: Context, asked: Asked, measure: 'sales' | 'cost' | 'margin' | 'percent'): Behind {
  const { book } = context
  const sold = (question: WindowQuestion, customer?: number) =>
    soldBehind(book, question, customer).map(({ document, sales, cost }) => ({
      document,
      amount: (measure === 'sales' ? sales : measure === 'cost' ? cost : sales - cost) as Money,
    }))
  const behind = windowBehind(context, asked, (question, customer) => sold(question, customer).filter(({ amount }) => amount !== 0))
  if (measure !== 'percent') return behind
  const sums = { sales: 0, cost: 0 }
  const { customer, period = yearToDate(context.asOf), options } = asked
  for (const { sales, cost } of soldBehind(book, windowOf(context, period, options), customer === ALL ? undefined : customer)) {
    sums.sales += sales
    sums.cost += cost
  }
  const shown = (amount: number) => major(amount as Money, book.company.currency)
  const terms = [
    term('Gross margin', '毛利', shown(sums.sales - sums.cost)),
    term('Sales', '销售额', shown(sums.sales)),
    term('Cost', '成本', shown(sums.cost)),
  ]
  return { ...behind, adds: false, shows: 'percent', terms }
}

/** Behind `MOVEMENT`: what stands in a column of the roll-forward. */
export function columnBehind(context: Context, asked: Asked, column: RollForwardColumn): Behind {
  const { book, asOf } = context
  const { clock } = momentOf(book, asOf, asked.options)
  const { currency } = asked.options
  const behind = windowBehind(context, asked, (question, customer) =>
    movementBehind(book, { ...question, clock, currency }, column, customer),
  )
  return { ...behind, currency, moment: { ...behind.moment, clock } }
}
