import { makeStyles, tokens } from '@fluentui/react-components'
import { iso } from '../../../shared/dates.js'
import { creditLimit, exposure } from '../../../shared/domain/credit.js'
import type { Money } from '../../../shared/money.js'
import { useTexts } from '../desk-context.js'
import { percentText } from '../figures.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { Section } from '../rows/section.js'
import type { CustomerProps } from './customer-props.js'

const useStyles = makeStyles({
  bar: {
    height: '8px',
    margin: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS}`,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    forcedColorAdjust: 'none',
  },
  used: { height: '100%', backgroundColor: tokens.colorBrandBackground },
  over: {
    backgroundImage: `repeating-linear-gradient(45deg, ${tokens.colorPaletteRedForeground1} 0 4px, transparent 4px 7px)`,
    backgroundColor: 'transparent',
  },
})

const PARTS = ['open', 'unapplied', 'unbilled', 'orders', 'bills'] as const

/** What stands against a customer's credit limit, part by part, and what is left of it. */
export function Credit({ ledger: { book, asOf }, customer }: CustomerProps) {
  const styles = useStyles()
  const { customer: texts } = useTexts()
  const parts = exposure(book, customer, { asOf })
  const limit = creditLimit(book, book.customers.texts[customer], asOf)
  const left = limit && limit.amount - parts.total
  const used = limit && limit.amount > 0 ? Math.max(0, parts.total) / limit.amount : undefined
  return (
    <Section title={texts.credit}>
      {used !== undefined && (
        <div className={styles.bar} role="img" aria-label={texts.used(percentText(used))} title={texts.used(percentText(used))}>
          <div className={used > 1 ? `${styles.used} ${styles.over}` : styles.used} style={{ width: `${Math.min(1, used) * 100}%` }} />
        </div>
      )}
      <Figures label={texts.credit}>
        {PARTS.filter(part => parts[part] !== 0 || part === 'open').map(part => (
          <Figure key={part} label={texts[part]} detail={part === 'open' && parts.disputed !== 0 && <Disputed amount={parts.disputed} />}>
            <Amount amount={parts[part]} />
          </Figure>
        ))}
        <Figure label={texts.exposure}>
          <Amount amount={parts.total} />
        </Figure>
        {limit ? (
          <Figure label={texts.limit} detail={limit.until !== undefined && texts.until(iso(limit.until))}>
            <Amount amount={limit.amount} />
          </Figure>
        ) : (
          <Figure label={texts.limit}>{texts.noLimit}</Figure>
        )}
        {left !== undefined && (
          <Figure label={left < 0 ? texts.over : texts.left}>
            <b>
              <Amount amount={Math.abs(left) as Money} />
            </b>
          </Figure>
        )}
      </Figures>
    </Section>
  )
}

function Disputed({ amount }: { amount: Money }) {
  const { customer: texts } = useTexts()
  return (
    <>
      {texts.disputed} <Amount amount={amount} />
    </>
  )
}
