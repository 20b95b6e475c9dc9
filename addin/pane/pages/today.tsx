import { Link } from '@fluentui/react-components'
import { useMemo } from 'react'
import { addDays, iso } from '../../../shared/dates.js'
import type { Context } from '../../../shared/functions/context.js'
import type { Money } from '../../../shared/money.js'
import { nameOfCustomer } from '../../../shared/reports/phrases.js'
import { KIND_WORDS } from '../../../shared/vocabulary.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk, useLedger, useTexts } from '../desk-context.js'
import { amountText } from '../figures.js'
import { linkTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { List } from '../rows/list.js'
import { Quiet, Section } from '../rows/section.js'
import { State } from '../states/state.js'
import { Attention } from '../today/attention.js'
import { customerAmounts } from '../today/customer-amounts.js'
import { KeyFigures } from '../today/key-figures.js'
import { postedOn } from '../today/posted.js'
import { readings } from '../today/readings.js'
import { Trend } from '../today/trend.js'
import { useUnit } from '../unit.js'

/** Debtors on this page; all of them are a press away. */
const TOP = 5

/** The company at a glance, as of the workbook's date. */
export default function Today() {
  const ledger = useLedger()
  const { state } = useTexts()
  if (!ledger) return null
  if (ledger.book.documents.count === 0) return <State title={state.emptyTitle} text={state.emptyText} code={state.emptyCommand} />
  return (
    <>
      <LedgerFigures ledger={ledger} />
      <Attention ledger={ledger} />
      <Debtors ledger={ledger} />
      <Posted ledger={ledger} />
      <Trend ledger={ledger} />
    </>
  )
}

function LedgerFigures({ ledger: { book, asOf } }: { ledger: Context }) {
  const [now, then] = useMemo(() => [readings(book, asOf), readings(book, addDays(asOf, -1))], [book, book.change, asOf])
  return <KeyFigures currency={book.company.currency} asOf={asOf} now={now} then={then} />
}

function Debtors({ ledger: { book, asOf } }: { ledger: Context }) {
  const { today: texts } = useTexts()
  const { currency } = book.company
  const [unit] = useUnit()
  const rows = customerAmounts(book, asOf, 'total')
    .filter(({ amount }) => amount > 0)
    .slice(0, TOP)
    .map(({ customer, amount, overdue }) => ({
      key: book.customers.texts[customer],
      name: nameOfCustomer(book, customer),
      figure: <Amount amount={amount} />,
      detail: overdue > 0 ? texts.overdueOf(amountText(overdue, currency, unit)) : texts.notOverdue,
      to: linkTo('customer', book.customers.texts[customer]),
    }))
  return (
    <Section title={texts.debtors} aside={<Link href={linkTo('figure', 'total')}>{texts.all}</Link>}>
      <List rows={rows} label={texts.debtors} />
    </Section>
  )
}

function Posted({ ledger: { book, asOf } }: { ledger: Context }) {
  const { language } = useDesk()
  const { today: texts } = useTexts()
  const since = iso(addDays(asOf, -1))
  const { amount, customer } = book.documents
  const rows = postedOn(book, asOf).map(row => {
    const currency = book.currencyOf(row)
    const kind = inLanguage(KIND_WORDS[book.kind(row)], language)
    const foreign = currency === book.company.currency ? '' : ` · ${currency}`
    return {
      key: String(row),
      name: nameOfCustomer(book, customer[row]),
      figure: <Amount amount={amount[row] as Money} currency={currency} unit={foreign ? 'one' : undefined} />,
      detail: `${book.nameOf(row)} · ${kind}${foreign}`,
      to: linkTo('customer', book.customers.texts[customer[row]]),
    }
  })
  return (
    <Section title={texts.changes(since)}>
      {rows.length > 0 ? <List rows={rows} label={texts.changes(since)} /> : <Quiet>{texts.noChanges(since)}</Quiet>}
    </Section>
  )
}
