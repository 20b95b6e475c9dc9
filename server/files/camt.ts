import { DOMParser, ParseError, type Element } from '@xmldom/xmldom'
import { day, iso } from '../../shared/dates.js'
import type { BankStatement, StatementEntry } from '../../shared/intake/bank-statement.js'
import { money, negated, type Money } from '../../shared/money.js'
import { Refusal, refuse } from '../../shared/refusals.js'

/**
 * Reads ISO 20022 camt.053, bank to customer statement, in versions 02 to 08: names are compared without their namespace, and what a
 * later version wraps (`Pty`, `Cd`) is looked for inside. Only booked entries count. An entry of several transactions becomes one
 * movement each when their amounts make the entry's. Refuses what is not whole or no camt.053 (`BAD_FILE`).
 */
export function camtStatements(text: string, file: string): BankStatement[] {
  const root = parsed(text, file)
  const message = child(root, 'BkToCstmrStmt')
  if (!message) throw broken(file, 'it holds no camt.053 statement', '不是 camt.053 对账单')
  try {
    return children(message, 'Stmt').map(statement => statementOf(statement, file))
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'BAD_FILE') throw error
    throw broken(file, error.text('en').replace(/[().:]/g, ''), error.text('zh').replace(/[()（）。]/g, ''))
  }
}

/** Whether bytes begin as XML. */
export const isXml = (text: string): boolean => /^\ufeff?\s*<(\?xml|[A-Za-z:]*Document\b)/.test(text)

function parsed(text: string, file: string): Element {
  try {
    const document = new DOMParser({
      onError: (level, problem) => {
        if (level !== 'warning') throw new ParseError(problem)
      },
    }).parseFromString(text.replace(/^\ufeff/, ''), 'text/xml')
    if (document.documentElement) return document.documentElement
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
  }
  throw broken(file, 'it is cut off or no XML; export it again', '文件不完整或不是 XML，请重新导出')
}

function statementOf(statement: Element, file: string): BankStatement {
  const account = at(statement, 'Acct', 'Id', 'IBAN') ?? at(statement, 'Acct', 'Id', 'Othr', 'Id')
  if (!account) throw refuse('BANK_ACCOUNT_MISSING', { file })
  const balances = children(statement, 'Bal')
  const balance = (codes: readonly string[], from: Element[]) =>
    codes.flatMap(code => from.find(one => at(one, 'Tp', 'CdOrPrtry', 'Cd') === code) ?? [])[0]
  const opening = balance(['OPBD', 'PRCD', 'ITBD'], balances)
  const closing = balance(['CLBD', 'ITBD'], [...balances].reverse())
  const entries = children(statement, 'Ntry')
  const booked = entries.filter(entry => (at(entry, 'Sts', 'Cd') ?? at(entry, 'Sts')) !== 'PDNG')
  const currency = at(statement, 'Acct', 'Ccy') ?? currencyOf(opening ?? booked[0])
  if (currency === undefined) throw broken(file, 'it names no currency', '未注明币种')
  const remarks: { en: string; zh: string }[] = []
  if (booked.length < entries.length)
    remarks.push({
      en: `${account}: ${entries.length - booked.length} entries are not booked yet and left out.`,
      zh: `${account}：${entries.length - booked.length} 笔尚未记账，未读入。`,
    })
  if (!closing || !opening)
    remarks.push({
      en: `${account}: the statement gives no opening or no closing balance, so it cannot be told whether it is whole.`,
      zh: `${account}：对账单缺少期初或期末余额，无法确认是否完整。`,
    })
  return {
    file,
    account,
    currency,
    entries: booked.flatMap((entry, i) => entriesOf(entry, i + 1, currency, file)),
    opening: opening && signed(opening, currency, file),
    // The same interim balance is no proof of anything.
    closing: closing && closing !== opening ? signed(closing, currency, file) : undefined,
    remarks,
  }
}

function entriesOf(entry: Element, place: number, currency: string, file: string): StatementEntry[] {
  const amount = signed(entry, currency, file)
  const booking = child(entry, 'BookgDt') ?? child(entry, 'ValDt')
  const on = booking && (at(booking, 'Dt') ?? at(booking, 'DtTm')?.slice(0, 10))
  if (!on) throw broken(file, `entry ${place} has no date`, `第 ${place} 笔没有日期`)
  const shared = { at: place, day: iso(day(on)) }
  const reference = referenceOf(at(entry, 'AcctSvcrRef'))
  const details = children(entry, 'NtryDtls').flatMap(one => children(one, 'TxDtls'))
  const amounts = details.map(detail => amountOfDetail(detail, amount, currency, file))
  const splits = details.length > 1 && amounts.reduce<number>((sum, part) => sum + (part ?? NaN), 0) === amount
  if (!splits) {
    const serial = reference ?? referenceOf(details.length === 1 ? at(details[0], 'Refs', 'AcctSvcrRef') : undefined)
    return [{ ...shared, serial, amount, ...partiesOf(details[0], amount), text: textOf([...details, entry]) }]
  }
  const own = details.map(detail => referenceOf(at(detail, 'Refs', 'AcctSvcrRef')))
  const distinct = new Set(own).size === details.length && !own.includes(undefined)
  return details.map((detail, i) => ({
    ...shared,
    serial: distinct ? own[i] : reference && `${reference}/${i + 1}`,
    amount: amounts[i]!,
    ...partiesOf(detail, amounts[i]!),
    text: textOf([detail]),
  }))
}

