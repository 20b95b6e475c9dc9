import type { Day } from '../../shared/dates.js'
import type { Drafts } from '../../shared/functions/context.js'
import type { Language } from '../../shared/refusals.js'
import type { Replica } from '../replica/replica.js'

/** What a cell's call knows besides its arguments: the company's calendar day, and the workbook's as-of date. */
export interface AskedOn {
  today: Day
  asOf: Day
}

/** What cells need of the desk they stand on. */
export interface CellsDesk {
  readonly replica: Replica
  readonly language: Language
  /** Whether Excel shows a number in the format that comes with it. */
  readonly formatted: boolean
  /** Whether cells follow the ledger by themselves. */
  live(): boolean
  askedOn(): AskedOn
  /** Asks a question as if the workbook's unposted rows were posted. */
  withDrafts: Drafts
}

/** The cells of this workbook that hold a function of ours. */
export interface Cells {
  /** Calls that stand in cells, as far as they are known. */
  readonly count: number
  /** Of these, the cells that would answer otherwise by now, while they wait for Refresh. */
  readonly behind: number
  /** Renews every cell that is behind; ends when they have their values. */
  refresh(): Promise<void>
  /** Hears when one of these figures changes; returns what ends it. */
  subscribe(listener: () => void): () => void
}
