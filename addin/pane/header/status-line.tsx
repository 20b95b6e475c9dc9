import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowClockwiseRegular } from '@fluentui/react-icons'
import type { Language } from '../../../shared/refusals.js'
import { carryOut } from '../../commands/index.js'
import { refresh } from '../../commands/refresh.js'
import type { ReplicaStatus } from '../../replica/replica.js'
import { useCells, useDesk, useSettings, useStatus, useTexts } from '../desk-context.js'
import { countText } from '../figures.js'
import { linkTo } from '../router.js'
import { queueOf } from '../sync/queue.js'
import { useStanding } from '../sync/standing.js'
import { QUEUE_TEXTS } from '../texts/queue.js'
import type { Texts } from '../texts/texts.js'
import { useClock } from '../watched.js'
import { ageText } from './age.js'

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    minHeight: '24px',
    columnGap: tokens.spacingHorizontalXS,
  },
  link: {
    minWidth: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  mark: {
    display: 'inline-block',
    width: '8px',
    height: '8px',
    marginInlineEnd: '6px',
    borderRadius: '50%',
    border: '2px solid',
    boxSizing: 'border-box',
  },
  live: { color: tokens.colorPaletteGreenForeground1, backgroundColor: 'currentcolor' },
  manual: { color: tokens.colorNeutralForeground3, background: 'linear-gradient(90deg, currentcolor 50%, transparent 50%)' },
  off: { color: tokens.colorPaletteRedForeground1, borderRadius: '0' },
  refresh: { flexShrink: 0 },
  quiet: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' },
})

const HALF_A_MINUTE = 30_000

/** Whether cells follow the ledger, up to which change, and how old that is; a click shows the details. */
export function StatusLine() {
  const styles = useStyles()
  const texts = useTexts()
  const desk = useDesk()
  const { live } = useSettings()
  const status = useStatus()
  const { behind } = useCells()
  useClock(HALF_A_MINUTE)
  const mode = modeOf(status, live)
  const { counts, needing, oldest } = queueOf(useStanding().pending)
  const backlog = [...backlogText(status, behind, texts), ...queueText(counts.queued, needing, desk.language)]
  const parts = [texts.status[mode], ...backlog]
  // An edit that is not saved is in this workbook only: how long it has been so is said beside it.
  if (oldest !== undefined) parts.push(QUEUE_TEXTS[desk.language].oldest(ageText(oldest, Date.now(), texts.locale)))
  const age = status.fetchedAt > 0 ? ageText(status.fetchedAt, Date.now(), texts.locale) : texts.status.never
  if (status.change > 0) parts.push(texts.status.change(countText(status.change)), age)
  const mark = mode === 'manual' ? styles.manual : mode === 'live' || mode === 'remote' ? styles.live : styles.off
  return (
    <div className={styles.line}>
      <a className={styles.link} href={linkTo('status')} title={texts.status.details}>
        <span className={mergeClasses(styles.mark, mark)} aria-hidden />
        {parts.join(' · ')}
      </a>
      {/* Said aloud when it changes; the age, which changes all the time, is not. */}
      <span className={styles.quiet} role="status">
        {[texts.status[mode], ...backlog].join(texts.comma)}
      </span>
      {(behind > 0 || status.newest > status.change) && (
        <Button
          size="small"
          appearance="subtle"
          className={styles.refresh}
          icon={<ArrowClockwiseRegular />}
          onClick={() => void carryOut(refresh, desk)}
        >
          {texts.status.refresh}
        </Button>
      )}
    </div>
  )
}

type Mode = 'live' | 'manual' | 'offline' | 'loading' | 'none' | 'remote'

function modeOf({ phase, live: heard }: ReplicaStatus, live: boolean): Mode {
  if (phase === 'loading' || phase === 'none') return phase
  if (heard === 'offline') return 'offline'
  if (!live) return 'manual'
  return phase === 'remote' ? 'remote' : 'live'
}

function backlogText({ phase, change, newest }: ReplicaStatus, behind: number, { status }: Texts): string[] {
  return [
    ...(phase === 'ready' && newest > change ? [status.behindChanges(countText(newest - change))] : []),
    ...(behind > 0 ? [status.behindCells(countText(behind))] : []),
  ]
}

function queueText(queued: number, needing: number, language: Language): string[] {
  const { line, lineNeeding } = QUEUE_TEXTS[language]
  return [...(queued > 0 ? [line(countText(queued))] : []), ...(needing > 0 ? [lineNeeding(countText(needing))] : [])]
}
