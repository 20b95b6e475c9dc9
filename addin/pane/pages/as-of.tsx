import { Button, Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { addMonths, day, iso, monthEnd, monthStart, type Day, type IsoDate } from '../../../shared/dates.js'
import { carryOut } from '../../commands/index.js'
import { asOfDay } from '../../desk/as-of.js'
import type { AsOfChoice } from '../../workbook/settings.js'
import { useDays, useDesk, useSettings, useTexts } from '../desk-context.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet, Section } from '../rows/section.js'

const useStyles = makeStyles({
  form: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}` },
  line: { display: 'flex', alignItems: 'flex-start', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  months: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS, padding: `0 ${tokens.spacingHorizontalM}` },
})

/** How many month ends are one press away. */
const MONTHS = 12

/** The workbook's as-of date in full: today, the last month end, or any day. */
export default function AsOf() {
  const styles = useStyles()
  const { asOf: texts } = useTexts()
  const desk = useDesk()
  const { today, asOf } = useDays()
  const { kind } = useSettings().asOf
  const [typed, setTyped] = useState<string>(iso(asOf))
  const [wrong, setWrong] = useState(false)
  const choose = (choice: AsOfChoice) => {
    setTyped(iso(asOfDay(choice, today)))
    setWrong(false)
    void carryOut(({ settings }) => settings.change({ asOf: choice }), desk)
  }
  const chooseTyped = () => (isDate(typed) ? choose({ kind: 'fixed', date: typed }) : setWrong(true))
  const choices: { of: AsOfChoice['kind']; label: string; hint: string; choice: AsOfChoice }[] = [
    { of: 'today', label: texts.today, hint: texts.followsToday, choice: { kind: 'today' } },
    { of: 'lastMonthEnd', label: texts.lastMonthEnd, hint: texts.followsMonth, choice: { kind: 'lastMonthEnd' } },
    { of: 'fixed', label: texts.fixed, hint: texts.stays, choice: { kind: 'fixed', date: iso(asOf) } },
  ]
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <Quiet>{texts.explain}</Quiet>
      <div className={styles.form}>
        <RadioGroup
          value={kind}
          aria-label={texts.title}
          onChange={(_, { value }) => choose(choices.find(({ of }) => of === value)!.choice)}
        >
          {choices.map(({ of, label, hint }) => (
            <Radio key={of} value={of} label={`${label} – ${hint}`} />
          ))}
        </RadioGroup>
        <form
          className={styles.line}
          onSubmit={event => {
            event.preventDefault()
            chooseTyped()
          }}
        >
          <Field label={texts.date} validationMessage={wrong ? texts.bad : undefined}>
            <Input type="date" value={typed} onChange={(_, { value }) => setTyped(value)} />
          </Field>
          <Button type="submit" style={{ marginTop: 24 }}>
            {texts.set}
          </Button>
        </form>
      </div>
      <Section title={texts.monthEnds}>
        <div className={styles.months}>
          {monthEnds(today).map(end => (
            <Button
              key={end}
              size="small"
              appearance={end === asOf ? 'outline' : 'subtle'}
              aria-pressed={end === asOf}
              onClick={() => choose({ kind: 'fixed', date: iso(end) })}
            >
              {iso(end)}
            </Button>
          ))}
        </div>
      </Section>
      <Quiet>{texts.keys}</Quiet>
    </>
  )
}

/** The month ends up to a day, the newest first. */
const monthEnds = (today: Day): Day[] => Array.from({ length: MONTHS }, (_, back) => monthEnd(addMonths(monthStart(today), -back - 1)))

function isDate(text: string): text is IsoDate {
  try {
    return day(text) > 0
  } catch {
    return false
  }
}
