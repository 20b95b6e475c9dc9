import { Button, Field, Input, Select } from '@fluentui/react-components'
import { useState } from 'react'
import type { BankLine } from '../../../shared/book/bank.js'
import { EXCLUSION_REASONS, EXCLUSION_WORDS, type Exclusion, type ExclusionReason } from '../../../shared/domain/bank-marks.js'
import { exclude, include } from '../../commands/bank-marks.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { Quiet, Section } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { useBankTexts } from './use-bank.js'

/** Says that a line is no receipt, and why. */
export function ExcludeForm({ line }: { line: BankLine }) {
  const { language } = useDesk()
  const { exclude: texts } = useBankTexts()
  const [reason, setReason] = useState<ExclusionReason>('transfer')
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const [busy, run] = useCommand()
  const missing = reason === 'other' && note.trim() === ''
  const post = () => {
    setAsked(true)
    if (!missing) run(desk => exclude(desk, line, reason, note.trim()))
  }
  return (
    <Section title={texts.title}>
      <Form submit={post}>
        <Field label={texts.reason}>
          <Select value={reason} onChange={(_, { value }) => setReason(value as ExclusionReason)}>
            {EXCLUSION_REASONS.map(each => (
              <option key={each} value={each}>
                {inLanguage(EXCLUSION_WORDS[each], language)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={texts.note} validationMessage={asked && missing ? texts.noteOther : undefined}>
          <Input maxLength={200} value={note} onChange={(_, { value }) => setNote(value)} />
        </Field>
        <Actions>
          <Button disabledFocusable={busy} onClick={post}>
            {texts.send}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

/** Why a line is excluded, and the way back. */
export function ExcludedLine({ line, exclusion }: { line: BankLine; exclusion: Exclusion }) {
  const { language } = useDesk()
  const { exclude: texts } = useBankTexts()
  const [busy, run] = useCommand()
  return (
    <Section title={texts.excluded(inLanguage(EXCLUSION_WORDS[exclusion.reason], language))}>
      {exclusion.note && <Quiet>{exclusion.note}</Quiet>}
      <Form>
        <Actions>
          <Button disabledFocusable={busy} onClick={() => run(desk => include(desk, line))}>
            {texts.withdraw}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}
