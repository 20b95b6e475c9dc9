import type { Company } from '../../shared/book/book.js'
import { iso } from '../../shared/dates.js'
import { dateOf } from '../../shared/functions/when.js'
import { refuse } from '../../shared/refusals.js'
import { demoRows } from '../demo.js'
import { createLedger } from '../ledger.js'
import { todayIn } from '../today.js'
import { OWNER } from '../viewer.js'
import { progress, say } from './terminal.js'

export interface InitOptions {
  ledger: string
  demo?: boolean
  company: string
  currency: string
  timeZone: string
  today?: string
}

/** Makes a ledger, empty or with the demo company. */
export async function init(options: InitOptions): Promise<void> {
  requireTimeZone(options.timeZone)
  if (!/^[A-Z]{3}$/.test(options.currency)) throw refuse('BAD_CURRENCY', { value: options.currency })
  const demo = options.demo ? demoRows(options.today === undefined ? todayIn(options.timeZone).iso : iso(dateOf(options.today))) : undefined
  const company: Company = demo?.company ?? { code: 'main', name: options.company, currency: options.currency, timeZone: options.timeZone }
  const ledger = await createLedger(options.ledger, company)
  try {
    if (demo) {
      const bar = progress('demo')
      await ledger.import(
        { rows: demo.rows, hash: 'demo', source: { file: 'demo' }, progress: (done, total) => bar.show(done, total) },
        OWNER.id,
      )
      bar.end()
    }
    say(`${company.name}: ${options.ledger}, change ${ledger.change}`)
  } finally {
    await ledger.close()
  }
}

function requireTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch {
    throw refuse('BAD_ARGUMENT', { name: 'time-zone', problem: `${timeZone} is not a time zone such as Asia/Shanghai (不是时区名称)` })
  }
}
