import { Button, Checkbox, Link } from '@fluentui/react-components'
import { useState } from 'react'
import type { ImportAnswer } from '../../../shared/protocol.js'
import { useStatus } from '../desk-context.js'
import { countText } from '../figures.js'
import { Contents } from '../import/contents.js'
import { Faults } from '../import/faults.js'
import { FileChoice } from '../import/file-choice.js'
import { Questions } from '../import/questions.js'
import { Taken } from '../import/taken.js'
import { useImport, type Importing } from '../import/use-import.js'
import { useImportTexts } from '../import/use-import-texts.js'
import { VoucherSettings } from '../import/voucher-settings.js'
import type { PageProps } from '../page-props.js'
import { linkTo } from '../router.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet, Section } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'

/** Takes a file into the ledger: what it holds, what is wrong with it and what must be said of it, and then posts it. */
export default function Import({ has }: PageProps) {
  const { import: texts } = useImportTexts()
  const { live, phase } = useStatus()
  const [chosen, setChosen] = useState<{ file: File; count: number }>()
  const offline = live === 'offline' || phase === 'none'
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <Quiet>{texts.lead}</Quiet>
      {offline && <Quiet>{texts.offline}</Quiet>}
      <FileChoice first={!chosen} chosen={file => setChosen({ file, count: (chosen?.count ?? 0) + 1 })} />
      {chosen && <OneFile key={chosen.count} file={chosen.file} />}
      {has('adopt') && (
        <Section title={texts.other}>
          <Quiet>
            {texts.otherText} <Link href={linkTo('adopt')}>{texts.adopt}</Link>
          </Quiet>
        </Section>
      )}
    </>
  )
}

function OneFile({ file }: { file: File }) {
  const { import: texts } = useImportTexts()
  const importing = useImport(file)
  const { answer, busy } = importing
  if (answer?.posted) return <Taken answer={answer} />
  if (answer) return <Preview answer={answer} importing={importing} />
  return (
    <Section title={file.name}>
      <div role="status">
        <Quiet>{busy ? texts.reading(file.name) : texts.failed}</Quiet>
      </div>
      {!busy && (
        <Form>
          <Actions>
            <Button onClick={() => importing.check()}>{texts.again}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}

function Preview({ answer, importing }: { answer: ImportAnswer; importing: Importing }) {
  const { import: texts } = useImportTexts()
  const [partial, setPartial] = useState(false)
  const { questions, accepted, refused, sheets } = answer
  const waits = questions.length > 0
  const ready = refused === 0 || partial
  return (
    <>
      <Contents answer={answer} />
      {sheets.some(({ recognised }) => recognised.as === 'vouchers') && <VoucherSettings importing={importing} />}
      {waits && <Questions key={JSON.stringify(questions)} importing={importing} questions={questions} sheets={sheets} />}
      <Faults answer={answer} importing={importing} />
      {accepted > 0 && !waits && (
        <Form submit={() => ready && importing.take(partial)}>
          {refused > 0 && (
            <Checkbox
              label={texts.partial(countText(accepted))}
              checked={partial}
              onChange={(_, { checked }) => setPartial(checked === true)}
            />
          )}
          <Actions>
            <Button type="submit" appearance="primary" disabledFocusable={importing.busy || !ready}>
              {importing.busy ? texts.busy : texts.take(countText(accepted))}
            </Button>
          </Actions>
        </Form>
      )}
      {!waits && accepted === 0 && refused === 0 && <Quiet>{texts.nothing}</Quiet>}
    </>
  )
}
