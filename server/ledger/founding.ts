import { renameSync, rmSync } from 'node:fs'
import type { Company } from '../../shared/book/book.js'
import { civil, day, type IsoDate } from '../../shared/dates.js'
import { chineseCalendar, keepsChineseCalendar } from '../calendar.js'
import { demoRows } from '../demo.js'
import { createLedger, type ImportRequest, type Ledger } from '../ledger.js'
import { OWNER } from '../viewer.js'

/** Makes a company's ledger in a folder, with the calendar of workdays that its time zone keeps; refuses with `LEDGER_EXISTS`. */
export async function foundLedger(folder: string, company: Company, today: IsoDate): Promise<Ledger> {
  const ledger = await createLedger(folder, company)
  if (!keepsChineseCalendar(company.timeZone)) return ledger
  const { year } = civil(day(today))
  // The year before for invoices that are taken over, the next one as far as it is announced.
  const rows = [year - 1, year, year + 1].flatMap(chineseCalendar)
  await posted(ledger, { rows, hash: 'calendar', source: { file: 'calendar' } })
  return ledger
}

/**
 * Makes a ledger with the demo company, as of a day. It is made beside its place and moved there when it is complete: half a demo would
 * look like a whole one.
 */
export async function foundDemo(
  folder: string,
  today: IsoDate,
  progress?: ImportRequest['progress'],
): Promise<{ company: Company; change: number }> {
  const making = `${folder}.making`
  rmSync(making, { recursive: true, force: true })
  const { company, rows, persons } = demoRows(today)
  const ledger = await foundLedger(making, company, today)
  try {
    await posted(ledger, { rows, hash: 'demo', source: { file: 'demo' }, progress })
    for (const { code, name } of persons) await ledger.nameOfPerson(code, name)
  } finally {
    await ledger.close()
  }
  // An empty folder may stand there; anything else is not ours to remove, and the move fails.
  renameSync(making, folder)
  return { company, change: ledger.change }
}

/** Posts rows that we made ourselves: a refused one is a mistake of ours, and is thrown. */
async function posted(ledger: Ledger, request: ImportRequest): Promise<void> {
  const { rows } = await ledger.import(request, OWNER.id)
  const refused = rows.find(row => row.outcome === 'refused')
  if (refused?.outcome === 'refused') throw refused.refusal
}
