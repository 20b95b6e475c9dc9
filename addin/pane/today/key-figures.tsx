import { Button } from '@fluentui/react-components'
import { addDays, type Day } from '../../../shared/dates.js'
import type { Currency, Money } from '../../../shared/money.js'
import { AgingBar } from '../aging/aging-bar.js'
import { useTexts } from '../desk-context.js'
import { amountText, daysText, percentText } from '../figures.js'
import { linkTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { PageTitle } from '../rows/page-title.js'
import { Section } from '../rows/section.js'
import { useUnit } from '../unit.js'
import { Change } from './change.js'
import type { Readings } from './readings.js'

interface KeyFiguresProps {
  currency: Currency
  asOf: Day
  now: Readings
  /** The same a day before. */
  then: Readings
}

/** The heading of Today, the four key figures with their change since the day before, and the aging. */
export function KeyFigures({ currency, asOf, now, then }: KeyFiguresProps) {
  const { today: texts, unit: units } = useTexts()
  const [unit, setUnit] = useUnit()
  const before = addDays(asOf, -1)
  const other = unit === 'one' ? 'tenThousand' : 'one'
  const money = (name: 'total' | 'overdue' | 'unapplied') => {
    const share = name === 'overdue' && now.overdue > 0 ? texts.share(percentText(now.overdue / (now.total - now.unapplied))) : undefined
    return (
      <Figure
        large={name === 'total'}
        label={texts[name]}
        to={linkTo('figure', name)}
        detail={
          <>
            {share} {share && '· '}
            <Change by={now[name] - then[name]} since={before} show={size => amountText(size as Money, currency, unit)} />
          </>
        }
      >
        <Amount amount={now[name]} />
      </Figure>
    )
  }
  const change = now.dso === null ? undefined : rounded(now.dso) - rounded(then.dso ?? now.dso)
  return (
    <>
      <PageTitle
        aside={
          <Button size="small" appearance="subtle" aria-label={`${units.change}: ${units[other](currency)}`} onClick={() => setUnit(other)}>
            {units[unit](currency)}
          </Button>
        }
      >
        {texts.title}
      </PageTitle>
      <Figures label={texts.figures}>
        {money('total')}
        {money('overdue')}
        {money('unapplied')}
        <Figure
          label={texts.dso}
          to={linkTo('figure', 'dso')}
          detail={change === undefined ? texts.noDso : <Change by={change} since={before} show={daysText} />}
        >
          {now.dso === null ? '–' : daysText(now.dso)}
        </Figure>
      </Figures>
      <Section title={texts.aging}>
        <AgingBar amounts={now.buckets} />
      </Section>
    </>
  )
}

/** To the one decimal that is shown, so that a change is the difference of what is read. */
const rounded = (days: number): number => Math.round(days * 10) / 10
