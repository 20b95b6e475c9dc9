import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { Pending } from '../../sync/pending.js'
import { useDesk, useLedger } from '../desk-context.js'
import { useRowStyles } from '../rows/styles.js'
import { editWords } from './edit-words.js'
import { useSyncTexts } from './use-sync-texts.js'

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', alignItems: 'start', paddingInlineEnd: tokens.spacingHorizontalM },
  alone: { gridTemplateColumns: 'minmax(0, 1fr)', paddingInlineStart: tokens.spacingHorizontalM },
  press: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'baseline',
    width: '100%',
    padding: `${tokens.spacingVerticalSNudge} 0 ${tokens.spacingVerticalXXS}`,
    border: 'none',
    background: 'none',
    font: 'inherit',
    textAlign: 'start',
    color: tokens.colorNeutralForeground1,
  },
  why: { paddingBottom: tokens.spacingVerticalSNudge, overflowWrap: 'anywhere' },
})

interface EditRowProps {
  edit: Pending
  index: number
  focusable: boolean
  onFocus: () => void
  /** None where there is but one row. */
  ticked: boolean | undefined
  tick: (on: boolean) => void
  show: () => void
  children: ReactNode
}

/** One edit: pressing it selects its row in the sheet. */
export function EditRow({ edit, index, focusable, onFocus, ticked, tick, show, children }: EditRowProps) {
  const styles = useStyles()
  const look = useRowStyles()
  const texts = useSyncTexts()
  const { language } = useDesk()
  const currency = useLedger()?.book.company.currency ?? 'CNY'
  const { name, detail, figure } = editWords(edit, currency, language)
  const stop = { 'data-row': index, tabIndex: focusable ? 0 : -1, onFocus }
  return (
    <li className={look.item}>
      <div className={mergeClasses(styles.row, ticked === undefined && styles.alone)}>
        {ticked !== undefined && (
          <Checkbox
            {...stop}
            data-part="tick"
            aria-label={texts.select(name)}
            checked={ticked}
            onChange={(_, { checked }) => tick(checked === true)}
          />
        )}
        <div>
          <button
            {...stop}
            data-part="row"
            type="button"
            className={mergeClasses(styles.press, look.link)}
            title={texts.goTo(name)}
            onClick={show}
          >
            <span className={look.name}>{name}</span>
            <span className={look.figure}>{figure}</span>
            <span className={look.detail}>{detail}</span>
          </button>
          <div className={styles.why}>{children}</div>
        </div>
      </div>
    </li>
  )
}
