import { iso, type Day } from '../../../shared/dates.js'
import { openItemsOf } from '../../../shared/domain/open-items-of-customer.js'
import { dueOf } from '../../../shared/domain/extensions.js'
import type { Context } from '../../../shared/functions/context.js'
import type { Language } from '../../../shared/refusals.js'
import type { Money } from '../../../shared/money.js'
import { KIND_WORDS } from '../../../shared/vocabulary.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk, useTexts } from '../desk-context.js'
import { amountText, countText } from '../figures.js'
import { linkTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { List, type ListRow } from '../rows/list.js'
import { Quiet, Section } from '../rows/section.js'
import type { Texts } from '../texts/texts.js'
import type { CustomerProps } from './customer-props.js'

/** What a customer has open, by due date; each amount in the currency of its document. */
export function OpenItemList({ ledger, customer }: CustomerProps) {
  const { language } = useDesk()
  const { customer: texts } = useTexts()
  const rows = rowsOf(ledger, customer, texts, language)
  return (
    <Section title={rows.length > 0 ? `${texts.items} ${countText(rows.length)}` : texts.items}>
      {rows.length > 0 ? <List rows={rows} label={texts.items} /> : <Quiet>{texts.noItems}</Quiet>}
    </Section>
  )
}

function rowsOf({ book, asOf }: Context, customer: number, texts: Texts['customer'], language: Language): ListRow[] {
  const { items, open, count } = openItemsOf(book, customer, { asOf })
  const found: { due: number; name: string; row: ListRow }[] = []
  for (let i = 0; i < count; i++) {
    const item = items[i]
    const document = book.items.document[item]
    const due = dueOf(book, item, asOf)
    const name = book.nameOf(document)
    const currency = book.currencyOf(document)
    const foreign = currency !== book.company.currency
    const whole = book.amountOf(item)
    const details = [
      inLanguage(KIND_WORDS[book.kind(document)], language),
      book.documents.itemCount[document] > 1 && texts.instalment(book.items.instalment[item]),
      open[i] > 0 ? texts.due(iso(due)) : texts.dated(iso(book.documents.docDate[document] as Day)),
      open[i] > 0 && asOf > due && texts.late(countText(asOf - due)),
      open[i] !== whole && texts.of(amountText(whole, currency)),
      foreign && currency,
    ]
    const figure = <Amount amount={open[i] as Money} currency={currency} unit={foreign ? 'one' : undefined} />
    found.push({
      due,
      name,
      row: {
        key: String(item),
        name,
        figure,
        to: linkTo('document', String(book.documents.id[document])),
        detail: together(details.filter(text => text !== false)),
      },
    })
  }
  return found.sort((a, b) => a.due - b.due || (a.name < b.name ? -1 : 1)).map(({ row }) => row)
}

/** Parts of a line, each of which stays on one line. */
const together = (parts: readonly string[]): string => parts.map(part => part.replaceAll(' ', '\u00a0')).join(' · ')
