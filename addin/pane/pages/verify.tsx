import { Button } from '@fluentui/react-components'
import { useReducer } from 'react'
import type { Difference } from '../../commands/compare-sheets.js'
import { lastVerification, verifySheet, type Verification } from '../../commands/verify-sheet.js'
import { goTo } from '../../workbook/selection.js'
import { useBoard } from '../desk-context.js'
import { countText, numberText } from '../figures.js'
import { Figure, Figures } from '../rows/figure.js'
import { List } from '../rows/list.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet, Section } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { momentText } from '../work/moment.js'
import { useCommand, useWorkTexts } from '../work/use-command.js'

/** What a sheet of ours is by now, beside what was sealed. */
export default function Verify() {
  const { verify: texts } = useWorkTexts()
  const [busy, run] = useCommand()
  const [, draw] = useReducer((count: number) => count + 1, 0)
  // Each verification tells the board, so the newest is read then.
  useBoard()
  const found = lastVerification()
  return (
    <>
      <PageTitle>{found?.sheet ?? texts.title}</PageTitle>
      {found ? <Told found={found} /> : <Quiet>{texts.none}</Quiet>}
      <Form>
        <Actions>
          <Button appearance="primary" disabledFocusable={busy} onClick={() => run(async desk => (await verifySheet(desk), draw()))}>
            {busy ? texts.working : texts.again}
          </Button>
        </Actions>
      </Form>
    </>
  )
}

function Told({ found }: { found: Verification }) {
  const { verify: texts } = useWorkTexts()
  const { knownAt, drawnAt, newest, seal, rules, answersAlike, altered, learned } = found
  return (
    <>
      <Figures label={texts.title}>
        <Figure label={texts.seal} long>
          {texts.seals[seal]}
        </Figure>
        <Figure label={texts.drawnAt}>{momentText(drawnAt)}</Figure>
        <Figure label={texts.drawn}>{countText(knownAt)}</Figure>
        <Figure label={texts.newest}>{countText(newest)}</Figure>
      </Figures>
      {rules && <Quiet>{texts.rules(rules.then, rules.now)}</Quiet>}
      {!answersAlike && !rules && <Quiet>{texts.otherAnswer}</Quiet>}
      <Differences title={texts.altered} none={texts.noneAltered} words={texts.was} found={found} of={altered} />
      <Differences title={texts.learned} none={texts.noneLearned} words={texts.nowIs} found={found} of={learned} />
    </>
  )
}

interface DifferencesProps {
  title: string
  none: string
  words: (was: string, is: string) => string
  found: Verification
  of: readonly Difference[]
}

function Differences({ title, none, words, found, of }: DifferencesProps) {
  const { verify: texts } = useWorkTexts()
  const [, run] = useCommand()
  const shown = (value: Difference['is']) =>
    value === null || value === '' ? texts.empty : typeof value === 'number' ? numberText(value) : String(value)
  const rows = of.map(({ row, column, was, is, address }, index) => ({
    key: String(index),
    name: `${row} · ${column}`,
    figure: address,
    detail: words(shown(was), shown(is)),
    ...(address && { press: () => run(() => goTo(found.sheet, address)) }),
  }))
  return <Section title={title}>{rows.length > 0 ? <List rows={rows} label={title} /> : <Quiet>{none}</Quiet>}</Section>
}
