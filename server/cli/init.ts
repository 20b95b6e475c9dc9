import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Company } from '../../shared/book/book.js'
import { iso } from '../../shared/dates.js'
import { dateOf } from '../../shared/functions/when.js'
import { refuse } from '../../shared/refusals.js'
import { foundDemo, foundLedger } from '../ledger/founding.js'
import { todayIn } from '../../shared/today.js'
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
  const today = options.today === undefined ? todayIn(options.timeZone, Date.now()).iso : iso(dateOf(options.today))
  if (options.demo) {
    if (existsSync(join(options.ledger, 'ledger.sqlite'))) throw refuse('LEDGER_EXISTS', { folder: options.ledger })
    const bar = progress('demo')
    const { company, change } = await foundDemo(options.ledger, today, bar.show)
    bar.end()
    return say(`${company.name}: ${options.ledger}, change ${change}`)
  }
  const company: Company = { code: 'main', name: options.company, currency: options.currency, timeZone: options.timeZone }
  const ledger = await foundLedger(options.ledger, company, today)
  say(`${company.name}: ${options.ledger}, change ${ledger.change}`)
  await ledger.close()
}

function requireTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch {
    throw refuse('BAD_ARGUMENT', { name: 'time-zone', problem: `${timeZone} is not a time zone such as Asia/Shanghai (不是时区名称)` })
  }
}
