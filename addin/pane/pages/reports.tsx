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
import { useState, type ReactNode } from 'react'
import { iso } from '../../../shared/dates.js'
import { REPORTS } from '../../../shared/reports/index.js'
import { DIMENSION_WORDS } from '../../../shared/vocabulary.js'
import { drawReport } from '../../commands/draw-report.js'
import { monthlyAgingWith } from '../../commands/monthly-aging.js'
import { monthOfAsOf } from '../../commands/month.js'
import { inLanguage } from '../../desk/notices.js'
import { useDays, useDesk } from '../desk-context.js'
import type { PageProps } from '../page-props.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { choicesOf, groupsOf, paramsOf, type Choice, type Chosen } from '../work/report-choices.js'
import { useCommand, useWorkTexts } from '../work/use-command.js'

/** Every report of the catalogue, to be drawn on a sheet of this workbook. */
export default function Reports({ about }: PageProps) {
  const { language } = useDesk()
  const { reports: texts } = useWorkTexts()
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <Accordion collapsible defaultOpenItems={[REPORTS.has(about) ? about : 'monthly-aging']}>
        {[...REPORTS.values()].map(({ name, label, summary }) => (
          <AccordionItem key={name} value={name}>
            <AccordionHeader as="h3">{inLanguage(label, language)}</AccordionHeader>
            <AccordionPanel style={{ margin: 0 }}>
              <Quiet>{inLanguage(summary, language)}</Quiet>
              <Choices report={name} />
            </AccordionPanel>
          </AccordionItem>
        ))}
      </Accordion>
    </>
  )
}

function Choices({ report }: { report: string }) {
  const { language } = useDesk()
  const { reports: texts } = useWorkTexts()
  const { asOf } = useDays()
  const [typed, setTyped] = useState<Chosen>({})
  const [busy, run] = useCommand()
  const chosen: Chosen = { asOf: iso(asOf), period: monthOfAsOf({ asOf: () => asOf }), ...typed }
  const choices = choicesOf(report, chosen)
  const choose = (choice: Choice) => (_: unknown, data: { value: string }) => setTyped({ ...typed, [choice]: data.value })
  const text = (choice: 'asOf' | 'customer' | 'period' | 'since' | 'filter', hint?: string, required = false) => (
    <Field key={choice} label={texts[choice]} hint={hint} required={required}>
      <Input type={choice === 'asOf' ? 'date' : 'text'} value={chosen[choice] ?? ''} onChange={choose(choice)} />
    </Field>
  )
  const select = (choice: 'compare' | 'layout' | 'by', options: Readonly<Record<string, string>>) => (
    <Field key={choice} label={texts[choice]}>
      <Select value={chosen[choice] ?? ''} onChange={choose(choice)}>
        {Object.entries(options).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  )
  const standard = report === 'monthly-aging' ? texts.salespersonIfAny : wordOf('customer')
  function wordOf(by: string): string {
    if (by === 'none') return texts.nothing
    return by === 'month' ? texts.month : inLanguage(DIMENSION_WORDS[by] ?? { en: by, zh: by }, language)
  }
  const entries: Record<Choice, () => ReactNode> = {
    compare: () => select('compare', { '': texts.overPeriod, since: texts.sinceChange }),
    asOf: () => text('asOf'),
    since: () => text('since', texts.sinceHint, true),
    period: () => text('period', texts.periodHint),
    customer: () => text('customer', texts.customerHint, report === 'statement'),
    filter: () => text('filter', texts.filterHint),
    layout: () => select('layout', { '': texts.management, audit: texts.audit }),
    by: () => select('by', Object.fromEntries(groupsOf(report).map(by => [by, by === '' ? standard : wordOf(by)]))),
    unit: () => (
      <Checkbox
        key="unit"
        label={texts.unit}
        checked={chosen.unit === 'tenThousand'}
        onChange={(_, { checked }) => setTyped({ ...typed, unit: checked === true ? 'tenThousand' : '' })}
      />
    ),
  }
  const missing = (report === 'statement' && !chosen.customer?.trim()) || (chosen.compare === 'since' && !chosen.since?.trim())
  const draw = () => {
    if (missing) return
    run(desk => {
      const params = paramsOf(report, chosen)
      return report === 'monthly-aging' ? monthlyAgingWith(desk, params) : drawReport(desk, report, params)
    })
  }
  return (
    <Form submit={draw}>
      {choices.map(choice => entries[choice]())}
      <Actions>
        <Button type="submit" appearance="primary" disabledFocusable={busy || missing}>
          {busy ? texts.drawing : texts.draw}
        </Button>
      </Actions>
    </Form>
  )
}
