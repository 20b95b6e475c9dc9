import { day, instantOf, NEVER, type Day } from '../dates.js'
import type { Change, Fact } from '../facts/fact.js'
import {
  APPLICATION_PURPOSES,
  DOCUMENT_KINDS,
  KINDS_OWING_NOTHING,
  type ApplicationFact,
  type ApplicationPurpose,
  type DocumentFact,
  type DocumentKind,
} from '../facts/document.js'
import type { ControlFact, CustomerFact, ProductFact, SealFact } from '../facts/master.js'
import { dimensionsText, type Dimensions } from '../facts/parts.js'
import type { Currency, Money, Rate } from '../money.js'
import { Answers } from './answers.js'
import { addRow, bytesOf, reserve } from './columns.js'
import { applicationsOf, close, unapply } from './derived.js'
import { Dictionary } from './dictionary.js'
import { Lifetimes } from './lifetimes.js'
import { Numbers } from './numbers.js'
import { Periods } from './periods.js'
import { Rates } from './rates.js'
import { applicationColumns, documentColumns, itemColumns, lineColumns } from './tables.js'
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

export const kindCode = (kind: DocumentKind): number => DOCUMENT_KINDS.indexOf(kind)
export const purposeCode = (purpose: ApplicationPurpose): number => APPLICATION_PURPOSES.indexOf(purpose)

/** By code of a kind, 1 when its documents change what a customer owes and 0 when they only count in the exposure. */
export const OWING = Uint8Array.from(DOCUMENT_KINDS, kind => (KINDS_OWING_NOTHING.includes(kind) ? 0 : 1))

/** A document's number and series as one text; the series is `''` for most. */
export const numberText = (series: string, number: string): string => (series ? `${series}\u0001${number}` : number)

interface BookOptions {
  /** The most bytes that remembered answers may take; 64 MB unless said otherwise. */
  answersLimit?: number
}

/**
 * The facts of one company in memory, as columns. It is only appended to; every question is answered from it, as of a date and as
 * known at a change. `attempt` appends for the length of a question and takes it back.
 */
export class Book {
  /** The newest change it holds. */
  change = 0
  readonly documents = documentColumns()
  readonly items = itemColumns()
  readonly applications = applicationColumns()
  readonly lines = lineColumns()
  numbers = new Numbers()
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
  readonly lifetimes: Lifetimes
  readonly answers: Answers
  readonly controls: (ControlFact & { change: number })[] = []
  readonly seals: (SealFact & { change: number })[] = []
  /** The newest file of each customer and product, by index; a code may be used before its file arrives. */
  readonly customerFiles: (CustomerFact | undefined)[] = []
  readonly productFiles: (ProductFact | undefined)[] = []
  readonly persons = new Set<string>()
  /** The instant of each change by number, for `knownAt` given as a date. */
  readonly recorded: { change: number; at: number }[] = []
  /** Document id to the id it reverses, and back. */
  readonly reversals = new Map<number, number>()
  readonly reversedBy = new Map<number, number>()
  /** Application id to the id of the one that takes it back. */
  readonly applicationReversedBy = new Map<number, number>()
  readonly notes = new Map<number, DocumentNotes>()
  /** Items some application of which was taken back: only their open amount may have grown with time. */
  readonly reopened = new Set<number>()
  /** A customer's newest item plus 1. */
  private newestItem = new Uint32Array(64)
  /** Row of a document by id, plus 1: ids are dense on a server and sparse in a scoped replica. */
  private rowOfId = new Uint32Array(64)
  lastDocumentId = 0
  lastApplicationId = 0
  /** While work may be taken back: how to undo what is not only rows at the end of a table. */
  private journal: (() => void)[] | undefined
  private depth = 0

