import { Button, Checkbox, Field, Link, makeStyles, Select, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { BoundTable, Column } from '../../../shared/tables/bound/define.js'
import type { FoundTable } from '../../workbook/bound/bound-workbook.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { countText } from '../figures.js'
import { go, routeTo } from '../router.js'
import { Quiet, Section } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { guessedColumns, likelihood, type Mapping } from './column-guess.js'
import { useTablesTexts } from './use-tables-texts.js'

const useStyles = makeStyles({
  note: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  entry: { minWidth: 0, '& select': { minWidth: 0 } },
})

/** Binds a table that is in the workbook: which one, and which of its columns is which. */
export function BindTable({ definition }: { definition: BoundTable }) {
  const texts = useTablesTexts()
  const [tables, look] = useTables(definition)
  const [busy, run] = useCommand()
  useEffect(() => run(look), [])
  if (!tables) return <Quiet>{texts.looking}</Quiet>
  if (tables.length > 0) return <Matching definition={definition} tables={tables} />
  return (
    <>
      <Quiet>{texts.none}</Quiet>
      <Quiet>{texts.noneText}</Quiet>
      <Form>
        <Actions>
          <Button appearance="primary" disabledFocusable={busy} onClick={() => run(look)}>
            {texts.again}
          </Button>
        </Actions>
      </Form>
    </>
  )
}

/** The workbook's tables that are not bound, the likeliest first, and what looks for them. */
function useTables(definition: BoundTable): [tables: FoundTable[] | undefined, look: () => Promise<void>] {
  const { tables } = useDesk()
  const [found, setFound] = useState<FoundTable[]>()
  const look = async () => {
    const sync = await tables.open()
    const bound = new Set(sync.bindings.map(({ tableId }) => tableId))
    const score = ({ headings }: FoundTable) => likelihood(definition, guessedColumns(definition, headings))
    const free = (await sync.tables()).filter(({ tableId }) => !bound.has(tableId))
    setFound(free.sort((one, other) => score(other) - score(one)))
  }
  return [found, look]
}

function Matching({ definition, tables }: { definition: BoundTable; tables: readonly FoundTable[] }) {
  const texts = useTablesTexts()
  const [tableId, setTableId] = useState(tables[0].tableId)
  const table = tables.find(each => each.tableId === tableId) ?? tables[0]
  return (
    <>
      <Form>
        <Field label={texts.which}>
          <Select value={table.tableId} onChange={(_, { value }) => setTableId(value)}>
            {tables.map(({ tableId: id, name, sheet, rows }) => (
              <option key={id} value={id}>
                {texts.option(name, sheet, countText(rows))}
              </option>
            ))}
          </Select>
        </Field>
      </Form>
      <Section title={texts.mapping}>
        <Quiet>{texts.mappingText}</Quiet>
        <Columns key={table.tableId} definition={definition} table={table} />
      </Section>
    </>
  )
}

function Columns({ definition, table }: { definition: BoundTable; table: FoundTable }) {
  const styles = useStyles()
  const { language } = useDesk()
  const texts = useTablesTexts()
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
  const missing = definition.columns.some(({ name, required }) => required && !(name in mapping))
  const twice = new Set(Object.values(mapping)).size < Object.keys(mapping).length
  const bind = () => {
    setTried(true)
    if (missing || twice) return
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
      <Actions>
        <Button type="submit" appearance="primary" disabledFocusable={busy}>
          {texts.bindNow}
        </Button>
      </Actions>
    </Form>
  )
}
