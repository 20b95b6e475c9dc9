import { Button, Checkbox, Field, Link, makeStyles, Select, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { BoundTable, Column } from '../../../shared/tables/bound/define.js'
import type { FoundTable } from '../../workbook/bound/bound-workbook.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { countText } from '../figures.js'
import { go, routeTo } from '../router.js'
import { Actions, Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { guessedColumns, type Mapping } from './column-guess.js'
import { useSyncTexts } from './use-sync-texts.js'
import { useTablesTexts } from './use-tables-texts.js'

const useStyles = makeStyles({
  note: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  wrong: { margin: 0, color: tokens.colorPaletteRedForeground1, overflowWrap: 'anywhere' },
  // A long heading is cut inside its entry.
  entry: { gridTemplateColumns: 'minmax(0, 1fr)' },
})

/** Which column of the workbook's table is each of the ledger's, guessed by the headings; then the button that binds it. */
export function ColumnMatching({ definition, table }: { definition: BoundTable; table: FoundTable }) {
  const styles = useStyles()
  const { language } = useDesk()
  const texts = useTablesTexts()
  const { comma } = useSyncTexts()
  const [guess] = useState<Mapping>(() => guessedColumns(definition, table.headings))
  const [mapping, setMapping] = useState<Mapping>(guess)
  const [all, setAll] = useState(false)
  const [follows, setFollows] = useState(false)
  const [tried, setTried] = useState(false)
  const [busy, run] = useCommand()
  const choose = (name: string, id: string) => {
    const next: Record<string, number> = { ...mapping }
    if (id === '') delete next[name]
    else next[name] = Number(id)
    setMapping(next)
  }
  const problem = ({ name, required }: Column): string | undefined => {
    const id = mapping[name]
    if (id === undefined) return required && tried ? texts.must : undefined
    const other = definition.columns.find(each => each.name !== name && mapping[each.name] === id)
    return other && texts.twice(inLanguage(other.label, language))
  }
  const shown = definition.columns.filter(({ name, seldom }) => all || !seldom || name in guess)
  const missing = definition.columns.filter(({ name, required }) => required && !(name in mapping))
  const twice = new Set(Object.values(mapping)).size < Object.keys(mapping).length
  const bind = () => {
    setTried(true)
    if (missing.length > 0 || twice) return
    run(async ({ board, tables }) => {
      const sync = await tables.open()
      await board.during(texts.binding(table.name), () => sync.bind(table.tableId, definition.name, mapping, follows))
      board.say({ tone: 'success', title: texts.boundNow(table.name), text: texts.boundText })
      go(routeTo('sync'))
    })
  }
  return (
    <Form submit={bind}>
      {shown.map(column => {
        const { name, label, required } = column
        const guessed = mapping[name] !== undefined && mapping[name] === guess[name]
        return (
          <Field
            key={name}
            className={styles.entry}
            label={inLanguage(label, language)}
            required={required}
            hint={guessed ? texts.guessed : inLanguage(column.help, language)}
            validationMessage={problem(column)}
          >
            <Select value={String(mapping[name] ?? '')} onChange={(_, { value }) => choose(name, value)}>
              <option value="">{texts.nothing}</option>
              {table.headings.map(({ id, heading }) => (
                <option key={id} value={id}>
                  {heading}
                </option>
              ))}
            </Select>
          </Field>
        )
      })}
      {shown.length < definition.columns.length && (
        <Link as="button" type="button" onClick={() => setAll(true)}>
          {texts.more(countText(definition.columns.length - shown.length))}
        </Link>
      )}
      <Checkbox
        checked={follows}
        onChange={(_, { checked }) => setFollows(checked === true)}
        label={
          <>
            {texts.follows}
            <p className={styles.note}>{texts.followsText}</p>
          </>
        }
      />
      {/* The fields may be out of view where the button is. */}
      {tried && missing.length > 0 && (
        <p role="alert" className={styles.wrong}>
          {texts.missing(missing.map(({ label }) => inLanguage(label, language)).join(comma))}
        </p>
      )}
      <Actions>
        <Button type="submit" appearance="primary" disabledFocusable={busy}>
          {texts.bindNow}
        </Button>
      </Actions>
    </Form>
  )
}
