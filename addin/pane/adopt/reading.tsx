import { Field, Select } from '@fluentui/react-components'
import { fieldLabel, kindLabel } from '../../../shared/intake/adoption/labels.js'
import { RANGE_KINDS, type RangeKind } from '../../../shared/intake/adoption/range-kind.js'
import { refusalMessage } from '../../../shared/refusals.js'
import { isUnsure, withAnswer, withField, withKind, type Adoption, type Expected } from '../../commands/adoption.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { percentText } from '../figures.js'
import { Quiet, Section } from '../rows/section.js'
import { Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { Columns } from './columns.js'
import { Questions } from './questions.js'
import { useAdoptTexts } from './use-adopt-texts.js'

interface ReadingProps {
  adoption: Adoption
  change: (adoption: Adoption) => void
  expected?: Expected
}

/** How a range is read: what it holds, what each column is, and what must be asked. All of it can be said otherwise. */
export function Reading({ adoption, change, expected }: ReadingProps) {
  const desk = useDesk()
  const texts = useAdoptTexts()
  const [, run] = useCommand()
  const { found, mapping, remembered, questions, refusal } = adoption
  const { language } = desk
  const best = found.kinds[0]
  const unsure = isUnsure(adoption)
  return (
    <>
      {remembered && <Quiet>{remembered === 'workbook' ? texts.rememberedHere : texts.rememberedCompany}</Quiet>}
      {unsure && <Quiet>{texts.unknown}</Quiet>}
      {!expected?.kind && (
        <Form>
          <Field label={texts.holds} hint={unsure ? undefined : best && texts.holdsHint(percentText(best.confidence))}>
            <Select
              value={unsure ? '' : mapping.kind}
              onChange={(_, { value }) => run(async () => change(withKind(desk, adoption, value as RangeKind, expected)))}
            >
              {unsure && <option value="">{texts.choose}</option>}
              {RANGE_KINDS.map(kind => (
                <option key={kind} value={kind}>
                  {inLanguage(kindLabel(kind), language)}
                </option>
              ))}
            </Select>
          </Field>
        </Form>
      )}
      {found.told.map(words => (
        <Quiet key={words.en}>{inLanguage(words, language)}</Quiet>
      ))}
      {found.missing.length > 0 && (
        <Section title={texts.missing}>
          {found.missing.map(fields => (
            <Quiet key={fields.join()}>
              {texts.missingOne(fields.map(field => inLanguage(fieldLabel(field), language)).join(texts.or))}
            </Quiet>
          ))}
        </Section>
      )}
      {refusal && <Quiet>{refusalMessage(refusal, language).message}</Quiet>}
      <Questions
        questions={questions}
        answer={(question, answer) => run(async () => change(withAnswer(desk, adoption, question, answer, expected)))}
      />
      <Columns
        adoption={adoption}
        choose={(column, field) => run(async () => change(withField(desk, adoption, column, field, expected)))}
      />
    </>
  )
}
