import { iso } from '../../../shared/dates.js'
import { marginOf, margins } from '../../../shared/domain/margin.js'
import { yearToDate } from '../../../shared/functions/when.js'
import { useDesk, useTexts } from '../desk-context.js'
import { amountText, percentText } from '../figures.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { Quiet, Section } from '../rows/section.js'
import { useUnit } from '../unit.js'
import type { CustomerProps } from './customer-props.js'

/** What a customer has earned us this year. */
export function CustomerMargin({ ledger: { book, asOf }, customer }: CustomerProps) {
  const { customer: texts } = useTexts()
  const { replica } = useDesk()
  const [unit] = useUnit()
  const period = yearToDate(asOf)
  const { sales, cost, margin, percent, unlined } = marginOf(margins(book, { period }), customer)
  const title = texts.margin(iso(period.from), iso(period.to))
  return (
    <Section title={title}>
      {sales === 0 && cost === 0 ? (
        unlined === 0 && <Quiet>{texts.noSales}</Quiet>
      ) : (
        <Figures label={title}>
          <Figure label={texts.sales}>
            <Amount amount={sales} />
          </Figure>
          <Figure label={texts.cost}>
            <Amount amount={cost} />
          </Figure>
          <Figure label={texts.marginAmount} detail={percent !== null && `${texts.marginPercent} ${percentText(percent / 100)}`}>
            <Amount amount={margin} />
          </Figure>
        </Figures>
      )}
      {unlined !== 0 && <Quiet>{texts.unlined(amountText(unlined, replica.book?.company.currency ?? 'CNY', unit))}</Quiet>}
    </Section>
  )
}
