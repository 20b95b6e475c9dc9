import type { Day } from '../../shared/dates.js'
import type { LiveCells } from '../cells/live.js'
import { connectionTo, API } from '../replica/connection.js'
import { openReplica } from '../replica/replica.js'
import { surroundingsOf } from '../replica/surroundings.js'
import { openSettings } from '../workbook/settings.js'
import { deskOf, type Desk } from './desk.js'
import { languageOf } from './language.js'
import { openBoard } from './notices.js'
import { openPreferences } from './preferences.js'
import { tablesOf } from './tables.js'
import { followUse } from './use.js'

/** Milliseconds between looks at the calendar: cells that say today follow the company's midnight. */
const LOOK = 30_000

/** Puts the desk of the open workbook together and lets its cells answer. Office must be ready. */
export async function openDesk(cells: LiveCells): Promise<Desk> {
  const language = languageOf(Office.context.displayLanguage)
  const preferences = openPreferences(storage())
  const settings = await openSettings()
  const address = preferences.address ? new URL(API, preferences.address).href : location.origin + API
  const connection = connectionTo({ address, fetch: (...asked) => window.fetch(...asked), language: () => language })
  const replica = openReplica({ connection, surroundings: surroundingsOf(window), language: () => language })
  const show = async (route: string) => {
    location.hash = `#${route}`
    await Office.addin.showAsTaskpane()
  }
  const board = openBoard(() => void show('/notices'))
  const now = () => Date.now()
  const random = () => crypto.randomUUID()
  const tables = (today: () => Day) =>
    tablesOf({ replica, language, today, now, random, client: preferences.client, location: () => Office.context.document.url ?? '' })
  const desk = deskOf({ language, replica, settings, preferences, cells, board, show, now, tables })
  cells.connect({
    replica,
    language,
    formatted: Office.context.requirements.isSetSupported('ExcelApi', '1.16'),
    live: () => settings.current.live,
    withDrafts: ask => desk.tables.withDrafts(ask),
    askedOn: () => ({ today: desk.today(), asOf: desk.asOf() }),
  })
  settings.subscribe(() => cells.reconsider())
  desk.tables.subscribe(() => cells.draftsChanged())
  followCalendar(desk, cells)
  followUse(cells)
  return desk
}

/** Storage that a page may be forbidden to use. */
function storage(): Storage | undefined {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}

/** Cells that stand on today are asked anew on the company's next day. */
function followCalendar(desk: Desk, cells: LiveCells): void {
  let day: Day = desk.today()
  setInterval(() => {
    if (desk.today() === day) return
    day = desk.today()
    cells.reconsider()
  }, LOOK)
}
