import { Button } from '@fluentui/react-components'
import { monthOfAsOf } from '../../commands/month.js'
import { useTexts } from '../desk-context.js'
import { linkTo } from '../router.js'
import { Actions, Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'

/** What is done for a customer: lay its receipts on its debts, draw its statement of the month, ask why its balance changed. */
export function CustomerActions({ code }: { code: string }) {
  const { customer: texts } = useTexts()
  const [busy, run] = useCommand()
  const statement = () =>
    run(async desk => {
      // Drawing brings all reports along: it is fetched when it is first asked for.
      const { drawReport } = await import('../../commands/draw-report.js')
      await drawReport(desk, 'statement', { customer: code, period: monthOfAsOf(desk) })
    })
  return (
    <Form>
      <Actions>
        <Button as="a" size="small" href={linkTo('allocate', code)}>
          {texts.allocate}
        </Button>
        <Button size="small" disabledFocusable={busy} onClick={statement}>
          {texts.statement}
        </Button>
        <Button as="a" size="small" href={linkTo('why', code)}>
          {texts.why}
        </Button>
      </Actions>
    </Form>
  )
}
