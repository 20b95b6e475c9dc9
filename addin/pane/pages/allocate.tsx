import { Button, Field, Input, Select } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { day, iso, type Day } from '../../../shared/dates.js'
import {
  proposedAllocations,
  settleables,
  type AllocationMethod,
  type ProposedAllocation,
  type Settleable,
} from '../../../shared/domain/allocation-proposal.js'
import type { Context } from '../../../shared/functions/context.js'
import { decimal, type Money } from '../../../shared/money.js'
import { nameOfCustomer } from '../../../shared/reports/phrases.js'
import { allocationTable, postAllocations, postAllocationTable } from '../../commands/allocate.js'
import type { Desk } from '../../desk/desk.js'
import type { AllocationRow } from '../../workbook/allocation-table.js'
import { customerIn } from '../customer/named.js'
import { CustomerPicker } from '../customer/picker.js'
import { useLedger } from '../desk-context.js'
import type { PageProps } from '../page-props.js'
import { go, routeTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet, Section } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { Side } from '../work/side.js'
import { useCommand, useWorkTexts } from '../work/use-command.js'

/** Lays receipts and credits of a customer on its open items: tick both sides, see the difference, post. */
export default function Allocate({ about }: PageProps) {
  const ledger = useLedger()
  const { allocate: texts } = useWorkTexts()
  if (!ledger) return null
  const code = customerIn(ledger.book, about)
  const customer = code === undefined ? undefined : ledger.book.customers.find(code)
  return (
    <>
      <CustomerPicker book={ledger.book} pick={picked => go(routeTo('allocate', picked))} />
      {customer === undefined ? (
        <>
          <PageTitle>{texts.title}</PageTitle>
          <Quiet>{texts.choose}</Quiet>
          <Tables />
        </>
      ) : (
        <Workbench key={customer} ledger={ledger} customer={customer} />
      )}
    </>
  )
}

/** Allocations as a table on a sheet: of a customer it is written, of the sheet in view it is posted. */
function Tables({ write }: { write?: (desk: Desk) => Promise<void> }) {
  const { allocate: texts } = useWorkTexts()
  const [busy, run] = useCommand()
  return (
    <Section title={texts.tables}>
      <Quiet>{texts.tablesText}</Quiet>
      <Form>
        <Actions>
          {write && (
            <Button disabledFocusable={busy} onClick={() => run(write)}>
              {texts.table}
            </Button>
          )}
          <Button disabledFocusable={busy} onClick={() => run(postAllocationTable)}>
            {texts.postTable}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

/** What is typed for an item in place of all that is left of it. */
type Typed = ReadonlyMap<number, Money>

function Workbench({ ledger, customer }: { ledger: Context; customer: number }) {
  const { book, asOf } = ledger
  const { allocate: texts } = useWorkTexts()
  const [typedDate, setTypedDate] = useState<string>(iso(asOf))
  const [method, setMethod] = useState<AllocationMethod>('oldestFirst')
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const [typed, setTyped] = useState<Typed>(new Map())
  const [busy, run] = useCommand()
  const date = dayIn(typedDate) ?? asOf
  const sides = useMemo(() => settleables(book, customer, date), [ledger, customer, date])
  const chosen = (side: readonly Settleable[]) =>
    side.filter(({ item }) => ticked.has(item)).map(one => ({ ...one, left: Math.min(typed.get(one.item) ?? one.left, one.left) as Money }))
  const credits = chosen(sides.credits)
  const debts = chosen(sides.debts)
  const currencies = new Set([...credits, ...debts].map(({ currency }) => currency))
  const currency = book.currencies.texts[[...currencies][0]] ?? book.company.currency
  const { allocations } = proposedAllocations(book, { credits, debts }, method)
  const difference = (sum(credits) - sum(debts)) as Money
  const tick = (items: readonly Settleable[], on: boolean) => {
    const next = new Set(ticked)
    for (const { item } of items) {
      if (on) next.add(item)
      else next.delete(item)
    }
    setTicked(next)
  }
  const rows = allocations.map(allocation => rowOf(ledger, allocation, iso(date)))
  const post = () => {
    if (rows.length === 0) return
    run(async desk => {
      if (!(await postAllocations(desk, rows))) return
      setTicked(new Set())
      setTyped(new Map())
    })
  }
  const side = (which: 'credits' | 'debts') => (
    <Side
      title={texts[which]}
      none={which === 'credits' ? texts.noCredits : texts.noDebts}
      book={book}
      items={sides[which]}
      ticked={ticked}
      typed={typed}
      tick={tick}
      type={(item, amount) => setTyped(new Map(typed).set(item, amount))}
    />
  )
  // Amounts of several currencies have no sum.
  const amount = (of: Money) => (currencies.size > 1 ? '–' : <Amount amount={of} currency={currency} unit="one" />)
  return (
    <>
      <PageTitle>{texts.of(nameOfCustomer(book, customer))}</PageTitle>
      {side('credits')}
      {side('debts')}
      <Form submit={post}>
        <Field label={texts.date} validationMessage={dayIn(typedDate) === undefined ? texts.badDate : undefined}>
          <Input type="date" value={typedDate} onChange={(_, { value }) => setTypedDate(value)} />
        </Field>
        <Field label={texts.method} hint={method === 'byNumber' ? texts.byNumberHint : undefined}>
          <Select value={method} onChange={(_, { value }) => setMethod(value as AllocationMethod)}>
            {(['oldestFirst', 'byNumber', 'proRata'] as const).map(each => (
              <option key={each} value={each}>
                {texts[each]}
              </option>
            ))}
          </Select>
        </Field>
      </Form>
      <div role="status">
        <Figures label={texts.difference}>
          <Figure label={texts.credit}>{amount(sum(credits))}</Figure>
          <Figure label={texts.debt}>{amount(sum(debts))}</Figure>
          <Figure label={texts.difference} large detail={currencies.size > 1 ? texts.foreign : undefined}>
            {amount(difference)}
          </Figure>
        </Figures>
      </div>
      <Section title={texts.proposal}>
        {rows.length === 0 && <Quiet>{texts.nothing}</Quiet>}
        <Figures label={texts.proposal}>
          {allocations.map(({ credit, debt, amount }) => (
            <Figure key={`${credit.item} ${debt.item}`} label={texts.amount(book.nameOf(credit.document), book.nameOf(debt.document))}>
              <Amount amount={amount} currency={book.currencies.texts[debt.currency]} unit="one" />
            </Figure>
          ))}
        </Figures>
      </Section>
      <Form>
        <Actions>
          <Button appearance="primary" disabledFocusable={busy || rows.length === 0} onClick={post}>
            {busy ? texts.posting : texts.post(rows.length)}
          </Button>
        </Actions>
      </Form>
      <Tables write={desk => allocationTable(desk, customer, method)} />
    </>
  )
}

const sum = (items: readonly Settleable[]): Money => items.reduce((total, { left }) => total + left, 0) as Money

function rowOf({ book }: Context, { credit, debt, amount }: ProposedAllocation, date: string): AllocationRow {
  return {
    from: book.nameOf(credit.document),
    to: book.nameOf(debt.document),
    ...(debt.instalment ? { instalment: debt.instalment } : {}),
    amount: decimal(amount, book.currencies.texts[debt.currency]),
    date,
  }
}

function dayIn(text: string): Day | undefined {
  try {
    return day(text)
  } catch {
    return undefined
  }
}
