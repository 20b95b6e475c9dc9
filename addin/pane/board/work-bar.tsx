import { Button, makeStyles, ProgressBar, tokens } from '@fluentui/react-components'
import { useId, useState } from 'react'
import type { Work } from '../../desk/notices.js'
import { useTexts } from '../desk-context.js'
import { countText } from '../figures.js'
import type { Texts } from '../texts/texts.js'

const useStyles = makeStyles({
  work: { flexShrink: 0, padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS}` },
  line: { display: 'flex', justifyContent: 'space-between', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  count: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
})

/** Less than this is not enough to foretell from, in milliseconds. */
const SOON = 1500

/** A work under way: how much is done, and about how long it still takes. */
export default function WorkBar({ work: { title, done, total, cancel } }: { work: Work }) {
  const styles = useStyles()
  const { board } = useTexts()
  const id = useId()
  const [started] = useState(() => Date.now())
  const spent = Date.now() - started
  const left = done > 0 && done < total && spent > SOON ? board.left(timeText((spent / done) * (total - done), board)) : undefined
  const count = total > 0 ? board.of(countText(done), countText(total)) : ''
  return (
    <div className={styles.work}>
      <div className={styles.line}>
        <span id={id}>{title}</span>
        {cancel && (
          <Button size="small" onClick={cancel}>
            {board.cancel}
          </Button>
        )}
      </div>
      <ProgressBar aria-labelledby={id} value={total > 0 ? done : undefined} max={total > 0 ? total : undefined} />
      {/* The bar tells how far it is; spoken on every step it would drown everything else. */}
      <div className={styles.count} aria-live="off">
        {[count, left].filter(Boolean).join(' · ')}
      </div>
    </div>
  )
}

function timeText(milliseconds: number, { seconds, minutes }: Texts['board']): string {
  const rest = Math.ceil(milliseconds / 1000)
  return rest < 90 ? seconds(rest) : minutes(Math.ceil(rest / 60))
}
