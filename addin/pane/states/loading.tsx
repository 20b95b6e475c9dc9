import { makeStyles, ProgressBar } from '@fluentui/react-components'
import { useStatus, useTexts } from '../desk-context.js'
import { daysText } from '../figures.js'
import { State } from './state.js'

const MEGABYTE = 1_000_000

const useStyles = makeStyles({ wide: { alignSelf: 'stretch' }, text: { margin: 0 } })

/** The first load of the ledger: how far it is. */
export function Loading() {
  const styles = useStyles()
  const { state } = useTexts()
  const { progress } = useStatus()
  const known = progress && progress.total > 0
  return (
    <State title={state.loadingTitle} text={state.loadingText}>
      <div className={styles.wide}>
        <ProgressBar aria-label={state.loadingTitle} value={known ? progress.bytes : undefined} max={known ? progress.total : undefined} />
      </div>
      <p className={styles.text}>
        {known && `${state.bytes(daysText(progress.bytes / MEGABYTE), daysText(progress.total / MEGABYTE))} `}
        {state.loadingCells}
      </p>
    </State>
  )
}
