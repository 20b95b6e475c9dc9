import { iso, NEVER, type Day } from '../dates.js'
import type { Context } from './context.js'
import { term, type Behind } from './drill-behind.js'

/** Behind `CUSTOMER`: the customer, and since when the field reads as it does. */
export function fieldBehind({ book }: Context, customer: number, field: string, asOf: Day): Behind {
  const terms = fileTerms({ book }, customer)
  const code = book.customers.texts[customer]
  const entry =
    book.values.entryAt('customer', code, field, asOf) ??
    // Nobody is named responsible, so it is who sells.
    (field === 'owner' ? book.values.entryAt('customer', code, 'salesperson', asOf) : undefined)
  if (entry?.value) {
    terms.push(term('In force from', '生效日期', iso(entry.from), 'date'), term('Recorded by change', '记录变更号', entry.change, 'number'))
    if (entry.to !== NEVER) terms.push(term('Until', '失效日期', iso(entry.to), 'date'))
  }
  return { moment: { asOf }, adds: false, rows: [], terms }
}

/** Behind `CUSTOMER_ID`: the names that the customer goes and went by. */
export const codeBehind = ({ book, asOf }: Context, customer: number): Behind => ({
  moment: { asOf },
  adds: false,
  rows: [],
  terms: fileTerms({ book }, customer),
})

function fileTerms({ book }: Pick<Context, 'book'>, customer: number) {
  const file = book.customerFiles[customer]
  const code = book.customers.texts[customer]
  const terms = [term('Customer', '客户编码', code, 'text'), term('Name', '客户名称', file?.name ?? code, 'text')]
  if (file?.shortName) terms.push(term('Short name', '简称', file.shortName, 'text'))
  if (file?.formerNames?.length) terms.push(term('Former names', '曾用名', file.formerNames.join('、'), 'text'))
  return terms
}
