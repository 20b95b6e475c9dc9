import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components'
import { carryOut } from '../../commands/index.js'
import { refresh } from '../../commands/refresh.js'
import { useDesk, useStatus, useTexts } from '../desk-context.js'
import { ageText } from '../header/age.js'

const useStyles = makeStyles({
  bar: { margin: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`, flexShrink: 0 },
  body: { overflowWrap: 'anywhere', paddingBlock: '4px' },
})

/** Above figures that stand still: there is no connection, or the ledger declined to tell more. */
export default function StandstillBanner() {
  const styles = useStyles()
  const desk = useDesk()
  const { state, locale, status: words } = useTexts()
  const { fetchedAt, problem } = useStatus()
  const outage = !problem || problem.code === 'OFFLINE'
  const age = fetchedAt > 0 ? ageText(fetchedAt, Date.now(), locale) : words.never
  return (
    <MessageBar intent={outage ? 'info' : 'warning'} layout="multiline" className={styles.bar}>
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{outage ? state.offlineTitle : state.refusedTitle}</MessageBarTitle>{' '}
        {outage ? state.offlineText(age) : problem?.message}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={() => void carryOut(refresh, desk)}>
          {state.tryAgain}
        </Button>
      </MessageBarActions>
    </MessageBar>
  )
}
