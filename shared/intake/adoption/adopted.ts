import type { IsoDate } from '../../dates.js'
import type { Currency } from '../../money.js'
import { refuse } from '../../refusals.js'
import type { TableRow } from '../../tables/post.js'
import type { Words } from '../../vocabulary.js'
import { Assembly } from './assembly.js'
import { openingBalance } from './balance-rows.js'
import { isBlankCell } from './cell-forms.js'
import { Customers, type KnownCustomer, type MadeCustomer } from './customers.js'
import { allocation, creditNote, invoice, openingItem, orderOf, receipt } from './document-rows.js'
import type { Bench, Made } from './draft.js'
import type { AdoptionFault, LeftOut, LeftOutReason } from './faults.js'
import type { AdoptionField } from './field-words.js'
import { headingBlock } from './heading-block.js'
import { customer, product } from './master-rows.js'
import type { AdoptionMapping } from './mapping.js'
import type { AdoptionQuestion } from './questions.js'
import { isBlankRow, lineOf, type AdoptionRange } from './range.js'
import type { RangeKind } from './range-kind.js'
import { RowKinds } from './row-kind.js'
import { RowReading, type ReadRow } from './row-reading.js'
import { RunningSums } from './running-sums.js'
import { rangeQuestions } from './range-questions.js'

/** What an adoption knows besides the range. */
export interface AdoptionSetting {
  today: IsoDate
  /** Of the ledger. */
  currency: Currency
  /** Customers that the ledger has: `knownCustomers(book)`. */
  customers?: readonly KnownCustomer[]
}

/** What became of a range. Every row of it is in exactly one of `posted`, `leftOut` and, by its line, `faults`. */
export interface AdoptedRows {
  /** Rows to push, in an order in which each finds what it names; `sourceRow` is the line. */
  rows: TableRow[]
  /** Lines that became rows. */
  posted: number[]
  leftOut: LeftOut[]
  /** Every cell that keeps its line from being taken; a line may have several. */
  faults: AdoptionFault[]
  /** Customers that did not exist. */
  customers: MadeCustomer[]
  /** What should be asked before the rows are pushed. */
  questions: AdoptionQuestion[]
  /** What was taken for granted or rounded. */
  remarks: Words[]
}

const MAKERS: Readonly<Record<RangeKind, (read: ReadRow, bench: Bench) => Made>> = {
  customers: customer,
  products: product,
  invoices: invoice,
  openingItems: openingItem,
  openingBalances: openingBalance,
  receipts: receipt,
  creditNotes: creditNote,
  allocations: allocation,
  orders: orderOf('orders', 'orderNumber'),
  deliveries: orderOf('deliveries', 'deliveryNumber'),
}

const NUMBERS: readonly AdoptionField[] = [
  'number',
  'invoiceNumber',
  'receiptNumber',
  'creditNumber',
  'orderNumber',
  'deliveryNumber',
  'productCode',
]
const NAMES: readonly AdoptionField[] = ['customerName', 'customerCode', 'shortName', 'productName']
const DATES: readonly AdoptionField[] = ['docDate', 'dueDate', 'receiptDate']
const SUMMED: readonly AdoptionField[] = ['amount', 'balance', 'net', 'received', 'creditLimit']

/**
 * Turns the rows of a range into rows of our tables by a mapping. Nothing is lost: what is not posted is left out for a told reason or
 * listed with its cell, value and cure. Refuses only a range without a column that the mapping names (`MISSING_COLUMN`).
 */
export function adoptedRows(range: AdoptionRange, mapping: AdoptionMapping, setting: AdoptionSetting): AdoptedRows {
  const block = headingBlock(range)
  const reading = new RowReading(range, mapping, block, setting.currency)
  const customers = new Customers(setting.customers ?? [], mapping.options.sameAs)
  const told = new Map<string, Words>()
  const bench: Bench = {
    reading,
    options: mapping.options,
    today: setting.today,
    currency: setting.currency,
    customer: ({ text }) => customers.codeOf(text.customerCode, text.customerName),
    tell: (en, zh) => void told.set(en, { en, zh }),
  }
  const grouped = reading.columns.some(({ fillDown }) => fillDown)
  const places = {
    identity: reading.places([...NUMBERS, ...NAMES, ...DATES]),
    customer: reading.places(NAMES),
    mapped: reading.columns.map(({ at }) => at),
  }
  const kinds = new RowKinds(range, block, places, grouped)
  const sums = new RunningSums()
  const assembly = new Assembly(mapping.options)
  const make = MAKERS[mapping.kind]
  const leftOut: LeftOut[] = []
  const faults: AdoptionFault[] = []
  const posted: number[] = []
  const leave = (row: number, reason: LeftOutReason) => leftOut.push({ line: lineOf(range, row), reason, text: textOf(range, row) })
  for (let row = 0; row < range.values.length; row++) {
    if (row < block.first + block.rows) {
      leave(row, row >= block.first ? 'heading' : isBlankRow(range.values[row]) ? 'blank' : 'title')
      continue
    }
    const reason = kinds.of(range.values[row])
    if (reason !== undefined) {
      if (reason === 'group') reading.heads(row)
      if (reason === 'subtotal') sums.start()
      leave(row, reason)
      continue
    }
    const read = reading.of(row)
    if (isSum(range, row, places.identity, read, sums)) {
      leave(row, 'sum')
      continue
    }
    sums.add(read)
    if (read.faults.length > 0) {
      faults.push(...read.faults)
      continue
    }
    const made = make(read, bench)
    if ('settled' in made) leave(row, 'settled')
    else if ('refused' in made) for (const { field, refusal } of made.refused) faults.push(reading.faultOn(read, field, refusal))
    else {
      const repeated = assembly.take(made.drafts)
      if (repeated) {
        const field = NUMBERS.find(number => read.text[number] !== undefined) ?? (read.text.customerCode ? 'customerCode' : 'customerName')
        faults.push(reading.faultOn(read, field, refuse('NUMBER_REPEATED', { number: repeated.key, first: repeated.line })))
      } else {
        if (made.drafts[0].customer) customers.use(made.drafts[0].customer, read.text.customerName, read.line)
        posted.push(read.line)
      }
    }
  }
  if (reading.rounded > 0)
    bench.tell(
      `${reading.rounded} amounts had more decimals than their currency and were rounded half up.`,
      `${reading.rounded} 个金额的小数位多于币种位数，已四舍五入。`,
    )
  return {
    rows: assembly.rows(customers),
    posted,
    leftOut,
    faults,
    customers: [...customers.made.values()],
    questions: rangeQuestions(mapping, faults, customers),
    remarks: [...told.values()],
  }
}

/** A row without customer, number and date whose amounts are the sums of those above. */
function isSum({ values }: AdoptionRange, row: number, identity: readonly number[], read: ReadRow, sums: RunningSums): boolean {
  for (const at of identity) {
    const cell = values[row][at]
    if (!isBlankCell(cell)) return false
  }
  return sums.areIn(Object.fromEntries(SUMMED.flatMap(field => (read.money[field] === undefined ? [] : [[field, read.money[field]]]))))
}

/** What stands in a row, for a list that people read. */
function textOf({ values }: AdoptionRange, row: number): string {
  const text = values[row].filter(cell => cell !== '').join(' ')
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
