import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  Field,
  Input,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import { day } from '../../../shared/dates.js'
import type { BridgeMoment } from '../../../shared/domain/bridge-question.js'
import type { Money } from '../../../shared/money.js'
import { askChange, change, changeSheet, knownMoments, whyChanged, type WhyChanged } from '../../commands/why-changed.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { countText } from '../figures.js'
import { linkTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { List } from '../rows/list.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet, Section } from '../rows/section.js'
import { useWatched } from '../watched.js'
import { Actions, Form } from '../work/form.js'
import { useCommand, useWorkTexts } from '../work/use-command.js'

const useStyles = makeStyles({
  sentence: { padding: `0 ${tokens.spacingHorizontalM}`, margin: 0, overflowWrap: 'anywhere' },
  header: { display: 'flex', justifyContent: 'space-between', width: '100%', columnGap: tokens.spacingHorizontalS },
})

/** Why the figure in a cell changed between two moments, part by part, down to the documents. */
export default function Why() {
  const found = useWatched(change.subscribe, () => change.current)
  const { why: texts } = useWorkTexts()
  const [busy, run] = useCommand()
  return (
    <>
      <PageTitle>{found ? `${found.cell.sheet}!${found.cell.address}` : texts.title}</PageTitle>
      {found ? (
        <>
          <Bridge found={found} />
          <Moments key={`${found.cell.sheet}!${found.cell.address}`} found={found} />
        </>
      ) : (
        <Quiet>{texts.none}</Quiet>
      )}
      <Form>
        <Actions>
          {found && (
            <Button disabledFocusable={busy} onClick={() => run(changeSheet)}>
              {texts.asSheet}
            </Button>
          )}
          <Button disabledFocusable={busy} onClick={() => run(whyChanged)}>
            {texts.again}
          </Button>
        </Actions>
      </Form>
    </>
  )
}

function Bridge({ found }: { found: WhyChanged }) {
  const styles = useStyles()
  const { language } = useDesk()
  const { why: texts } = useWorkTexts()
  const { from, to, opening, closing, parts, currency, sentences, adds } = found
  const amount = (value: number) => <Amount amount={value as Money} currency={currency} unit="one" />
  const left = closing - opening - parts.reduce((sum, part) => sum + part.amount, 0)
  return (
    <>
      <div role="status">
        {!adds &&
          sentences.map((sentence, i) => (
            <p key={i} className={styles.sentence}>
              {sentence}
            </p>
          ))}
      </div>
      <Figures label={texts.bridge}>
        <Figure label={`${texts.from} ${from.asOf}`} detail={texts.known(countText(from.knownAt))}>
          {amount(opening)}
        </Figure>
      </Figures>
      <Accordion multiple collapsible>
        {parts.map(({ cause, label, amount: sum, rows }) => (
          <AccordionItem key={cause} value={cause}>
            <AccordionHeader as="h3">
              <span className={styles.header}>
                <span>{inLanguage(label, language)}</span>
                {amount(sum)}
              </span>
            </AccordionHeader>
            <AccordionPanel style={{ margin: 0 }}>
              <List
                label={inLanguage(label, language)}
                rows={rows.map((row, index) => ({
                  key: String(index),
                  name: row.document,
                  figure: amount(row.amount),
                  detail: [row.customerName, row.by?.document].filter(Boolean).join(' · '),
                  to: linkTo('customer', row.customer),
                }))}
              />
            </AccordionPanel>
          </AccordionItem>
        ))}
      </Accordion>
      <Figures label={texts.difference}>
        <Figure label={`${texts.to} ${to.asOf}`} detail={texts.known(countText(to.knownAt))}>
          {amount(closing)}
        </Figure>
        <Figure label={texts.difference} large>
          {amount(closing - opening)}
        </Figure>
        <Figure label={texts.proof}>{left === 0 ? '0.00' : amount(left)}</Figure>
      </Figures>
    </>
  )
}

/** Two other moments to ask about: two dates, or one date known at two changes. */
function Moments({ found: { from, to } }: { found: WhyChanged }) {
  const { why: texts } = useWorkTexts()
  const desk = useDesk()
  const [busy, run] = useCommand()
  const [typed, setTyped] = useState({ from: from.asOf as string, to: to.asOf as string, knownFrom: '', knownTo: '' })
  const entry = (name: keyof typeof typed, label: string, type: 'date' | 'number', hint?: string) => (
    <Field label={label} hint={hint}>
      <Input type={type} value={typed[name]} onChange={(_, { value }) => setTyped({ ...typed, [name]: value })} />
    </Field>
  )
  const ask = () => run(open => askChange(open, momentOf(typed.from, typed.knownFrom), momentOf(typed.to, typed.knownTo)))
  const sinceSeal = () => {
    const moments = knownMoments(desk, to.asOf)
    setTyped({ from: to.asOf, to: to.asOf, knownFrom: String(moments.from.knownAt), knownTo: String(moments.to.knownAt) })
    run(open => askChange(open, moments.from, moments.to))
  }
  return (
    <Section title={texts.ask}>
      <Form submit={ask}>
        {entry('from', texts.fromDate, 'date')}
        {entry('to', texts.toDate, 'date')}
        {entry('knownFrom', texts.fromKnown, 'number', texts.newestHint)}
        {entry('knownTo', texts.toKnown, 'number', texts.newestHint)}
        <Actions>
          <Button type="submit" appearance="primary" disabledFocusable={busy}>
            {texts.ask}
          </Button>
          <Button disabledFocusable={busy} onClick={sinceSeal}>
            {texts.learned}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

const momentOf = (date: string, known: string): BridgeMoment => ({
  asOf: day(date),
  ...(known.trim() === '' ? {} : { knownAt: Number(known) }),
})
