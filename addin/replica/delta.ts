import type { Book } from '../../shared/book/book.js'
import { fact as anyFact, FACT_SCHEMA, type Change, type Fact } from '../../shared/facts/fact.js'
import type { ValueFact } from '../../shared/facts/master.js'
import { feedHead, PROTOCOL, type FeedHead } from '../../shared/protocol.js'
import { refuse } from '../../shared/refusals.js'

/** Changes as the feed gives them, checked: nothing in them is unknown to this program. */
export interface Delta {
  head: FeedHead
  changes: readonly Pick<Change, 'change' | 'recordedAt' | 'facts'>[]
}

/**
 * Reads an answer of the feed. Refuses (`RELOAD_NEEDED`) what a newer service says and this program does not know; throws another error
 * when the answer is not all there.
 */
export function deltaOf(text: string): Delta {
  const [first, ...lines] = text.split('\n').filter(line => line !== '')
  const head = feedHead.safeParse(JSON.parse(first ?? '')).data
  if (head?.protocol !== PROTOCOL || head.facts !== FACT_SCHEMA) throw refuse('RELOAD_NEEDED')
  const changes = lines.map(line => JSON.parse(line) as Change)
  for (const { facts, schema } of changes)
    if (schema > FACT_SCHEMA || !facts.every(fact => anyFact.safeParse(fact).success)) throw refuse('RELOAD_NEEDED')
  if (changes.length !== head.to - head.from) throw new Error(`${changes.length} changes from ${head.from} to ${head.to}`)
  return { head, changes }
}

/** Customers by index in the Book, or everybody. */
export type Touched = ReadonlySet<number> | 'all'

/** Appends the changes that a Book does not hold yet and tells whose facts they are. */
export function append(book: Book, changes: Delta['changes']): Touched {
  const customers = new Set<number>()
  const known = [book.customers.size, book.currencies.size]
  let everybody = false
  for (const change of changes) {
    if (change.change <= book.change) continue
    // Once a field is set of one customer it is known, and empty, of all others.
    everybody ||= change.facts.some(fact => fact.fact === 'value' && book.values.keys(fact.subject, fact.field).next().done === true)
    book.append(change)
    for (const fact of change.facts) everybody = !touch(book, fact, customers) || everybody
  }
  // A code or currency that was unknown before: whoever named it was told so.
  everybody ||= known[0] !== book.customers.size || known[1] !== book.currencies.size
  return everybody ? 'all' : customers
}

/** Notes the customers of a fact that the Book holds; false when it may concern everybody, as a customer's name does that others name. */
function touch(book: Book, fact: Fact, customers: Set<number>): boolean {
  const document = (id: number | undefined) => {
    if (id !== undefined) customers.add(book.documents.customer[book.documentOf(id)])
  }
  switch (fact.fact) {
    case 'document':
      for (const id of [fact.id, fact.of, fact.reverses, fact.order]) document(id)
      return true
    case 'application':
      document(fact.debit[0])
      document(fact.credit[0])
      return true
    case 'value':
      return touchSubject(book, fact, customers)
    default:
      return false
  }
}

/** Fields by which a question about one customer reads another's: who took it over. */
const READ_BY_OTHERS = new Set(['successor'])

function touchSubject(book: Book, { subject, key, field }: ValueFact, customers: Set<number>): boolean {
  if (subject === 'customer') {
    const customer = book.customers.find(key)
    // Nobody can ask about a customer that is in no document and has no file.
    if (customer !== undefined) customers.add(customer)
    return !READ_BY_OTHERS.has(field)
  }
  if (subject !== 'document' && subject !== 'item') return false
  customers.add(book.documents.customer[book.documentOf(Number(key.split('#')[0]))])
  return true
}
