import type { Book } from '../../../../shared/book/book.js'
import { day, type IsoDate } from '../../../../shared/dates.js'
import { evaluate, type Calls } from '../../../../shared/functions/evaluate.js'
import { refuse, refusalMessage, type Language } from '../../../../shared/refusals.js'
import { pushAnswer } from '../../../../server/ledger/outcome.js'
import { postBatch } from '../../../../server/ledger/post.js'
import type { PushRequest } from '../../../../shared/protocol.js'
import { deskOf, type Desk } from '../../../../addin/desk/desk.js'
import { openBoard } from '../../../../addin/desk/notices.js'
import { openPreferences } from '../../../../addin/desk/preferences.js'
import { go, showPane } from '../../../../addin/pane/main.js'
import { connectionTo } from '../../../../addin/replica/connection.js'
import type { Replica, ReplicaNews, ReplicaStatus } from '../../../../addin/replica/replica.js'
import type { SettingsStore, WorkbookSettings } from '../../../../addin/workbook/settings.js'
import { select } from './selection.js'
import { workbook } from './workbook.js'
import { PageTables, type TablesScene } from './tables.js'
import {
  bankBook,
  demoBook,
  editedBook,
  emptyBook,
  exampleBook,
  longBook,
  manyBook,
  ratelessBook,
  brokenBook,
  waitingBook,
} from './books.js'

/** What a test asks the page to show; it stands in the page's address. */
export interface Scene {
  book: 'example' | 'demo' | 'bank' | 'banks' | 'waiting' | 'edited' | 'long' | 'many' | 'empty' | 'rateless' | 'broken' | 'none'
  language: Language
  today: IsoDate
  /** Bound tables and their edits; none unless a test says so. */
  tables?: TablesScene
  status: Partial<ReplicaStatus>
}

/** What a test may do to the workbook behind the pane. */
export interface Stage {
  desk: Desk
  /** The dates that the workbook was set to, in order. */
  chosen: string[]
  tell(status: Partial<ReplicaStatus>): void
  behind(count: number): void
  go(route: string): void
  select: typeof select
  /** What the pane wrote into the workbook, and what it finds there. */
  workbook: typeof workbook
  tables: PageTables
}

declare global {
  interface Window {
    stage: Stage
  }
}

const BOOKS: Record<Scene['book'], (today: IsoDate) => Book | undefined> = {
  example: exampleBook,
  demo: demoBook,
  bank: () => bankBook(),
  banks: () => bankBook(300),
  waiting: waitingBook,
  edited: editedBook,
  long: longBook,
  many: manyBook,
  empty: emptyBook,
  rateless: ratelessBook,
  broken: brokenBook,
  none: () => undefined,
}

const scene = JSON.parse(decodeURIComponent(location.search.slice(1))) as Scene
const book = BOOKS[scene.book](scene.today)

/** A set of listeners, and what tells them. */
function bell<News>() {
  const listeners = new Set<(news: News) => void>()
  return {
    ring: (news: News) => {
      for (const listener of [...listeners]) listener(news)
    },
    subscribe: (listener: (news: News) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const news = bell<ReplicaNews>()
let status: ReplicaStatus = {
  phase: book ? 'ready' : 'none',
  live: 'live',
  change: book?.change ?? 0,
  newest: book?.change ?? 0,
  fetchedAt: Date.now() - 150_000,
  ...(book ? {} : { problem: refusalMessage(refuse('OFFLINE', { address: location.origin }), scene.language), fetchedAt: 0 }),
  ...scene.status,
}
const tell = (part: Partial<ReplicaStatus>) => {
  status = { ...status, ...part }
  news.ring({ kind: 'status' })
}
/** The service: it answers calls from the same ledger, and posts to it; while the replica is offline nobody reaches it. */
const service: typeof fetch = async (address, ask) => {
  const path = typeof address === 'string' && status.live !== 'offline' ? address.slice(address.lastIndexOf('/')) : ''
  const body = () => JSON.parse(ask?.body as string) as unknown
  if (book && path === '/evaluate') return Response.json(evaluate(book, body() as Calls, scene.language))
  if (!book || path !== '/push') return fetch(address, ask)
  const { outcome, stored } = postBatch(book, { ...(body() as PushRequest), pushHash: new Uint8Array(), actor: 'somebody' }, Date.now())
  stored?.step.keep()
  return Response.json(pushAnswer(outcome, scene.language))
}
const connection = connectionTo({ address: `${location.origin}/api/v1`, fetch: service, language: () => scene.language })
const replica: Replica = {
  book: status.phase === 'ready' ? book : undefined,
  get status() {
    return status
  },
  ready: Promise.resolve(),
  connection,
  subscribe: news.subscribe,
  refresh: async () => tell({ change: book?.change ?? 0, newest: book?.change ?? 0 }),
  close: () => undefined,
}

const settingsBell = bell<void>()
const chosen: string[] = []
let current: WorkbookSettings = { asOf: { kind: 'today' }, live: true }
const settings: SettingsStore = {
  get current() {
    return current
  },
  change: async part => {
    current = { ...current, ...part }
    if (part.asOf) chosen.push(part.asOf.kind === 'fixed' ? part.asOf.date : part.asOf.kind)
    settingsBell.ring()
  },
  subscribe: listener => settingsBell.subscribe(listener),
}

const tables = new PageTables(scene.tables ?? 'none', book, scene.today, scene.language)
const cellsBell = bell<void>()
let behind = 0
const desk = deskOf({
  language: scene.language,
  replica,
  settings,
  preferences: openPreferences(undefined),
  cells: {
    count: 12,
    get behind() {
      return behind
    },
    refresh: async () => {
      behind = 0
      cellsBell.ring()
    },
    subscribe: listener => cellsBell.subscribe(listener),
  },
  board: openBoard(() => undefined),
  show: async route => go(route),
  now: () => (day(scene.today) * 24 + 4) * 3_600_000,
  tables: tables.tables,
})

window.stage = {
  desk,
  chosen,
  tell,
  behind: count => {
    behind = count
    cellsBell.ring()
  },
  go,
  select,
  workbook,
  tables,
}
showPane(desk)
