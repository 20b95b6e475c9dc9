import { Button, Field, Input } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { iso } from '../../../shared/dates.js'
import { cutOverOf } from '../../../shared/domain/cut-over.js'
import type { CutOverPlan } from '../../../shared/intake/adoption/cut-over.js'
import { newBeginning, onDay, PARTS, plannedCutOver, startLedger, type Beginning } from '../../commands/cut-over.js'
import type { RefusedRow } from '../../commands/take-in.js'
import { told, type Told } from '../../commands/told.js'
import type { Desk } from '../../desk/desk.js'
import { BeginningPart } from '../adopt/beginning-part.js'
import { Beside } from '../adopt/beside.js'
import { Parts } from '../adopt/parts.js'
import { Ties } from '../adopt/ties.js'
import { typedDay } from '../adopt/typed-day.js'
import { useMeantRange } from '../adopt/use-meant-range.js'
import { RangeLine } from '../adopt/picked-range.js'
import { useAdoptTexts } from '../adopt/use-adopt-texts.js'
import { useDesk, useLedger } from '../desk-context.js'
import { countText } from '../figures.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet, Section } from '../rows/section.js'
import { useRowStyles } from '../rows/styles.js'
import { CUT_OVER_TEXTS, type CutOverTexts } from '../texts/adopt-cut-over.js'
import { Actions, Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { useTold } from '../work/use-told.js'

/** What is prepared; it stays while other pages are looked at. */
const beginning: Told<Beginning> = told()

/** A ledger begins on a day: what is open is brought in, tied to the trial balance and started; then the old sheet stands beside it. */
export default function CutOver() {
  const desk = useDesk()
  const ledger = useLedger()
  const texts = CUT_OVER_TEXTS[desk.language]
  const current = useTold(beginning)
  if (!ledger) return null
  const began = cutOverOf(ledger.book)
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      {began === undefined ? (
        <Wizard current={current ?? newBeginning(ledger.today)} texts={texts} />
      ) : (
        <>
          <Quiet>{texts.started(iso(began))}</Quiet>
          <Beside began={began} />
        </>
      )}
    </>
  )
}

function Wizard({ current, texts }: { current: Beginning; texts: CutOverTexts }) {
  const desk = useDesk()
  const ledger = useLedger()
  const meant = useMeantRange()
  const [text, setText] = useState<string>(current.date)
  const [refused, setRefused] = useState<readonly RefusedRow[]>([])
  const [busy, run] = useCommand()
  const plan = useMemo(() => plannedCutOver(desk, current), [current, ledger])
  const asked = PARTS.some(part => (current.parts[part]?.questions.length ?? 0) > 0)
  const day = typedDay(text)
  const ready = plan.ready && !asked && day !== undefined && current.parts.items?.adopted !== undefined
  const start = () => run(async open => setRefused(await started(open, current, plan, texts)))
  return (
    <>
      <Quiet>{texts.text}</Quiet>
      <Form>
        <Field label={texts.date} hint={texts.dateHint} validationMessage={day ? undefined : texts.badDay}>
          <Input
            value={text}
            onChange={(_, { value }) => setText(value)}
            onBlur={() => day && day !== current.date && run(async open => beginning.tell(onDay(open, current, day)))}
          />
        </Field>
      </Form>
      <Selected meant={meant} />
      {PARTS.map(part => (
        <BeginningPart key={part} part={part} beginning={current} meant={meant} change={next => beginning.tell(next)} />
      ))}
      <Ties plan={plan} beginning={current} change={next => beginning.tell(next)} />
      <CannotTake plan={plan} refused={refused} texts={texts} />
      {!ready && <Quiet>{texts.notReady}</Quiet>}
      <Form submit={start}>
        <Actions>
          <Button type="submit" appearance="primary" disabledFocusable={busy || !ready}>
            {texts.start(countText(plan.rows.length))}
          </Button>
        </Actions>
      </Form>
    </>
  )
}

function Selected({ meant }: { meant: ReturnType<typeof useMeantRange> }) {
  const texts = useAdoptTexts()
  return meant ? <RangeLine label={texts.selected} meant={meant} /> : <Quiet>{texts.nothing}</Quiet>
}

function CannotTake({ plan, refused, texts }: { plan: CutOverPlan; refused: readonly RefusedRow[]; texts: CutOverTexts }) {
  const look = useRowStyles()
  const { language } = useDesk()
  const rows = [
    ...plan.faults.map(({ line, number, refusal }) => ({ line, number, reason: refusal.text(language) })),
    ...refused.map(({ row: { sourceRow, row }, message }) => ({
      line: sourceRow,
      number: textIn(row.number ?? row.code),
      reason: message,
    })),
  ]
  if (rows.length === 0) return null
  return (
    <Section title={texts.faults}>
      <Parts
        label={texts.faults}
        rows={rows}
        draw={({ line, number, reason }) => (
          <div className={look.row}>
            <span className={look.name}>{[number, line !== undefined && texts.line(String(line))].filter(Boolean).join(' · ')}</span>
            <span className={look.detail}>{reason}</span>
          </div>
        )}
      />
    </Section>
  )
}

const textIn = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** Asks, starts, and says what became of it; gives the rows that the ledger declined. */
async function started(desk: Desk, { date }: Beginning, plan: CutOverPlan, texts: CutOverTexts): Promise<RefusedRow[]> {
  const { board } = desk
  const answer = await board.ask({
    title: texts.askTitle(date),
    text: texts.askText(countText(plan.rows.length)),
    choices: [
      { id: 'start', label: texts.askYes, tone: 'primary' },
      { id: 'cancel', label: texts.askNo },
    ],
  })
  if (answer !== 'start') return []
  const { refused, problem, waiting } = await startLedger(desk, plan)
  if (problem) board.say({ tone: 'warning', title: texts.broken(problem) })
  else if (refused.length > 0) board.say({ tone: 'warning', title: texts.declined })
  else if (waiting.length > 0) board.say({ tone: 'information', title: texts.stopped })
  else board.say({ tone: 'success', title: texts.started(date) })
  return refused
}
