import { Button, makeStyles, ProgressBar, tokens } from '@fluentui/react-components'
import {
  ArrowSyncRegular,
  CheckmarkCircleRegular,
  CloudOffRegular,
  CloudSyncRegular,
  PersonAlertRegular,
  WarningRegular,
  type FluentIcon,
} from '@fluentui/react-icons'
import { useDesk, useStatus, useTexts } from '../desk-context.js'
import { countText } from '../figures.js'
import { ageText } from '../header/age.js'
import { useClock } from '../watched.js'
import { momentText } from '../work/moment.js'
import { useCommand } from '../work/use-command.js'
import { queueOf } from './queue.js'
import type { Standing } from './standing.js'
import { useSyncTexts } from './use-sync-texts.js'

const useStyles = makeStyles({
  state: {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  beside: { gridColumn: 2, marginTop: tokens.spacingVerticalXS },
  count: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
  calm: { color: tokens.colorPaletteGreenForeground1 },
  busy: { color: tokens.colorBrandForeground1 },
  quiet: { color: tokens.colorNeutralForeground2 },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1 },
  error: { color: tokens.colorPaletteRedForeground1 },
})

interface State {
  icon: FluentIcon
  tone: 'calm' | 'busy' | 'quiet' | 'warning' | 'error'
  title: string
  text: string[]
}

const HALF_A_MINUTE = 30_000

/** How sync stands in one line, what it means, and the button that syncs now. */
export function StateLine({ standing }: { standing: Standing }) {
  const styles = useStyles()
  const texts = useSyncTexts()
  const [busy, run] = useCommand()
  const { icon: Icon, tone, title, text } = useSaid(standing)
  const { working } = standing.status
  useClock(HALF_A_MINUTE)
  return (
    <div className={styles.state}>
      <Icon className={styles[tone]} fontSize={28} aria-hidden />
      <div>
        {/* Said aloud when it changes; ages, which change all the time, are not. */}
        <p className={styles.title} role="status">
          {title}
        </p>
        {text.map(sentence => (
          <p key={sentence} className={styles.text}>
            {sentence}
          </p>
        ))}
      </div>
      {/* What fills a new table is on the board, where it can be stopped. */}
      {working && working.what !== 'filling' && (
        <div className={styles.beside}>
          <ProgressBar aria-label={title} value={working.done} max={working.total} />
          <div className={styles.count}>{texts.state.of(countText(working.done), countText(working.total))}</div>
        </div>
      )}
      <div className={styles.beside}>
        <Button
          appearance="primary"
          icon={<ArrowSyncRegular />}
          disabledFocusable={busy || working !== undefined}
          onClick={() => run(async ({ tables }) => (await tables.open()).now())}
        >
          {texts.now}
        </Button>
        {working && working.what !== 'filling' && standing.sync && (
          <Button onClick={() => standing.sync!.cancel()}>{texts.state.cancel}</Button>
        )}
      </div>
    </div>
  )
}

/** The one thing that matters most now, and beside it what else is to be known. */
function useSaid({ status, pending }: Standing): State {
  const { locale } = useTexts()
  const { state: texts } = useSyncTexts()
  const { live } = useStatus()
  const { replica } = useDesk()
  const { working, problem, syncedAt } = status
  const { counts, needing, oldest } = queueOf(pending)
  const age = oldest === undefined ? [] : [texts.oldest(ageText(oldest, Date.now(), locale))]
  const more = needing > 0 ? [texts.needingMore(countText(needing))] : []
  const queued = counts.queued > 0 ? [texts.queued(countText(counts.queued)) + texts.stop] : []
  const before = syncedAt === undefined ? [] : [texts.savedBefore(timeText(syncedAt))]
  if (working) return { icon: CloudSyncRegular, tone: 'busy', title: texts[working.what], text: more }
  if (live === 'offline' || problem?.code === 'OFFLINE')
    return { icon: CloudOffRegular, tone: 'quiet', title: texts.offline, text: [texts.offlineText, ...queued, ...age, ...more, ...before] }
  const refused = problem ?? replica.status.problem
  if (refused)
    return { icon: WarningRegular, tone: 'error', title: texts.problem, text: [refused.message, ...queued, ...age, ...more, ...before] }
  if (counts.queued > 0)
    return { icon: CloudSyncRegular, tone: 'busy', title: texts.queued(countText(counts.queued)), text: [...age, ...more] }
  if (needing > 0)
    return {
      icon: PersonAlertRegular,
      tone: 'warning',
      title: texts.needing(countText(needing)),
      text: [texts.needingText, ...age, ...before],
    }
  if (syncedAt === undefined) return { icon: CloudSyncRegular, tone: 'quiet', title: texts.never, text: [texts.neverText] }
  return { icon: CheckmarkCircleRegular, tone: 'calm', title: texts.saved(timeText(syncedAt)), text: [] }
}

/** `14:32` of today, with its date on other days. */
function timeText(at: number): string {
  const moment = momentText(at)
  const [date, time] = moment.split(' ')
  return momentText(Date.now()).startsWith(date) ? time : moment
}
