import { Button, Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { AdoptionQuestion } from '../../../shared/intake/adoption/questions.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { countText } from '../figures.js'
import { Quiet, Section } from '../rows/section.js'
import { useRowStyles } from '../rows/styles.js'
import { Actions, Form } from '../work/form.js'
import { useAdoptTexts } from './use-adopt-texts.js'

const useStyles = makeStyles({
  examples: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL, overflowWrap: 'anywhere' },
  question: { overflowWrap: 'anywhere' },
})

/** Questions are drawn so many at a time: an answer may settle others. */
const SHOWN = 5

interface QuestionsProps {
  questions: readonly AdoptionQuestion[]
  answer: (question: AdoptionQuestion, answer: string) => void
}

/** What has two readings, each with examples of both; nothing is taken in before these are answered. */
export function Questions({ questions, answer }: QuestionsProps) {
  const texts = useAdoptTexts()
  if (questions.length === 0) return null
  return (
    <Section title={texts.questions}>
      {questions.slice(0, SHOWN).map(question => (
        <One key={keyOf(question)} question={question} answer={given => answer(question, given)} />
      ))}
      {questions.length > SHOWN && <Quiet>{texts.answered(countText(questions.length - SHOWN))}</Quiet>}
    </Section>
  )
}

const keyOf = ({ kind, column, names }: AdoptionQuestion): string => [kind, column, names?.first, names?.second].join('\n')

function One({ question, answer }: { question: AdoptionQuestion; answer: (given: string) => void }) {
  const styles = useStyles()
  const look = useRowStyles()
  const { language } = useDesk()
  const texts = useAdoptTexts()
  const [chosen, setChosen] = useState('')
  const [day, setDay] = useState('')
  const { heading, text, examples, choices } = question
  const given = chosen === 'date' ? day.trim() : chosen
  return (
    <Form submit={() => given !== '' && answer(given)}>
      <Field label={{ className: styles.question, children: (heading ? `${heading}: ` : '') + inLanguage(text, language) }}>
        <RadioGroup value={chosen} onChange={(_, { value }) => setChosen(value)}>
          {choices.map(choice => (
            <Radio key={choice.answer} value={choice.answer} label={inLanguage(choice.words, language)} />
          ))}
        </RadioGroup>
      </Field>
      {chosen === 'date' && (
        <Field label={texts.day} hint={texts.dayHint}>
          <Input value={day} onChange={(_, { value }) => setDay(value)} />
        </Field>
      )}
      {examples.length > 0 && question.kind !== 'sameName' && (
        <ul className={styles.examples}>
          {examples.map(({ cell, shown, first, second }) => (
            <li key={cell} className={look.detail}>
              {texts.example(cell, shown) + (question.column === undefined ? '' : ` · ${texts.either(first, second)}`)}
            </li>
          ))}
        </ul>
      )}
      <Actions>
        <Button type="submit" disabledFocusable={given === ''}>
          {texts.answer}
        </Button>
      </Actions>
    </Form>
  )
}
