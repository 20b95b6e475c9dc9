import type { Book } from '../book/book.js'
import { FIRST_DAY, iso, type Day } from '../dates.js'
import type { CustomerFact, ValueFact } from '../facts/master.js'
import type { Money } from '../money.js'
import { bankLineStates } from './bank-lines.js'
import { resolved, type Moment } from './question.js'

/**
 * Who stands behind the name on a bank statement. A customer's value `payers` lists other spellings of its own name; `thirdPartyPayers`
 * lists others who pay for it, each with the agreement that lets them (代付协议): `name=reference`. Entries are parted by `;`.
 */

/** A payer's name without what banks and people write differently: width, spaces, signs, 有限公司 and what stands in brackets. */
export function payerName(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase()
  const bare = plain
    .replace(/\([^()]*\)|【[^】]*】/g, '')
    .replace(/(股份)?有限(责任)?公司|(\b(co|company|ltd|limited|inc|llc|gmbh)\b\.?[,\s]*)+$/g, '')
    .replace(/[\s\p{P}\p{S}]/gu, '')
  return bare || plain.replace(/[\s\p{P}\p{S}]/gu, '')
}

/** How a payer belongs to a customer: by its own name, by a name learned, or by an agreement to pay for it. */
export interface PayerLink {
  customer: string
  by: 'name' | 'alias' | 'agreement'
  agreement?: string
}

/** Whom each payer may pay for, by plain name, on a day. */
export type Payers = ReadonlyMap<string, readonly PayerLink[]>

/** All payers that are known at a moment. */
export const payersOf = (book: Book, moment: Moment): Payers =>
  book.answers.remember(
    `payers ${resolved(book, moment).key}`,
    () => allPayers(book, moment),
    payers => 100 * payers.size,
  )

function allPayers(book: Book, moment: Moment): Payers {
  const payers = new Map<string, PayerLink[]>()
  for (const file of book.customerFiles) {
    for (const [key, link] of file ? linksOf(book, file, moment) : []) {
      const links = payers.get(key)
      if (links) links.push(link)
      else payers.set(key, [link])
    }
  }
  return payers
}

/** By plain name how each payer belongs to one customer: its own names before those learned. */
function linksOf(book: Book, { code, name, shortName, formerNames = [] }: CustomerFact, moment: Moment): Map<string, PayerLink> {
  const { asOf, knownAt } = resolved(book, moment)
  const links = new Map<string, PayerLink>()
  const add = (text: string | undefined, link: PayerLink) => {
    const key = payerName(text ?? '')
    if (key !== '' && !links.has(key)) links.set(key, link)
  }
  for (const text of [name, shortName, ...formerNames]) add(text, { customer: code, by: 'name' })
  for (const text of listed(book.values.at('customer', code, 'payers', asOf, knownAt))) add(text, { customer: code, by: 'alias' })
  for (const entry of listed(book.values.at('customer', code, 'thirdPartyPayers', asOf, knownAt))) {
    const [text, agreement = ''] = parts(entry)
    add(text, { customer: code, by: 'agreement', agreement })
  }
  return links
}

const listed = (value: string | undefined): string[] =>
  (value ?? '')
    .split(/[;；]/)
    .map(entry => entry.trim())
    .filter(Boolean)

function parts(entry: string): [string, string | undefined] {
  const at = entry.indexOf('=')
  return at < 0 ? [entry, undefined] : [entry.slice(0, at), entry.slice(at + 1)]
}

/** How a payer belongs to one customer on a day, if at all. */
export function payerLink(book: Book, payer: string, customer: string, asOf: Day): PayerLink | undefined {
  const file = book.customerFiles[book.customers.find(customer) ?? -1]
  return file && linksOf(book, file, { asOf }).get(payerName(payer))
}

/** The most characters of a value. */
const LONGEST = 1000

/** The fact by which the ledger remembers a payer of a customer; with an agreement, that it pays for it. */
export function learnedPayer(book: Book, payer: string, customer: string, agreement: string | undefined): ValueFact {
  const field = agreement === undefined ? 'payers' : 'thirdPartyPayers'
  const name = payer.replace(/[;；=]/g, ' ').trim()
  const entry = agreement === undefined ? name : `${name}=${agreement.replace(/[;；]/g, ' ')}`
  const others = listed(book.values.at('customer', customer, field, FIRST_DAY)).filter(
    known => payerName(parts(known)[0]) !== payerName(payer),
  )
  const entries = [...others, entry]
  // The oldest are forgotten first.
  while (entries.length > 1 && entries.join('；').length > LONGEST) entries.shift()
  return { fact: 'value', subject: 'customer', key: customer, field, from: iso(FIRST_DAY), value: entries.join('；') }
}

/** A receipt paid by somebody else than the customer, for the auditor. */
export interface ThirdPartyReceipt {
  receipt: number
  customer: string
  payer: string
  agreement: string
  amount: Money
}

/** The live receipts at a moment that others paid by an agreement, by day of the bank line. */
export function thirdPartyReceipts(book: Book, moment: Moment): ThirdPartyReceipt[] {
  const { knownAt } = resolved(book, moment)
  return bankLineStates(book, moment).flatMap(({ line, receipts }) =>
    receipts.flatMap(receipt => {
      const row = book.documentOf(receipt)
      const agreement = book.values.at('document', String(receipt), 'payerAgreement', moment.asOf, knownAt)
      if (agreement === undefined) return []
      const customer = book.customers.texts[book.documents.customer[row]]
      return [{ receipt, customer, payer: line.payer, agreement, amount: -book.documents.amount[row] as Money }]
    }),
  )
}
