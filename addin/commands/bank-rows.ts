import { bankKey } from '../../shared/book/bank.js'
import type { Claim } from '../../shared/domain/bank-marks.js'

/** A row of the ledger's table of receipts from bank lines; amounts as decimal text. */
export interface BankReceiptRow {
  account: string
  serial: string
  customer: string
  /** All that is left of the line when left out. */
  amount?: string
  agreement?: string
  allocations?: readonly BankAllocationRow[]
}

/** What a receipt settles of one document, and what becomes of the rest. */
export interface BankAllocationRow {
  document: string
  instalment?: number
  amount: string
  rest?: 'stays' | 'fee' | 'discount' | 'deduction'
  /** Of a deduction. */
  reason?: string
}

/** A row that was posted: by which change, and the claim that it ended. */
export interface PostedRow {
  row: BankReceiptRow
  change: number
  claim: Claim | undefined
}

/** What became of rows: why each was refused, in their order, and those that were posted. */
export interface Outcome {
  refusals: (string | undefined)[]
  posted: PostedRow[]
}

/** The key by which rows of one bank line are found again. */
export const rowKey = ({ account, serial }: Pick<BankReceiptRow, 'account' | 'serial'>): string => bankKey(account, serial)
