/**
 * The columns of every table of facts, in the order in which rows carry them. `company` leads every key. Dates are whole days since
 * 1970-01-01 and instants are milliseconds: they load straight into the Book's columns, compare as numbers and mean the same in every
 * database; the views show them as dates. Amounts are whole minor units. `place` is the place of a fact within its change.
 */
export const FACT_COLUMNS = {
  document: [
    ...['company', 'id', 'change', 'kind', 'customer', 'series', 'number', 'doc_date', 'post_date', 'currency', 'rate', 'amount', 'base'],
    ...['dimensions', 'reverses', 'of_document', 'of_order', 'terms', 'method', 'bank_account', 'bank_serial', 'note', 'source_row'],
  ],
  item: ['company', 'document', 'instalment', 'due', 'amount', 'base'],
  line: ['company', 'document', 'line', 'product', 'quantity', 'net', 'tax', 'cost'],
  application: [
    ...['company', 'id', 'change', 'debit', 'debit_instalment', 'credit', 'credit_instalment', 'purpose', 'date', 'amount'],
    ...['reverses', 'source_row'],
  ],
  customer: ['company', 'change', 'place', 'code', 'name', 'short_name', 'former_names', 'source_row'],
  product: ['company', 'change', 'place', 'code', 'name', 'category', 'source_row'],
  // The table has a name too, which no fact holds: see `nameOfPerson`.
  person: ['company', 'code', 'change', 'place', 'source_row'],
  value: ['company', 'change', 'place', 'subject', 'subject_key', 'field', 'from_date', 'to_date', 'value', 'source_row'],
  rate: ['company', 'change', 'place', 'currency', 'day', 'rate', 'source_row'],
  control: ['company', 'change', 'place', 'account', 'customer', 'as_of', 'amount', 'source', 'source_row'],
  period_event: ['company', 'change', 'place', 'event', 'period', 'day', 'reason', 'source_row'],
  seal: ['company', 'change', 'place', 'report', 'question', 'known_at', 'engine', 'hash', 'source_row'],
  bank_line: [
    ...['company', 'change', 'place', 'account', 'serial', 'day', 'amount', 'currency', 'payer', 'payer_account', 'text', 'source_row'],
  ],
} as const

export type FactTable = keyof typeof FACT_COLUMNS
export const FACT_TABLES = Object.keys(FACT_COLUMNS) as FactTable[]

/** The columns that name a row, in the order in which the facts of later changes follow those of earlier ones. */
export const FACT_ORDER: Readonly<Record<FactTable, readonly string[]>> = {
  document: ['id'],
  item: ['document', 'instalment'],
  line: ['document', 'line'],
  application: ['id'],
  customer: ['change', 'place'],
  product: ['change', 'place'],
  person: ['change', 'place'],
  value: ['change', 'place'],
  rate: ['change', 'place'],
  control: ['change', 'place'],
  period_event: ['change', 'place'],
  seal: ['change', 'place'],
  bank_line: ['change', 'place'],
}

/** Of a change what the audit needs; `facts` are the canonical bytes that the digest covers, last so that other reads pass over them. */
export const CHANGE_COLUMNS = [
  ...[
    'company',
    'change',
    'recorded_at',
    'actor',
    'source_file',
    'source_workbook',
    'source_sheet',
    'source_table',
    'push_id',
    'push_hash',
  ],
  ...['schema', 'digest', 'answer', 'facts'],
] as const

export const COMPANY_COLUMNS = ['id', 'code', 'name', 'currency', 'time_zone'] as const

/** What a column holds. */
export type Cell = string | number | null | Uint8Array
export type Row = readonly Cell[]

type Columns<T extends readonly string[]> = Record<T[number], Cell>

/** The tables as the query builder knows them. */
export type Tables = { [T in FactTable]: Columns<(typeof FACT_COLUMNS)[T]> & { name?: Cell } } & {
  change: Columns<typeof CHANGE_COLUMNS>
  company: Columns<typeof COMPANY_COLUMNS>
  schema_version: { version: number; applied_at: number }
}
