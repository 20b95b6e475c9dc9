import { Link, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import { BOUND_TABLES } from '../../../shared/tables/bound/index.js'
import type { BoundTable } from '../../../shared/tables/bound/define.js'
import { inLanguage } from '../../desk/notices.js'
import { useAdoptTexts } from '../adopt/use-adopt-texts.js'
import { useDesk, useLedger } from '../desk-context.js'
import type { PageProps } from '../page-props.js'
import { linkTo } from '../router.js'
import { List } from '../rows/list.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet } from '../rows/section.js'
import { BindTable } from '../sync/bind-table.js'
import { CreateTable } from '../sync/create-table.js'
import { useStanding } from '../sync/standing.js'
import { useTablesTexts } from '../sync/use-tables-texts.js'
import { Form } from '../work/form.js'

/** Which table of the ledger is to stand in this workbook; then whether it is made anew or one that is there is bound. */
export default function Tables({ about }: PageProps) {
  const definition = BOUND_TABLES.get(about)
  return definition ? <One key={about} definition={definition} /> : <Choice />
}

function Choice() {
  const { language } = useDesk()
  const texts = useTablesTexts()
  const adopt = useAdoptTexts()
  const { bindings } = useStanding()
  const rows = [...BOUND_TABLES.values()].map(({ name, label, summary }) => ({
    key: name,
    name: inLanguage(label, language),
    figure: bindings.some(({ table }) => table === name) ? texts.bound : undefined,
    detail: inLanguage(summary, language),
    to: linkTo('tables', name),
  }))
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <Quiet>{texts.text}</Quiet>
      <List rows={rows} label={texts.title} />
      <Quiet>
        <Link href={linkTo('adopt')}>{adopt.tables}</Link>
      </Quiet>
    </>
  )
}

type Way = 'make' | 'bind'

function One({ definition }: { definition: BoundTable }) {
  const { language } = useDesk()
  const ledger = useLedger()
  const texts = useTablesTexts()
  const [way, setWay] = useState<Way>('make')
  if (!ledger) return null
  return (
    <>
      <PageTitle aside={<Link href={linkTo('tables')}>{texts.all}</Link>}>{inLanguage(definition.label, language)}</PageTitle>
      <Quiet>{inLanguage(definition.summary, language)}</Quiet>
      <Form>
        <RadioGroup aria-label={texts.way} value={way} onChange={(_, { value }) => setWay(value as Way)}>
          <Radio value="make" label={texts.make} />
          <Radio value="bind" label={texts.bind} />
        </RadioGroup>
      </Form>
      {way === 'make' ? <CreateTable definition={definition} book={ledger.book} /> : <BindTable definition={definition} />}
    </>
  )
}
