import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { drillDown } from '../../commands/drill-down.js'
import { amountText, explain, explanation, type Explanation } from '../../commands/explain.js'
import { whyChanged } from '../../commands/why-changed.js'
import { KIND_WORDS } from '../../../shared/vocabulary.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
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
  sentences: { padding: `0 ${tokens.spacingHorizontalM}`, margin: 0, listStyleType: 'none', overflowWrap: 'anywhere' },
  formula: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere', padding: `0 ${tokens.spacingHorizontalM}` },
})

/** What the selected cell shows, in words and documents. */
export default function Explain() {
  const found = useTold(explanation)
  const { explain: texts } = useWorkTexts()
  const [busy, run] = useCommand()
  return (
    <>
      <PageTitle>{found ? `${found.cell.sheet}!${found.cell.address}` : texts.title}</PageTitle>
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
  const { formula, sentences, rows, parts, currency } = found
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
      <ul className={styles.sentences} role="status">
        {sentences.map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ul>
      {parts.length > 1 && (
        <Section title={texts.terms}>
          <Figures label={texts.terms}>
            {parts.map(({ text, sign, value, problem }, index) => (
              <Figure key={index} label={text} detail={problem}>
                {value === null ? '–' : `${sign < 0 ? '−' : ''}${value.toLocaleString('en-US', { maximumFractionDigits: 6 })}`}
              </Figure>
            ))}
          </Figures>
        </Section>
      )}
      {documents.length > 0 && (
        <Section title={texts.documents} aside={found.total === null ? undefined : amountText(found.total, currency)}>
          <List rows={documents} label={texts.documents} />
        </Section>
      )}
    </>
  )
}
