import { Button, Field, Input } from '@fluentui/react-components'
import type { Settleable } from '../../../shared/domain/allocation-proposal.js'
import type { Context } from '../../../shared/functions/context.js'
import type { Money } from '../../../shared/money.js'
import { postBankReceipt } from '../../commands/bank.js'
import { CustomerPicker } from '../customer/picker.js'
import { amountText } from '../figures.js'
import { go, routeTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { Quiet, Section } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { Documents } from './documents.js'
import { isPaidByOther, reckoned, rowOf, withCustomer, type Draft, type Open } from './draft.js'
import { useBankTexts } from './use-bank.js'
import { customerText } from './words.js'

interface ReceiptFormProps {
  ledger: Context
  open: Open
  draft: Draft
  /** What the customer can settle with it. */
  debts: readonly Settleable[]
  change: (draft: Draft) => void
}

/** A receipt put together by hand: whose money it is, what it pays, what becomes of what was paid short; posted by its button alone. */
export function ReceiptForm({ ledger: { book }, open, draft, debts, change }: ReceiptFormProps) {
  const { receipt: texts, list } = useBankTexts()
  const [busy, run] = useCommand()
  const { line, left } = open
  const { currency, payer } = line
  const { amount, settled, unapplied, fits } = reckoned(draft, open, debts)
  const amountProblem =
    amount === undefined || amount <= 0 ? texts.badAmount : amount > left ? texts.overLine(amountText(left, currency)) : undefined
  const post = () => {
    if (!fits) return
    run(async desk => {
      if (await postBankReceipt(desk, rowOf(book, draft, open, debts))) go(routeTo('bank'))
    })
  }
  const figure = (of: Money) => <Amount amount={of} currency={currency} unit="one" />
  return (
    <Section title={texts.title}>
      <CustomerPicker book={book} pick={picked => change(withCustomer(book, draft, line, picked))} />
      {draft.customer === '' ? (
        <Quiet>{texts.choose}</Quiet>
      ) : (
        <>
          <Figures label={texts.customer}>
            <Figure label={texts.customer} long>
              {customerText(book, draft.customer)}
            </Figure>
          </Figures>
          <Form submit={post}>
            <Field label={`${texts.amount}, ${currency}`} validationMessage={amountProblem}>
              <Input inputMode="decimal" value={draft.amount} onChange={(_, { value }) => change({ ...draft, amount: value })} />
            </Field>
            {isPaidByOther(book, line, draft.customer) && (
              <Field label={texts.agreement} hint={texts.agreementHint(payer, customerText(book, draft.customer))}>
                <Input maxLength={100} value={draft.agreement} onChange={(_, { value }) => change({ ...draft, agreement: value })} />
              </Field>
            )}
          </Form>
          <Documents
            book={book}
            currency={currency}
            debts={debts}
            parts={draft.parts}
            offered={debt => amountText(Math.max(0, Math.min(debt.left, unapplied)) as Money, currency)}
            change={({ item }, part) => {
              const parts = new Map(draft.parts)
              if (part) parts.set(item, part)
              else parts.delete(item)
              change({ ...draft, parts })
            }}
          />
          <div role="status">
            <Figures label={texts.unapplied}>
              <Figure label={texts.settled}>{figure(settled)}</Figure>
              <Figure label={texts.unapplied} large detail={unapplied < 0 ? texts.tooMuch : undefined}>
                {figure(unapplied)}
              </Figure>
            </Figures>
          </div>
          <Form>
            <Actions>
              <Button appearance="primary" disabledFocusable={busy || !fits} onClick={post}>
                {busy ? list.posting : texts.post(`${currency} ${amountText(amount ?? (0 as Money), currency)}`)}
              </Button>
            </Actions>
          </Form>
        </>
      )}
    </Section>
  )
}
