import { makeStyles, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import { addMonths, iso, monthEnd, monthStart, type Day } from '../../../shared/dates.js'
import type { Book } from '../../../shared/book/book.js'
import { aging, agingTotals } from '../../../shared/domain/aging.js'
import type { Context } from '../../../shared/functions/context.js'
import type { Money } from '../../../shared/money.js'
import { useTexts } from '../desk-context.js'
import { amountText } from '../figures.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { Section } from '../rows/section.js'
import { bucketColour } from '../theme.js'
import { useUnit } from '../unit.js'

/** Month ends before the as-of date, which is the last column. */
const MONTHS = 11
/** Of the drawing, in its own units; it is stretched to the pane. */
const COLUMN = 24
const GAP = 4
const HEIGHT = 90

const useStyles = makeStyles({
  drawing: {
    display: 'block',
    width: `calc(100% - 2 * ${tokens.spacingHorizontalM})`,
    height: '100px',
    margin: `0 ${tokens.spacingHorizontalM}`,
    forcedColorAdjust: 'none',
  },
  ends: {
    display: 'flex',
    justifyContent: 'space-between',
    padding: `2px ${tokens.spacingHorizontalM}`,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  summary: { padding: `2px ${tokens.spacingHorizontalM}`, cursor: 'pointer' },
})

interface Point {
  day: Day
  /** All debts, unapplied credits left aside, and what of them is overdue. */
  debts: Money
  overdue: Money
}

/** Open debts at the last month ends and on the as-of date, as columns and as figures. */
export function Trend({ ledger: { book, asOf } }: { ledger: Context }) {
  const styles = useStyles()
  const { today: texts } = useTexts()
  const { currency } = book.company
  const [unit] = useUnit()
  const points = useMemo(() => pointsOf(book, asOf), [book, asOf])
  const most = Math.max(...points.map(({ debts }) => debts))
  if (most <= 0) return null
  const height = (amount: Money) => (Math.max(0, amount) / most) * HEIGHT
  const shown = (amount: Money) => amountText(amount, currency, unit)
  return (
    <Section title={texts.trend}>
      <svg
        className={styles.drawing}
        viewBox={`0 0 ${points.length * (COLUMN + GAP)} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={texts.trendBar}
      >
        {points.map(({ day, debts, overdue }, index) => (
          <g key={day} transform={`translate(${index * (COLUMN + GAP)} 0)`} stroke={tokens.colorNeutralStrokeAccessible} strokeWidth={1}>
            <title>{`${iso(day)}: ${shown(debts)} (${texts.overdueOf(shown(overdue))})`}</title>
            <rect
              x={1}
              y={HEIGHT - height(debts)}
              width={COLUMN}
              height={height(debts)}
              fill={bucketColour(0, 6)}
              vectorEffect="non-scaling-stroke"
            />
            <rect
              x={1}
              y={HEIGHT - height(overdue)}
              width={COLUMN}
              height={height(overdue)}
              fill={bucketColour(3, 6)}
              vectorEffect="non-scaling-stroke"
            />
          </g>
        ))}
      </svg>
      <div className={styles.ends} aria-hidden>
        <span>{iso(points[0].day)}</span>
        <span>{iso(asOf)}</span>
      </div>
      <details>
        <summary className={styles.summary}>{texts.trendTable}</summary>
        <Figures label={texts.trend}>
          {points.map(({ day, debts, overdue }) => (
            <Figure key={day} label={iso(day)} detail={overdue > 0 ? texts.overdueOf(shown(overdue)) : texts.notOverdue}>
              <Amount amount={debts} />
            </Figure>
          ))}
        </Figures>
      </details>
    </Section>
  )
}

function pointsOf(book: Book, asOf: Day): Point[] {
  const ends = Array.from({ length: MONTHS }, (_, i) => monthEnd(addMonths(monthStart(asOf), i - MONTHS)))
  return [...ends, asOf].map(day => {
    const debts = agingTotals(aging(book, { asOf: day })).slice(0, -1)
    const sum = (amounts: readonly Money[]) => amounts.reduce<number>((total, amount) => total + amount, 0) as Money
    return { day, debts: sum(debts), overdue: sum(debts.slice(1)) }
  })
}
