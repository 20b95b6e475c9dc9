import { Link, makeStyles, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { Pending } from '../../sync/pending.js'
import { useDesk, useLedger } from '../desk-context.js'
import { linkTo } from '../router.js'
import { useCommand } from '../work/use-command.js'
import { actionsOf, columnsConcerned } from './actions.js'
import { EditList } from './edit-list.js'
import { columnLabel, editWords, keyOfEdit } from './edit-words.js'
import { NEEDING, type Needing } from './queue.js'
import { reversalOf } from './reversal.js'
import type { Standing } from './standing.js'
import { Steps } from './steps.js'
import { useSyncTexts } from './use-sync-texts.js'

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalM, fontSize: tokens.fontSizeBase200 },
  missing: { margin: 0, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  reason: { margin: 0, color: tokens.colorPaletteRedForeground1, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
})

/** What waits for a person, one section for each state that has rows. */
export function Sections({ standing: { sync, pending } }: { standing: Standing }) {
  const desk = useDesk()
  const texts = useSyncTexts()
  const actions = useMemo(() => (sync ? actionsOf(sync, desk, texts) : undefined), [sync, desk, texts])
  if (!sync || !actions) return null
  return NEEDING.map(state => {
    const edits = pending.filter(edit => edit.state === state)
    if (edits.length === 0) return null
    return (
      <EditList
        key={state}
        {...texts.sections[state]}
        edits={edits}
        actions={actions[state]}
        why={edit => <Why state={state} edit={edit} show={column => sync.show(edit, column)} />}
        show={edit => sync.show(edit, columnsConcerned(edit)[0])}
      />
    )
  })
}

interface WhyProps {
  edit: Pending
  show: (column?: string) => Promise<void>
}

/** What stands under a row. */
function Why({ state, ...props }: WhyProps & { state: Needing }) {
  switch (state) {
    case 'conflict':
      return <Differing edit={props.edit} />
    case 'asks':
      return <Steps steps={props.edit.steps ?? []} table={props.edit.table} />
    case 'removed':
      return <Removed edit={props.edit} />
    case 'refused':
    case 'draft':
      return <Lacking {...props} />
  }
}

const useLabels = () => {
  const { language } = useDesk()
  return (table: string, names: readonly string[]) => names.map(name => columnLabel(table, name, language))
}

/** The fields that both changed, and the page that shows them side by side. */
function Differing({ edit }: { edit: Pending }) {
  const styles = useStyles()
  const texts = useSyncTexts()
  const { language } = useDesk()
  const labels = useLabels()
  const currency = useLedger()?.book.company.currency ?? 'CNY'
  return (
    <div className={styles.line}>
      <span>{texts.conflictIn(labels(edit.table, columnsConcerned(edit)).join(texts.comma))}</span>
      <Link href={linkTo('sync', keyOfEdit(edit))} aria-label={texts.compareOf(editWords(edit, currency, language).name)}>
        {texts.compare}
      </Link>
    </div>
  )
}

/** What a reversal of a deleted row does. */
function Removed({ edit }: { edit: Pending }) {
  const styles = useStyles()
  const texts = useSyncTexts()
  const desk = useDesk()
  const ledger = useLedger()
  const reversal = useMemo(() => ledger && reversalOf(ledger.book, edit, desk.today(), desk.language), [ledger, edit, desk])
  if (!reversal) return null
  if ('problem' in reversal) return <p className={styles.reason}>{texts.cannotReverse(reversal.problem)}</p>
  return <Steps steps={reversal.steps} table={edit.table} />
}

/** Why a row is not saved, and the way to each cell that is to be mended. */
function Lacking({ edit, show }: WhyProps) {
  const styles = useStyles()
  const texts = useSyncTexts()
  const labels = useLabels()
  const [busy, run] = useCommand()
  const { state, table, missing, refusal } = edit
  const columns = columnsConcerned(edit)
  return (
    <>
      {refusal && <p className={styles.reason}>{refusal.message}</p>}
      {!refusal && missing && (
        <p className={state === 'draft' ? styles.missing : styles.reason}>{texts.missing(labels(table, missing).join(texts.comma))}</p>
      )}
      <div className={styles.line}>
        {columns.length === 0 && (
          <Link as="button" disabled={busy} onClick={() => run(() => show())}>
            {texts.goToCell}
          </Link>
        )}
        {columns.map((column, index) => (
          <Link key={column} as="button" disabled={busy} onClick={() => run(() => show(column))}>
            {texts.goToColumn(labels(table, columns)[index])}
          </Link>
        ))}
      </div>
    </>
  )
}
