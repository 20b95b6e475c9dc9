import type { SealFact } from '../../shared/facts/master.js'
import { Refusal } from '../../shared/refusals.js'
import { sealMark } from '../../shared/reports/seal.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { writeSeal } from '../workbook/own-cells.js'
import { keepDrawn, type DrawnReport } from '../workbook/own-sheets.js'

/** SHA-256 of a text, in hexadecimal: of `sealText` it is the seal's hash. */
export async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

/** The seal of a drawn report, registered or not. */
export const sealOf = ({ report, question, hash, engine, knownAt }: DrawnReport): SealFact => ({
  fact: 'seal',
  report,
  question,
  knownAt,
  engine,
  hash,
})

/** Seals what has no seal yet, also what was drawn while the ledger could not be reached; answers all of them as they are by then. */
export async function sealPending(desk: Desk, drawn: Iterable<DrawnReport>): Promise<DrawnReport[]> {
  const sealed: DrawnReport[] = []
  for (const report of drawn) sealed.push(report.sealedAt === undefined ? await seal(desk, report) : report)
  return sealed
}

const OUTAGES: ReadonlySet<string> = new Set(['OFFLINE', 'SERVICE_FAILED', 'NOT_CONNECTED'])

/** Registers a seal with the ledger and writes its mark in the head of the sheets; while the ledger cannot be reached they say so. */
async function seal(desk: Desk, drawn: DrawnReport): Promise<DrawnReport> {
  const { fact: _fact, ...row } = sealOf(drawn)
  // The same drawing sealed twice, after an answer was lost, counts once.
  const pushId = `seal-${drawn.key}-${drawn.hash.slice(0, 16)}`
  const rows = [{ table: 'seals', row }]
  try {
    const { change, rows: answers } = await desk.replica.connection.push({
      pushId,
      rows,
      source: {},
      atomic: true,
      repeats: 'refused',
      dryRun: false,
    })
    const refusal = answers.find(answer => answer.refusal)?.refusal
    if (refusal) throw new Error(refusal.message)
    const sealed: DrawnReport = { ...drawn, sealedAt: change }
    await writeSeal(sealed, sealMark(sealed.hash))
    await keepDrawn(sealed)
    return sealed
  } catch (error) {
    if (!(error instanceof Refusal && OUTAGES.has(error.code))) throw error
    await writeSeal(drawn, inLanguage({ en: 'none yet (drawn offline)', zh: '未封签（离线生成）' }, drawn.language))
    return drawn
  }
}
