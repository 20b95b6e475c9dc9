import { Accordion, AccordionHeader, AccordionItem, AccordionPanel, Button, makeStyles, tokens } from '@fluentui/react-components'
import type { Money } from '../../../shared/money.js'
import { change, changeSheet, whyChanged, type WhyChanged } from '../../commands/why-changed.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { countText } from '../figures.js'
import type { PageProps } from '../page-props.js'
import { linkTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { List } from '../rows/list.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { Moments } from '../work/moments.js'
import { useCommand, useWorkTexts } from '../work/use-command.js'
import { useTold } from '../work/use-told.js'

const useStyles = makeStyles({
  sentence: { padding: `0 ${tokens.spacingHorizontalM}`, margin: 0, overflowWrap: 'anywhere' },
  header: { display: 'flex', justifyContent: 'space-between', width: '100%', columnGap: tokens.spacingHorizontalS },
})

/** Why the figure in a cell changed between two moments, part by part, down to the documents; for a customer or the company on a sheet. */
export default function Why({ about }: PageProps) {
  const last = useTold(change)
  const { why: texts } = useWorkTexts()
  const [busy, run] = useCommand()
  // Asked for a customer, the page is about that one and not about a cell of before.
  const found = about === '' ? last : undefined
  return (
    <>
      <PageTitle>{found ? texts.of(`${found.cell.sheet}!${found.cell.address}`) : texts.title}</PageTitle>
      {found ? <Bridge found={found} /> : about === '' && <Quiet>{texts.none}</Quiet>}
      {about === '' && (
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
      )}
      <Moments key={found && `${found.cell.sheet}!${found.cell.address}`} found={found} about={about} />
    </>
  )
}

function Bridge({ found }: { found: WhyChanged }) {
  const styles = useStyles()
  const { language } = useDesk()
  const { why: texts } = useWorkTexts()
  const { from, to, opening, closing, parts, currency, sentences, adds, reasons } = found
  const amount = (value: number) => <Amount amount={value as Money} currency={currency} unit="one" />
  const left = closing - opening - parts.reduce((sum, part) => sum + part.amount, 0)
  return (
    <>
      <div role="status">
        {(adds ? [] : [...sentences, texts.behind]).concat(reasons.map(words => inLanguage(words, language))).map((sentence, i) => (
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
      {parts.length === 0 && <Quiet>{texts.nothingYet}</Quiet>}
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
