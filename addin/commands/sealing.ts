import { day } from '../../shared/dates.js'
import { Refusal } from '../../shared/refusals.js'
import { runReport } from '../../shared/reports/index.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { writeSeal } from '../workbook/own-cells.js'
import { keepDrawn, type DrawnReport } from '../workbook/own-sheets.js'

/** SHA-256 of a text, in hexadecimal. */
export async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

/** What a drawn report's question answers by now, at the change it was drawn at: what its seal is over. */
export function answerOf(desk: Desk, { report, params, today, language }: DrawnReport) {
  return runReport(desk.context().book, report, params, day(today), language)
}

/**
 * Registers the seal of a report with the ledger and writes it in the head of its sheets. While the ledger cannot be reached the sheets
 * say so instead, and the seal is made up for by `sealPending`.
 */
export async function seal(desk: Desk, drawn: DrawnReport): Promise<DrawnReport> {
  const { report, engine, params, hash } = drawn
  const row = { report, question: questionOf(drawn), knownAt: Number(params.knownAt), engine, hash }
  // The same drawing sealed twice, after a lost answer, counts once.
  const pushId = `seal-${drawn.key}-${hash.slice(0, 16)}`
  let change: number | undefined
  try {
    const rows = [{ table: 'seals', row }]
    ;({ change } = await desk.replica.connection.push({ pushId, rows, source: {}, atomic: true, repeats: 'refused', dryRun: false }))
  } catch (error) {
    if (!(error instanceof Refusal && OUTAGES.has(error.code))) throw error
  }
  const sealed: DrawnReport = change === undefined ? drawn : { ...drawn, sealedAt: change }
  await writeSeal(sealed, sealWords(desk, sealed))
  if (change !== undefined) await keepDrawn(sealed)
  return sealed
}

const questionOf = ({ params }: DrawnReport): string => JSON.stringify(params)

/** The seal's hash of a question's answer. */
export const hashOf = (answer: ReturnType<typeof runReport>): Promise<string> => sha256(JSON.stringify(answer.json()))

const OUTAGES: ReadonlySet<string> = new Set(['OFFLINE', 'SERVICE_FAILED', 'NOT_CONNECTED'])

/** Seals what was drawn while the ledger could not be reached; answers all of them as they are by then. */
export async function sealPending(desk: Desk, drawn: Iterable<DrawnReport>): Promise<DrawnReport[]> {
  const sealed: DrawnReport[] = []
  for (const report of drawn) sealed.push(report.sealedAt === undefined ? await seal(desk, report) : report)
  return sealed
}

/** `3f9a1c20b4d7e8f1 · 2026-11-02 12:00`, or that there is none yet. */
function sealWords({ replica }: Desk, { hash, sealedAt, drawnAt, language }: DrawnReport): string {
  const timeZone = replica.book?.company.timeZone
  const when = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(drawnAt)
  if (sealedAt === undefined) return inLanguage({ en: `none yet, drawn offline ${when}`, zh: `未封签（离线生成 ${when}）` }, language)
  return `${hash.slice(0, 16)} · ${when}`
}
