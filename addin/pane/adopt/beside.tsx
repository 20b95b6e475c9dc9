import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { addMonths, iso, type Day } from '../../../shared/dates.js'
import { proposedResults, type ProposedResults } from '../../commands/replace-results.js'
import { useDesk, useDays } from '../desk-context.js'
import { countText } from '../figures.js'
import { Figure, Figures } from '../rows/figure.js'
import { Quiet, Section } from '../rows/section.js'
import { CUT_OVER_TEXTS } from '../texts/adopt-cut-over.js'
import { REPLACE_TEXTS } from '../texts/adopt-replace.js'
import { Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { Differences } from './differences.js'
import { PickedRange } from './picked-range.js'
import { typedDay } from './typed-day.js'

/** Months that the old sheet stands beside the ledger. */
const BESIDE = 2

/** After a ledger began: the figures of the old sheet beside the ledger's, each difference with its documents. */
export function Beside({ began }: { began: Day }) {
  const { language } = useDesk()
  const { asOf, today } = useDays()
  const texts = CUT_OVER_TEXTS[language]
  const [busy, run] = useCommand()
  const [text, setText] = useState<string>(() => iso(asOf))
  const [compared, setCompared] = useState<ProposedResults>()
  const date = typedDay(text)
  const until = addMonths(began, BESIDE)
  return (
    <Section title={texts.beside}>
      <Quiet>{today <= until ? texts.besideText(iso(until)) : texts.besideOver(iso(until))}</Quiet>
      <Form>
        <Field label={texts.asOf} validationMessage={date ? undefined : texts.badDay}>
          <Input value={text} onChange={(_, { value }) => setText(value)} />
        </Field>
      </Form>
      <PickedRange
        say={texts.compare}
        busy={busy || !date}
        take={meant => run(async desk => date && setCompared(await proposedResults(desk, meant, { date })))}
      />
      {compared && <Compared compared={compared} />}
    </Section>
  )
}

function Compared({ compared: { meant, found, explained, range } }: { compared: ProposedResults }) {
  const { language } = useDesk()
  const texts = CUT_OVER_TEXTS[language]
  const { cells, customerColumn, headingRow } = found
  if (cells.length === 0) return <Quiet>{REPLACE_TEXTS[language].notFound}</Quiet>
  const different = cells.filter(({ difference }) => difference !== 0)
  return (
    <>
      <Figures label={texts.beside}>
        <Figure label={texts.figures}>{countText(cells.length)}</Figure>
        <Figure label={texts.equal}>{countText(cells.length - different.length)}</Figure>
        <Figure label={texts.explained}>{countText(explained.size)}</Figure>
        <Figure label={texts.unexplained}>{countText(different.length - explained.size)}</Figure>
      </Figures>
      <Differences
        meant={meant}
        rows={different.map(cell => ({
          name: `${String(range.values[cell.row][customerColumn])} · ${String(range.values[headingRow][cell.column])}`,
          cell,
          explained: explained.get(cell.cell),
        }))}
      />
    </>
  )
}
