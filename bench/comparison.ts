import type { Day } from '../shared/dates.js'
import { compared } from '../shared/domain/comparison.js'
import { numberKey } from '../shared/domain/comparison-numbers.js'
import type { Money } from '../shared/money.js'
import type { Part } from './house.js'
import { atMost, interleaved } from './measure.js'

const DOCUMENTS = 100_000
const ROWS = 20_000

/** A pasted list against the ledger's documents: a third by amount alone, a third by number, a third with numbers that nobody has. */
export const comparisonPart: Part = {
  title: 'comparison',
  async figures() {
    const ours = Array.from({ length: DOCUMENTS }, (_, document) => {
      const number = `INV-2026-${String(document).padStart(6, '0')}`
      return {
        document,
        number,
        short: number,
        date: (20_000 + (document % 365)) as Day,
        amount: (1000 + ((document * 7919) % 50_000)) as Money,
      }
    })
    const theirs = Array.from({ length: ROWS }, (_, i) => {
      const { number, date, amount } = ours[(i * 37) % DOCUMENTS]
      if (i % 3 === 0) return { date, amount }
      return i % 3 === 1 ? { number, date, amount } : { number: `PO ${i}`, date, amount: (amount + (i % 5)) as Money }
    })
    const time = await interleaved(
      { compare: () => compared(theirs, ours), read: () => ours.forEach(({ number }) => numberKey(number)) },
      5,
      2,
    )
    return [atMost('Sync', '20,000 rows compared with 100,000 documents, to reading their numbers', time.compare / time.read, 'x', 25)]
  },
}
