import { bankPool } from '../../../shared/domain/bank-pool.js'
import type { Context } from '../../../shared/functions/context.js'
import { countText } from '../figures.js'
import { linkTo } from '../router.js'
import type { ListRow } from '../rows/list.js'
import { useBankTexts, useProposedLines } from './use-bank.js'
import { totalsText } from './words.js'

/** The line under what needs a person: unidentified receipts with total and age, and how many have a certain proposal. */
export function useBankAttention(ledger: Context): ListRow | undefined {
  const texts = useBankTexts()
  const certain = useProposedLines(ledger).filter(line => line.certain).length
  const { entries, totals } = bankPool(ledger.book, { asOf: ledger.asOf })
  if (entries.length === 0) return undefined
  const text = texts.attentionText(totalsText(totals), countText(entries[0].days))
  return {
    key: 'bank',
    name: texts.attention(countText(entries.length)),
    detail: certain > 0 ? `${text} · ${texts.attentionCertain(countText(certain))}` : text,
    to: linkTo('bank'),
  }
}
