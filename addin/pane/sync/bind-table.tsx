import { Button, Field, makeStyles, Select } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { BoundTable } from '../../../shared/tables/bound/define.js'
import type { FoundTable } from '../../workbook/bound/bound-workbook.js'
import { useDesk } from '../desk-context.js'
import { countText } from '../figures.js'
import { Quiet, Section } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { guessedColumns, likelihood } from './column-guess.js'
import { ColumnMatching } from './column-matching.js'
import { useTablesTexts } from './use-tables-texts.js'

const useStyles = makeStyles({
  // A long heading is cut inside its entry.
  entry: { gridTemplateColumns: 'minmax(0, 1fr)' },
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
  const styles = useStyles()
  const texts = useTablesTexts()
  const [tableId, setTableId] = useState(tables[0].tableId)
  const table = tables.find(each => each.tableId === tableId) ?? tables[0]
  return (
    <>
      <Form>
        <Field className={styles.entry} label={texts.which}>
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
        <ColumnMatching key={table.tableId} definition={definition} table={table} />
      </Section>
    </>
  )
}
