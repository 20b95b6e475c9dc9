import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  Checkbox,
  Field,
  Input,
  Select,
} from '@fluentui/react-components'
import { useState } from 'react'
import { iso } from '../../../shared/dates.js'
import { REPORTS } from '../../../shared/reports/index.js'
import { reportParams, type ReportDefinition, type ReportParams } from '../../../shared/reports/define.js'
import { DIMENSION_WORDS } from '../../../shared/vocabulary.js'
import { drawReport } from '../../commands/draw-report.js'
import { monthlyAgingWith } from '../../commands/monthly-aging.js'
import { inLanguage } from '../../desk/notices.js'
import { useDays, useDesk } from '../desk-context.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { useCommand, useWorkTexts } from '../work/use-command.js'

type Choice = 'asOf' | 'period' | 'layout' | 'by' | 'customer' | 'unit' | 'filter'

/** What can be chosen of each report; what is not named here is the report's own standard. */
const CHOICES: Readonly<Record<string, readonly Choice[]>> = {
  'monthly-aging': ['asOf', 'layout', 'by', 'unit'],
  'open-items': ['asOf', 'customer', 'filter'],
  statement: ['customer', 'period'],
  'roll-forward': ['period', 'filter'],
  margin: ['period', 'by', 'filter'],
  'tie-out': ['asOf'],
}

/** Every report of the catalogue, to be drawn on a sheet of this workbook. */
export default function Reports() {
  const { language } = useDesk()
  const { reports: texts } = useWorkTexts()
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <Accordion collapsible defaultOpenItems={['monthly-aging']}>
        {[...REPORTS.values()].map(report => (
          <AccordionItem key={report.name} value={report.name}>
            <AccordionHeader as="h3">{inLanguage(report.label, language)}</AccordionHeader>
            <AccordionPanel style={{ margin: 0 }}>
              <Quiet>{inLanguage(report.summary, language)}</Quiet>
              <Choices report={report} />
            </AccordionPanel>
          </AccordionItem>
        ))}
      </Accordion>
    </>
  )
}

function Choices({ report: { name } }: { report: ReportDefinition }) {
  const { language } = useDesk()
  const { reports: texts } = useWorkTexts()
  const { asOf } = useDays()
  const [chosen, setChosen] = useState<Partial<Record<Choice, string>>>({})
  const [busy, run] = useCommand()
  const choices = CHOICES[name] ?? ['asOf']
  const value = (choice: Choice) => chosen[choice] ?? (choice === 'asOf' ? iso(asOf) : '')
  const choose = (choice: Choice) => (_: unknown, data: { value: string }) => setChosen({ ...chosen, [choice]: data.value })
  const draw = () => {
    const params = paramsOf(Object.fromEntries(choices.map(choice => [choice, value(choice)])))
    run(desk => (name === 'monthly-aging' ? monthlyAgingWith(desk, params) : drawReport(desk, name, params)))
  }
  const has = (choice: Choice) => choices.includes(choice)
  return (
    <Form submit={draw}>
      {has('asOf') && (
        <Field label={texts.asOf}>
          <Input type="date" value={value('asOf')} onChange={choose('asOf')} />
        </Field>
      )}
      {has('customer') && (
        <Field label={texts.customer} hint={texts.customerHint} required={name === 'statement'}>
          <Input value={value('customer')} onChange={choose('customer')} />
        </Field>
      )}
      {has('period') && (
        <Field label={texts.period} hint={texts.periodHint}>
          <Input value={value('period')} onChange={choose('period')} />
        </Field>
      )}
      {has('layout') && (
        <Field label={texts.layout}>
          <Select value={value('layout')} onChange={choose('layout')}>
            <option value="">{texts.management}</option>
            <option value="audit">{texts.audit}</option>
          </Select>
        </Field>
      )}
      {has('by') && (
        <Field label={texts.by}>
          <Select value={value('by')} onChange={choose('by')}>
            <option value="">{texts.nothing}</option>
            {(name === 'margin' ? ['customer', 'product', ...GROUPS] : GROUPS).map(by => (
              <option key={by} value={by}>
                {inLanguage(DIMENSION_WORDS[by] ?? { en: by, zh: by }, language)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {has('filter') && (
        <Field label={texts.filter} hint={texts.filterHint}>
          <Input value={value('filter')} onChange={choose('filter')} />
        </Field>
      )}
      {has('unit') && (
        <Checkbox
          label={texts.unit}
          checked={value('unit') === 'tenThousand'}
          onChange={(_, { checked }) => setChosen({ ...chosen, unit: checked === true ? 'tenThousand' : '' })}
        />
      )}
      <Actions>
        <Button type="submit" appearance="primary" disabledFocusable={busy}>
          {busy ? texts.drawing : texts.draw}
        </Button>
      </Actions>
    </Form>
  )
}

const GROUPS = ['salesperson', 'department', 'region'] as const

/** What was chosen, without what was left at its standard. */
const paramsOf = (chosen: Record<string, string>): ReportParams =>
  reportParams.parse(Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== '')))
