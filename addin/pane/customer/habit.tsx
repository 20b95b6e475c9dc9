import { iso } from '../../../shared/dates.js'
import { collection, lastReceipt } from '../../../shared/domain/collection.js'
import { lastTwelveMonths } from '../../../shared/functions/when.js'
import { useTexts } from '../desk-context.js'
import { countText, daysText, percentText } from '../figures.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { Quiet, Section } from '../rows/section.js'
import type { CustomerProps } from './customer-props.js'

/** How a customer has paid in the last twelve months. */
export function Habit({ ledger: { book, asOf }, customer }: CustomerProps) {
  const { customer: texts } = useTexts()
  const found = collection(book, { period: lastTwelveMonths(asOf), customer })
  const last = lastReceipt(book, customer, { asOf })
  const days = (value: number | null) => (value === null ? '–' : daysText(value))
  return (
    <Section title={texts.habit}>
      {found.weightedDaysLate === null && !last ? (
        <Quiet>{texts.noReceipts}</Quiet>
      ) : (
        <Figures label={texts.habit}>
          <Figure label={texts.daysLate}>{days(found.weightedDaysLate)}</Figure>
          <Figure label={texts.daysToSettle}>{days(found.weightedDaysToSettle)}</Figure>
          {found.onTimeRate !== null && (
            <Figure label={texts.onTime} detail={texts.onTimeOf(countText(found.onTime), countText(found.settled))}>
              {percentText(found.onTimeRate / 100)}
            </Figure>
          )}
          <Figure label={texts.dso}>{days(found.dsoSimple)}</Figure>
          {last && (
            <Figure label={texts.lastReceipt} detail={iso(last.date)}>
              <Amount amount={last.amount} />
            </Figure>
          )}
        </Figures>
      )}
    </Section>
  )
}
