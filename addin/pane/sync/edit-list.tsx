import { Button, Checkbox, Link, makeStyles, tokens } from '@fluentui/react-components'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Pending } from '../../sync/pending.js'
import { countText } from '../figures.js'
import { Section } from '../rows/section.js'
import { useRowStyles } from '../rows/styles.js'
import { indexAfter } from '../rows/window.js'
import { Actions } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { EditRow } from './edit-row.js'
import { keyOfEdit } from './edit-words.js'
import { useSyncTexts } from './use-sync-texts.js'

/** Rows drawn at first, and with each press for more. */
const PAGE = 50

const useStyles = makeStyles({
  text: { margin: 0, padding: `0 ${tokens.spacingHorizontalM}`, color: tokens.colorNeutralForeground3 },
  bar: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  // Its box stands above those of the rows.
  all: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalM})`, marginBlock: '-4px' },
  more: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}` },
})

/** What is done with several edits at once. */
export interface EditAction {
  label: (count: string) => string
  primary?: true
  run: (edits: readonly Pending[]) => Promise<unknown>
}

interface EditListProps {
  title: string
  text: string
  edits: readonly Pending[]
  actions: readonly EditAction[]
  /** What stands under a row: its reason, what it does, where it leads. */
  why: (edit: Pending) => ReactNode
  /** Selects the row in the sheet. */
  show: (edit: Pending) => Promise<void>
}

/** Edits of one state: what is done is done with those that are ticked, or with all where none is. */
export function EditList({ title, text, edits, actions, why, show }: EditListProps) {
  const styles = useStyles()
  const look = useRowStyles()
  const texts = useSyncTexts()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [shown, setShown] = useState(PAGE)
  const [current, setCurrent] = useState(0)
  const [busy, run] = useCommand()
  const chosen = edits.filter(edit => ticked.has(keyOfEdit(edit)))
  const targets = chosen.length > 0 ? chosen : edits
  const drawn = edits.slice(0, shown)
  const active = Math.min(current, drawn.length - 1)
  const tick = (edit: Pending, on: boolean) => {
    const next = new Set(ticked)
    if (on) next.add(keyOfEdit(edit))
    else next.delete(keyOfEdit(edit))
    setTicked(next)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const part = (event.target as HTMLElement).dataset.part
    const next = part && indexAfter(event.key, active, drawn.length, 10)
    if (next === undefined || next === '' || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    setCurrent(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-row="${next}"][data-part="${part}"]`)?.focus()
  }
  return (
    <Section title={`${title} ${countText(edits.length)}`}>
      <p className={styles.text}>{text}</p>
      <div className={styles.bar}>
        <Actions>
          {edits.length > 1 && (
            <Checkbox
              className={styles.all}
              label={texts.all}
              aria-label={`${title}: ${texts.all}`}
              checked={chosen.length === 0 ? false : chosen.length === edits.length || 'mixed'}
              onChange={(_, { checked }) => setTicked(new Set(checked === true ? edits.map(keyOfEdit) : []))}
            />
          )}
          {actions.map(({ label, primary, run: act }) => (
            <Button
              key={label('1')}
              size="small"
              appearance={primary ? 'primary' : 'secondary'}
              disabledFocusable={busy}
              onClick={() => run(() => act(targets))}
            >
              {label(countText(targets.length))}
            </Button>
          ))}
        </Actions>
      </div>
      <ul className={look.list} aria-label={title} onKeyDown={onKeyDown}>
        {drawn.map((edit, index) => (
          <EditRow
            key={keyOfEdit(edit)}
            edit={edit}
            index={index}
            focusable={index === active}
            onFocus={() => setCurrent(index)}
            ticked={edits.length > 1 ? ticked.has(keyOfEdit(edit)) : undefined}
            tick={on => tick(edit, on)}
            show={() => run(() => show(edit))}
          >
            {why(edit)}
          </EditRow>
        ))}
      </ul>
      {edits.length > drawn.length && (
        <div className={styles.more}>
          <Link as="button" onClick={() => setShown(shown + PAGE)}>
            {texts.more(countText(Math.min(PAGE, edits.length - drawn.length)))}
          </Link>
        </div>
      )}
    </Section>
  )
}
