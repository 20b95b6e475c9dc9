import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { drillDown } from '../../commands/drill-down.js'
import { explain, explanation, type Explanation } from '../../commands/explain.js'
import type { DrilledPart } from '../../commands/drilled.js'
import { whyChanged } from '../../commands/why-changed.js'
import { decimalsOf, type Money } from '../../../shared/money.js'
import { KIND_WORDS } from '../../../shared/vocabulary.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { numberText, percentText } from '../figures.js'
import { linkTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { List } from '../rows/list.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet, Section } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { useCommand, useWorkTexts } from '../work/use-command.js'
import { useTold } from '../work/use-told.js'

const useStyles = makeStyles({
  sentence: { padding: `0 ${tokens.spacingHorizontalM}`, margin: 0, overflowWrap: 'anywhere' },
  formula: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere', padding: `0 ${tokens.spacingHorizontalM}` },
})

/** What the selected cell shows, in words and documents. */
export default function Explain() {
  const found = useTold(explanation)
  const { explain: texts } = useWorkTexts()
  const [busy, run] = useCommand()
  return (
    <>
      <PageTitle>{found ? texts.of(`${found.cell.sheet}!${found.cell.address}`) : texts.title}</PageTitle>
      {found ? <Told found={found} /> : <Quiet>{texts.none}</Quiet>}
      <Form>
        <Actions>
          {found && (
            <>
              <Button appearance="primary" disabledFocusable={busy} onClick={() => run(drillDown)}>
                {texts.asSheet}
              </Button>
              <Button disabledFocusable={busy} onClick={() => run(whyChanged)}>
                {texts.why}
              </Button>
            </>
          )}
          <Button disabledFocusable={busy} onClick={() => run(explain)}>
            {texts.again}
          </Button>
        </Actions>
      </Form>
    </>
  )
}

function Told({ found }: { found: Explanation }) {
  const styles = useStyles()
  const { language } = useDesk()
  const { explain: texts } = useWorkTexts()
  const { formula, sentences, rows, parts, currency, total } = found
  // Numbers of the formula are part of the cell, but no documents.
  const sum = rows.reduce((all, { amount }) => all + amount, 0) as Money
  const documents = rows.map((row, index) => ({
    key: `${index}`,
    name: row.document,
    figure: <Amount amount={row.amount} currency={currency} unit="one" />,
    detail: [
      inLanguage(KIND_WORDS[row.kind] ?? { en: row.kind, zh: row.kind }, language),
      row.customerName || row.customer,
      row.dueDate ?? row.docDate,
    ].join(' · '),
    to: linkTo('customer', row.customer),
  }))
  return (
    <>
      <p className={styles.formula}>{formula}</p>
      <div role="status">
        {sentences.map((sentence, index) => (
          <p key={index} className={styles.sentence}>
            {sentence}
          </p>
        ))}
      </div>
      {parts.length > 1 && (
        <Section title={texts.terms}>
          <Figures label={texts.terms}>
            {parts.map((part, index) => (
              <Figure key={index} label={part.text} detail={part.problem}>
                <PartFigure part={part} isMoney={total !== null} currency={currency} />
              </Figure>
            ))}
          </Figures>
        </Section>
      )}
      {documents.length > 0 && (
        <Section title={texts.documents} aside={total === null ? undefined : <Amount amount={sum} currency={currency} unit="one" />}>
          <List rows={documents} label={texts.documents} />
        </Section>
      )}
    </>
  )
}

/** What a part contributes, with its sign: money where the cell is a sum of money, else as its function answers. */
function PartFigure({ part: { sign, value, call }, isMoney, currency }: { part: DrilledPart; isMoney: boolean; currency: string }) {
  if (value === null) return '–'
  const format = call?.drill.format ?? (isMoney ? 'money' : 'number')
  if (format === 'money') {
    const amount = (sign * Math.round(value * 10 ** decimalsOf(currency))) as Money
    return <Amount amount={amount} currency={currency} unit="one" />
  }
  return format === 'percent' ? percentText(sign * value) : numberText(sign * value)
}
