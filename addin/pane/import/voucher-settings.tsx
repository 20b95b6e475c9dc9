import { Accordion, AccordionHeader, AccordionItem, AccordionPanel, Button, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { Actions, Form } from '../work/form.js'
import type { Importing } from './use-import.js'
import { useImportTexts } from './use-import-texts.js'

/** Accounts, start and customer's column of vouchers, where the usual ones do not fit. */
export function VoucherSettings({ importing }: { importing: Importing }) {
  const { import: texts } = useImportTexts()
  const { receivable = '', advance = '', start = '', customerColumn = '' } = importing.said
  const [typed, setTyped] = useState({ receivable, advance, start, customerColumn: String(customerColumn) })
  const entry = (field: keyof typeof typed, hint?: string, type?: 'date' | 'number') => (
    <Field label={texts[field]} hint={hint}>
      <Input type={type} value={typed[field]} onChange={(_, { value }) => setTyped({ ...typed, [field]: value })} />
    </Field>
  )
  return (
    <Accordion collapsible>
      <AccordionItem value="settings">
        <AccordionHeader as="h3">{texts.settings}</AccordionHeader>
        <AccordionPanel style={{ margin: 0 }}>
          <Form submit={() => importing.check({ ...typed, customerColumn: typed.customerColumn || undefined })}>
            {entry('receivable', '1122')}
            {entry('advance', '2203')}
            {entry('start', texts.startHint, 'date')}
            {entry('customerColumn', texts.customerColumnHint, 'number')}
            <Actions>
              <Button type="submit" disabledFocusable={importing.busy}>
                {texts.say}
              </Button>
            </Actions>
          </Form>
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  )
}
