import { Button, Switch } from '@fluentui/react-components'
import { ENGINE } from '../../../shared/engine.js'
import { live, manual } from '../../commands/live.js'
import { refresh } from '../../commands/refresh.js'
import { useCells, useDesk, useSettings, useStatus } from '../desk-context.js'
import { countText } from '../figures.js'
import { Figure, Figures } from '../rows/figure.js'
import { PageTitle } from '../rows/page-title.js'
import { Section } from '../rows/section.js'
import FirstRun from '../states/first-run.js'
import { useUnit } from '../unit.js'
import { Actions, Form } from '../work/form.js'
import { useCommand, useWorkTexts } from '../work/use-command.js'

/** Where the figures come from and how old they are; what can be set. */
export default function Status() {
  const { status: texts } = useWorkTexts()
  const { replica, preferences, language } = useDesk()
  const { phase, change, newest, fetchedAt } = useStatus()
  const cells = useCells()
  const settings = useSettings()
  const [unit, setUnit] = useUnit()
  const [busy, run] = useCommand()
  const { book } = replica
  const age = fetchedAt ? new Date(fetchedAt).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { hour12: false }) : '–'
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <Figures label={texts.ledger}>
        <Figure label={texts.company}>{book?.company.name ?? '–'}</Figure>
        <Figure label={texts.address} detail={preferences.address || texts.ownAddress}>
          {null}
        </Figure>
        <Figure label={texts.replica} detail={texts.phases[phase]}>
          {null}
        </Figure>
        <Figure label={texts.change}>{countText(change)}</Figure>
        <Figure label={texts.newest}>{countText(newest)}</Figure>
        <Figure label={texts.fetched}>{age}</Figure>
        <Figure label={texts.invoices}>{book ? countText(book.documents.count) : '–'}</Figure>
        <Figure label={texts.cells}>{countText(cells.count)}</Figure>
        <Figure label={texts.behind}>{countText(cells.behind)}</Figure>
        <Figure label={texts.engine}>{ENGINE}</Figure>
      </Figures>
      <Form>
        <Switch label={texts.follow} checked={settings.live} onChange={(_, { checked }) => run(checked ? live : manual)} />
        <Switch
          label={texts.unit}
          checked={unit === 'tenThousand'}
          onChange={(_, { checked }) => setUnit(checked ? 'tenThousand' : 'one')}
        />
        <Actions>
          <Button disabledFocusable={busy} onClick={() => run(refresh)}>
            {texts.refresh}
          </Button>
        </Actions>
      </Form>
      <Section title={texts.connect}>
        <FirstRun />
      </Section>
    </>
  )
}
