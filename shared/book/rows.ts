import { NEVER, type Day } from '../dates.js'
import type { Money } from '../money.js'
import { Answers } from './answers.js'
import { addRow, bytesOf, reserve } from './columns.js'
import { applicationsOf, close, unapply } from './derived.js'
import { Lifetimes } from './lifetimes.js'
import { Numbers } from './numbers.js'
import { Piece, type Marks } from './piece.js'
import { applicationColumns, documentColumns, itemColumns, lineColumns } from './tables.js'

/**
 * The tables of a Book and what is derived from them: rows are only added, and may be taken off again at the end. What they mean, the
 * codes, texts and files they refer to, is the Book's.
 */
export class Rows {
  readonly documents = documentColumns()
  readonly items = itemColumns()
  readonly applications = applicationColumns()
  readonly lines = lineColumns()
  numbers = new Numbers()
  readonly lifetimes: Lifetimes
  readonly answers: Answers
  /** Document id to the id it reverses, and back. */
  readonly reversals = new Map<number, number>()
  readonly reversedBy = new Map<number, number>()
  /** Application id to the id of the one that takes it back. */
  readonly applicationReversedBy = new Map<number, number>()
  /** Items some application of which was taken back: only their open amount may have grown with time. */
  readonly reopened = new Set<number>()
  /** A customer's newest item plus 1. */
  private newestItem = new Uint32Array(64)
  /** Row of a document by id, plus 1: ids are dense on a server and sparse in a scoped replica. */
  private rowOfId = new Uint32Array(64)
  lastDocumentId = 0
  lastApplicationId = 0
  /** How often rows were taken off again: whoever remembers how far the tables went can tell whether they were others meanwhile. */
  undone = 0
  /** While work may be taken back: how to undo what is not only rows at the end of a table. */
  private journal: (() => void)[] | undefined
  private depth = 0

  /** `answersLimit`: the most bytes that remembered answers may take. */
  constructor(answersLimit?: number) {
    this.lifetimes = new Lifetimes(this.items)
    this.answers = new Answers(answersLimit)
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
    this.undone++
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

  protected onUndo(step: () => void): void {
    this.journal?.push(step)
  }

  /** Makes room for the items of a customer. */
  protected customerSeen(index: number): void {
    if (index >= this.newestItem.length) this.newestItem = doubled(this.newestItem, index)
  }
}

const doubled = (old: Uint32Array<ArrayBuffer>, index: number): Uint32Array<ArrayBuffer> =>
  sized(old, Math.max(Math.ceil(old.length * 1.25), index + 64))

function sized(old: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(length)
  grown.set(old)
  return grown
}
