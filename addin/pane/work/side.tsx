import { Checkbox, Input, makeStyles, tokens } from '@fluentui/react-components'
import type { Book } from '../../../shared/book/book.js'
import { iso, type Day } from '../../../shared/dates.js'
import type { Settleable } from '../../../shared/domain/allocation-proposal.js'
import { money, type Money } from '../../../shared/money.js'
import { amountText } from '../figures.js'
import { Amount } from '../rows/amount.js'
import { Quiet, Section } from '../rows/section.js'
import { useRowStyles } from '../rows/styles.js'
import { useWorkTexts } from './use-command.js'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, maxHeight: '300px', overflowY: 'auto' },
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', alignItems: 'center', paddingInlineEnd: tokens.spacingHorizontalM },
  amount: { width: '148px' },
  digits: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
})

interface SideProps {
  title: string
  /** What is said when there is nothing. */
  none: string
  book: Book
  items: readonly Settleable[]
  ticked: ReadonlySet<number>
  /** Amounts that were typed, by item. */
  typed: ReadonlyMap<number, Money>
  tick: (items: readonly Settleable[], on: boolean) => void
  type: (item: number, amount: Money) => void
}

/** One side of the workbench: items to tick, each with all that is left of it, or what is typed. */
export function Side({ title, none, book, items, ticked, typed, tick, type }: SideProps) {
  const styles = useStyles()
  const look = useRowStyles()
  const { allocate: texts } = useWorkTexts()
  const on = items.filter(({ item }) => ticked.has(item)).length
  const all = (
    <Checkbox
      label={texts.all}
      aria-label={`${title}: ${texts.all}`}
      checked={on === 0 ? false : on === items.length || 'mixed'}
      onChange={(_, { checked }) => tick(items, checked === true)}
    />
  )
  return (
    <Section title={title} aside={items.length > 0 ? all : undefined}>
      {items.length === 0 && <Quiet>{none}</Quiet>}
      <ul className={styles.list} aria-label={title}>
        {items.map(one => {
          const { item, document, left, due, instalment } = one
          const currency = book.currencies.texts[one.currency]
          const name = `${book.nameOf(document)}${instalment ? ` #${instalment}` : ''}`
          const date = book.items.amount[item] < 0 ? texts.dated(iso(book.documents.docDate[document] as Day)) : texts.due(iso(due))
          return (
            <li key={item} className={look.item}>
              <div className={styles.row}>
                <Checkbox
                  checked={ticked.has(item)}
                  onChange={(_, { checked }) => tick([one], checked === true)}
                  label={
                    <>
                      {name}{' '}
                      <span className={look.detail}>
                        {[date, currency === book.company.currency ? '' : currency].filter(Boolean).join(' · ')}
                      </span>
                    </>
                  }
                />
                {ticked.has(item) ? (
                  <Input
                    className={styles.amount}
                    size="small"
                    aria-label={name}
                    inputMode="decimal"
                    input={{ className: styles.digits }}
                    defaultValue={amountText(typed.get(item) ?? left, currency)}
                    onBlur={({ currentTarget }) => {
                      const amount = amountIn(currentTarget.value, currency, left)
                      currentTarget.value = amountText(amount, currency)
                      type(item, amount)
                    }}
                  />
                ) : (
                  <Amount amount={left} currency={currency} unit="one" />
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

/** What was typed, within what is left; what cannot be read is all of it. */
function amountIn(text: string, currency: string, left: Money): Money {
  try {
    const amount = money(text.replaceAll(',', '').trim(), currency)
    return amount > 0 && amount < left ? amount : left
  } catch {
    return left
  }
}