  constructor(
    readonly company: Company,
    options: BookOptions = {},
  ) {
    this.currencies = new Dictionary([company.currency])
    this.lifetimes = new Lifetimes(this.items)
    this.answers = new Answers(options.answersLimit)
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
        return this.setFile(this.customerFiles, this.customerIndex(fact.code), fact)
      case 'product':
        return this.setFile(this.productFiles, this.productIndex(fact.code), fact)
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
    if (index >= this.newestItem.length) this.newestItem = doubled(this.newestItem, index)
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

  /** Appends a document given by its column values; its items and lines follow at once. Gives its row. */
  addDocumentRow(
    id: number,
    kind: number,
    customer: number,
    number: string,
    docDate: Day,
    postDate: Day,
    currency: number,
    rate: number,
    amount: number,
    stamp: number,
    change: number,
    of: number,
    order: number,
  ): number {
    const { documents } = this
    const row = addRow(documents)
    documents.id[row] = id
    documents.kind[row] = kind
    documents.customer[row] = customer
    documents.docDate[row] = docDate
    documents.postDate[row] = postDate
    documents.currency[row] = currency
    documents.rate[row] = rate
    documents.amount[row] = amount
    documents.dimensions[row] = stamp
    documents.change[row] = change
    documents.of[row] = of
    documents.order[row] = order
    documents.firstItem[row] = this.items.count
    documents.itemCount[row] = 0
    documents.firstLine[row] = this.lines.count
    documents.lineCount[row] = 0
    this.numbers.add(number)
    if (id >= this.rowOfId.length) this.rowOfId = doubled(this.rowOfId, id)
    this.rowOfId[id] = row + 1
    if (id > this.lastDocumentId) this.lastDocumentId = id
    return row
  }

  /** Appends an item of the newest document. */
  addItemRow(document: number, instalment: number, due: Day, amount: number, base: number): void {
    const { items, documents } = this
    const item = addRow(items)
    const customer = documents.customer[document]
    items.document[item] = document
    items.instalment[item] = instalment
    items.customer[item] = customer
    items.postDate[item] = documents.postDate[document]
    items.due[item] = due
    items.amount[item] = amount
    items.base[item] = base
    items.openNow[item] = amount
    items.closedOn[item] = NEVER
    items.firstApplied[item] = NEVER
    items.applied[item] = 0
    items.before[item] = this.newestItem[customer]
    this.newestItem[customer] = item + 1
    documents.itemCount[document]++
  }

  /** Appends a line of the newest document. */
  addLineRow(document: number, product: number, quantity: number, net: number, tax: number, cost: number): void {
    const { lines } = this
    const row = addRow(lines)
    lines.product[row] = product
    lines.quantity[row] = quantity
    lines.net[row] = net
    lines.tax[row] = tax
    lines.cost[row] = cost
    this.documents.lineCount[document]++
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

  /** Appends an application given by its column values and renews what is derived from it. */
  addApplicationRow(
    id: number,
    debit: number,
    credit: number,
    purpose: number,
    date: Day,
    amount: number,
    change: number,
    reverses: number,
  ): void {
    const { applications, items } = this
    const row = addRow(applications)
    applications.id[row] = id
    applications.debit[row] = debit
    applications.credit[row] = credit
    applications.purpose[row] = purpose
    applications.date[row] = date
    applications.effective[row] = Math.max(date, items.postDate[debit], items.postDate[credit])
    applications.amount[row] = amount
    applications.change[row] = change
    applications.nextOfDebit[row] = items.applied[debit]
    applications.nextOfCredit[row] = items.applied[credit]
    items.applied[debit] = row + 1
    items.applied[credit] = row + 1
    items.openNow[debit] -= amount
    items.openNow[credit] += amount
    if (amount < 0) this.reopened.add(debit).add(credit)
    close(this, debit, row)
    close(this, credit, row)
    if (id > this.lastApplicationId) this.lastApplicationId = id
    if (reverses) {
      this.applicationReversedBy.set(reverses, id)
      this.onUndo(() => this.applicationReversedBy.delete(reverses))
    }
  }

  /** Notes that one document reverses another. */
  addReversal(id: number, reverses: number): void {
    this.reversals.set(id, reverses)
    this.reversedBy.set(reverses, id)
    this.onUndo(() => {
      this.reversals.delete(id)
      this.reversedBy.delete(reverses)
    })
  }

  addNotes(id: number, notes: DocumentNotes): void {
    const { terms, method, bankAccount, bankSerial, note } = notes
    this.notes.set(id, { terms, method, bankAccount, bankSerial, note })
    this.onUndo(() => this.notes.delete(id))
  }

  /** Row of a document by id; a bug when there is none. */
  documentOf(id: number): number {
    const row = id < this.rowOfId.length ? this.rowOfId[id] : 0
    if (row === 0) throw new Error(`no document with id ${id}`)
    return row - 1
  }

  /** Item of a document id and instalment; a bug when there is none. */
  itemOf(id: number, instalment: number): number {
    const row = this.documentOf(id)
    const first = this.documents.firstItem[row]
    for (let item = first; item < first + this.documents.itemCount[row]; item++) if (this.items.instalment[item] === instalment) return item
    throw new Error(`document ${id} has no instalment ${instalment}`)
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

  /** Whether a document counts as itself: neither a reversal nor reversed. */
  isLive(row: number): boolean {
    const id = this.documents.id[row]
    return !this.reversals.has(id) && !this.reversedBy.has(id)
  }

  /** Items of a customer, the newest first. */
  *itemsOf(customer: number): Generator<number> {
    for (let link = this.newestItem[customer] ?? 0; link !== 0; link = this.items.before[link - 1]) yield link - 1
  }

  /** The newest item of a customer plus 1, 0 for none: the start of the chain `items.before`. */
  newestItemOf(customer: number): number {
    return this.newestItem[customer] ?? 0
  }

  /** Applications of an item, the newest first. */
  applicationsOf(item: number): Generator<number> {
    return applicationsOf(this, item)
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

  /** An amount of one item in the document's currency. */
  amountOf(item: number): Money {
    return this.items.amount[item] as Money
  }

  /**
   * Appends facts for the length of a question and takes them back: what would be if these were posted. What `ask` gives is kept;
   * what it throws is passed on. Attempts may be nested.
   */
  attempt<T>(ask: () => T): T {
    const piece = this.begin()
    try {
      return ask()
    } finally {
      piece.undo()
      piece.keep()
    }
  }

  /** Starts a piece of work that can be taken back whole. Exactly one `keep` must follow; `undo` may come before it. Pieces nest. */
  begin(): Piece {
    this.depth++
    this.journal ??= []
    const { documents, items, applications, lines, lastDocumentId, lastApplicationId } = this
    return new Piece(this, {
      documents: documents.count,
      items: items.count,
      applications: applications.count,
      lines: lines.count,
      lastDocumentId,
      lastApplicationId,
      steps: this.journal.length,
    })
  }

  /** For `Piece` only: makes the Book what it was. */
  takeBack(marks: Marks): void {
    this.truncate(marks)
    this.lastDocumentId = marks.lastDocumentId
    this.lastApplicationId = marks.lastApplicationId
    while (this.journal!.length > marks.steps) this.journal!.pop()!()
    this.answers.clear()
  }

  /** For `Piece` only: with the outermost piece the way back is forgotten. */
  pieceEnded(): void {
    if (--this.depth === 0) this.journal = undefined
  }

  /** Takes the newest rows off, so that so many are left: tables only grow at their end, so their counts are all there is to remember. */
  private truncate(counts: { documents: number; items: number; applications: number; lines: number }): void {
    const { documents, items, applications, lines } = this
    for (let row = applications.count - 1; row >= counts.applications; row--) unapply(this, row)
    for (let item = items.count - 1; item >= counts.items; item--) this.newestItem[items.customer[item]] = items.before[item]
    for (let row = documents.count - 1; row >= counts.documents; row--) this.rowOfId[documents.id[row]] = 0
    items.count = counts.items
    lines.count = counts.lines
    documents.count = counts.documents
    this.lifetimes.truncate(counts.items)
    this.numbers.truncate(counts.documents)
  }

  /** A Book with unposted facts on top, for the length of a question. */
  with<T>(drafts: readonly Fact[], ask: (book: Book) => T): T {
    return this.attempt(() => {
      this.append({ change: this.change + 1, facts: drafts, recordedAt: '1970-01-01T00:00:00.000Z' })
      return ask(this)
    })
  }

  /** Takes over the numbers of a snapshot whose columns are in place, and renews what stands beside them. */
  setNumbers(numbers: Numbers): void {
    const { documents, items, applications } = this
    this.numbers = numbers
    this.rowOfId = new Uint32Array(documents.count + 64)
    for (let row = 0; row < documents.count; row++) {
      const id = documents.id[row]
      if (id >= this.rowOfId.length) this.rowOfId = doubled(this.rowOfId, id)
      this.rowOfId[id] = row + 1
      if (id > this.lastDocumentId) this.lastDocumentId = id
    }
    for (let item = 0; item < items.count; item++) this.newestItem[items.customer[item]] = item + 1
    for (let row = 0; row < applications.count; row++)
      if (applications.id[row] > this.lastApplicationId) this.lastApplicationId = applications.id[row]
  }

  /** Makes room for so many rows in all, exactly, when the numbers are known beforehand. */
  reserve(rows: { documents: number; items: number; applications: number; lines: number }): void {
    reserve(this.documents, rows.documents, true)
    reserve(this.items, rows.items, true)
    reserve(this.applications, rows.applications, true)
    reserve(this.lines, rows.lines, true)
    this.numbers.reserve(rows.documents)
    if (rows.documents >= this.rowOfId.length) this.rowOfId = sized(this.rowOfId, rows.documents + 1)
  }

  /** Bytes of the facts and of what is derived from them; remembered answers not included. */
  get bytes(): number {
    const tables = bytesOf(this.documents) + bytesOf(this.items) + bytesOf(this.applications) + bytesOf(this.lines)
    return tables + this.numbers.bytes + this.lifetimes.bytes + this.rowOfId.byteLength + this.newestItem.byteLength
  }

  private setFile<T>(files: (T | undefined)[], index: number, file: T): void {
    const before = files[index]
    files[index] = file
    this.onUndo(() => (files[index] = before))
  }

  private push<T>(list: T[], entry: T): void {
    list.push(entry)
    this.onUndo(() => list.pop())
  }

  private onUndo(step: () => void): void {
    this.journal?.push(step)
  }
}

/** Where a Book stood when a piece of work began. */
interface Marks {
  documents: number
  items: number
  applications: number
  lines: number
  lastDocumentId: number
  lastApplicationId: number
  /** Length of the journal. */
  steps: number
}

/** Work on a Book that can be taken back. A class and not two functions: one is made for every row that is posted. */
class Piece {
  constructor(
    private readonly book: Book,
    private readonly marks: Marks,
  ) {}

  /** Takes back all that was added since it began. */
  undo(): void {
    this.book.takeBack(this.marks)
  }

  /** Ends it. */
  keep(): void {
    this.book.pieceEnded()
  }
}

const doubled = (old: Uint32Array<ArrayBuffer>, index: number): Uint32Array<ArrayBuffer> =>
  sized(old, Math.max(Math.ceil(old.length * 1.25), index + 64))

function sized(old: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(length)
  grown.set(old)
  return grown
}
