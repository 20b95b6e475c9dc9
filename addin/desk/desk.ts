import type { Day } from '../../shared/dates.js'
import { contextOf } from '../../shared/functions/evaluate.js'
import type { Context } from '../../shared/functions/context.js'
import { refuse, type Language } from '../../shared/refusals.js'
import { todayIn } from '../../shared/today.js'
import type { Cells } from '../cells/cells.js'
import type { Replica } from '../replica/replica.js'
import type { SettingsStore } from '../workbook/settings.js'
import { asOfDay } from './as-of.js'
import type { Board } from './notices.js'
import type { Preferences } from './preferences.js'
import type { Tables } from './tables.js'

/** All that belongs to one open workbook: what commands and the pane work with. */
export interface Desk {
  readonly language: Language
  readonly replica: Replica
  readonly settings: SettingsStore
  readonly preferences: Preferences
  readonly cells: Cells
  readonly board: Board
  /** Tables of the workbook that are bound to the ledger. */
  readonly tables: Tables
  /** The company's calendar day; before there is a ledger, this machine's. */
  today(): Day
  /** The workbook's as-of date. */
  asOf(): Day
  /** What a question is asked with. Refuses while there is no ledger in this workbook. */
  context(): Context
  /** Opens the pane at a page of it: `/today`, `/customer/C001`, `/explain`. */
  show(route: string): Promise<void>
}

/** What a desk is put together of. */
export type Furniture = Omit<Desk, 'today' | 'asOf' | 'context' | 'tables'> & {
  now: () => number
  tables: (today: () => Day) => Tables
}

export function deskOf({ now, tables, ...parts }: Furniture): Desk {
  const { replica, settings } = parts
  const today = () => {
    const company = replica.book?.company ?? replica.status.company
    const zone = company?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
    return todayIn(zone, now()).day
  }
  const asOf = () => asOfDay(settings.current.asOf, today())
  return {
    ...parts,
    tables: tables(today),
    today,
    asOf,
    context: () => {
      if (!replica.book) throw refuse('NOT_CONNECTED')
      return contextOf(replica.book, today(), asOf())
    },
  }
}
