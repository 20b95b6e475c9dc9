import { Field, Link, Select } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { bankDays, type BankDay } from '../../../shared/domain/bank-pool.js'
import type { Context } from '../../../shared/functions/context.js'
import { decimal, type Currency, type Money } from '../../../shared/money.js'
import { amountText } from '../figures.js'
import { linkTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { List } from '../rows/list.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet, Section } from '../rows/section.js'
import { Form } from '../work/form.js'
import { useBankTexts } from './use-bank.js'

const PARTS = ['inflows', 'posted', 'unidentified', 'excluded', 'difference'] as const
type Sums = Record<(typeof PARTS)[number], Money>

/** Money that came in, by account and day, proved against receipts, pool and exclusions as of the workbook's date. */
export function Days({ ledger: { book, asOf } }: { ledger: Context }) {
  const { days: texts, back } = useBankTexts()
  const [account, setAccount] = useState('')
  const all = useMemo(() => bankDays(book, { asOf }), [book, book.change, asOf])
  const accounts = [...new Set(all.map(each => each.account))].sort()
  const shown = all.filter(each => account === '' || each.account === account)
  return (
    <>
      <PageTitle aside={<Link href={linkTo('bank')}>{back}</Link>}>{texts.title}</PageTitle>
      {all.length === 0 && <Quiet>{texts.none}</Quiet>}
      {accounts.length > 1 && (
        <Form>
          <Field label={texts.account}>
            <Select value={account} onChange={(_, { value }) => setAccount(value)}>
              <option value="">{texts.all}</option>
              {accounts.map(each => (
                <option key={each}>{each}</option>
              ))}
            </Select>
          </Field>
        </Form>
      )}
      {[...byCurrency(shown)].map(([currency, sums]) => (
        <Figures key={currency} label={texts.inflows(currency)}>
          <Figure label={texts.inflows(currency)} large>
            <Amount amount={sums.inflows} currency={currency} unit="one" />
          </Figure>
          {(['posted', 'unidentified', 'excluded'] as const).map(part => (
            <Figure key={part} label={texts[part]}>
              <Amount amount={sums[part]} currency={currency} unit="one" />
            </Figure>
          ))}
          <Figure label={texts.difference} detail={texts.proof}>
            {decimal(sums.difference, currency)}
          </Figure>
        </Figures>
      ))}
      {accounts
        .filter(each => account === '' || each === account)
        .map(each => (
          <AccountDays key={each} account={each} days={all.filter(one => one.account === each)} />
        ))}
    </>
  )
}

function AccountDays({ account, days }: { account: string; days: readonly BankDay[] }) {
  const { days: texts } = useBankTexts()
  const rows = [...days].reverse().map(({ day, currency, inflows, posted, unidentified, excluded, difference }) => ({
    key: `${day} ${currency}`,
    name: `${day} ${currency}`,
    figure: <Amount amount={inflows} currency={currency} unit="one" />,
    detail: texts.parts(
      ...([posted, unidentified, excluded].map(amount => amountText(amount, currency)) as [string, string, string]),
      decimal(difference, currency),
    ),
  }))
  return (
    <Section title={account}>
      <List rows={rows} label={account} />
    </Section>
  )
}

function byCurrency(days: readonly BankDay[]): Map<Currency, Sums> {
  const totals = new Map<Currency, Sums>()
  for (const each of days) {
    const sums = totals.get(each.currency)
    const sum = (part: keyof Sums) => ((sums?.[part] ?? 0) + each[part]) as Money
    totals.set(each.currency, Object.fromEntries(PARTS.map(part => [part, sum(part)])) as Sums)
  }
  return totals
}
