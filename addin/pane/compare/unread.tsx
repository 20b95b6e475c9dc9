import type { Answers } from '../../../shared/intake/answers.js'
import { fileQuestions } from '../../../shared/intake/file-questions.js'
import type { Fault } from '../../../shared/intake/input.js'
import { useDesk } from '../desk-context.js'
import { countText } from '../figures.js'
import { Answer } from '../import/questions.js'
import { useImportTexts } from '../import/use-import-texts.js'
import { List } from '../rows/list.js'
import { Quiet, Section } from '../rows/section.js'
import { Form } from '../work/form.js'

/** Why a list was not compared: what is to be said of it, and cells that cannot be read. */
export function Unread({ faults, say }: { faults: readonly Fault[]; say: (answers: Answers) => void }) {
  const { language } = useDesk()
  const { compare: texts, import: words } = useImportTexts()
  const questions = fileQuestions(faults).filter(({ readings }) => readings.length > 0)
  const others = faults.filter(fault => questions.length === 0 || fileQuestions([fault]).length === 0)
  return (
    <Section title={texts.faults}>
      <Quiet>{texts.faultsText}</Quiet>
      {questions.length > 0 && (
        <Form>
          {questions.map(question => (
            <Answer
              key={question.kind}
              question={question}
              value=""
              say={value => say(question.kind === 'dates' ? { dates: [value] } : { [question.kind]: value })}
            />
          ))}
        </Form>
      )}
      {others.length > 0 && (
        <List
          label={texts.faults}
          rows={others.map(({ line, column, value, refusal }, at) => ({
            key: String(at),
            name: [line > 0 && words.line(countText(line)), column, value && `“${value}”`].filter(Boolean).join(' · '),
            detail: refusal.text(language),
          }))}
        />
      )}
    </Section>
  )
}
