import { useMemo } from 'react'
import { daysIn, iso } from '../../../shared/dates.js'
import { BILLS, postedByCustomer } from '../../../shared/domain/billings.js'
import { overdue } from '../../../shared/domain/balance.js'
import { dso } from '../../../shared/domain/collection.js'
import type { Context } from '../../../shared/functions/context.js'
import { lastTwelveMonths } from '../../../shared/functions/when.js'
import type { Money } from '../../../shared/money.js'
import { nameOfCustomer } from '../../../shared/reports/phrases.js'
import { useLedger, useTexts } from '../desk-context.js'
import { amountText, countText, daysText } from '../figures.js'
import type { PageProps } from '../page-props.js'
import { linkTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { List, type ListRow } from '../rows/list.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet } from '../rows/section.js'
import { customerAmounts, disputed, overLimit, type AmountKind } from '../today/customer-amounts.js'
import { readings } from '../today/readings.js'
import { useUnit } from '../unit.js'

/** Where one of the key figures comes from: the customers behind it, or the parts of its formula. */
export default function FigurePage({ about }: PageProps) {
  const ledger = useLedger()
  const { figure: texts } = useTexts()
  if (!ledger) return null
  if (about === 'dso') return <Dso ledger={ledger} />
  if (about === 'total' || about === 'overdue' || about === 'unapplied') return <Amounts ledger={ledger} kind={about} />
  if (about === 'over-limit') return <OverLimit ledger={ledger} />
  if (about === 'disputed') return <Disputed ledger={ledger} />
  return <PageTitle>{texts.unknown}</PageTitle>
}

interface Part {
  customer: number
  amount: Money
  detail?: string
}

/** Customers with an amount each, and their sum above them. */
function Parts({ title, parts, ledger: { book } }: { title: string; parts: readonly Part[]; ledger: Context }) {
  const { figure: texts } = useTexts()
  const sum = parts.reduce((total, { amount }) => total + amount, 0) as Money
  const rows = parts.map(({ customer, amount, detail }): ListRow => {
    const code = book.customers.texts[customer]
    return {
      key: code,
      name: nameOfCustomer(book, customer),
      figure: <Amount amount={amount} />,
      detail: [nameOfCustomer(book, customer) !== code && code, detail].filter(Boolean).join(' · '),
      to: linkTo('customer', code),
    }
  })
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <Figures>
        <Figure label={texts.sum} detail={texts.count(countText(parts.length))} large>
          <Amount amount={sum} />
        </Figure>
      </Figures>
      {rows.length > 0 ? <List rows={rows} label={title} /> : <Quiet>{texts.nobody}</Quiet>}
    </>
  )
}

function Amounts({ ledger, kind }: { ledger: Context; kind: AmountKind }) {
  const { figure: texts, today } = useTexts()
  const [unit] = useUnit()
  const { book, asOf } = ledger
  const parts = useMemo(() => {
    const { currency } = book.company
    return customerAmounts(book, asOf, kind).map(({ customer, amount, overdue: late }): Part => {
      if (kind === 'overdue') return { customer, amount, detail: texts.days(countText(overdue(book, customer, { asOf }).days)) }
      if (kind === 'unapplied') return { customer, amount }
      return { customer, amount, detail: late > 0 ? today.overdueOf(amountText(late, currency, unit)) : today.notOverdue }
    })
  }, [book, asOf, kind, unit, texts, today])
  return <Parts title={texts[kind]} parts={parts} ledger={ledger} />
}

function OverLimit({ ledger }: { ledger: Context }) {
  const { figure: texts } = useTexts()
  const [unit] = useUnit()
  const { currency } = ledger.book.company
  const shown = (amount: Money) => amountText(amount, currency, unit)
  const parts = overLimit(ledger.book, ledger.asOf).map(({ customer, exposure, limit }) => ({
    customer,
    amount: (exposure - limit) as Money,
    detail: texts.exposureOfLimit(shown(exposure), shown(limit)),
  }))
  return <Parts title={texts['over-limit']} parts={parts} ledger={ledger} />
}

function Disputed({ ledger }: { ledger: Context }) {
  const { figure: texts } = useTexts()
  return <Parts title={texts.disputed} parts={disputed(ledger.book, ledger.asOf)} ledger={ledger} />
}

/** The parts of the formula, and what other methods say. */
function Dso({ ledger: { book, asOf } }: { ledger: Context }) {
  const { figure: texts } = useTexts()
  const period = lastTwelveMonths(asOf)
  const billed = postedByCustomer(book, BILLS, { period }).reduce((sum, amount) => sum + amount, 0) as Money
  const days = (value: number | null) => (value === null ? '–' : daysText(value))
  return (
    <>
      <PageTitle>{texts.dso}</PageTitle>
      <Quiet>{texts.dsoText(iso(period.from), iso(period.to))}</Quiet>
      <Figures label={texts.dso}>
        <Figure label={texts.receivable} to={linkTo('figure', 'total')}>
          <Amount amount={readings(book, asOf).total} />
        </Figure>
        <Figure label={texts.billed}>
          <Amount amount={billed} />
        </Figure>
        <Figure label={texts.window}>{countText(daysIn(period))}</Figure>
        <Figure label={texts.dso} large>
          {days(dso(book, { period }))}
        </Figure>
        <Figure label={texts.best}>{days(dso(book, { period }, 'best'))}</Figure>
        <Figure label={texts.countback}>{days(dso(book, { period }, 'countback'))}</Figure>
      </Figures>
    </>
  )
}
