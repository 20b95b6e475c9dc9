import { parseTerms } from '../../domain/terms/parse.js'
import { decimal } from '../../money.js'
import { refuse } from '../../refusals.js'
import { customerOf, particulars, Refused } from './document-parts.js'
import { one } from './document-rows.js'
import type { Bench, Made } from './draft.js'
import type { ReadRow } from './row-reading.js'

/** A customer with the settings in force from the beginning. */
export function customer(read: ReadRow, bench: Bench): Made {
  const refused = new Refused(bench)
  const code = customerOf(read, bench, refused)
  const { customerName: name, shortName, owner, terms } = read.text
  const days = terms && /^\d{1,4}$/.test(terms) ? `net ${terms}` : terms
  if (days) refused.attempt('terms', () => parseTerms(days))
  const { creditLimit } = read.money
  if (creditLimit !== undefined && creditLimit < 0) {
    const column = bench.reading.headingOf(['creditLimit'])
    refused.add('creditLimit', refuse('BAD_ROW', { column, problem: 'a limit is not negative (信用额度不能为负数)' }))
  }
  if (refused.any) return refused.made
  const { note: _note, currency: _currency, rate: _rate, ...dimensions } = particulars(read, bench)
  const row: Record<string, unknown> = {
    code,
    ...(name && { name }),
    ...(shortName && { shortName }),
    ...(owner && { owner }),
    ...(days && { terms: days }),
    ...dimensions,
  }
  if (creditLimit !== undefined) row.creditLimit = decimal(creditLimit, bench.currency)
  return one({ table: 'customers', row, line: read.line, customer: code, currency: read.currency, key: code })
}

/** A product. */
export function product(read: ReadRow, bench: Bench): Made {
  const refused = new Refused(bench)
  const code = refused.wanted(['productCode'], read.text)
  const name = refused.wanted(['productName'], read.text)
  if (refused.any) return refused.made
  const { category } = read.text
  return one({
    table: 'products',
    row: { code, name, ...(category && { category }) },
    line: read.line,
    customer: '',
    currency: read.currency,
    key: code,
  })
}
