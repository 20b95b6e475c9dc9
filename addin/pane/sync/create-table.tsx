import { Button, Checkbox, Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import type { Book } from '../../../shared/book/book.js'
import type { BoundTable, Column } from '../../../shared/tables/bound/define.js'
import type { Desk } from '../../desk/desk.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { countText } from '../figures.js'
import { go, routeTo } from '../router.js'
import type { TablesTexts } from '../texts/tables.js'
import { Actions, Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { useTablesTexts } from './use-tables-texts.js'

const useStyles = makeStyles({
  columns: { listStyleType: 'none', margin: 0, padding: 0 },
  help: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
})

/** A new table on a new sheet: which columns it has, and whether it holds the ledger's rows. */
export function CreateTable({ definition, book }: { definition: BoundTable; book: Book }) {
  const styles = useStyles()
  const { language } = useDesk()
  const texts = useTablesTexts()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(definition.columns.filter(({ seldom }) => !seldom).map(({ name }) => name)),
  )
  const [filled, setFilled] = useState(true)
  const [busy, run] = useCommand()
  const count = useMemo(() => countOf(definition.ids(book)), [definition, book, book.change])
  const columns = definition.columns.filter(({ name, required }) => required || chosen.has(name)).map(({ name }) => name)
  const tick = (name: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(name)
    else next.delete(name)
    setChosen(next)
  }
  const said = ({ label, required }: Column) => inLanguage(label, language) + (required ? ` (${texts.required})` : '')
  return (
    <Form submit={() => run(desk => make(desk, definition, columns, filled, texts))}>
      <Field label={texts.rows}>
        <RadioGroup value={filled ? 'filled' : 'empty'} onChange={(_, { value }) => setFilled(value === 'filled')}>
          <Radio value="filled" label={texts.filled(countText(count))} />
          <Radio value="empty" label={texts.empty} />
        </RadioGroup>
      </Field>
      <div>
        <span aria-hidden>{texts.columns}</span>
        <ul className={styles.columns} aria-label={texts.columns}>
          {definition.columns.map(column => (
            <li key={column.name}>
              <Checkbox
                checked={column.required === true || chosen.has(column.name)}
                disabled={column.required}
                onChange={(_, { checked }) => tick(column.name, checked === true)}
                label={
                  <>
                    {said(column)}
                    <span className={styles.help}>{inLanguage(column.help, language)}</span>
                  </>
                }
              />
            </li>
          ))}
        </ul>
      </div>
      <Actions>
        <Button type="submit" appearance="primary" disabledFocusable={busy}>
          {texts.create}
        </Button>
      </Actions>
    </Form>
  )
}

/** Makes the table with its progress on the board, where it can be stopped, and shows how it stands. */
async function make(
  { board, tables, language }: Desk,
  { name, label }: BoundTable,
  columns: string[],
  filled: boolean,
  texts: TablesTexts,
) {
  const said = inLanguage(label, language)
  const sync = await tables.open()
  try {
    await board.during(texts.filling(said), (progress, signal) =>
      sync.create(name, columns, filled, (done, total) => {
        progress(done, total)
        signal.throwIfAborted()
      }),
    )
    board.say({ tone: 'success', title: texts.made(said) })
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error
    board.say({ tone: 'information', title: texts.stopped(said), text: texts.stoppedText })
  }
  go(routeTo('sync'))
}

function countOf(ids: Iterable<string>): number {
  let count = 0
  for (const _ of ids) count++
  return count
}
