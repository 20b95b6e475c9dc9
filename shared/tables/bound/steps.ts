import type { Book } from '../../book/book.js'
import type { Fact } from '../../facts/fact.js'
import { decimal, type Money } from '../../money.js'

/** One thing that an edit of a posted row does to the ledger, as a preview shows it. */
export interface Step {
  kind: 'reverse' | 'post' | 'takeOff' | 'allocate' | 'transfer' | 'set'
  /** The document, or what is set. */
  document: string
  /** Of an allocation: the debt it settles. */
  to?: string
  /** In the document's currency, as plain decimals; the value of what is set. */
  amount: string
  currency: string
  date: string
}

/** What facts do, in their order, without those that only follow from others. The Book must hold them. */
export function stepsOf(book: Book, facts: readonly Fact[]): Step[] {
  return facts.flatMap((fact): Step[] => {
    if (fact.fact === 'document') {
      const document = book.nameOf(book.documentOf(fact.id))
      const kind = fact.reverses ? 'reverse' : fact.kind === 'transfer' ? 'transfer' : 'post'
      if (kind === 'transfer' && fact.amount < 0) return []
      return [
        { kind, document, amount: decimal(Math.abs(fact.amount) as Money, fact.currency), currency: fact.currency, date: fact.postDate },
      ]
    }
    if (fact.fact === 'application') {
      const mirror = fact.purpose === 'reversal' && fact.reverses === undefined
      if (mirror || (fact.purpose === 'instalment' && isTransfer(book, fact.credit[0]))) return []
      const [to, from] = [fact.debit[0], fact.credit[0]].map(id => book.documentOf(id))
      return [
        {
          kind: fact.reverses === undefined ? 'allocate' : 'takeOff',
          document: book.nameOf(from),
          to: book.nameOf(to),
          amount: decimal(Math.abs(fact.amount) as Money, book.currencyOf(to)),
          currency: book.currencyOf(to),
          date: fact.date,
        },
      ]
    }
    if (fact.fact === 'value') return [{ kind: 'set', document: fact.field, amount: fact.value ?? '', currency: '', date: fact.from }]
    return []
  })
}

const isTransfer = (book: Book, id: number): boolean => book.kind(book.documentOf(id)) === 'transfer'
