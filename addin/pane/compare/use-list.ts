import { useMemo, useState } from 'react'
import type { Day } from '../../../shared/dates.js'
import { comparison, type Comparison } from '../../../shared/domain/comparison.js'
import type { TheirRow } from '../../../shared/domain/comparison-line.js'
import type { OursQuestion } from '../../../shared/domain/comparison-ours.js'
import type { Context } from '../../../shared/functions/context.js'
import { ALL, customerNamed } from '../../../shared/functions/customers.js'
import type { AdoptionRange } from '../../../shared/intake/adoption/range.js'
import type { Answers } from '../../../shared/intake/answers.js'
import type { Fault } from '../../../shared/intake/input.js'
import { pastedList } from '../../../shared/intake/pasted-list.js'
import { rangeFile } from '../../../shared/intake/range-file.js'
import { negated } from '../../../shared/money.js'
import { Refusal } from '../../../shared/refusals.js'
import { adoptionRange, meantRange } from '../../workbook/adoption-range.js'
import { useCommand } from '../work/use-command.js'

/** A range that was read, and where it stands. */
export interface ReadRange {
  place: string
  range: AdoptionRange
}

/** The range that was read last, whether one is being read, and what reads the selected one. */
export function useRange(): [read: ReadRange | undefined, busy: boolean, readSelected: () => void] {
  const [read, setRead] = useState<ReadRange>()
  const [busy, run] = useCommand()
  const readSelected = () =>
    run(async () => {
      const meant = await meantRange()
      setRead({ place: `${meant.sheet}!${meant.address}`, range: await adoptionRange(meant, () => undefined) })
    })
  return [read, busy, readSelected]
}

/** What a list is compared with, and how it is read. */
export interface Asked {
  side: OursQuestion['side']
  asOf: Day
  from?: Day
  /** Code or name; `''` for all. */
  customer: string
  opposite: boolean
  answers: Answers
}

/** A list against the ledger; or its faults, or why it cannot be compared. */
export interface Compared {
  theirs: readonly TheirRow[]
  faults: readonly Fault[]
  comparison?: Comparison
  refusal?: Refusal
}

/** Compares what was read, anew when the ledger or the question changes. */
export function useCompared(read: ReadRange | undefined, { book }: Context, asked: Asked): Compared | undefined {
  const { side, asOf, from, customer, opposite, answers } = asked
  return useMemo(() => {
    if (!read) return undefined
    const { rows, faults } = pastedList(rangeFile(read.range), { side, currency: book.company.currency, answers })
    const theirs = opposite ? rows.map(row => ({ ...row, amount: negated(row.amount) })) : rows
    if (faults.length > 0) return { theirs, faults }
    try {
      const found = customer === '' ? ALL : customerNamed(book, customer)
      const question = { side, asOf, from, customer: found === ALL ? undefined : found, knownAt: book.change }
      return { theirs, faults, comparison: comparison(book, theirs, question) }
    } catch (error) {
      if (error instanceof Refusal) return { theirs, faults, refusal: error }
      throw error
    }
  }, [read, book, book.change, side, asOf, from, customer, opposite, answers])
}
