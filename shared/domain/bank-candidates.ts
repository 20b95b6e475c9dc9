import type { BankLine } from '../book/bank.js'
import type { Book } from '../book/book.js'
import type { Money } from '../money.js'
import { EVIDENCE, type Reason } from './bank-evidence.js'
import { payerName, payersOf } from './bank-payers.js'
import { Lexicon, plainText } from './bank-words.js'
import { dueOf } from './extensions.js'
import { openItems } from './open-items.js'
import { resolved, type Moment } from './question.js'

/** A debt that is open, with what is left of it. */
export interface OpenDebt {
  item: number
  document: number
  open: Money
}

/** Open debts by currency and customer, the oldest first, and the customers whose names or numbers a text may hold. */
export interface Ground {
  debts: (currency: string, customer: string) => OpenDebt[]
  /** Customers with a debt of just this amount. */
  withAmount: (currency: string, amount: Money) => string[]
  /** Numbers of open documents. */
  numbers: Lexicon<{ customer: string; document: number }>
  /** Names and payment references of customers. */
  words: Lexicon<{ customer: string; reason: 'nameInText' | 'paymentReference' }>
  moment: Moment
}

/** What proposals are made from at a moment. */
export function groundOf(book: Book, moment: Moment): Ground {
  const { asOf, knownAt } = resolved(book, moment)
  const { items, documents } = book
  const byCustomer = new Map<string, OpenDebt[]>()
  const byAmount = new Map<string, Set<string>>()
  const numbers: Ground['numbers'] = new Lexicon()
  const numbered = new Set<number>()
  const set = openItems(book, moment)
  for (let i = 0; i < set.count; i++) {
    if (set.open[i] <= 0) continue
    const item = set.items[i]
    const document = items.document[item]
    const customer = book.customers.texts[documents.customer[document]]
    const currency = book.currencyOf(document)
    put(byCustomer, `${currency} ${customer}`, { item, document, open: set.open[i] as Money })
    const amount = `${currency} ${set.open[i]}`
    byAmount.set(amount, (byAmount.get(amount) ?? new Set()).add(customer))
    if (!numbered.has(document)) numbers.add(plainText(book.numberOf(document).number), { customer, document })
    numbered.add(document)
  }
  const due = (debt: OpenDebt) => dueOf(book, debt.item, asOf, knownAt)
  for (const debts of byCustomer.values()) debts.sort((a, b) => due(a) - due(b) || a.item - b.item)
  return {
    debts: (currency, customer) => byCustomer.get(`${currency} ${customer}`) ?? [],
    withAmount: (currency, amount) => [...(byAmount.get(`${currency} ${amount}`) ?? [])],
    numbers,
    words: wordsOf(book, moment),
    moment,
  }
}

function put<T>(map: Map<string, T[]>, key: string, entry: T): void {
  const entries = map.get(key)
  if (entries) entries.push(entry)
  else map.set(key, [entry])
}

function wordsOf(book: Book, moment: Moment): Ground['words'] {
  const { asOf, knownAt } = resolved(book, moment)
  const words: Ground['words'] = new Lexicon()
  for (const [word, links] of payersOf(book, moment))
    for (const { customer, by } of links) if (by === 'name') words.add(word, { customer, reason: 'nameInText' })
  for (const customer of book.values.keys('customer', 'paymentReference')) {
    const reference = book.values.at('customer', customer, 'paymentReference', asOf, knownAt) ?? ''
    words.add(plainText(reference), { customer, reason: 'paymentReference' })
  }
  return words
}

/** Whose money a line may be, and why; the documents that its text names. */
export interface Candidate {
  customer: string
  reasons: Reason[]
  named: readonly number[]
  agreement?: string
}

/** The customers that a line speaks for, the strongest first; equal ones by code. */
export function candidatesOf(book: Book, line: BankLine, ground: Ground): Candidate[] {
  const found = new Map<string, { reasons: Set<Reason>; named: Set<number>; agreement?: string }>()
  const add = (customer: string, reason: Reason) => {
    let entry = found.get(customer)
    if (!entry) found.set(customer, (entry = { reasons: new Set(), named: new Set() }))
    entry.reasons.add(reason)
    return entry
  }
  const payer = payerName(line.payer)
  const links = payer === '' ? [] : (payersOf(book, ground.moment).get(payer) ?? [])
  for (const { customer, by, agreement } of links) add(customer, LINK_REASONS[by]).agreement = agreement
  const text = plainText(line.text ?? '')
  for (const { customer, document } of ground.numbers.in(text)) add(customer, 'documentNumber').named.add(document)
  for (const { customer, reason } of ground.words.in(text)) add(customer, reason)
  if (links.length === 0)
    for (const { customer, reason } of ground.words.in(payer)) if (reason === 'nameInText') add(customer, 'partOfName')
  if (found.size === 0) {
    const alone = ground.withAmount(line.currency, line.amount)
    if (alone.length === 1) add(alone[0], 'amountOnly')
  }
  const unknown = payer !== '' && links.length === 0
  return [...found]
    .map(([customer, { reasons, named, agreement }]): Candidate => ({
      customer,
      reasons: strongest(reasons, unknown),
      named: [...named],
      agreement,
    }))
    .sort((a, b) => EVIDENCE[b.reasons[0]].points - EVIDENCE[a.reasons[0]].points || (a.customer < b.customer ? -1 : 1))
}

const LINK_REASONS = { name: 'payerName', alias: 'payerAlias', agreement: 'payerAgreement' } as const

/** The strongest reason, whether payer and text agree, and whether nobody knows the payer. */
function strongest(reasons: ReadonlySet<Reason>, unknown: boolean): Reason[] {
  const [best] = [...reasons].sort((a, b) => EVIDENCE[b].points - EVIDENCE[a].points)
  const byPayer = Object.values(LINK_REASONS).some(reason => reasons.has(reason))
  const byText = (['documentNumber', 'paymentReference', 'nameInText'] as const).some(reason => reasons.has(reason))
  return [best, ...(byPayer && byText ? (['bothAgree'] as const) : []), ...(unknown ? (['payerUnknown'] as const) : [])]
}
