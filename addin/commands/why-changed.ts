import { addMonths, day, iso, monthEnd, monthStart, type Day, type IsoDate } from '../../shared/dates.js'
import type { BridgeLine } from '../../shared/domain/bridge-lines.js'
import { BRIDGE_CAUSES, type BridgeCause, type BridgeMoment } from '../../shared/domain/bridge-question.js'
import { CAUSE_WORDS_OF_CHANGE } from '../../shared/domain/bridge-words.js'
import { bridgeOfCall, type CallBridge } from '../../shared/functions/drill-change.js'
import { decimalsOf, type Currency, type Money } from '../../shared/money.js'
import { bridgeSheet } from '../../shared/reports/change-bridge.js'
import { refuse, type Language } from '../../shared/refusals.js'
import type { Words } from '../../shared/vocabulary.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { activeCell, type CellContents } from '../workbook/selection.js'
import type { Command } from './define.js'
import { drawBeside } from './drill-down.js'
import { drilled, type Drilled } from './drilled.js'
import { amountText } from './explain.js'
import { told } from './told.js'

/** Why the answer in a cell changed from one moment to another, by cause; opening and parts add up to closing. */
export interface WhyChanged {
  cell: CellContents
  formula: string
  from: { asOf: IsoDate; knownAt: number }
  to: { asOf: IsoDate; knownAt: number }
  /** In which all amounts are, in minor units. */
  currency: Currency
  opening: Money
  closing: Money
  parts: { cause: BridgeCause; label: Words; amount: Money; rows: BridgeLine[] }[]
  /** Whether the amounts are what the cell shows; otherwise they are about the documents behind it, and `calls` has its figures. */
  adds: boolean
  /** The bridge of each function of the formula, with the sign it counts with. */
  calls: (CallBridge & { sign: 1 | -1; text: string })[]
  /** Numbers and cells of the formula that no function of ours made: the same at both moments, in minor units. */
  constant: Money
  /** Why some of the cell is left out, and the same in short in the user's language. */
  reasons: Words[]
  sentences: string[]
}

/** What the page `/why` shows. */
export const change = told<WhyChanged>()

/** Tells in the pane why the selected cell changed since the month end before its date. */
export const whyChanged: Command = async desk => {
  const cell = await activeCell()
  const found = await foundIn(desk, cell)
  const asOf = day(found.asOf)
  change.tell(changeOf(desk, found, { asOf: monthEndBefore(asOf) }, { asOf }))
  await desk.show('/why')
}

/** Tells anew of the cell that was asked about last, between two other moments: two dates, or one date known at two changes. */
export async function askChange(desk: Desk, from: BridgeMoment, to: BridgeMoment): Promise<void> {
  const cell = change.current?.cell ?? (await activeCell())
  change.tell(changeOf(desk, await foundIn(desk, cell), from, to))
}

/** Draws what was asked last on a new sheet: the documents of each cause, and the proof that they make the difference. */
export const changeSheet: Command = async desk => {
  const { current } = change
  if (!current) return whyChanged(desk)
  const { cell, formula } = current
  const say = (en: string, zh: string) => inLanguage({ en, zh }, desk.language)
  const sheet = bridgeSheet(current, desk.language, [[say('Cell', '公式'), formula]])
  await drawBeside(desk, sheet, say(`Change ${cell.address}`, `变动 ${cell.address}`), cell)
}

/** The two changes between which one date is told of when nobody says others: that of the newest seal, else the one before, and the newest. */
export function knownMoments(desk: Desk, asOf: IsoDate): { from: Required<BridgeMoment>; to: Required<BridgeMoment> } {
  const { book } = desk.context()
  const sealed = book.seals.reduce((newest, seal) => (seal.change < book.change ? Math.max(newest, seal.change) : newest), 0)
  const on = day(asOf)
  return { from: { asOf: on, knownAt: sealed || Math.max(0, book.change - 1) }, to: { asOf: on, knownAt: book.change } }
}

