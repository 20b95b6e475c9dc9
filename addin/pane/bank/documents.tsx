import { Checkbox, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components'
import type { Book } from '../../../shared/book/book.js'
import { iso } from '../../../shared/dates.js'
import type { Settleable } from '../../../shared/domain/allocation-proposal.js'
import { DEDUCTION_WORDS, RESTS, type DeductionReason, type Rest } from '../../../shared/domain/bank-rests.js'
import type { Currency, Money } from '../../../shared/money.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { amountText } from '../figures.js'
import { Amount } from '../rows/amount.js'
import { Quiet, Section } from '../rows/section.js'
import { useRowStyles } from '../rows/styles.js'
import { typedAmount, type DraftPart } from './draft.js'
import { useBankTexts } from './use-bank.js'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, maxHeight: '420px', overflowY: 'auto' },
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', alignItems: 'center', paddingInlineEnd: tokens.spacingHorizontalM },
  part: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 40px`,
  },
  digits: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
})

interface DocumentsProps {
  book: Book
  currency: Currency
  debts: readonly Settleable[]
  parts: ReadonlyMap<number, DraftPart>
  /** Changes what is typed for an item; nothing takes its tick away. */
  change: (debt: Settleable, part: DraftPart | undefined) => void
  /** What a document is offered when it is ticked. */
  offered: (debt: Settleable) => string
}

/** The open documents of a customer to tick, each with what the payment lays on it and what becomes of the rest. */
export function Documents({ book, currency, debts, parts, change, offered }: DocumentsProps) {
  const styles = useStyles()
  const look = useRowStyles()
  const { receipt: texts } = useBankTexts()
  return (
    <Section title={texts.documents}>
      {debts.length === 0 && <Quiet>{texts.noDocuments(currency)}</Quiet>}
      <ul className={styles.list} aria-label={texts.documents}>
        {debts.map(debt => {
          const { item, document, instalment, due, left } = debt
          const name = `${book.nameOf(document)}${instalment ? ` #${instalment}` : ''}`
          const part = parts.get(item)
          return (
            <li key={item} className={look.item}>
              <div className={styles.row}>
                <Checkbox
                  checked={part !== undefined}
                  onChange={(_, { checked }) => change(debt, checked ? { paid: offered(debt), rest: 'stays', reason: '' } : undefined)}
                  label={
                    <>
                      {name} <span className={look.detail}>{texts.due(iso(due))}</span>
                    </>
                  }
                />
                <Amount amount={left} currency={currency} unit="one" />
              </div>
              {part && <Part name={name} left={left} currency={currency} part={part} change={next => change(debt, next)} />}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

interface PartProps {
  name: string
  left: Money
  currency: Currency
  part: DraftPart
  change: (part: DraftPart) => void
}

function Part({ name, left, currency, part, change }: PartProps) {
  const styles = useStyles()
  const { language } = useDesk()
  const { receipt: texts } = useBankTexts()
  const paid = typedAmount(part.paid, currency)
  const rest = paid === undefined || paid < 0 ? 0 : left - paid
  const problem = paid === undefined || paid < 0 ? texts.badAmount : rest < 0 ? texts.over(amountText(left, currency)) : undefined
  return (
    <div className={styles.part}>
      <Field label={texts.paid(name)} size="small" validationMessage={problem}>
        <Input
          size="small"
          inputMode="decimal"
          input={{ className: styles.digits }}
          value={part.paid}
          onChange={(_, { value }) => change({ ...part, paid: value })}
        />
      </Field>
      {rest > 0 && (
        <Field label={texts.rest(name, amountText(rest as Money, currency))} size="small">
          <Select size="small" value={part.rest} onChange={(_, { value }) => change({ ...part, rest: value as Rest })}>
            {RESTS.map(each => (
              <option key={each} value={each}>
                {texts.rests[each]}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {rest > 0 && part.rest === 'deduction' && (
        <Field label={texts.reason(name)} size="small" validationMessage={part.reason === '' ? texts.chooseReason : undefined}>
          <Select size="small" value={part.reason} onChange={(_, { value }) => change({ ...part, reason: value as DeductionReason | '' })}>
            <option value="" />
            {(Object.keys(DEDUCTION_WORDS) as DeductionReason[]).map(each => (
              <option key={each} value={each}>
                {inLanguage(DEDUCTION_WORDS[each], language)}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </div>
  )
}
