import { day, instantOf } from '../dates.js'
import type { Change, Fact } from '../facts/fact.js'
import { DOCUMENT_KINDS, type ApplicationFact, type DocumentFact, type DocumentKind } from '../facts/document.js'
import type { ControlFact, CustomerFact, ProductFact, SealFact } from '../facts/master.js'
import { dimensionsText, type Dimensions } from '../facts/parts.js'
import type { Currency, Rate } from '../money.js'
import { BankLines } from './bank.js'
import { kindCode, numberText, OWING, purposeCode } from './codes.js'
import { Dictionary } from './dictionary.js'
import { Files } from './files.js'
import { Periods } from './periods.js'
import { Rates } from './rates.js'
import { Rows } from './rows.js'
import { endOf, Values } from './values.js'

/** What a company is: its code, name, ledger currency, time zone and language. */
export interface Company {
  code: string
  name: string
  currency: Currency
  /** IANA name, for example `Asia/Shanghai`: decides which day a recorded instant lies in. */
  timeZone: string
}

/** What few documents have, so that the others do not pay for it. */
export interface DocumentNotes {
  terms?: string
  method?: string
  bankAccount?: string
  bankSerial?: string
  note?: string
}

interface BookOptions {
  /** The most bytes that remembered answers may take; 64 MB unless said otherwise. */
  answersLimit?: number
}

/**
 * The facts of one company in memory, as columns. It is only appended to; every question is answered from it, as of a date and as
 * known at a change. `attempt` appends for the length of a question and takes it back.
 */
export class Book extends Rows {
  /** The newest change it holds. */
  change = 0
  readonly customers = new Dictionary()
  readonly products = new Dictionary()
  readonly currencies: Dictionary
  readonly rateTexts = new Dictionary(['1'])
  /** Sets of stamped dimensions; `stamps[i]` belongs to the text `stampTexts.texts[i]`. */
  readonly stampTexts = new Dictionary(['{}'])
  readonly stamps: Dimensions[] = [{}]
  private readonly stampIndexes = new Map<Dimensions, number>()
  private readonly stampsSpelled = new Map<string, Dimensions>()
  readonly values = new Values()
  readonly rates = new Rates()
  readonly periods = new Periods()
  readonly controls: (ControlFact & { change: number })[] = []
  readonly seals: (SealFact & { change: number })[] = []
  readonly bankLines = new BankLines()
  readonly customerHistory = new Files<CustomerFact>()
  readonly productHistory = new Files<ProductFact>()
  /** The newest file of each customer and product, by index; a code may be used before its file arrives. */
  readonly customerFiles: readonly (CustomerFact | undefined)[] = this.customerHistory.newest
  readonly productFiles: readonly (ProductFact | undefined)[] = this.productHistory.newest
  readonly persons = new Set<string>()
  /** The instant of each change by number, for `knownAt` given as a date. */
  readonly recorded: { change: number; at: number }[] = []
  readonly notes = new Map<number, DocumentNotes>()

  constructor(
    readonly company: Company,
    options: BookOptions = {},
  ) {
    super(options.answersLimit)
    this.currencies = new Dictionary([company.currency])
  }

  /** Appends the facts of a change. The facts must have been checked: see `posting`. */
  append(change: Pick<Change, 'change' | 'facts' | 'recordedAt'>): void {
    this.note(change.change, instantOf(change.recordedAt))
    for (const fact of change.facts) this.add(fact, change.change)
  }

  /** Notes that a change exists and when it was recorded. */
  note(change: number, at: number): void {
    const before = this.change
    this.recorded.push({ change, at })
    this.change = Math.max(before, change)
    this.answers.clear()
    this.onUndo(() => {
      this.recorded.pop()
      this.change = before
    })
  }

  /** Appends one fact of a change. */
  add(fact: Fact, change: number): void {
    switch (fact.fact) {
      case 'document':
        return this.addDocument(fact, change)
      case 'application':
        return this.addApplicationFact(fact, change)
      case 'customer':
        return this.setFile(this.customerHistory, this.customerIndex(fact.code), fact, change)
      case 'product':
        return this.setFile(this.productHistory, this.productIndex(fact.code), fact, change)
      case 'person':
        if (this.persons.has(fact.code)) return
        this.persons.add(fact.code)
        return this.onUndo(() => this.persons.delete(fact.code))
      case 'value': {
        const value = { from: day(fact.from), to: endOf(fact.to === undefined ? undefined : day(fact.to)), value: fact.value, change }
        this.values.add(fact.subject, fact.key, fact.field, value)
        return this.onUndo(() => this.values.drop(fact.subject, fact.key, fact.field))
      }
      case 'rate':
        this.rates.add(fact.currency, day(fact.day), fact.rate as Rate, change)
        return this.onUndo(() => this.rates.drop(fact.currency))
      case 'control':
        return this.push(this.controls, { ...fact, change })
      case 'seal':
        return this.push(this.seals, { ...fact, change })
      case 'bankLine':
        this.bankLines.add({ ...fact, change })
        return this.onUndo(() => this.bankLines.drop())
      case 'close':
        this.periods.close(fact.period, day(fact.to), change)
        return this.onUndo(() => this.periods.drop())
      case 'reopen':
        this.periods.reopen(fact.period, day(fact.from), change)
        return this.onUndo(() => this.periods.drop())
    }
  }

  /** The customer's index, made when new. */
  customerIndex(code: string): number {
    const index = this.customers.index(code)
    this.customerSeen(index)
    return index
  }

