import { Button, Link, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { Book } from '../../../shared/book/book.js'
import { recordedAt } from '../../../shared/book/recorded.js'
import { boundTable } from '../../../shared/tables/bound/edit.js'
import type { Choice, Pending, Sync } from '../../sync/sync.js'
import { useDesk, useLedger } from '../desk-context.js'
import { countText } from '../figures.js'
import { go, linkTo, routeTo } from '../router.js'
import { PageTitle } from '../rows/page-title.js'
import { State } from '../states/state.js'
import type { SyncTexts } from '../texts/sync.js'
import { Actions, Form } from '../work/form.js'
import { momentText } from '../work/moment.js'
import { useCommand } from '../work/use-command.js'
import { ConflictField, type FieldChoice } from './conflict-field.js'
import { editWords, keyOfEdit } from './edit-words.js'
import { currencyOf } from './field-text.js'
import type { Standing } from './standing.js'
import { typedField } from './typed-field.js'
import { useSyncTexts } from './use-sync-texts.js'

const useStyles = makeStyles({
  back: { whiteSpace: 'nowrap', flexShrink: 0 },
  text: { margin: 0, padding: `0 ${tokens.spacingHorizontalM}`, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
})

/** One conflict: mine, theirs and what was before, field by field. */
export function Conflict({ about, standing: { sync, pending } }: { about: string; standing: Standing }) {
  const { conflict: texts } = useSyncTexts()
  const edit = pending.find(each => keyOfEdit(each) === about)
  if (!sync || edit?.state !== 'conflict')
    return (
      <State title={texts.settled} text={texts.settledText}>
        <Button appearance="primary" onClick={() => go(routeTo('sync'))}>
          {texts.back}
        </Button>
      </State>
    )
  return <Choosing sync={sync} edit={edit} />
}

const UNDECIDED: FieldChoice = { whose: undefined, typed: '' }

function Choosing({ sync, edit }: { sync: Sync; edit: Pending }) {
  const styles = useStyles()
  const { language } = useDesk()
  const book = useLedger()?.book
  const { conflict: texts, goToCell } = useSyncTexts()
  const [choices, setChoices] = useState<Readonly<Record<string, FieldChoice>>>({})
  const [tried, setTried] = useState(false)
  const [busy, run] = useCommand()
  const { table, fields, conflicts = [] } = edit
  const company = book?.company.currency ?? 'CNY'
  const words = editWords(edit, company, language)
  const parts = conflicts.map(conflict => {
    const column = boundTable(table).columns.find(({ name }) => name === conflict.column)!
    const choice = choices[conflict.column] ?? UNDECIDED
    const typed = choice.whose === 'other' ? typedField(column, choice.typed, language) : undefined
    return { conflict, column, choice, typed }
  })
  const all = (whose: 'mine' | 'theirs') =>
    setChoices(Object.fromEntries(conflicts.map(({ column }) => [column, { whose, typed: choices[column]?.typed ?? '' }])))
  const whole = parts.every(({ choice, typed }) => choice.whose !== undefined && !(typed && 'problem' in typed))
  const save = () => {
    setTried(true)
    if (!whole) return
    run(async ({ board }) => {
      await sync.resolve([edit], choiceOf(parts))
      board.say({ tone: 'success', title: texts.saved(words.name) })
      go(routeTo('sync'))
    })
  }
  return (
    <>
      <PageTitle
        aside={
          <Link className={styles.back} href={linkTo('sync')}>
            {texts.back}
          </Link>
        }
      >
        {texts.title(words.name)}
      </PageTitle>
      <p className={styles.text}>{[words.detail, words.figure].filter(Boolean).join(' · ')}</p>
      <p className={styles.text}>{madeBy(edit, book, texts)}</p>
      <Form submit={save}>
        <Actions>
          <Button size="small" onClick={() => all('mine')}>
            {texts.allMine}
          </Button>
          <Button size="small" onClick={() => all('theirs')}>
            {texts.allTheirs}
          </Button>
          <Button size="small" appearance="subtle" onClick={() => run(() => sync.show(edit, conflicts[0]?.column))}>
            {goToCell}
          </Button>
        </Actions>
        {parts.map(({ conflict, column, choice, typed }) => (
          <ConflictField
            key={conflict.column}
            conflict={conflict}
            column={column}
            currency={currencyOf(fields, company)}
            choice={choice}
            problem={problemOf(choice, typed, tried, texts)}
            choose={next => setChoices({ ...choices, [conflict.column]: next })}
          />
        ))}
        <Actions>
          <Button type="submit" appearance="primary" disabledFocusable={busy}>
            {texts.save}
          </Button>
        </Actions>
      </Form>
    </>
  )
}

interface Part {
  conflict: { column: string; mine: string; theirs: string }
  choice: FieldChoice
  typed: ReturnType<typeof typedField> | undefined
}

/** All of one side as such, since that side may have moved on since; a mixture field by field. */
function choiceOf(parts: readonly Part[]): Choice {
  for (const whose of ['mine', 'theirs'] as const) if (parts.every(({ choice }) => choice.whose === whose)) return whose
  return Object.fromEntries(
    parts.map(({ conflict, choice, typed }) => [
      conflict.column,
      choice.whose === 'other' ? (typed && 'text' in typed ? typed.text : '') : conflict[choice.whose ?? 'mine'],
    ]),
  )
}

/** What is wrong is told of a text while it is typed, of a field without a choice once somebody saves. */
function problemOf(choice: FieldChoice, typed: Part['typed'], tried: boolean, texts: SyncTexts['conflict']): string | undefined {
  if (choice.whose === undefined) return tried ? texts.choose : undefined
  if (!typed || !('problem' in typed)) return undefined
  return choice.typed !== '' || tried ? typed.problem : undefined
}

/** Who changed the row in the ledger and when: the service says who; the facts in the workbook only when. */
function madeBy({ changedBy, table, id }: Pending, book: Book | undefined, texts: SyncTexts['conflict']): string {
  if (changedBy) return texts.by(changedBy.actor, momentText(Date.parse(changedBy.recordedAt)), countText(changedBy.change))
  const change = book ? boundTable(table).lastChange(book, id) : 0
  return book && change > 0 ? texts.change(momentText(recordedAt(book, change)), countText(change)) : ''
}
