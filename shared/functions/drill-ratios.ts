import { daysIn, iso, NEVER, type Day, type Period } from '../dates.js'
import { BILLS, firstBills, monthlyBillings, postedByCustomer, type WindowQuestion } from '../domain/billings.js'
import { collection, type DsoMethod } from '../domain/collection.js'
import { monthsBack } from '../domain/collection-measures.js'
import { paymentHabits } from '../domain/payment-habits.js'
import { major, type Money } from '../money.js'
import { agingCell, momentOf } from './asked.js'
import { ALL } from './customers.js'
import type { Context } from './context.js'
import type { Term } from './drill-answer.js'
import { term, type Behind } from './drill-behind.js'
import type { Options } from './options.js'
import { lastTwelveMonths } from './when.js'

interface Asked {
  customer: number
  period: Period | undefined
  options: Options
}

const questionOf = ({ book, asOf }: Context, period: Period, { filter, ...options }: Options): WindowQuestion => ({
  period,
  filter,
  knownAt: momentOf(book, asOf, options).knownAt,
})

const of = (column: Float64Array, customer: number): number =>
  customer === ALL ? column.reduce((sum, value) => sum + value, 0) : (column[customer] ?? 0)

/** A ratio has no documents of its own: only the figures that it divides. */
function ratioBehind(context: Context, { customer, period = lastTwelveMonths(context.asOf), options }: Asked, terms: TermsOf): Behind {
  const question = questionOf(context, period, options)
  const shown = (amount: number) => major(amount as Money, context.book.company.currency)
  return {
    moment: { asOf: period.to, knownAt: question.knownAt },
    adds: false,
    rows: [],
    period,
    terms: terms(question, customer, shown),
  }
}
type TermsOf = (question: WindowQuestion, customer: number, shown: (amount: number) => number) => Term[]

/** Behind `DSO`: receivable, billings and days of the method. */
export function dsoBehind(context: Context, asked: Asked, method: DsoMethod): Behind {
  const { book } = context
  const { filter, known } = asked.options
  return ratioBehind(context, asked, (question, customer, shown) => {
    const row = agingCell(book, customer, question.period.to, { filter, known })
    const closing = row.reduce((sum, amount) => sum + amount, 0)
    const receivable = term('Receivable at the end', '期末应收', shown(closing))
    if (method === 'countback') return [receivable, ...monthTerms(context, question, customer, closing, shown)]
    const billed = (window: WindowQuestion) => shown(of(postedByCustomer(book, BILLS, window), customer))
    if (method === 'lifetime') {
      const whole = { ...question, period: { from: 1 as Day, to: question.period.to } }
      const bills = firstBills(book, whole)
      const first = customer === ALL ? bills.reduce<number>((least, day) => Math.min(least, day), NEVER) : (bills[customer] ?? NEVER)
      const since = first === NEVER ? [] : [term('First bill', '首次开票日', iso(first as Day), 'date')]
      return [receivable, term('Billed so far', '累计开票', billed(whole)), ...since]
    }
    const ours = method === 'best' ? term('Receivable not due', '其中未到期', shown(row[0])) : receivable
    return [ours, term('Billed', '本期开票', billed(question)), term('Days', '天数', daysIn(question.period), 'number')]
  })
}

/** The months that count back from the receivable, the newest first, until it is used up. */
function monthTerms(
  { book }: Context,
  question: WindowQuestion,
  customer: number,
  closing: number,
  shown: (amount: number) => number,
): Term[] {
  const { first, months, amounts } = monthlyBillings(book, BILLS, { ...question, period: { from: 1 as Day, to: question.period.to } })
  const terms: Term[] = []
  let rest = closing
  for (const { index, days } of monthsBack(question.period.to, first)) {
    if (rest <= 0) break
    let billed = 0
    for (let c = 0; c * months < amounts.length; c++) if (customer === ALL || c === customer) billed += amounts[c * months + index - first]
    const name = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
    terms.push(term(`Billed in ${name} (${days} days)`, `${name} 开票（${days} 天）`, shown(billed)))
    rest -= billed
  }
  return terms
}

/** Behind `DAYS_LATE`: the money and days that are averaged. */
export const lateBehind = (context: Context, asked: Asked, method: 'weighted' | 'mean'): Behind =>
  ratioBehind(context, asked, (question, customer, shown) => {
    const habits = paymentHabits(context.book, question)
    if (method === 'mean') {
      return [
        term('Days late in all', '逾期天数合计', of(habits.daysLate, customer), 'number'),
        term('Instalments settled', '结清笔数', of(habits.settled, customer), 'number'),
      ]
    }
    return [
      term('Amount times days late', '金额乘逾期天数', shown(of(habits.amountDaysLate, customer)), 'number'),
      term('Money allocated', '已核销回款', shown(of(habits.allocated, customer))),
    ]
  })

/** Behind `COLLECTION_RATE`: what came in, and what could have. */
export const rateBehind = (context: Context, asked: Asked, method: 'due' | 'all'): Behind =>
  ratioBehind(context, asked, (question, customer, shown) => {
    if (method === 'all') {
      const { collected, opening, billed } = collection(context.book, { ...question, customer: customer === ALL ? undefined : customer })
      return [
        term('Collected', '本期回款', shown(collected)),
        term('Opening receivable', '期初应收', shown(opening)),
        term('Billed', '本期开票', shown(billed)),
      ]
    }
    const habits = paymentHabits(context.book, question)
    return [
      term('Collected on debts due', '到期应收的回款', shown(of(habits.onDue, customer))),
      term('Overdue at the start', '期初逾期', shown(of(habits.overdueAtStart, customer))),
      term('Fell due', '本期到期', shown(of(habits.fellDue, customer))),
    ]
  })
