import type { Book } from '../book/book.js'
import type { Money } from '../money.js'
import { countingOf, type Counting } from './bridge-measure.js'
import { BRIDGE_CAUSES, type Bridge, type BridgeCause, type BridgeMoment, type BridgeQuestion, type BridgeRow } from './bridge-question.js'
import { learn, live, type Step, type Walk } from './bridge-walk.js'
import { openAmount } from './open-items.js'
import { resolved } from './question.js'

/**
 * Why open amounts changed between two moments: two dates, one date known at two changes, or both. What was recorded between the changes
 * and dated by the earlier day comes first, then what happened day by day up to the later, as known there; backwards it is the same with
 * the sign turned. Every step of every item has its cause, so the parts always add up to the difference.
 */
export function changeBridge(book: Book, question: BridgeQuestion): Bridge {
  const { sums, steps } = walked(book, question)
  let opening = 0
  let closing = 0
  for (const sum of sums.values()) {
    opening += sum.opening
    closing += sum.closing
  }
  return bridgeOf(book, question, opening, closing, steps)
}

/** The bridge of every customer with an amount at either moment or a step between them, by the customer's index. */
export function changeBridges(book: Book, question: BridgeQuestion): Map<number, Bridge> {
  const { sums, steps } = walked(book, question)
  const byCustomer = new Map<number, Step[]>()
  for (const step of steps) {
    const customer = book.items.customer[step.item]
    const list = byCustomer.get(customer)
    if (list) list.push(step)
    else byCustomer.set(customer, [step])
  }
  const bridges = new Map<number, Bridge>()
  for (const customer of [...new Set([...sums.keys(), ...byCustomer.keys()])].sort((a, b) => a - b)) {
    const { opening, closing } = sums.get(customer) ?? { opening: 0, closing: 0 }
    const bridge = bridgeOf(book, { ...question, customer }, opening, closing, byCustomer.get(customer) ?? [])
    if (opening !== 0 || closing !== 0 || bridge.parts.length > 0) bridges.set(customer, bridge)
  }
  return bridges
}

/** A moment with nothing left out. */
export const wholeMoment = (book: Book, { asOf, knownAt }: BridgeMoment): Required<BridgeMoment> => ({
  asOf,
  knownAt: resolved(book, { asOf, knownAt }).knownAt,
})

interface Ends {
  opening: number
  closing: number
}

/** Every step of every item, and what customers had at both ends. */
function walked(book: Book, question: BridgeQuestion): { sums: Map<number, Ends>; steps: Step[] } {
  const { clock } = question
  const [from, to] = [wholeMoment(book, question.from), wholeMoment(book, question.to)]
  if (to.asOf < from.asOf) return turned(walked(book, { ...question, from: to, to: from }))
  const counting = countingOf(book, question)
  const steps: Step[] = []
  const walk: Walk = { book, counting, clock, give: step => steps.push(step) }
  const ends = [from, to].map(moment => ({ ...moment, valued: counting.valued(moment.asOf, moment.knownAt) }))
  const sums = new Map<number, Ends>()
  const touched = appliedSince(book, Math.min(from.knownAt, to.knownAt))
  const { items, documents } = book
  const look = (item: number): void => {
    if (items.postDate[item] > to.asOf || documents.change[items.document[item]] > Math.max(from.knownAt, to.knownAt)) return
    // What was closed for good before the first day has nothing to tell, unless it was opened and closed again within a day since, or
    // something was applied to it that was not known at one of the moments.
    if (clock !== 'latest' && items.closedOn[item] < from.asOf && !book.reopened.has(item) && !touched.has(item)) return
    if (from.knownAt <= to.knownAt) learn(walk, item, from.asOf, { from: from.knownAt, to: to.knownAt }, 1)
    else learn(walk, item, from.asOf, { from: to.knownAt, to: from.knownAt }, -1)
    live(walk, item, { from: from.asOf, to: to.asOf }, to.knownAt)
    const [opening, closing] = ends.map(end => worthAt(walk, item, end))
    const fx = closing.valued - closing.posted - (opening.valued - opening.posted)
    if (fx !== 0) steps.push({ cause: 'fx', item, amount: fx })
    if (opening.valued === 0 && closing.valued === 0) return
    const sum = sums.get(items.customer[item])
    if (sum) {
      sum.opening += opening.valued
      sum.closing += closing.valued
    } else sums.set(items.customer[item], { opening: opening.valued, closing: closing.valued })
  }
  const { document, customer } = question
  if (document !== undefined) for (let i = 0; i < documents.itemCount[document]; i++) look(documents.firstItem[document] + i)
  else if (customer === undefined) for (let item = 0; item < items.count; item++) look(item)
  else for (const item of book.itemsOf(customer)) look(item)
  return { sums, steps: settled(book, counting, steps) }
}