/** What a transaction of an entry comes to, when it is told in the account's currency; without a sign of its own it has the entry's. */
function amountOfDetail(detail: Element, whole: Money, currency: string, file: string): Money | undefined {
  const wrapped = child(child(detail, 'AmtDtls'), 'TxAmt')
  const holder = child(detail, 'Amt') ? detail : wrapped
  if (!holder || currencyOf(holder) !== currency) return undefined
  const size = Math.abs(amountIn(holder, currency, file)) as Money
  const sign = at(detail, 'CdtDbtInd') ?? (whole < 0 ? 'DBIT' : 'CRDT')
  return sign === 'DBIT' ? negated(size) : size
}

/** The other side: who paid when money came in, who was paid when it went out. */
function partiesOf(detail: Element | undefined, amount: Money): { payer: string; payerAccount?: string } {
  const parties = child(detail, 'RltdPties')
  const [party, account] = amount >= 0 ? ['Dbtr', 'DbtrAcct'] : ['Cdtr', 'CdtrAcct']
  const payer = at(parties, party, 'Pty', 'Nm') ?? at(parties, party, 'Nm') ?? at(parties, `Ultmt${party}`, 'Nm') ?? ''
  const payerAccount = at(parties, account, 'Id', 'IBAN') ?? at(parties, account, 'Id', 'Othr', 'Id')
  return payerAccount ? { payer: payer.slice(0, 200), payerAccount } : { payer: payer.slice(0, 200) }
}

/** What payer and bank wrote, each piece once: remittance information, the payer's reference, and what else is told. */
function textOf(elements: readonly Element[]): string | undefined {
  const pieces = elements.flatMap(element => [
    ...children(child(element, 'RmtInf'), 'Ustrd').map(content),
    ...children(child(element, 'RmtInf'), 'Strd').flatMap(one => [
      at(one, 'CdtrRefInf', 'Ref'),
      at(one, 'RfrdDocInf', 'Nb'),
      at(one, 'AddtlRmtInf'),
    ]),
    referenceOf(at(element, 'Refs', 'EndToEndId')),
    at(element, 'AddtlTxInf'),
    at(element, 'AddtlNtryInf'),
  ])
  const said = [...new Set(pieces.filter((piece): piece is string => !!piece))].join(' ')
  return said === '' ? undefined : said.slice(0, 500)
}

/** A reference that says something. */
const referenceOf = (text: string | undefined): string | undefined =>
  text === undefined || /^(NOTPROVIDED|NONREF|N\/A|0*)$/i.test(text) ? undefined : text.slice(0, 100)

function signed(holder: Element, currency: string, file: string): Money {
  const amount = amountIn(holder, currency, file)
  return at(holder, 'CdtDbtInd') === 'DBIT' ? negated(amount) : amount
}

function amountIn(holder: Element, currency: string, file: string): Money {
  const of = currencyOf(holder)
  if (of !== currency)
    throw broken(
      file,
      `an amount is in ${of ?? 'no currency'} on an account in ${currency}`,
      `账户币种为 ${currency}，金额币种为 ${of ?? '空'}`,
    )
  return money(at(holder, 'Amt') ?? '', currency)
}

const currencyOf = (holder: Element | undefined): string | undefined => child(holder, 'Amt')?.getAttribute('Ccy') ?? undefined

const children = (parent: Element | undefined, name: string): Element[] =>
  parent ? [...parent.childNodes].filter((node): node is Element => (node as Element).localName === name) : []

const child = (parent: Element | undefined, name: string): Element | undefined => children(parent, name)[0]

const content = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim()

/** The text at a path, if there is any. */
function at(from: Element | undefined, ...path: string[]): string | undefined {
  const found = path.reduce<Element | undefined>((parent, name) => child(parent, name), from)
  const text = found && content(found)
  return text ? text : undefined
}

const broken = (file: string, en: string, zh: string) => refuse('BAD_FILE', { file, problem: `${en} (${zh})` })
