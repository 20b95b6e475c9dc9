import { Button, Link } from '@fluentui/react-components'
import { useState } from 'react'
import { expectedOf, partOf, type Beginning, type Part } from '../../commands/cut-over.js'
import type { MeantRange } from '../../workbook/adoption-range.js'
import { useDesk } from '../desk-context.js'
import { countText } from '../figures.js'
import { Quiet, Section } from '../rows/section.js'
import { CUT_OVER_TEXTS } from '../texts/adopt-cut-over.js'
import { Actions, Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { Faults } from './faults.js'
import { RangeLine } from './picked-range.js'
import { Reading } from './reading.js'

interface PartProps {
  part: Part
  beginning: Beginning
  /** The range that is meant by the selection. */
  meant: MeantRange | undefined
  change: (beginning: Beginning) => void
}

/** One range of a beginning: which it is, how it is read, and its faults. */
export function BeginningPart({ part, beginning, meant, change }: PartProps) {
  const { language } = useDesk()
  const texts = CUT_OVER_TEXTS[language]
  const [busy, run] = useCommand()
  const [open, setOpen] = useState(false)
  const adoption = beginning.parts[part]
  const { title, text } = texts.parts[part]
  const faulty = new Set(adoption?.adopted?.faults.map(({ line }) => line)).size
  const told = (next: typeof adoption) => change({ ...beginning, parts: { ...beginning.parts, [part]: next } })
  const details = (
    <Link as="button" type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
      {texts.details}
    </Link>
  )
  return (
    <Section title={title} aside={adoption && details}>
      <Quiet>{text}</Quiet>
      {adoption && (
        <>
          <RangeLine label={texts.taken(countText(adoption.adopted?.posted.length ?? 0), countText(faulty))} meant={adoption.meant} />
          {adoption.questions.length > 0 && <Quiet>{texts.asks(countText(adoption.questions.length))}</Quiet>}
          {(open || !adoption.adopted) && (
            <Reading adoption={adoption} change={told} expected={expectedOf(part, beginning.date, beginning.parts.items)} />
          )}
          <Faults sheet={adoption.meant.sheet} faults={adoption.adopted?.faults ?? []} />
        </>
      )}
      <Form>
        <Actions>
          <Button
            aria-label={texts.useFor(title)}
            disabledFocusable={busy || !meant}
            onClick={() => run(async desk => meant && told(await partOf(desk, part, meant, beginning)))}
          >
            {adoption ? texts.again : texts.use}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}
