import { Button, Field, Input, makeStyles, Select } from '@fluentui/react-components'
import { useState } from 'react'
import { columnsOf } from '../../../shared/intake/fields.js'
import { OWN_TABLES } from '../../../shared/intake/own-words.js'
import type { ImportedSheet } from '../../../shared/protocol.js'
import type { Language } from '../../../shared/refusals.js'
import { BOUND_TABLES } from '../../../shared/tables/bound/index.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { guessedColumns } from '../sync/column-guess.js'
import type { ImportTexts } from '../texts/import.js'
import { Actions, Form } from '../work/form.js'
import { tableLabel } from './contents.js'
import type { Importing } from './use-import.js'
import { useImportTexts } from './use-import-texts.js'

const useStyles = makeStyles({
  // A long heading is cut inside its entry.
  entry: { gridTemplateColumns: 'minmax(0, 1fr)' },
})

const OFFERED = OWN_TABLES.map(({ table }) => table).filter(table => BOUND_TABLES.has(table))

/** Says of each heading which column of a table it is, to be learned under a name. */
export function Columns({ sheet: { headings, examples }, importing }: { sheet: ImportedSheet; importing: Importing }) {
  const styles = useStyles()
  const { language } = useDesk()
  const { import: texts } = useImportTexts()
  const [table, setTable] = useState(OFFERED[0])
  const [chosen, setChosen] = useState(() => guessed(OFFERED[0], headings))
  const [name, setName] = useState<string>(texts.nameHere)
  const fields = fieldsOf(table, language, texts)
  const label = (field: string) => fields.find(([each]) => each === field)?.[1] ?? field
  const taken = new Set(Object.values(chosen))
  const missing = (OWN_TABLES.find(own => own.table === table)?.required ?? []).filter(
    field => !taken.has(field) && !(field === 'amount' && taken.has('net')),
  )
  const ready = missing.length === 0 && name.trim() !== ''
  const named = headings.map((heading, at) => ({ heading, example: examples.find(row => row[at])?.[at] ?? '' }))
  return (
    <Form submit={() => ready && importing.check({ table, learn: name.trim(), map: JSON.stringify(chosen) })}>
      <Field label={texts.table}>
        <Select
          value={table}
          onChange={(_, { value }) => {
            setTable(value)
            setChosen(guessed(value, headings))
          }}
        >
          {OFFERED.map(each => (
            <option key={each} value={each}>
              {tableLabel(each, language)}
            </option>
          ))}
        </Select>
      </Field>
      {named
        .filter(({ heading }) => heading !== '')
        .map(({ heading, example }) => (
          <Field key={heading} className={styles.entry} label={heading} hint={texts.ofHeading(example)}>
            <Select
              value={chosen[heading] ?? ''}
              onChange={(_, { value }) => {
                const { [heading]: _before, ...rest } = chosen
                setChosen(value === '' ? rest : { ...rest, [heading]: value })
              }}
            >
              <option value="">{texts.unused}</option>
              {fields.map(([field, words]) => (
                <option key={field} value={field} disabled={taken.has(field) && chosen[heading] !== field}>
                  {words}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      <Field
        label={texts.name}
        hint={texts.nameHint}
        validationState="none"
        validationMessage={missing.length > 0 ? texts.missing(missing.map(label).join(', ')) : undefined}
      >
        <Input value={name} maxLength={60} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Actions>
        <Button type="submit" appearance="primary" disabledFocusable={importing.busy || !ready}>
          {texts.say}
        </Button>
      </Actions>
    </Form>
  )
}

/** The columns of a table that a file may fill, with their names. */
function fieldsOf(table: string, language: Language, { lineFields }: ImportTexts['import']): [field: string, words: string][] {
  const door = columnsOf(table)
  const columns = (BOUND_TABLES.get(table)?.columns ?? []).filter(({ name, given }) => !given && (door?.has(name) ?? true))
  const own = columns.map(({ name, label }): [string, string] => [name, inLanguage(label, language)])
  return door?.has('lines') ? [...own, ...Object.entries(lineFields)] : own
}

function guessed(table: string, headings: readonly string[]): Record<string, string> {
  const bound = BOUND_TABLES.get(table)
  if (!bound) return {}
  const found = guessedColumns(
    bound,
    headings.map((heading, id) => ({ id, heading })),
  )
  const door = columnsOf(table)
  return Object.fromEntries(
    Object.entries(found)
      .filter(([column, id]) => (door?.has(column) ?? true) && headings[id] !== '')
      .map(([column, id]) => [headings[id], column]),
  )
}