/** The last day of the month before the one that a date lies in; of a month's last day the month end before. */
export const monthEndBefore = (asOf: Day): Day => monthEnd(addMonths(monthStart(asOf), -1))

async function foundIn(desk: Desk, cell: CellContents): Promise<Drilled> {
  const found = await drilled(desk, cell)
  if (!found) throw refuse('NO_FORMULA', { cell: `${cell.sheet}!${cell.address}` })
  return found
}

/** The bridge of a cell: the bridges of its functions, each with its sign, put together by cause. */
export function changeOf(desk: Desk, found: Drilled, from: BridgeMoment, to: BridgeMoment): WhyChanged {
  const context = desk.context()
  const calls = found.parts.flatMap(({ call, sign, text }) =>
    call ? [{ ...bridgeOfCall(context, call.name, call.args, from, to), sign, text }] : [],
  )
  const decimals = 10 ** decimalsOf(found.currency)
  const constants = found.parts.reduce(
    (sum, { call, sign, value }) => sum + (call || value === null ? 0 : sign * Math.round(value * decimals)),
    0,
  )
  const constant = constants as Money
  const byCause = new Map<BridgeCause, { amount: number; rows: BridgeLine[] }>()
  for (const { sign, parts } of calls)
    for (const { cause, amount, rows } of parts) {
      const sum = byCause.get(cause) ?? { amount: 0, rows: [] }
      byCause.set(cause, {
        amount: sum.amount + sign * amount,
        rows: [...sum.rows, ...rows.map(row => ({ ...row, amount: (sign * row.amount) as Money }))],
      })
    }
  const sumOf = (end: 'opening' | 'closing') => calls.reduce((sum, call) => sum + call.sign * call[end], constants) as Money
  const known = context.book.change
  const result = {
    cell: found.cell,
    formula: found.formula,
    from: { asOf: iso(from.asOf), knownAt: from.knownAt ?? known },
    to: { asOf: iso(to.asOf), knownAt: to.knownAt ?? known },
    currency: found.currency,
    opening: sumOf('opening'),
    closing: sumOf('closing'),
    parts: BRIDGE_CAUSES.flatMap(cause => {
      const sum = byCause.get(cause)
      return sum ? [{ cause, label: CAUSE_WORDS_OF_CHANGE[cause], amount: sum.amount as Money, rows: sum.rows }] : []
    }),
    adds: calls.length > 0 && calls.every(({ adds }) => adds),
    calls,
    constant,
    reasons: found.total === null ? [] : found.reasons,
  }
  return { ...result, sentences: sentencesOf(result, desk.language) }
}

function sentencesOf(found: Omit<WhyChanged, 'sentences'>, language: Language): string[] {
  const { cell, from, to, opening, closing, parts, currency, adds, calls } = found
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  const place = `${cell.sheet}!${cell.address}`
  const [before, after, difference] = [opening, closing, (closing - opening) as Money].map(amount => amountText(amount, currency))
  const span =
    from.asOf === to.asOf
      ? say(
          `As of ${to.asOf}, known at change ${from.knownAt} and at change ${to.knownAt}`,
          `截止 ${to.asOf}，变更 ${from.knownAt} 与变更 ${to.knownAt} 相比`,
        )
      : say(`From ${from.asOf} to ${to.asOf}`, `从 ${from.asOf} 到 ${to.asOf}`)
  const wentFrom = (what: string, one: string, other: string, more = '') =>
    say(
      `${span}, ${what} went from ${one} to ${other}${more && `: ${more}`}.`,
      `${span}，${what} 由 ${one} 变为 ${other}${more && `，变动 ${more}`}。`,
    )
  return [
    ...(adds
      ? [wentFrom(place, before, after, difference)]
      : calls.map(({ text, values }) => wentFrom(text, String(values.from), String(values.to)))),
    ...parts.map(({ label, amount }) => `${inLanguage(label, language)}${say(': ', '：')}${amountText(amount, currency)}${say('.', '。')}`),
    ...(parts.length ? [] : [say('Nothing happened in between.', '其间没有变动。')]),
  ]
}
