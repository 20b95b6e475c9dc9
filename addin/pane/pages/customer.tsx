import { useEffect } from 'react'
import { agingOfCustomer } from '../../../shared/domain/aging.js'
import type { Context } from '../../../shared/functions/context.js'
import type { Money } from '../../../shared/money.js'
import { nameOfCustomer } from '../../../shared/reports/phrases.js'
import { AgingBar } from '../aging/aging-bar.js'
import { CustomerActions } from '../customer/actions.js'
import { Credit } from '../customer/credit.js'
import { File } from '../customer/file.js'
import { Habit } from '../customer/habit.js'
import { CustomerMargin } from '../customer/margin.js'
import { customerIn } from '../customer/named.js'
import { OpenItemList } from '../customer/open-items.js'
import { CustomerPicker } from '../customer/picker.js'
import { followSelection } from '../customer/selected-customer.js'
import { useDesk, useLedger, useTexts } from '../desk-context.js'
import type { PageProps } from '../page-props.js'
import { go, routeTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet, Section } from '../rows/section.js'

const show = (code: string) => go(routeTo('customer', code))

/** One customer: the one that the selected cell is about, or the one that was found. */
export default function Customer({ about }: PageProps) {
  const ledger = useLedger()
  const desk = useDesk()
  const { customer: texts } = useTexts()
  useEffect(() => followSelection(desk, show), [desk])
  if (!ledger) return null
  const code = customerIn(ledger.book, about)
  const customer = code === undefined ? undefined : ledger.book.customers.find(code)
  return (
    <>
      <CustomerPicker book={ledger.book} pick={show} />
      {customer !== undefined ? (
        <Sheet ledger={ledger} customer={customer} />
      ) : (
        <>
          <PageTitle>{texts.none}</PageTitle>
          <Quiet>{about === '' ? texts.noneText : texts.unknown(about)}</Quiet>
        </>
      )}
    </>
  )
}

function Sheet({ ledger, customer }: { ledger: Context; customer: number }) {
  const { customer: texts, today } = useTexts()
  const { book, asOf } = ledger
  const aging = agingOfCustomer(book, { asOf }, customer)
  const owes = aging.reduce<number>((sum, amount) => sum + amount, 0) as Money
  const part = { ledger, customer }
  return (
    <>
      <PageTitle>{nameOfCustomer(book, customer)}</PageTitle>
      <Figures>
        <Figure label={texts.owes} large detail={book.customers.texts[customer]}>
          <Amount amount={owes} />
        </Figure>
      </Figures>
      <CustomerActions code={book.customers.texts[customer]} />
      <Section title={today.aging}>
        <AgingBar amounts={aging} />
      </Section>
      <Credit {...part} />
      <OpenItemList {...part} />
      <Habit {...part} />
      <CustomerMargin {...part} />
      <File {...part} />
    </>
  )
}
