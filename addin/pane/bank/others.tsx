import { Link } from '@fluentui/react-components'
import { bankLineStates } from '../../../shared/domain/bank-lines.js'
import { EXCLUSION_WORDS } from '../../../shared/domain/bank-marks.js'
import { thirdPartyReceipts } from '../../../shared/domain/bank-payers.js'
import { iso, type Day } from '../../../shared/dates.js'
import type { Context } from '../../../shared/functions/context.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { linkTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { List } from '../rows/list.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet } from '../rows/section.js'
import { useBankTexts } from './use-bank.js'
import { customerText, lineAbout } from './words.js'

/** Money that came in and is no receipt, with the reason. */
export function Excluded({ ledger: { book, asOf } }: { ledger: Context }) {
  const { language } = useDesk()
  const texts = useBankTexts()
  const rows = bankLineStates(book, { asOf }).flatMap(({ line, exclusion }) => {
    if (!exclusion) return []
    const words = [line.day, inLanguage(EXCLUSION_WORDS[exclusion.reason], language), exclusion.note, line.text]
    return [
      {
        key: lineAbout(line),
        name: line.payer || texts.noPayer,
        figure: <Amount amount={line.amount} currency={line.currency} unit="one" />,
        detail: words.filter(Boolean).join(' · '),
        to: linkTo('bank', lineAbout(line)),
      },
    ]
  })
  return (
    <>
      <PageTitle aside={<Link href={linkTo('bank')}>{texts.back}</Link>}>{texts.excluded.title}</PageTitle>
      {rows.length === 0 ? <Quiet>{texts.excluded.none}</Quiet> : <List rows={rows} label={texts.excluded.title} />}
    </>
  )
}

/** Receipts that others paid by an agreement (代付协议), for the auditor. */
export function PaidByOthers({ ledger: { book, asOf } }: { ledger: Context }) {
  const texts = useBankTexts()
  const rows = thirdPartyReceipts(book, { asOf }).map(({ receipt, customer, payer, agreement, amount }) => {
    const document = book.documentOf(receipt)
    return {
      key: String(receipt),
      name: texts.others.pays(payer, customerText(book, customer)),
      figure: <Amount amount={amount} currency={book.currencyOf(document)} unit="one" />,
      detail: texts.others.detail(agreement, book.nameOf(document), iso(book.documents.postDate[document] as Day)),
      to: linkTo('customer', customer),
    }
  })
  return (
    <>
      <PageTitle aside={<Link href={linkTo('bank')}>{texts.back}</Link>}>{texts.others.title}</PageTitle>
      {rows.length === 0 ? <Quiet>{texts.others.none}</Quiet> : <List rows={rows} label={texts.others.title} />}
    </>
  )
}
