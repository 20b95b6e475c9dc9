import { Button, Field, Input, Link } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { iso } from '../../../shared/dates.js'
import type { Replacement, ResultMoment } from '../../../shared/intake/adoption/replacements.js'
import { proposedResults, replaceResults, selectedMoment, undoReplacing, type ProposedResults } from '../../commands/replace-results.js'
import { told, type Told } from '../../commands/told.js'
import type { Desk } from '../../desk/desk.js'
import { meantRange } from '../../workbook/adoption-range.js'
import { keptActs, type KeptAct } from '../../workbook/replacing.js'
import { Differences } from '../adopt/differences.js'
import { Parts } from '../adopt/parts.js'
import { PickedRange, RangeLine } from '../adopt/picked-range.js'
import { typedDay } from '../adopt/typed-day.js'
import { useDesk } from '../desk-context.js'
import { countText } from '../figures.js'
import { Figure, Figures } from '../rows/figure.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet, Section } from '../rows/section.js'
import { useRowStyles } from '../rows/styles.js'
import { REPLACE_TEXTS, type ReplaceTexts } from '../texts/adopt-replace.js'
import { Actions, Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { useTold } from '../work/use-told.js'

/** What is proposed for the range that was looked at last; it stays while other pages are looked at. */
const proposing: Told<ProposedResults | undefined> = told()

/** Hand-made aging or balances beside the ledger, and in their place formulas of the ledger, which can be undone. */
export default function Replace() {
  const { language } = useDesk()
  const texts = REPLACE_TEXTS[language]
  const proposed = useTold(proposing)
  const again = proposed && (
    <Link as="button" type="button" onClick={() => proposing.tell(undefined)}>
      {texts.other}
    </Link>
  )
  return (
    <>
      <PageTitle aside={again}>{texts.title}</PageTitle>
      {proposed ? <Proposed proposed={proposed} texts={texts} /> : <Choice texts={texts} />}
    </>
  )
}

function Choice({ texts }: { texts: ReplaceTexts }) {
  const desk = useDesk()
  const [busy, run] = useCommand()
  const [text, setText] = useState<string>(() => iso(desk.asOf()))
  const [from, setFrom] = useState<Required<ResultMoment>>()
  const date = typedDay(text)
  const moment: ResultMoment | undefined = from ?? (date && { date })
  return (
    <>
      <Quiet>{texts.text}</Quiet>
      <Form>
        <Field
          label={texts.asOf}
          hint={from ? texts.fromCell(from.ref, from.date) : texts.asOfHint}
          validationMessage={moment ? undefined : texts.badDay}
        >
          <Input
            value={text}
            onChange={(_, { value }) => {
              setText(value)
              setFrom(undefined)
            }}
          />
        </Field>
        <Actions>
          <Button
            disabledFocusable={busy}
            onClick={() =>
              run(async () => {
                const found = await selectedMoment(await meantRange())
                setText(found.date)
                setFrom(found)
              })
            }
          >
            {texts.ofCell}
          </Button>
        </Actions>
      </Form>
      <PickedRange
        say={texts.look}
        busy={busy || !moment}
        take={meant => run(async open => moment && proposing.tell(await proposedResults(open, meant, moment)))}
      />
      <Kept texts={texts} />
    </>
  )
}

function Proposed({ proposed, texts }: { proposed: ProposedResults; texts: ReplaceTexts }) {
  const { language } = useDesk()
  const [busy, run] = useCommand()
  const look = useRowStyles()
  const { meant, found, range, explained, asOf } = proposed
  const { cells, refused, headingRow, customerColumn } = found
  const different = cells.filter(({ difference }) => difference !== 0)
  const nameOf = ({ row, column }: Replacement) =>
    `${String(range.values[row][customerColumn])} · ${String(range.values[headingRow][column])}`
  return (
    <>
      <RangeLine label={texts.range} meant={meant} />
      <Figures label={texts.asOf}>
        <Figure label={texts.asOf}>{asOf.ref ? `${asOf.ref} · ${asOf.date}` : asOf.date}</Figure>
      </Figures>
      {cells.length === 0 && <Quiet>{texts.notFound}</Quiet>}
      {cells.length > 0 && (
        <Section title={texts.counts}>
          <Figures label={texts.counts}>
            <Figure label={texts.cells}>{countText(cells.length)}</Figure>
            <Figure label={texts.equal}>{countText(cells.length - different.length)}</Figure>
            <Figure label={texts.differ}>{countText(different.length)}</Figure>
            {different.length > 0 && <Figure label={texts.explained}>{countText(explained.size)}</Figure>}
          </Figures>
        </Section>
      )}
      <Differences meant={meant} rows={different.map(cell => ({ name: nameOf(cell), cell, explained: explained.get(cell.cell) }))} />
      {refused.length > 0 && (
        <Section title={texts.refused}>
          <Parts
            label={texts.refused}
            rows={refused}
            draw={({ cell, value, refusal }) => (
              <div className={look.row}>
                <span className={look.name}>{`${cell} ${value}`}</span>
                <span className={look.detail}>{refusal.text(language)}</span>
              </div>
            )}
          />
        </Section>
      )}
      {cells.length > 0 && (
        <Form submit={() => run(desk => confirmed(desk, proposed, different.length, texts))}>
          <Actions>
            <Button type="submit" appearance="primary" disabledFocusable={busy}>
              {texts.replace(countText(cells.length))}
            </Button>
          </Actions>
        </Form>
      )}
    </>
  )
}

async function confirmed(desk: Desk, proposed: ProposedResults, different: number, texts: ReplaceTexts): Promise<void> {
  const answer = await desk.board.ask({
    title: texts.askTitle(countText(proposed.found.cells.length)),
    text: texts.askText(countText(different)),
    choices: [
      { id: 'replace', label: texts.askYes, tone: 'primary' },
      { id: 'cancel', label: texts.askNo },
    ],
  })
  if (answer !== 'replace') return
  await replaceResults(desk, proposed)
  proposing.tell(undefined)
}

/** What was replaced in this workbook before, each with its undo: also after it was closed in between. */
function Kept({ texts }: { texts: ReplaceTexts }) {
  const look = useRowStyles()
  const [acts, setActs] = useState<KeptAct[]>([])
  const [busy, run] = useCommand()
  const list = async () => setActs(await keptActs())
  useEffect(() => run(list), [])
  if (acts.length === 0) return null
  return (
    <Section title={texts.kept}>
      <Parts
        label={texts.kept}
        rows={acts}
        draw={({ id, at, cells, sheet }) => {
          const what = texts.keptOne(countText(cells), sheet)
          const undo = async (desk: Desk) => {
            await undoReplacing(desk, id)
            await list()
          }
          return (
            <div className={look.row}>
              <span className={look.name}>{what}</span>
              <Link as="button" type="button" disabled={busy} aria-label={texts.undoOf(what)} onClick={() => run(undo)}>
                {texts.undo}
              </Link>
              <span className={look.detail}>{new Date(at).toLocaleString('sv-SE').slice(0, 16)}</span>
            </div>
          )
        }}
      />
    </Section>
  )
}
