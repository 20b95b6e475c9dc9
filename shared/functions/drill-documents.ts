import { iso, type Day } from '../dates.js'
import { openBehind } from '../domain/behind-open.js'
import { lastReceipt } from '../domain/collection.js'
import { openAmount } from '../domain/open-items.js'
import { tieOut } from '../domain/tie-out.js'
import { major, negated, type Money } from '../money.js'
import { momentOf } from './asked.js'
import type { Context } from './context.js'
import { term, type Behind, type BehindRow } from './drill-behind.js'
import type { Options } from './options.js'

/** Behind `INVOICE_OPEN` and `INVOICE_STATUS`: the instalments of the invoice that are not settled. */
export function invoiceBehind({ book }: Context, row: number, asOf: Day, options: Options, adds: boolean): Behind {
  const moment = momentOf(book, asOf, options)
  const { documents } = book
  const currency = book.currencyOf(row)
  const rows: BehindRow[] = []
  let open = 0
  for (let item = documents.firstItem[row], end = item + documents.itemCount[row]; item < end; item++) {
    const amount = openAmount(book, item, moment)
    open += amount
    if (amount !== 0) rows.push({ item, amount })
  }
  const shown = (amount: number) => major(amount as Money, currency)
  const terms = [
    term('Amount', '单据金额', shown(documents.amount[row])),
    term('Open', '未清金额', shown(open)),
    term('Posting date', '记账日期', iso(documents.postDate[row] as Day), 'date'),
  ]
  const question = { document: row, currency, clock: options.clock, measure: 'balance' as const }
  return { moment, currency, adds, rows, terms, open: { question, sign: 1 } }
}

/** Behind `LAST_RECEIPT`: the receipt. */
export function lastReceiptBehind({ book }: Context, customer: number, part: 'date' | 'amount', asOf: Day): Behind {
  const last = lastReceipt(book, customer, { asOf })
  return { moment: { asOf }, adds: part === 'amount', rows: last ? [{ document: last.document, amount: last.amount }] : [] }
}

/** Behind `TIEOUT`: what the general ledger says of each account, less every open item. */
export function tieOutBehind({ book }: Context, asOf: Day, account: string): Behind {
  const { accounts } = tieOut(book, { asOf, account: account || undefined })
  const ledger = accounts.flatMap(({ account: name, amount }): BehindRow[] =>
    amount ? [{ amount, other: { kind: 'account', name } }] : [],
  )
  const open = openBehind(book, { asOf }).map(({ item, amount }): BehindRow => ({ item, amount: negated(amount) }))
  return { moment: { asOf }, adds: true, rows: [...ledger, ...open] }
}
