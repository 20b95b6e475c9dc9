import { makeStyles, tokens } from '@fluentui/react-components'
import type { Step } from '../../../shared/tables/bound/steps.js'
import { useDesk, useLedger } from '../desk-context.js'
import { countText } from '../figures.js'
import type { SyncTexts } from '../texts/sync.js'
import { stepText } from './edit-words.js'
import { useSyncTexts } from './use-sync-texts.js'

const useStyles = makeStyles({
  steps: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalL,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** What an edit does to the ledger, step by step. */
export function Steps({ steps, table }: { steps: readonly Step[]; table: string }) {
  const styles = useStyles()
  const texts = useSyncTexts()
  const { language } = useDesk()
  const currency = useLedger()?.book.company.currency ?? 'CNY'
  if (steps.length === 0) return <>{texts.silent}</>
  return (
    <ul className={styles.steps}>
      {steps.map((step, index) => (
        <li key={index}>{stepText(step, table, currency, language)}</li>
      ))}
    </ul>
  )
}

/** How many documents, allocations and settings many edits touch, in one sentence. */
export function stepsInAll(steps: readonly Step[], { stepCounts, join, state }: SyncTexts): string {
  const counts = new Map<Step['kind'], number>()
  for (const { kind } of steps) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts.size === 0 ? '' : [...counts].map(([kind, count]) => stepCounts[kind](countText(count))).join(join) + state.stop
}
