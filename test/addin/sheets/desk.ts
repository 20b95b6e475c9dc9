import type { Desk } from '../../../addin/desk/desk.js'
import { deskOf } from '../../../addin/desk/desk.js'
import { openBoard, type Question } from '../../../addin/desk/notices.js'
import { openPreferences } from '../../../addin/desk/preferences.js'
import { openSettings } from '../../../addin/workbook/settings.js'
import type { Connection } from '../../../addin/replica/connection.js'
import { openWorkbook, type ExcelInNode } from '../../../host/node/open-workbook.js'
import type { Book } from '../../../shared/book/book.js'
import { columnLetters } from '../../../shared/reports/address.js'
import type { IsoDate } from '../../../shared/dates.js'
import { refuse, type Language } from '../../../shared/refusals.js'
import { record } from '../../sample-ledger.js'

/** A workbook with a desk over a sample ledger, and what was said there. */
export interface DeskInTest {
  desk: Desk
  excel: ExcelInNode
  book: Book
  /** Routes that were shown. */
  shown: string[]
  questions: Question[]
  /** What the next questions are answered. */
  answers: (string | undefined)[]
  offline: boolean
  close(): void
}

export interface DeskOptions {
  language?: Language
  /** The company's calendar day. */
  today?: string
  file?: Uint8Array
}

/** Opens a workbook, new or saved, on a day of the sample company. */
export async function openDesk(book: Book, { language = 'zh', today = '2026-11-02', file }: DeskOptions = {}): Promise<DeskInTest> {
  const excel = await openWorkbook({ locale: language === 'zh' ? 'zh-CN' : 'en-US', file })
  Object.assign(globalThis, { Excel: excel.Excel, Office: excel.Office })
  const shown: string[] = []
  const board = openBoard(() => undefined)
  const settings = await openSettings()
  await settings.change({ asOf: { kind: 'fixed', date: '2026-10-31' as IsoDate } })
  const opened: DeskInTest = {
    excel,
    book,
    shown,
    questions: [],
    answers: [],
    offline: false,
    desk: undefined as never,
    close: () => excel.close(),
  }
  const push: Connection['push'] = async ({ rows }) => {
    if (opened.offline) throw refuse('OFFLINE', { address: 'https://ledger.example' })
    for (const row of rows) record(book, row)
    return Promise.resolve({ protocol: 1, change: book.change, posted: true, rows: [], remarks: [] })
  }
  const status = { phase: 'ready', live: 'live', change: book.change, newest: book.change, fetchedAt: 0 } as const
  const unused = () => Promise.reject(new Error('not part of this test'))
  opened.desk = deskOf({
    language,
    replica: {
      book,
      status,
      ready: Promise.resolve(),
      connection: { address: '', push, evaluate: unused, lease: unused, import: unused, faulty: unused, get: unused },
      subscribe: () => () => undefined,
      refresh: () => Promise.resolve(),
      close: () => undefined,
    },
    settings,
    preferences: openPreferences(undefined),
    cells: { count: 0, behind: 0, refresh: () => Promise.resolve(), subscribe: () => () => undefined },
    board: answering(board, opened),
    show: route => Promise.resolve(void shown.push(route)),
    now: () => Date.parse(`${today}T04:00:00Z`),
    tables: () => unbound,
  })
  return opened
}

/** A workbook without bound tables. */
const unbound: Desk['tables'] = {
  sync: undefined,
  open: () => Promise.reject(new Error('not part of this test')),
  openIfBound: () => Promise.resolve(),
  withDrafts: ask => ask(),
  subscribe: () => () => undefined,
  close: () => Promise.resolve(),
}

/** A board whose questions are answered at once. */
function answering(board: Desk['board'], opened: DeskInTest): Desk['board'] {
  board.subscribe(() => {
    const { question } = board
    if (!question || opened.questions.some(({ id }) => id === question.id)) return
    opened.questions.push(question)
    queueMicrotask(() => question.answer(opened.answers.shift()))
  })
  return board
}

/** The number of the first row that holds a text, as Excel counts rows. */
export function rowOf({ excel }: DeskInTest, sheet: string, text: string): number {
  for (const [row, cells] of [...rowsOf(excel, sheet)].sort(([a], [b]) => a - b))
    if (cells.some(cell => cell?.value === text)) return row + 1
  throw new Error(`${sheet} has no row ${text}`)
}

/** The letters of the column under a heading. */
export function columnOf({ excel }: DeskInTest, sheet: string, heading: string): string {
  for (const cells of rowsOf(excel, sheet).values()) {
    const at = cells.findIndex(cell => cell?.value === heading)
    if (at >= 0) return columnLetters(at)
  }
  throw new Error(`${sheet} has no column ${heading}`)
}

const rowsOf = ({ workbook }: ExcelInNode, sheet: string) => workbook.sheets.find(({ name }) => name === sheet)!.rows
