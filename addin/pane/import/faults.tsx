import { Button } from '@fluentui/react-components'
import type { ImportAnswer } from '../../../shared/protocol.js'
import { countText } from '../figures.js'
import { List } from '../rows/list.js'
import { Quiet, Section } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import type { Importing } from './use-import.js'
import { useImportTexts } from './use-import-texts.js'

/** Faults that a question stands for already. */
const ASKED = new Set([
  'DATES_AMBIGUOUS',
  'DATES_SWAPPED',
  'DECIMALS_AMBIGUOUS',
  'ZEROS_LOST',
  'BANK_ACCOUNT_MISSING',
  'HEADINGS_UNKNOWN',
  'HEADINGS_CHANGED',
])

/** What is to be mended: each line with its reason and the cure; the faulty rows as a file, to mend them there. */
export function Faults({ answer, importing }: { answer: ImportAnswer; importing: Importing }) {
  const { import: texts } = useImportTexts()
  const shown = answer.faults.filter(({ code }) => !ASKED.has(code) || code === 'HEADINGS_CHANGED')
  const count = answer.refused - answer.faults.length + shown.length
  if (count === 0) return null
  const files = [...new Set(shown.filter(({ line }) => line > 0).map(({ file }) => file))].filter(file =>
    answer.sheets.some(({ name, headings }) => name === file && headings.length > 0),
  )
  return (
    <Section title={texts.faults(countText(count))}>
      <Quiet>{texts.faultsText}</Quiet>
      <List
        label={texts.faults(countText(count))}
        rows={shown.map(({ file, line, column, value, message }, at) => ({
          key: String(at),
          name: [line > 0 ? texts.line(countText(line)) : file, column, value && `“${value}”`].filter(Boolean).join(' · '),
          detail: message,
        }))}
      />
      {count > shown.length && <Quiet>{texts.more(countText(count - shown.length))}</Quiet>}
      {files.length > 0 && (
        <Form>
          <Actions>
            {files.map(file => (
              <Button key={file} disabledFocusable={importing.busy} onClick={() => importing.save(file)}>
                {texts.mend(file)}
              </Button>
            ))}
          </Actions>
        </Form>
      )}
    </Section>
  )
}
