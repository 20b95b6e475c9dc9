import type { Currency } from '../../../shared/money.js'
import type { Language } from '../../../shared/refusals.js'
import { boundTable } from '../../../shared/tables/bound/edit.js'
import type { Step } from '../../../shared/tables/bound/steps.js'
import { inLanguage } from '../../desk/notices.js'
import type { Pending } from '../../sync/pending.js'
import { SYNC_TEXTS } from '../texts/sync.js'
import { currencyOf, fieldText, groupedText } from './field-text.js'

/** An edited row as a list shows it. */
export interface EditWords {
  /** Number or name of the row. */
  name: string
  /** Which table, whose, of what date. */
  detail: string
  /** Its amount, where it has one. */
  figure: string
}

/** The key of a page that is about one edit. */
export const keyOfEdit = ({ tableId, id }: Pick<Pending, 'tableId' | 'id'>): string => `${tableId} ${id}`

/** Names an edited row. */
export function editWords({ table, fields }: Pending, company: Currency, language: Language): EditWords {
  const { label, columns } = boundTable(table)
  const at = (name: string) => fields[name] ?? ''
  const [first] = columns
  const joined =
    table === 'allocations' ? [at('from'), at('to')].filter(Boolean).join(' → ') : [at(first.name), at('name')].filter(Boolean).join(' ')
  const amount = columns.find(({ name }) => name === 'amount')
  const given = [inLanguage(label, language), first.name === 'customer' ? '' : at('customer'), at('docDate') || at('date')]
  return {
    name: joined || SYNC_TEXTS[language].newRow,
    detail: given.filter(Boolean).join(' · '),
    figure: amount && at('amount') ? fieldText(amount, at('amount'), currencyOf(fields, company), language) : '',
  }
}

/** The heading of a column as people read it. */
export const columnLabel = (table: string, name: string, language: Language): string => {
  const found = boundTable(table).columns.find(column => column.name === name)
  return found ? inLanguage(found.label, language) : name
}

/** One step of what an edit does to the ledger, in words. */
export function stepText(
  { kind, document, to = '', amount, currency, date }: Step,
  table: string,
  company: Currency,
  language: Language,
): string {
  const { steps } = SYNC_TEXTS[language]
  if (kind === 'set') return steps.set(columnLabel(table, document, language), amount || '–', date)
  const money = `${currency === company ? '' : `${currency} `}${groupedText(amount)}`
  if (kind === 'takeOff' || kind === 'allocate') return steps[kind](document, to, money, date)
  return steps[kind](document, money, date)
}
