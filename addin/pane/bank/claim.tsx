import { Button, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { BankLine } from '../../../shared/book/bank.js'
import type { Book } from '../../../shared/book/book.js'
import type { Claim } from '../../../shared/domain/bank-marks.js'
import { claim as send, dropClaim } from '../../commands/bank-marks.js'
import { useDesk } from '../desk-context.js'
import { Quiet, Section } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { useBankTexts } from './use-bank.js'
import { customerText } from './words.js'

/** Who claimed a line, for finance to take over or reject. */
export function Claimed({ book, line, claim, take }: { book: Book; line: BankLine; claim: Claim; take: () => void }) {
  const { claim: texts } = useBankTexts()
  const [busy, run] = useCommand()
  const words = [claim.invoices.length > 0 ? texts.invoices(claim.invoices.join(', ')) : '', claim.note].filter(Boolean)
  const reject = () =>
    run(async desk => {
      const answer = await desk.board.ask({
        title: `${texts.reject}?`,
        text: `${texts.claimed(claim.by, customerText(book, claim.customer))}. ${texts.rejectText}`,
        choices: [
          { id: 'reject', label: texts.reject, tone: 'danger' },
          { id: 'cancel', label: texts.cancel },
        ],
      })
      if (answer === 'reject') await dropClaim(desk, line, claim.by)
    })
  return (
    <Section title={texts.claimed(claim.by, customerText(book, claim.customer))}>
      {words.length > 0 && <Quiet>{words.join(' · ')}</Quiet>}
      <Form>
        <Actions>
          <Button onClick={take}>{texts.take}</Button>
          <Button disabledFocusable={busy} onClick={reject}>
            {texts.reject}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

interface ClaimFormProps {
  book: Book
  line: BankLine
  /** Code of the customer that is chosen; empty when none is. */
  customer: string
  invoices: readonly string[]
}

/** A salesperson's claim to a line for the customer and documents that are chosen. */
export function ClaimForm({ book, line, customer, invoices }: ClaimFormProps) {
  const { preferences } = useDesk()
  const { claim: texts } = useBankTexts()
  const [by, setBy] = useState(preferences.person)
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const [busy, run] = useCommand()
  const person = by.trim()
  const post = () => {
    setAsked(true)
    if (person === '' || customer === '') return
    preferences.change({ person })
    run(desk => send(desk, line, { by: person, customer, invoices, ...(note.trim() && { note: note.trim() }) }))
  }
  return (
    <Section title={texts.title}>
      <Quiet>{texts.text}</Quiet>
      <Form submit={post}>
        <Field label={texts.by} validationMessage={asked && person === '' ? texts.needBy : undefined}>
          <Input maxLength={50} value={by} onChange={(_, { value }) => setBy(value)} />
        </Field>
        <Field label={texts.note}>
          <Input maxLength={200} value={note} onChange={(_, { value }) => setNote(value)} />
        </Field>
        <Actions>
          <Button disabledFocusable={busy || customer === ''} onClick={post}>
            {customer === '' ? texts.needCustomer : texts.send(customerText(book, customer))}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}
