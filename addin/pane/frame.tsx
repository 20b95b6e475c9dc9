import { makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { lazy, Suspense } from 'react'
import { BoardPanel } from './board/board.js'
import { useDesk, useLedger, useStatus, useTexts } from './desk-context.js'
import { Header } from './header/header.js'
import { Tabs } from './header/tabs.js'
import { More } from './more.js'
import { PAGES } from './pages.js'
import { usePlace } from './router.js'
import { FaultBoundary } from './states/fault.js'
import { Loading } from './states/loading.js'
import { State } from './states/state.js'

/** Few people see these: they are fetched when they do. */
const RemoteToday = lazy(() => import('./today/remote-today.js'))
const StandstillBanner = lazy(() => import('./states/banner.js'))
const FirstRun = lazy(() => import('./states/first-run.js'))

const useStyles = makeStyles({
  frame: {
    display: 'flex',
    flexDirection: 'column',
    height: '100vh',
    minWidth: 0,
    // Zoomed in far, the header would leave no room for the page: all of it scrolls.
    '@media (max-height: 340px)': { height: 'auto', minHeight: '100vh' },
  },
  page: {
    // What stands above keeps its height, however long the page is.
    flex: '1 1 0',
    minHeight: 0,
    overflowY: 'auto',
    overflowX: 'hidden',
    paddingBottom: tokens.spacingVerticalL,
    '@media (max-height: 340px)': { overflowY: 'visible', flexBasis: 'auto' },
  },
  wait: { padding: tokens.spacingVerticalXXL },
})

/** The pane: what is always in view, then the page. */
export function Frame() {
  const styles = useStyles()
  const desk = useDesk()
  const { page, about } = usePlace()
  const ledger = useLedger()
  return (
    <div className={styles.frame}>
      <Header />
      <Tabs page={page} />
      <BoardPanel notices={page !== 'notices'} />
      <div className={styles.page}>
        <FaultBoundary key={`${page} ${about}`} desk={desk} question={ledger}>
          <PageHere />
        </FaultBoundary>
      </div>
    </div>
  )
}

function PageHere() {
  const styles = useStyles()
  const { state } = useTexts()
  return (
    <Suspense fallback={<Spinner className={styles.wait} label={state.page} />}>
      <Shown />
    </Suspense>
  )
}

/** The page of the route, or why it cannot be shown yet. */
function Shown() {
  const { state } = useTexts()
  const { replica } = useDesk()
  const { phase, live, problem } = useStatus()
  const { page, about } = usePlace()
  if (page === 'more') return <More />
  const { page: Page, needsLedger } = PAGES[page] ?? PAGES.today
  if (needsLedger && !replica.book) {
    if (phase === 'remote') return page === 'today' ? <RemoteToday /> : <State title={state.remoteTitle} text={state.remoteText} />
    return phase === 'none' ? <FirstRun /> : <Loading />
  }
  return (
    <>
      <Suspense>{(live === 'offline' || problem) && phase === 'ready' && <StandstillBanner />}</Suspense>
      <Page about={about} has={page => page in PAGES} />
    </>
  )
}
