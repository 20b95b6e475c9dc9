import { Button, Link } from '@fluentui/react-components'
import { useMemo } from 'react'
import { addDays, iso } from '../../../shared/dates.js'
import type { Context } from '../../../shared/functions/context.js'
import type { Money } from '../../../shared/money.js'
import { nameOfCustomer } from '../../../shared/reports/phrases.js'
import { KIND_WORDS } from '../../../shared/vocabulary.js'
import { inLanguage } from '../../desk/notices.js'
import { AgingBar } from '../aging/aging-bar.js'
import { useDesk, useLedger, useTexts } from '../desk-context.js'
import { amountText, daysText, percentText } from '../figures.js'
import { linkTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { List } from '../rows/list.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet, Section } from '../rows/section.js'
import { State } from '../states/state.js'
import { Attention } from '../today/attention.js'
import { Change } from '../today/change.js'
import { customerAmounts } from '../today/customer-amounts.js'
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
      <KeyFigures ledger={ledger} />
      <Attention ledger={ledger} />
      <Debtors ledger={ledger} />
      <Posted ledger={ledger} />
      <Trend ledger={ledger} />
    </>
  )
}

function KeyFigures({ ledger }: { ledger: Context }) {
  const { today: texts, unit: units } = useTexts()
  const [unit, setUnit] = useUnit()
  const { currency } = ledger.book.company
  const before = addDays(ledger.asOf, -1)
  const [now, then] = useMemo(() => [readings(ledger.book, ledger.asOf), readings(ledger.book, addDays(ledger.asOf, -1))], [ledger])
  const other = unit === 'one' ? 'tenThousand' : 'one'
  const money = (name: 'total' | 'overdue' | 'unapplied') => {
    const share = name === 'overdue' && now.overdue > 0 ? texts.share(percentText(now.overdue / (now.total - now.unapplied))) : undefined
    return (
      <Figure
        large={name === 'total'}
        label={texts[name]}
        to={linkTo('figure', name)}
        detail={
          <>
            {share} {share && '· '}
            <Change by={now[name] - then[name]} since={before} show={size => amountText(size as Money, currency, unit)} />
          </>
        }
      >
        <Amount amount={now[name]} />
      </Figure>
    )
  }
  return (
    <>
      <PageTitle
        aside={
          <Button size="small" appearance="subtle" aria-label={`${units.change}: ${units[other](currency)}`} onClick={() => setUnit(other)}>
            {units[unit](currency)}
          </Button>
        }
      >
        {texts.title}
      </PageTitle>
      <Figures label={texts.figures}>
        {money('total')}
        {money('overdue')}
        {money('unapplied')}
        <Figure
          label={texts.dso}
          to={linkTo('figure', 'dso')}
          detail={
            now.dso === null ? texts.noDso : <Change by={rounded(now.dso) - rounded(then.dso ?? now.dso)} since={before} show={daysText} />
          }
        >
          {now.dso === null ? '–' : daysText(now.dso)}
        </Figure>
      </Figures>
      <Section title={texts.aging}>
        <AgingBar amounts={now.buckets} />
      </Section>
    </>
  )
}

/** To the one decimal that is shown, so that a change is the difference of what is read. */
const rounded = (days: number): number => Math.round(days * 10) / 10

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