/** Items to which something was applied after a change. */
function appliedSince(book: Book, knownAt: number): Set<number> {
  const { change, debit, credit, count } = book.applications
  const touched = new Set<number>()
  if (knownAt === book.change) return touched
  for (let row = 0; row < count; row++) if (change[row] > knownAt) touched.add(debit[row]).add(credit[row])
  return touched
}

/** The same way walked back. */
function turned({ sums, steps }: ReturnType<typeof walked>): ReturnType<typeof walked> {
  const causes: Partial<Record<BridgeCause, BridgeCause>> = { movedIn: 'movedOut', movedOut: 'movedIn' }
  return {
    sums: new Map([...sums].map(([customer, { opening, closing }]) => [customer, { opening: closing, closing: opening }])),
    steps: steps.map(step => ({ ...step, cause: causes[step.cause] ?? step.cause, amount: 0 - step.amount })),
  }
}

/** What an item counts at a moment: at its document's rate, and as the answer is valued. */
function worthAt(
  { book, counting, clock }: Walk,
  item: number,
  { asOf, knownAt, valued }: Required<BridgeMoment> & { valued: ReturnType<Counting['valued']> },
): { posted: number; valued: number } {
  const open = openAmount(book, item, { asOf, knownAt, clock })
  if (open === 0) return { posted: 0, valued: 0 }
  const standing = counting.standing(item, asOf, knownAt)
  return { posted: counting.posted(item, open, standing), valued: valued(item, open, standing) }
}

/**
 * An allocation has a step on each side. Where both count they take each other away, and what is left of them was won or lost by the
 * rates of the two documents.
 */
function settled(book: Book, { everything }: Counting, steps: readonly Step[]): Step[] {
  const kept: Step[] = []
  const pairs = new Map<string, Step[]>()
  for (const step of steps) {
    if (step.pair === undefined) kept.push(step)
    else {
      const pair = pairs.get(step.pair)
      if (pair) pair.push(step)
      else pairs.set(step.pair, [step])
    }
  }
  for (const pair of pairs.values()) {
    const isDebt = ({ item }: Step) => book.items.amount[item] > 0
    const debt = pair.find(isDebt)
    if (!debt || pair.every(isDebt)) {
      kept.push(...pair)
      continue
    }
    const amount = pair.reduce((sum, step) => sum + step.amount, 0)
    const cause = debt.cause === 'backdated' ? debt.cause : everything ? 'fx' : 'allocations'
    if (amount !== 0) kept.push({ ...debt, cause, amount })
  }
  return kept
}

/** Steps of the same cause and documents as one row, and rows as parts. */
function bridgeOf(book: Book, { currency, from, to }: BridgeQuestion, opening: number, closing: number, steps: readonly Step[]): Bridge {
  const { items, documents } = book
  const rows = new Map<string, BridgeRow & { cause: BridgeCause }>()
  for (const { cause, item, amount, by, change = 0 } of steps) {
    const key = `${cause} ${item} ${by ?? ''}`
    const row = rows.get(key)
    if (row) {
      row.amount = (row.amount + amount) as Money
      row.change = Math.max(row.change, change)
    } else {
      const document = items.document[item]
      const instalment = documents.itemCount[document] > 1 ? items.instalment[item] : null
      rows.set(key, {
        cause,
        document,
        instalment,
        customer: items.customer[item],
        change,
        amount: amount as Money,
        ...(by !== undefined && { by }),
      })
    }
  }
  return {
    currency: currency ?? book.company.currency,
    from: wholeMoment(book, from),
    to: wholeMoment(book, to),
    opening: opening as Money,
    closing: closing as Money,
    parts: partsOf([...rows.values()]),
  }
}

/** Rows by cause, in the order of the causes; those that came to nothing left out. */
export function partsOf<Row extends { cause: BridgeCause; amount: Money }>(
  rows: readonly Row[],
): { cause: BridgeCause; amount: Money; rows: Omit<Row, 'cause'>[] }[] {
  return BRIDGE_CAUSES.flatMap(wanted => {
    const found = rows.filter(({ cause, amount }) => cause === wanted && amount !== 0).map(({ cause: _cause, ...row }) => row)
    if (found.length === 0) return []
    return [{ cause: wanted, amount: found.reduce((sum, { amount }) => sum + amount, 0) as Money, rows: found }]
  })
}