  productIndex(code: string): number {
    return this.products.index(code)
  }

  /** The index of a set of stamped dimensions. */
  stampIndex(dimensions: Dimensions): number {
    return this.stampIndexes.get(dimensions) ?? this.stampOfText(dimensionsText(dimensions))
  }

  /** The one object that stands for a set of stamped dimensions: most documents share theirs with others. */
  stamp(dimensions: Dimensions): Dimensions {
    let spelled = ''
    for (const name in dimensions) spelled += `${name}\u0000${dimensions[name]}\u0000`
    let stamp = this.stampsSpelled.get(spelled)
    if (!stamp) this.stampsSpelled.set(spelled, (stamp = this.stamps[this.stampIndex(dimensions)]))
    return stamp
  }

  /** As `stampIndex`, from the JSON text with sorted keys that the store keeps. */
  stampOfText(text: string): number {
    const index = this.stampTexts.index(text)
    if (index === this.stamps.length) {
      const stamp = JSON.parse(text) as Dimensions
      this.stamps.push(stamp)
      this.stampIndexes.set(stamp, index)
    }
    return index
  }

  private addDocument(fact: DocumentFact, change: number): void {
    const row = this.addDocumentRow(
      fact.id,
      kindCode(fact.kind),
      this.customerIndex(fact.customer),
      numberText(fact.series, fact.number),
      day(fact.docDate),
      day(fact.postDate),
      this.currencies.index(fact.currency),
      this.rateTexts.index(fact.rate),
      fact.amount,
      this.stampIndex(fact.dimensions),
      change,
      fact.of ?? 0,
      fact.order ?? 0,
    )
    for (const item of fact.items) this.addItemRow(row, item.instalment, day(item.due), item.amount, item.base)
    for (const line of fact.lines) {
      this.addLineRow(
        row,
        line.product === undefined ? 0 : this.productIndex(line.product) + 1,
        line.quantity,
        line.net,
        line.tax,
        line.cost,
      )
    }
    if (fact.reverses !== undefined) this.addReversal(fact.id, fact.reverses)
    if (fact.terms ?? fact.method ?? fact.bankAccount ?? fact.bankSerial ?? fact.note) this.addNotes(fact.id, fact)
  }

  private addApplicationFact(fact: ApplicationFact, change: number): void {
    this.addApplicationRow(
      fact.id,
      this.itemOf(fact.debit[0], fact.debit[1]),
      this.itemOf(fact.credit[0], fact.credit[1]),
      purposeCode(fact.purpose),
      day(fact.date),
      fact.amount,
      change,
      fact.reverses ?? 0,
    )
  }

  addNotes(id: number, notes: DocumentNotes): void {
    const { terms, method, bankAccount, bankSerial, note } = notes
    this.notes.set(id, { terms, method, bankAccount, bankSerial, note })
    this.onUndo(() => this.notes.delete(id))
    if (!bankAccount || !bankSerial) return
    this.bankLines.addDocument(bankAccount, bankSerial, id)
    this.onUndo(() => this.bankLines.dropDocument(bankAccount, bankSerial))
  }

  /** The live (not reversed, not itself a reversal) document of a kind with a number, or -1. */
  findDocument(kind: number, series: string, number: string): number {
    return this.numbers.find(numberText(series, number), row => this.documents.kind[row] === kind && this.isLive(row))
  }

  /** All live documents with a number, whatever their kind and series. */
  documentsNumbered(number: string): number[] {
    const found: number[] = []
    this.numbers.find(number, row => {
      if (this.isLive(row)) found.push(row)
      return false
    })
    return found
  }

  kind(row: number): DocumentKind {
    return DOCUMENT_KINDS[this.documents.kind[row]]
  }

  currencyOf(row: number): Currency {
    return this.currencies.texts[this.documents.currency[row]]
  }

  rateOf(row: number): Rate {
    return this.rateTexts.texts[this.documents.rate[row]] as Rate
  }

  /** Series and number of a document. */
  numberOf(row: number): { series: string; number: string } {
    const text = this.numbers.text(row)
    const at = text.indexOf('\u0001')
    return at < 0 ? { series: '', number: text } : { series: text.slice(0, at), number: text.slice(at + 1) }
  }

  /** The number as people read it: series and number with a hyphen, or the kind and id when it has none. */
  nameOf(row: number): string {
    const { series, number } = this.numberOf(row)
    return number ? (series ? `${series}-${number}` : number) : `${this.kind(row)} #${this.documents.id[row]}`
  }

  /** Whether any document is in a foreign currency. */
  get foreign(): boolean {
    return this.currencies.size > 1
  }

  /** Orders and deliveries add to the exposure, not to the balance. */
  isDebtOrCredit(row: number): boolean {
    return OWING[this.documents.kind[row]] === 1
  }

  /** A Book with unposted facts on top, for the length of a question. */
  with<T>(drafts: readonly Fact[], ask: (book: Book) => T): T {
    return this.attempt(() => {
      this.append({ change: this.change + 1, facts: drafts, recordedAt: '1970-01-01T00:00:00.000Z' })
      return ask(this)
    })
  }

  private setFile<File>(files: Files<File>, index: number, file: File, change: number): void {
    files.add(index, file, change)
    this.onUndo(() => files.drop(index, file))
  }

  private push<T>(list: T[], entry: T): void {
    list.push(entry)
    this.onUndo(() => list.pop())
  }
}
