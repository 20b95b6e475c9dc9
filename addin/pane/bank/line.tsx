import { Link } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { day } from '../../../shared/dates.js'
import { BANK_STATE_WORDS, bankLineNow, type BankLineState } from '../../../shared/domain/bank-lines.js'
import { receiptProposals, type ReceiptProposal } from '../../../shared/domain/bank-proposals.js'
import type { Context } from '../../../shared/functions/context.js'
import { claimedProposal } from '../../commands/bank-proposed.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { countText } from '../figures.js'
import { linkTo } from '../router.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { List } from '../rows/list.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet, Section } from '../rows/section.js'
import { State } from '../states/state.js'
import { Claimed, ClaimForm } from './claim.js'
import { debtsFor, draftOf, emptyDraft } from './draft.js'
import { ExcludedLine, ExcludeForm } from './exclusion.js'
import { ReceiptForm } from './receipt-form.js'
import { useBankTexts, useProposedLines, useThreshold } from './use-bank.js'
import { confidenceText, customerText, lineNamed, paysText, reasonsText } from './words.js'

/** One bank line: what the bank says of it, what became of it, and what can be done. */
export function Line({ ledger, about }: { ledger: Context; about: string }) {
  const { line: texts, back, noPayer } = useBankTexts()
  const line = lineNamed(ledger.book, about)
  if (!line)
    return (
      <State title={texts.unknown} text={texts.unknownText}>
        <Link href={linkTo('bank')}>{back}</Link>
      </State>
    )
  const state = bankLineNow(ledger.book, line)
  const open = line.amount > 0 && (state.state === 'unidentified' || state.state === 'claimed')
  return (
    <>
      <PageTitle aside={<Link href={linkTo('bank')}>{back}</Link>}>{line.payer || noPayer}</PageTitle>
      <About ledger={ledger} state={state} />
      {line.amount <= 0 && <Quiet>{texts.outgoing}</Quiet>}
      {state.receipts.length > 0 && <Receipts ledger={ledger} state={state} />}
      {state.exclusion && <ExcludedLine line={line} exclusion={state.exclusion} />}
      {open && <Work key={`${state.rest} ${state.claim?.by}`} ledger={ledger} state={state} />}
    </>
  )
}

function About({ ledger: { today }, state: { line, rest, state } }: { ledger: Context; state: BankLineState }) {
  const { language } = useDesk()
  const { line: texts, age } = useBankTexts()
  const waits = state === 'unidentified' || state === 'claimed'
  const text = (label: string, value: string | undefined) =>
    value ? (
      <Figure label={label} long>
        {value}
      </Figure>
    ) : null
  return (
    <Figures label={texts.about}>
      <Figure label={`${texts.amount}, ${line.currency}`} large>
        <Amount amount={line.amount} currency={line.currency} unit="one" />
      </Figure>
      {waits && rest !== line.amount && (
        <Figure label={texts.left}>
          <Amount amount={rest} currency={line.currency} unit="one" />
        </Figure>
      )}
      {line.amount > 0 && text(texts.state, inLanguage(BANK_STATE_WORDS[state], language))}
      {text(texts.text, line.text)}
      {text(texts.day, line.day)}
      {waits && line.amount > 0 && text(texts.waits, age(countText(Math.max(0, today - day(line.day)))))}
      {text(texts.payerAccount, line.payerAccount)}
      {text(texts.account, line.account)}
      {text(texts.serial, line.serial)}
    </Figures>
  )
}

function Receipts({ ledger: { book }, state: { receipts, line, state } }: { ledger: Context; state: BankLineState }) {
  const { line: texts } = useBankTexts()
  const rows = receipts.map(id => {
    const row = book.documentOf(id)
    const customer = book.customers.texts[book.documents.customer[row]]
    return {
      key: String(id),
      name: customerText(book, customer),
      figure: <Amount amount={-book.documents.amount[row] as never} currency={line.currency} unit="one" />,
      detail: book.nameOf(row),
      to: linkTo('customer', customer),
    }
  })
  return (
    <Section title={texts.posted}>
      <List rows={rows} label={texts.posted} />
      {state === 'posted' && <Quiet>{texts.postedText}</Quiet>}
    </Section>
  )
}

/** What can be done with a line that waits: take a proposal or claim over, put a receipt together, claim it, exclude it. */
function Work({ ledger, state }: { ledger: Context; state: BankLineState }) {
  const { book, today } = ledger
  const { line, rest, claim } = state
  const [threshold] = useThreshold()
  const open = { line, left: rest }
  const listed = useProposedLines(ledger)
  // As in the list, where what a certain line pays is not offered to the others; a line of a later day stands alone.
  const entry = useMemo(() => {
    const found = listed.find(each => each.line === line)?.entry
    return found ?? receiptProposals(book, [line], { asOf: today, threshold })[0]
  }, [listed, line])
  const claimed = claim && claimedProposal(ledger, entry, claim)
  const [draft, setDraft] = useState(() => {
    const first = claimed ?? (entry.proposals as readonly (ReceiptProposal | undefined)[])[0]
    return first ? draftOf(book, open, first, today) : emptyDraft(open)
  })
  const debts = useMemo(() => debtsFor(book, draft.customer, line, today), [ledger, draft.customer, line])
  const take = (proposal: ReceiptProposal) => setDraft(draftOf(book, open, proposal, today))
  const ticked = debts.filter(({ item }) => draft.parts.has(item)).map(({ document }) => book.numberOf(document).number)
  return (
    <>
      {claim && claimed && <Claimed book={book} line={line} claim={claim} take={() => take(claimed)} />}
      <Proposals ledger={ledger} state={state} proposals={entry.proposals} take={take} />
      <ReceiptForm ledger={ledger} open={open} draft={draft} debts={debts} change={setDraft} />
      <ClaimForm book={book} line={line} customer={draft.customer} invoices={[...new Set(ticked)]} />
      {state.posted === 0 && <ExcludeForm line={line} />}
    </>
  )
}

interface ProposalsProps {
  ledger: Context
  state: BankLineState
  proposals: readonly ReceiptProposal[]
  take: (proposal: ReceiptProposal) => void
}

function Proposals({ ledger: { book }, state: { line }, proposals, take }: ProposalsProps) {
  const { language } = useDesk()
  const texts = useBankTexts()
  const [threshold] = useThreshold()
  const rows = proposals.map(proposal => ({
    key: proposal.customer,
    name: customerText(book, proposal.customer),
    figure: confidenceText(proposal.confidence, threshold, texts),
    detail: [paysText(proposal, line.currency, texts), proposal.agreement, reasonsText(proposal, language)].filter(Boolean).join(' · '),
    press: () => take(proposal),
  }))
  return (
    <Section title={texts.line.proposals}>
      <Quiet>{rows.length === 0 ? texts.line.noProposals : texts.line.proposalsText}</Quiet>
      <List rows={rows} label={texts.line.proposals} />
    </Section>
  )
}
