import { Button, makeStyles, Slider, tokens } from '@fluentui/react-components'
import { CalendarRegular } from '@fluentui/react-icons'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { addDays, addMonths, iso, monthEnd, monthStart, type Day } from '../../../shared/dates.js'
import { asOfLastMonthEnd, asOfToday } from '../../commands/as-of.js'
import { carryOut } from '../../commands/index.js'
import { useDays, useDesk, useLedger, useSettings, useTexts } from '../desk-context.js'
import { linkTo } from '../router.js'
import { firstDay } from './first-day.js'
import { newestOnly } from './newest-only.js'

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalXS },
  date: { flexGrow: 1, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
  label: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  button: {
    minWidth: 0,
    paddingInline: tokens.spacingHorizontalS,
    '@media (forced-colors: active)': {
      '&[aria-pressed="true"]': { backgroundColor: 'Highlight', color: 'HighlightText', forcedColorAdjust: 'none' },
    },
  },
  // The track begins and ends half a thumb inside its box.
  slider: { flexBasis: 'calc(100% + 16px)', flexShrink: 0, minWidth: 0, marginInline: '-8px' },
})

/** Between two dates of a slider that is dragged: enough for Excel to draw the cells of the one before. */
const GAP = 120

/** The workbook's as-of date with its slider: as it is dragged, every cell and figure follows. */
export function AsOfLine() {
  const styles = useStyles()
  const texts = useTexts()
  const desk = useDesk()
  const { kind } = useSettings().asOf
  const { today, asOf } = useDays()
  const [dragged, drag] = useDragged(desk)
  const ledger = useLedger()
  const shown = dragged ?? asOf
  const first = ledger && firstDay(ledger.book)
  const [from, to] = [Math.min(first ?? shown, shown), Math.max(today, shown)]
  const byMonths = (event: KeyboardEvent) => {
    const next = event.key === 'PageDown' ? monthBefore(shown) : event.key === 'PageUp' ? monthAfter(shown) : undefined
    if (next === undefined) return
    event.preventDefault()
    drag(Math.max(from, Math.min(to, next)) as Day)
  }
  return (
    <div className={styles.line} role="group" aria-label={texts.asOf.title}>
      <span className={styles.date}>
        <span className={styles.label}>{texts.asOf.label}</span> <time>{iso(shown)}</time>
      </span>
      <Button
        className={styles.button}
        size="small"
        appearance={kind === 'today' ? 'outline' : 'subtle'}
        aria-pressed={kind === 'today'}
        onClick={() => void carryOut(asOfToday, desk)}
      >
        {texts.asOf.today}
      </Button>
      <Button
        className={styles.button}
        size="small"
        appearance={kind === 'lastMonthEnd' ? 'outline' : 'subtle'}
        aria-pressed={kind === 'lastMonthEnd'}
        aria-label={texts.asOf.lastMonthEnd}
        title={texts.asOf.lastMonthEnd}
        onClick={() => void carryOut(asOfLastMonthEnd, desk)}
      >
        {texts.asOf.monthEnd}
      </Button>
      <Button
        as="a"
        href={linkTo('as-of')}
        size="small"
        appearance={kind === 'fixed' ? 'outline' : 'subtle'}
        icon={<CalendarRegular />}
        aria-label={texts.asOf.choose}
        title={texts.asOf.choose}
      />
      {first !== undefined && (
        <Slider
          className={styles.slider}
          size="small"
          min={from}
          max={to}
          value={shown}
          aria-label={texts.asOf.slider}
          aria-valuetext={iso(shown)}
          onKeyDown={byMonths}
          onChange={(_, { value }) => drag(value as Day)}
        />
      )}
    </div>
  )
}

const monthBefore = (day: Day): Day => addDays(monthStart(day), -1)
const monthAfter = (day: Day): Day => (monthEnd(day) === day ? monthEnd(addMonths(monthStart(day), 1)) : monthEnd(day))

/** The date under the thumb while the workbook has not taken it yet, and what moves it. */
function useDragged(desk: ReturnType<typeof useDesk>): [Day | undefined, (day: Day) => void] {
  const [dragged, setDragged] = useState<Day>()
  const shown = useRef(true)
  useEffect(() => {
    shown.current = true
    return () => void (shown.current = false)
  }, [])
  const send = useMemo(
    () =>
      newestOnly<Day>(
        day => carryOut(({ settings }) => settings.change({ asOf: { kind: 'fixed', date: iso(day) } }), desk),
        GAP,
        () => shown.current && setDragged(undefined),
      ),
    [desk],
  )
  const drag = (day: Day) => {
    setDragged(day)
    send(day)
  }
  return [dragged, drag]
}
