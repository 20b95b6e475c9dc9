import { makeStyles, tokens } from '@fluentui/react-components'
import type { Money } from '../../../shared/money.js'
import { DEFAULT_BUCKETS } from '../../../shared/domain/buckets.js'
import { bucketHeadings } from '../../../shared/reports/bucket-headings.js'
import { useDesk, useTexts } from '../desk-context.js'
import { amountText, percentText } from '../figures.js'
import { Amount } from '../rows/amount.js'
import { bucketColour } from '../theme.js'
import { useUnit } from '../unit.js'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    columnGap: '2px',
    height: '20px',
    margin: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    // These colours are figures: high contrast must not take them away.
    forcedColorAdjust: 'none',
  },
  part: { minWidth: '3px', boxSizing: 'border-box', border: `1px solid ${tokens.colorNeutralStrokeAccessible}` },
  table: { width: '100%', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' },
  heading: {
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    textAlign: 'end',
    padding: `2px ${tokens.spacingHorizontalM} 2px 0`,
  },
  first: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    padding: `2px 0 2px ${tokens.spacingHorizontalM}`,
    whiteSpace: 'nowrap',
  },
  cell: { textAlign: 'end', padding: `2px ${tokens.spacingHorizontalM} 2px ${tokens.spacingHorizontalXS}`, whiteSpace: 'nowrap' },
  swatch: {
    display: 'inline-block',
    width: '10px',
    height: '10px',
    marginInlineEnd: tokens.spacingHorizontalXS,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    forcedColorAdjust: 'none',
  },
})

/** Open debts by age as one stacked bar, and the same figures as a table with the unapplied credits. `amounts` as `agingRow` gives them. */
export function AgingBar({ amounts }: { amounts: readonly Money[] }) {
  const styles = useStyles()
  const { language, replica } = useDesk()
  const { today: texts, unit: units } = useTexts()
  const [unit] = useUnit()
  const currency = (replica.book?.company ?? replica.status.company)?.currency ?? 'CNY'
  const buckets = bucketHeadings(DEFAULT_BUCKETS, 'due', language).map((name, bucket) => ({ name, bucket, amount: amounts[bucket] }))
  const debts = buckets.reduce((sum, { amount }) => sum + amount, 0)
  const unapplied = amounts[buckets.length]
  const share = (amount: Money): string => (debts > 0 && amount !== 0 ? percentText(amount / debts) : '–')
  const colour = (bucket: number) => ({ backgroundColor: bucketColour(bucket, buckets.length) })
  return (
    <>
      {debts > 0 && (
        <div className={styles.bar} role="img" aria-label={texts.bar}>
          {buckets
            .filter(({ amount }) => amount > 0)
            .map(({ name, bucket, amount }) => (
              <div
                key={bucket}
                className={styles.part}
                style={{ ...colour(bucket), flexGrow: amount / debts, flexBasis: 0 }}
                title={`${name}: ${amountText(amount, currency, unit)} (${share(amount)})`}
              />
            ))}
        </div>
      )}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={`${styles.heading} ${styles.first}`}>
              {texts.bucket}
            </th>
            <th scope="col" className={styles.heading}>
              {`${texts.amount}, ${units[unit](currency)}`}
            </th>
            <th scope="col" className={styles.heading}>
              {texts.part}
            </th>
          </tr>
        </thead>
        <tbody>
          {buckets.map(({ name, bucket, amount }) => (
            <tr key={bucket}>
              <th scope="row" className={styles.first}>
                <span className={styles.swatch} style={colour(bucket)} aria-hidden />
                {name}
              </th>
              <td className={styles.cell}>
                <Amount amount={amount} />
              </td>
              <td className={styles.cell}>{share(amount)}</td>
            </tr>
          ))}
          {unapplied !== 0 && (
            <tr>
              <th scope="row" className={styles.first}>
                {texts.unappliedRow}
              </th>
              <td className={styles.cell}>
                <Amount amount={unapplied} />
              </td>
              <td className={styles.cell} />
            </tr>
          )}
        </tbody>
      </table>
    </>
  )
}
