import { Button, Link, Switch } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { ENGINE } from '../../../shared/engine.js'
import { live, manual } from '../../commands/live.js'
import { refresh } from '../../commands/refresh.js'
import { application, type Application } from '../../workbook/office-helpers.js'
import { useCells, useDesk, useSettings, useStatus, useTexts } from '../desk-context.js'
import { countText } from '../figures.js'
import { ageText } from '../header/age.js'
import { linkTo } from '../router.js'
import { Figure, Figures } from '../rows/figure.js'
import { PageTitle } from '../rows/page-title.js'
import { Section } from '../rows/section.js'
import { AddressEntry, ConnectButton, useConnecting } from '../states/connecting.js'
import { queueOf } from '../sync/queue.js'
import { useStanding } from '../sync/standing.js'
import { useSyncTexts } from '../sync/use-sync-texts.js'
import { useUnit } from '../unit.js'
import { Actions, Form } from '../work/form.js'
import { momentText } from '../work/moment.js'
import { useCommand, useWorkTexts } from '../work/use-command.js'

/** Where the figures come from and how old they are; what can be set. */
export default function Status() {
  const { status: texts } = useWorkTexts()
  const settings = useSettings()
  const [unit, setUnit] = useUnit()
  const [busy, run] = useCommand()
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <Section title={texts.settings}>
        <Form>
          <Switch label={texts.follow} checked={settings.live} onChange={(_, { checked }) => run(checked ? live : manual)} />
          <Switch
            label={texts.unit}
            checked={unit === 'tenThousand'}
            onChange={(_, { checked }) => setUnit(checked ? 'tenThousand' : 'one')}
          />
        </Form>
      </Section>
      <Section title={texts.ledger}>
        <Standing />
        <Form>
          <Actions>
            <Button disabledFocusable={busy} onClick={() => run(refresh)}>
              {texts.refresh}
            </Button>
          </Actions>
        </Form>
      </Section>
      <BoundTables />
      <Section title={texts.connect}>
        <Connect />
      </Section>
    </>
  )
}

/** How the ledger in this workbook stands. */
function Standing() {
  const { status: texts } = useWorkTexts()
  const { replica, preferences } = useDesk()
  const { phase, change, newest, fetchedAt, company } = useStatus()
  const cells = useCells()
  const runsIn = useApplication()
  const { book } = replica
  return (
    <Figures label={texts.ledger}>
      <Figure label={texts.company} long>
        {(book?.company ?? company)?.name ?? '–'}
      </Figure>
      <Figure label={texts.address} long>
        {preferences.address || texts.ownAddress}
      </Figure>
      <Figure label={texts.replica} long>
        {texts.phases[phase]}
      </Figure>
      <Figure label={texts.change}>{countText(change)}</Figure>
      <Figure label={texts.newest}>{countText(newest)}</Figure>
      <Figure label={texts.fetched}>{fetchedAt ? momentText(fetchedAt) : '–'}</Figure>
      <Figure label={texts.invoices}>{book ? countText(book.documents.count) : '–'}</Figure>
      <Figure label={texts.cells}>{countText(cells.count)}</Figure>
      <Figure label={texts.behind}>{countText(cells.behind)}</Figure>
      <Figure label={texts.engine}>{ENGINE}</Figure>
      <Figure label={texts.runsIn}>{runsIn ? `${runsIn.host}, ${runsIn.platform}` : '–'}</Figure>
    </Figures>
  )
}

/** How the bound tables stand; nothing where none is bound. */
function BoundTables() {
  const { locale } = useTexts()
  const { title, status: texts } = useSyncTexts()
  const { bindings, pending, status } = useStanding()
  const { counts, needing, oldest } = queueOf(pending)
  if (bindings.length === 0) return null
  return (
    <Section title={texts.title} aside={<Link href={linkTo('sync')}>{title}</Link>}>
      <Figures label={texts.title}>
        <Figure label={texts.tables}>{countText(bindings.length)}</Figure>
        <Figure label={texts.waiting}>{countText(counts.queued)}</Figure>
        <Figure label={texts.needing}>{countText(needing)}</Figure>
        <Figure label={texts.oldest}>{oldest === undefined ? '–' : ageText(oldest, Date.now(), locale)}</Figure>
        <Figure label={texts.saved}>{status.syncedAt === undefined ? '–' : momentText(status.syncedAt)}</Figure>
      </Figures>
    </Section>
  )
}

/** Where the add-in runs, once it is known. */
function useApplication(): Application | undefined {
  const [known, setKnown] = useState<Application>()
  useEffect(() => {
    application().then(setKnown, (error: unknown) => console.error(error))
  }, [])
  return known
}

function Connect() {
  const connecting = useConnecting()
  return (
    <Form submit={connecting.connect}>
      <AddressEntry connecting={connecting} />
      <ConnectButton connecting={connecting} />
    </Form>
  )
}
