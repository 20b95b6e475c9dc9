import { addDays, day, iso, type IsoDate } from '../../dates.js'
import { parseTerms } from '../../domain/terms/parse.js'
import type { Money } from '../../money.js'
import { Refusal, refuse } from '../../refusals.js'
import type { Bench, Made } from './draft.js'
import type { AdoptionField } from './field-words.js'
import type { ReadRow } from './row-reading.js'

/** Collects what a row refuses, so that all of it is told at once. */
export class Refused {
  readonly refused: { field: AdoptionField; refusal: Refusal }[] = []

  constructor(private readonly bench: Bench) {}

  /** The first of some fields that the row has; refuses an empty one (`MISSING_CELL`). */
  wanted<T>(fields: readonly AdoptionField[], of: Partial<Record<AdoptionField, T>>): T {
    for (const field of fields) {
      const value = of[field]
      if (value !== undefined && value !== '') return value
    }
    this.add(fields[0], refuse('MISSING_CELL', { column: this.bench.reading.headingOf(fields) }))
    return undefined as T
  }

  add(field: AdoptionField, refusal: Refusal): void {
    this.refused.push({ field, refusal })
  }

  /** Runs what may refuse. */
  attempt<T>(field: AdoptionField, work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.add(field, error)
      return undefined
    }
  }

  get any(): boolean {
    return this.refused.length > 0
  }

  get made(): Made {
    return { refused: this.refused }
  }
}

export const CUSTOMER_FIELDS: readonly AdoptionField[] = ['customerCode', 'customerName']

/** The code of the row's customer; a row without one is refused. */
export function customerOf(read: ReadRow, bench: Bench, refused: Refused): string {
  const named = read.text.customerCode ?? read.text.customerName
  if (!named) {
    const field = bench.reading.places(['customerName']).length > 0 ? 'customerName' : 'customerCode'
    refused.wanted([field], {})
    return ''
  }
  return refused.attempt(read.text.customerCode ? 'customerCode' : 'customerName', () => bench.customer(read)) ?? ''
}

/** The amount of a document: with tax, or without it and the tax. */
export function grossOf({ money }: ReadRow): Money | undefined {
  if (money.amount !== undefined) return money.amount
  return money.net === undefined ? undefined : ((money.net + (money.tax ?? 0)) as Money)
}

const DIMENSIONS = ['salesperson', 'department', 'region', 'channel', 'project', 'branch'] as const

/** What documents of all kinds may say besides. */
export function particulars({ text, currency }: ReadRow, bench: Bench): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const name of DIMENSIONS) if (text[name]) row[name] = text[name]
  if (text.note) row.note = text.note
  if (currency !== bench.currency) {
    row.currency = currency
    if (text.rate) row.rate = text.rate
  }
  return row
}

const termsRead = new Map<string, boolean>()

/** When a debt falls due: as stated, so many days after its date, or by terms in words, which the ledger reckons. */
export function dueOf(read: ReadRow, docDate: IsoDate | undefined, refused: Refused): { dueDate?: IsoDate; terms?: string } {
  const { dueDate, terms } = read.text
  if (dueDate) return { dueDate: dueDate as IsoDate }
  if (!terms || !docDate) return {}
  if (/^\d{1,4}$/.test(terms)) return { dueDate: iso(addDays(day(docDate), Number(terms))) }
  if (!termsRead.get(terms)) {
    refused.attempt('terms', () => {
      parseTerms(terms)
      termsRead.set(terms, true)
    })
  }
  return { terms }
}
