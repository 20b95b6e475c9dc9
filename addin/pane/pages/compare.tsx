import { Button, Checkbox, Field, Input, Select } from '@fluentui/react-components'
import { useState } from 'react'
import { day, iso, type Day } from '../../../shared/dates.js'
import type { OursQuestion } from '../../../shared/domain/comparison-ours.js'
import type { Context } from '../../../shared/functions/context.js'
import type { Answers } from '../../../shared/intake/answers.js'
import { drawComparison } from '../../commands/draw-comparison.js'
import { Result } from '../compare/result.js'
import { Unread } from '../compare/unread.js'
import { useCompared, useRange } from '../compare/use-list.js'
import { customerIn } from '../customer/named.js'
import { useDesk, useLedger } from '../desk-context.js'
import { countText } from '../figures.js'
import { useImportTexts } from '../import/use-import-texts.js'
import type { PageProps } from '../page-props.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'

/** Compares the selected list with the ledger: what agrees, what differs, what only one side has. */
export default function Compare({ about }: PageProps) {
  const ledger = useLedger()
  return ledger ? <Comparing ledger={ledger} about={about} /> : null
}

function Comparing({ ledger, about }: { ledger: Context; about: string }) {
  const { language } = useDesk()
  const { compare: texts } = useImportTexts()
  const [customer, setCustomer] = useState(() => customerIn(ledger.book, about) ?? '')
  const [typedDate, setTypedDate] = useState<string>(iso(ledger.asOf))
  const [typedFrom, setTypedFrom] = useState('')
  const [side, setSide] = useState<OursQuestion['side']>('openItems')
  const [opposite, setOpposite] = useState(false)
  const [answers, setAnswers] = useState<Answers>({})
  const [read, reading, readSelected] = useRange()
  const [drawing, run] = useCommand()
  const asOf = dayIn(typedDate)
  const from = side === 'documents' ? dayIn(typedFrom) : undefined
  const asked = { side, asOf: asOf ?? ledger.asOf, from, customer: customer.trim(), opposite, answers }
  const compared = useCompared(read, ledger, asked)
  const again = () => {
    setAnswers({})
    readSelected()
  }
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <Quiet>{texts.lead}</Quiet>
      <Form submit={again}>
        <Field label={texts.customer} hint={texts.customerHint} validationMessage={compared?.refusal?.text(language)}>
          <Input value={customer} onChange={(_, { value }) => setCustomer(value)} />
        </Field>
        <Field label={texts.asOf} validationMessage={asOf === undefined ? texts.badDate : undefined}>
          <Input type="date" value={typedDate} onChange={(_, { value }) => setTypedDate(value)} />
        </Field>
        <Field label={texts.side}>
          <Select value={side} onChange={(_, { value }) => setSide(value as OursQuestion['side'])}>
            <option value="openItems">{texts.openItems}</option>
            <option value="documents">{texts.documents}</option>
          </Select>
        </Field>
        {side === 'documents' && (
          <Field label={texts.from}>
            <Input type="date" value={typedFrom} onChange={(_, { value }) => setTypedFrom(value)} />
          </Field>
        )}
        <Checkbox label={texts.opposite} checked={opposite} onChange={(_, { checked }) => setOpposite(checked === true)} />
        <Actions>
          <Button type="submit" appearance="primary" disabledFocusable={reading}>
            {read ? texts.again : texts.read}
          </Button>
        </Actions>
      </Form>
      {read && compared && <Quiet>{texts.range(read.place, countText(compared.theirs.length))}</Quiet>}
      {compared && compared.faults.length > 0 && <Unread faults={compared.faults} say={said => setAnswers({ ...answers, ...said })} />}
      {compared?.comparison && compared.theirs.length === 0 && <Quiet>{texts.empty}</Quiet>}
      {compared?.comparison && compared.theirs.length > 0 && (
        <>
          <Result book={ledger.book} data={compared.comparison} />
          <Form>
            <Actions>
              <Button
                disabledFocusable={drawing}
                onClick={() => run(desk => drawComparison(desk, compared.theirs, { ...asked, customer: asked.customer || undefined }))}
              >
                {drawing ? texts.drawing : texts.draw}
              </Button>
            </Actions>
          </Form>
        </>
      )}
    </>
  )
}

function dayIn(text: string): Day | undefined {
  try {
    return day(text)
  } catch {
    return undefined
  }
}
