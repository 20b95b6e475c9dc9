import { makeStyles, tokens } from '@fluentui/react-components'
import { lazy, Suspense } from 'react'
import { useBoard, useTexts } from '../desk-context.js'
import { linkTo } from '../router.js'
import { QuestionPanel } from './question-panel.js'

// Nothing is on the board when the pane opens: its parts come with the first of their kind.
const NoticeBar = lazy(() => import('./notice-bar.js'))
const WorkBar = lazy(() => import('./work-bar.js'))

const useStyles = makeStyles({
  board: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    flexShrink: 0,
    maxHeight: '50vh',
    overflowY: 'auto',
  },
  more: { fontSize: tokens.fontSizeBase200, color: tokens.colorBrandForegroundLink, paddingInlineStart: tokens.spacingHorizontalXS },
})

/** Notices above the page; the rest are on their own page. */
const SHOWN = 2

/** What waits for the user, what is under way and what happened, above every page. Nothing here takes the focus away. */
export function BoardPanel({ notices: shown = true }: { notices?: boolean }) {
  const styles = useStyles()
  const texts = useTexts()
  const { question, works, notices } = useBoard()
  const newest = shown ? notices.slice(0, SHOWN) : []
  const hidden = shown ? notices.length - newest.length : 0
  return (
    <section
      aria-label={texts.board.region}
      aria-live="polite"
      className={question || works.length || newest.length ? styles.board : undefined}
    >
      {question && <QuestionPanel key={question.id} question={question} />}
      <Suspense>
        {works.map(work => (
          <WorkBar key={work.id} work={work} />
        ))}
        {newest.map(notice => (
          <NoticeBar key={notice.id} notice={notice} />
        ))}
      </Suspense>
      {hidden > 0 && (
        <a className={styles.more} href={linkTo('notices')}>
          {texts.board.more(hidden)}
        </a>
      )}
    </section>
  )
}
