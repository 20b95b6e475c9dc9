import { Button, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { day, iso } from '../../../shared/dates.js'
import { nameOfCustomer } from '../../../shared/reports/phrases.js'
import { drawReport } from '../../commands/draw-report.js'
import { askChange, knownMoments, monthEndBefore, type WhyChanged } from '../../commands/why-changed.js'
import type { Desk } from '../../desk/desk.js'
import { customerIn } from '../customer/named.js'
import { useDays, useDesk } from '../desk-context.js'
import { Quiet, Section } from '../rows/section.js'
import { changeParams, isReportable, momentOf, type TypedMoments } from './asked-change.js'
import { Actions, Form, Pair } from './form.js'
import { useCommand, useWorkTexts } from './use-command.js'

/**
 * Two moments to ask about: two dates, or one date known at two changes; of the cell that was asked about, of a customer, or of the whole
 * company. `about` is the code of a customer; else the cell's is offered.
 */
export function Moments({ found, about }: { found: WhyChanged | undefined; about: string }) {
  const { why: texts } = useWorkTexts()
  const desk = useDesk()
  const { asOf } = useDays()
  const [busy, run] = useCommand()
  const [typed, setTyped] = useState<TypedMoments>(() => ({
    from: found?.from.asOf ?? iso(monthEndBefore(asOf)),
    to: found?.to.asOf ?? iso(asOf),
    knownFrom: '',
    knownTo: '',
  }))
  const entry = (name: keyof TypedMoments, label: string, type: 'date' | 'number', hint?: string) => (
    <Field label={label} hint={hint}>
      <Input
        type={type}
        style={{ minWidth: 0 }}
        input={{ style: { minWidth: 0 } }}
        value={typed[name]}
        onChange={(_, { value }) => setTyped({ ...typed, [name]: value })}
      />
    </Field>
  )
  const ask = (open: Desk, { from, to, knownFrom, knownTo }: TypedMoments) =>
    askChange(open, momentOf(from, knownFrom), momentOf(to, knownTo))
  const sinceSeal = () =>
    run(async open => {
      const { from, to } = knownMoments(open, iso(day(typed.to)))
      const sealed = { from: typed.to, to: typed.to, knownFrom: String(from.knownAt), knownTo: String(to.knownAt) }
      setTyped(sealed)
      if (found) await ask(open, sealed)
    })
  const draw = (of?: string) =>
    run(open =>
      drawReport(open, 'change-bridge', {
        ...changeParams(typed, date => knownMoments(open, date).from.knownAt),
        ...(of === undefined ? {} : { customer: of }),
      }),
    )
  const { book } = desk.replica
  const code = customerOf(desk, found, about)
  const customer = code === undefined ? undefined : book?.customers.find(code)
  const canDraw = isReportable(typed)
  return (
    <>
      <Section title={texts.moments}>
        <Form submit={() => (found ? run(open => ask(open, typed)) : canDraw && draw(code))}>
          <Pair>
            {entry('from', texts.fromDate, 'date')}
            {entry('to', texts.toDate, 'date')}
          </Pair>
          <Pair>
            {entry('knownFrom', texts.fromKnown, 'number', texts.newestHint)}
            {entry('knownTo', texts.toKnown, 'number', texts.newestHint)}
          </Pair>
          <Actions>
            {found && (
              <Button type="submit" appearance="primary" disabledFocusable={busy}>
                {texts.ask}
              </Button>
            )}
            <Button disabledFocusable={busy} onClick={sinceSeal}>
              {texts.learned}
            </Button>
          </Actions>
        </Form>
      </Section>
      <Section title={texts.sheets}>
        <Quiet>{canDraw ? texts.sheetsText : texts.mixed}</Quiet>
        <Form>
          <Actions>
            {customer !== undefined && book && (
              <Button disabledFocusable={busy || !canDraw} onClick={() => draw(code)}>
                {texts.ofCustomer(nameOfCustomer(book, customer))}
              </Button>
            )}
            <Button disabledFocusable={busy || !canDraw} onClick={() => draw()}>
              {texts.ofCompany}
            </Button>
          </Actions>
        </Form>
      </Section>
    </>
  )
}

/** The customer that a page is about, else the first that the formula of its cell asks about. */
function customerOf({ replica: { book } }: Desk, found: WhyChanged | undefined, about: string): string | undefined {
  if (!book) return undefined
  const asked = found?.calls.map(({ args }) => customerIn(book, args[0])).find(code => code !== undefined)
  return customerIn(book, about) ?? asked
}
