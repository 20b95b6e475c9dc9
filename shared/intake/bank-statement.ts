import type { IsoDate } from '../dates.js'
import { decimal, type Currency, type Money } from '../money.js'
import { refuse } from '../refusals.js'
import { derivedSerial } from '../domain/bank-serials.js'
import type { TableRow } from '../tables/post.js'
import type { Fault } from './input.js'

/** One movement as a file gives it; money that came in is positive. */
export interface StatementEntry {
  /** Line of the file, or number of the entry. */
  at: number
  serial?: string
  day: IsoDate
  amount: Money
  payer: string
  payerAccount?: string
  text?: string
  /** What stood on the account after it. */
  balance?: Money
}

/** The movements of one account in a file, in the order of the file. */
export interface BankStatement {
  file: string
  account: string
  currency: Currency
  entries: readonly StatementEntry[]
  opening?: Money
  closing?: Money
  /** What is worth telling though it is no fault, in both languages. */
  remarks: readonly { en: string; zh: string }[]
}

/** Faults of a statement that does not add up: rows were lost, doubled or altered on the way. */
export function statementFaults(statement: BankStatement): Fault[] {
  const { entries, opening, closing } = statement
  const faults: Fault[] = []
  const broken = (at: number, from: { en: string; zh: string }, expected: Money, stated: Money) => {
    const amounts = { expected: decimal(expected, statement.currency), stated: decimal(stated, statement.currency) }
    const refusal = refuse('STATEMENT_BROKEN', { account: statement.account, from: `${from.en} (${from.zh})`, ...amounts })
    faults.push({ file: statement.file, line: at, column: '', value: amounts.stated, refusal })
  }
  const chain = chainBreak(entries)
  if (chain) broken(chain.at, { en: 'the balance before', zh: '上一笔余额' }, chain.expected, chain.stated)
  if (opening === undefined || closing === undefined || faults.length > 0) return faults
  const end = entries.reduce<number>((sum, { amount }) => sum + amount, opening) as Money
  if (end !== closing) broken(0, { en: 'the opening balance', zh: '期初余额' }, end, closing)
  return faults
}

/** Where balances written beside the movements stop following from each other, read down or up, whichever fits better. */
function chainBreak(entries: readonly StatementEntry[]): { at: number; expected: Money; stated: Money } | undefined {
  const down = breaks(entries)
  const up = breaks([...entries].reverse())
  return down.length <= up.length ? down[0] : up[0]
}

function breaks(entries: readonly StatementEntry[]): { at: number; expected: Money; stated: Money }[] {
  return entries.slice(1).flatMap(({ at, amount, balance }, i) => {
    const before = entries[i].balance
    if (before === undefined || balance === undefined || before + amount === balance) return []
    return [{ at, expected: (before + amount) as Money, stated: balance }]
  })
}

/**
 * The money that came in, as rows of the table `bankLines`. What went out is left out: it is no receivable, and whom the company pays
 * is nobody's business here. An entry without a serial number gets one from what it says and how often the day says just that.
 */
export function bankRows({ account, currency, entries }: BankStatement): TableRow[] {
  const times = new Map<string, number>()
  return entries
    .filter(({ amount }) => amount > 0)
    .map(({ at, serial, day, amount, balance: _, ...said }) => {
      const row = {
        account,
        serial: serial ?? derivedSerial({ day, amount, ...said }, times),
        day,
        amount: decimal(amount, currency),
        currency,
        ...said,
      }
      return { table: 'bankLines', row, sourceRow: at }
    })
}
