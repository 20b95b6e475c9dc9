import { createContext, useContext, useMemo } from 'react'
import type { Day } from '../../shared/dates.js'
import type { Context } from '../../shared/functions/context.js'
import type { Desk } from '../desk/desk.js'
import type { Board } from '../desk/notices.js'
import type { ReplicaStatus } from '../replica/replica.js'
import type { WorkbookSettings } from '../workbook/settings.js'
import { TEXTS, type Texts } from './texts/texts.js'
import { useClock, useWatched } from './watched.js'

export const DeskContext = createContext<Desk | undefined>(undefined)

/** The desk of the open workbook. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('no desk above this component')
  return desk
}

/** The pane's texts in the user's language. */
export const useTexts = (): Texts => TEXTS[useDesk().language]

/** How the replica stands, followed. */
export function useStatus(): ReplicaStatus {
  const { replica } = useDesk()
  // The replica may make a new object each time it is asked: equal ones must not draw again.
  useWatched(
    listener => replica.subscribe(listener),
    () => JSON.stringify(replica.status),
  )
  return replica.status
}

/** The workbook's settings, followed. */
export function useSettings(): Readonly<WorkbookSettings> {
  const { settings } = useDesk()
  useWatched(
    listener => settings.subscribe(listener),
    () => JSON.stringify(settings.current),
  )
  return settings.current
}

/** How many cells stand on the ledger and how many are behind, followed. */
export function useCells(): { count: number; behind: number } {
  const { cells } = useDesk()
  useWatched(
    listener => cells.subscribe(listener),
    () => `${cells.count} ${cells.behind}`,
  )
  return cells
}

/** The board, followed. */
export function useBoard(): Board {
  const { board } = useDesk()
  useWatched(
    listener => board.subscribe(listener),
    () => `${board.notices[0]?.id} ${board.notices.length} ${board.question?.id} ${JSON.stringify(board.works)}`,
  )
  return board
}

const MINUTE = 60_000

/** The days of the workbook, followed as people choose them and as midnight passes. */
export function useDays(): { today: Day; asOf: Day } {
  const desk = useDesk()
  useSettings()
  useClock(MINUTE)
  return { today: desk.today(), asOf: desk.asOf() }
}

/** What questions are asked with, the same object until an answer may differ; `undefined` while there is no ledger in the workbook. */
export function useLedger(): Context | undefined {
  const { book } = useDesk().replica
  const { change } = useStatus()
  const { today, asOf } = useDays()
  const known = book?.change ?? change
  // A Book is appended to in place: its change tells that it holds more.
  return useMemo(() => book && { book, today, asOf }, [book, known, today, asOf])
}
