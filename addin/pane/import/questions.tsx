import { Button, Field, Input, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import type { FileQuestion } from '../../../shared/intake/file-questions.js'
import type { ImportedSheet } from '../../../shared/protocol.js'
import { Section } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { Columns } from './columns.js'
import type { Importing, Said } from './use-import.js'
import { useImportTexts } from './use-import-texts.js'

/** What only the user can say of a file, each answer with cells as it would read them. */
export function Questions({ importing, questions, sheets }: { importing: Importing; questions: FileQuestion[]; sheets: ImportedSheet[] }) {
  const { import: texts } = useImportTexts()
  const [typed, setTyped] = useState<Said>({})
  const columns = questions.find(({ kind }) => kind === 'columns')
  const sheet = columns && sheets.find(({ name }) => name === columns.file)
  const others = questions.filter(({ kind }) => kind !== 'columns')
  const say = () => importing.check(typed)
  return (
    <Section title={texts.questions}>
      {others.length > 0 && (
        <Form submit={say}>
          {others.map(question => (
            <Answer
              key={question.kind}
              question={question}
              value={(typed[question.kind as keyof Said] as string | undefined) ?? ''}
              say={value => setTyped({ ...typed, [question.kind]: value })}
            />
          ))}
          <Actions>
            <Button
              type="submit"
              appearance="primary"
              disabledFocusable={importing.busy || others.some(({ kind }) => !typed[kind as keyof Said])}
            >
              {texts.say}
            </Button>
          </Actions>
        </Form>
      )}
      {sheet && <Columns key={sheet.headings.join()} sheet={sheet} importing={importing} />}
    </Section>
  )
}

/** One question with its answers. */
export function Answer({
  question: { kind, columns, readings },
  value,
  say,
}: {
  question: FileQuestion
  value: string
  say: (value: string) => void
}) {
  const { import: texts } = useImportTexts()
  const label = texts.question[kind]
  const asked = typeof label === 'string' ? label : label([...new Set(columns)].join(', '))
  if (readings.length === 0) {
    return (
      <Field label={asked}>
        <Input value={value} aria-label={texts.account} onChange={(_, data) => say(data.value.trim())} />
      </Field>
    )
  }
  // One reading only: the file contradicts itself, and either it is right as it stands or another one must be imported.
  const alone = readings.length === 1
  return (
    <Field label={asked} hint={alone ? texts.swapped : undefined}>
      <RadioGroup value={value} onChange={(_, data) => say(data.value)}>
        {readings.map(({ answer, examples }) => (
          <Radio
            key={answer}
            value={answer}
            label={
              <>
                {alone ? texts.asIs : texts.answer[answer as keyof typeof texts.answer]}
                <br />
                <small>{examples.join('; ')}</small>
              </>
            }
          />
        ))}
      </RadioGroup>
    </Field>
  )
}
