import { day as dayOf, iso } from '../../../shared/dates.js'
import { bankLineStates } from '../../../shared/domain/bank-lines.js'
import { thirdPartyReceipts } from '../../../shared/domain/bank-payers.js'
import { bankPool } from '../../../shared/domain/bank-pool.js'
import type { Context } from '../../../shared/functions/context.js'
import { countText } from '../figures.js'
import { linkTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { List } from '../rows/list.js'
import { Quiet, Section } from '../rows/section.js'
import { useBankTexts } from './use-bank.js'

/** What is unidentified as of the workbook's date, by currency, with the age of the oldest line. `listed` lines still wait now. */
export function PoolFigures({ ledger: { book, asOf }, listed }: { ledger: Context; listed: number }) {
  const texts = useBankTexts()
  const { entries, totals } = bankPool(book, { asOf })
  const settled = entries.length - listed
  if (entries.length === 0) return <Quiet>{texts.allKnown(iso(asOf))}</Quiet>
  return (
    <>
      <Figures label={texts.title}>
        {[...totals].map(([currency, amount]) => {
          const lines = entries.filter(({ line }) => line.currency === currency)
          const [{ line, days }] = lines
          return (
            <Figure
              key={currency}
              large
              label={texts.unidentified(currency)}
              detail={texts.oldest(countText(lines.length), countText(days), iso(dayOf(line.day)))}
            >
              <Amount amount={amount} currency={currency} unit="one" />
            </Figure>
          )
        })}
      </Figures>
      {settled > 0 && <Quiet>{texts.since(countText(settled))}</Quiet>}
    </>
  )
}

/** The other pages about the bank, each with how much there is. */
export function MoreAboutBank({ ledger: { book, asOf } }: { ledger: Context }) {
  const { more: texts, importNow } = useBankTexts()
  const excluded = bankLineStates(book, { asOf }).filter(({ state }) => state === 'excluded').length
  const others = thirdPartyReceipts(book, { asOf }).length
  const rows = [
    { key: 'days', name: texts.days, detail: texts.daysText, to: linkTo('bank', 'days') },
    { key: 'excluded', name: texts.excluded, detail: texts.excludedText, figure: countText(excluded), to: linkTo('bank', 'excluded') },
    { key: 'others', name: texts.others, detail: texts.othersText, figure: countText(others), to: linkTo('bank', 'others') },
    { key: 'import', name: importNow, to: linkTo('import') },
  ]
  return (
    <Section title={texts.title}>
      <List rows={rows} label={texts.title} />
    </Section>
  )
}
