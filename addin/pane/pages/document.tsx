import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { Context } from '../../../shared/functions/context.js'
import { iso, type Day } from '../../../shared/dates.js'
import { openItemsOf } from '../../../shared/domain/open-items-of-customer.js'
import type { Money } from '../../../shared/money.js'
import { nameOfCustomer } from '../../../shared/reports/phrases.js'
import { KIND_WORDS } from '../../../shared/vocabulary.js'
import { isMovable, moveDocument, moveOf } from '../../commands/move-document.js'
import { inLanguage } from '../../desk/notices.js'
import { CustomerPicker } from '../customer/picker.js'
import { useDesk, useLedger } from '../desk-context.js'
import type { PageProps } from '../page-props.js'
import { go, linkTo, routeTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { List, type ListRow } from '../rows/list.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet, Section } from '../rows/section.js'
import { Steps } from '../sync/steps.js'
import { DOCUMENT_TEXTS } from '../texts/document.js'
import { Actions, Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'

/** One document by its id, and what can be done with it. */
export default function Document({ about }: PageProps) {
  const ledger = useLedger()
  const { language } = useDesk()
  const texts = DOCUMENT_TEXTS[language]
  if (!ledger) return null
  const id = Number(about)
  const isThere = Number.isInteger(id) && id > 0 && id <= ledger.book.lastDocumentId && ledger.book.isLive(ledger.book.documentOf(id))
  if (!isThere) return <PageTitle>{texts.unknown(about)}</PageTitle>
  return <Sheet key={about} ledger={ledger} row={ledger.book.documentOf(id)} />
}

function Sheet({ ledger, row }: { ledger: Context; row: number }) {
  const { book } = ledger
  const { language } = useDesk()
  const texts = DOCUMENT_TEXTS[language]
  return (
    <>
      <PageTitle>{`${inLanguage(KIND_WORDS[book.kind(row)], language)} ${book.nameOf(row)}`}</PageTitle>
      <List rows={rowsOf(ledger, row, texts)} label={book.nameOf(row)} />
      <Section title={texts.move}>{isMovable(book, row) ? <MoveForm ledger={ledger} row={row} /> : <Quiet>{texts.fixed}</Quiet>}</Section>
    </>
  )
}

function rowsOf({ book, asOf }: Context, row: number, texts: (typeof DOCUMENT_TEXTS)['en']): ListRow[] {
  const { documents, items } = book
  const customer = documents.customer[row]
  const code = book.customers.texts[customer]
  const currency = book.currencyOf(row)
  const first = documents.firstItem[row]
  const dues = Array.from({ length: documents.itemCount[row] }, (_, i) => iso(items.due[first + i] as Day))
  const set = openItemsOf(book, customer, { asOf })
  let open = 0
  for (let i = 0; i < set.count; i++) if (items.document[set.items[i]] === row) open += set.open[i]
  const amount = (value: number) => <Amount amount={value as Money} currency={currency} unit="one" />
  return [
    { key: 'customer', name: texts.customer, figure: code, detail: nameOfCustomer(book, customer), to: linkTo('customer', code) },
    { key: 'dated', name: texts.dated, figure: iso(documents.docDate[row] as Day) },
    ...dues.map((due, i) => ({ key: `due ${i}`, name: texts.due, figure: due })),
    {
      key: 'amount',
      name: texts.amount,
      figure: amount(documents.amount[row]),
      ...(currency !== book.company.currency && { detail: currency }),
    },
    { key: 'open', name: texts.open, figure: amount(open) },
  ]
}

/** Chooses the customer that a document belongs to, shows what that does, and does it once agreed. */
function MoveForm({ ledger, row }: { ledger: Context; row: number }) {
  const desk = useDesk()
  const texts = DOCUMENT_TEXTS[desk.language]
  const [customer, setCustomer] = useState('')
  const [busy, run] = useCommand()
  if (customer === '')
    return (
      <>
        <Quiet>{texts.moveText}</Quiet>
        <CustomerPicker book={ledger.book} pick={setCustomer} />
      </>
    )
  const move = moveOf(desk, row, customer)
  return (
    <>
      <Quiet>{'problem' in move ? move.problem : texts.moves(ledger.book.nameOf(row), customer)}</Quiet>
      {'steps' in move && <Steps steps={move.steps} table={move.edit.table} />}
      <Form>
        <Actions>
          {'steps' in move && (
            <Button
              appearance="primary"
              disabledFocusable={busy}
              onClick={() => run(async open => (await moveDocument(open, move)) && go(routeTo('customer', customer)))}
            >
              {texts.confirm}
            </Button>
          )}
          <Button onClick={() => setCustomer('')}>{texts.cancel}</Button>
        </Actions>
      </Form>
    </>
  )
}
