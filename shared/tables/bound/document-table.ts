import type { Book } from '../../book/book.js'
import { kindCode } from '../../book/codes.js'
import { correctDocument, takeOut } from '../../domain/posting/corrections.js'
import { moveDocument } from '../../domain/posting/move.js'
import type { Posting } from '../../domain/posting/posting.js'
import type { DocumentKind } from '../../facts/document.js'
import { ALL, customerNamed } from '../../functions/customers.js'
import { refuse } from '../../refusals.js'
import type { TableDefinition } from '../define.js'
import type { BoundRow, BoundTable, Column, Fields } from './define.js'
import { lastChangeOf, touchedDocuments } from './document-changes.js'
import { documentFields, fieldsNamed, standingDocument } from './document-row.js'
import { postThrough, presentFields } from './door.js'
import { instalmentsOf, linesOf } from './forms.js'

/** What a kind of document has besides what all have. */
interface Own {
  kind: DocumentKind
  columns: readonly Column[]
  /** -1 for credits, whose rows are positive. */
  sign: 1 | -1
  /** Fields that only this kind reads. */
  more?: (book: Book, row: number, knownAt: number) => Record<string, string>
  /** Settings of a document that are fields of its row. */
  settings?: readonly string[]
}

/** The table of a kind of document, whose rows go in through a door of files. */
export function documentTable<Row>(door: TableDefinition<Row>, { kind, columns, sign, more, settings = [] }: Own): BoundTable {
  const code = kindCode(kind)
  const names = columns.map(({ name }) => name)
  const read = (book: Book, id: string, knownAt = Infinity): BoundRow | undefined => {
    const row = standingDocument(book, Number(id), kind, knownAt)
    if (row === undefined) return undefined
    const fields = { ...documentFields(book, row, knownAt, sign), ...more?.(book, row, knownAt) }
    return { id: String(book.documents.id[row]), fields: fieldsNamed(fields, names) }
  }
  const post = (posting: Posting, fields: Fields): number => {
    requirePositive(fields, sign)
    const before = posting.facts.length
    postThrough(posting, door, doorRow(posting, fields))
    const made = posting.facts.slice(before).find(fact => fact.fact === 'document' && fact.kind === kind && !fact.reverses)
    if (made?.fact !== 'document') throw new Error(`${door.name} posted no ${kind}`)
    return made.id
  }
  return {
    name: door.name,
    label: door.label,
    summary: door.summary,
    columns,
    confirms: true,
    ids: book => liveOfKind(book, code),
    read,
    touched: (book, after) => touchedDocuments(book, code, settings, after),
    lastChange: (book, id) => lastChangeOf(book, Number(id), settings),
    post: (posting, fields) => String(post(posting, fields)),
    change: (posting, now, wanted, today) => {
      const { book } = posting
      const id = Number(now.id)
      const row = book.documentOf(id)
      if (movesOnly(now, wanted, names) && book.documents.postDate[row] <= book.periods.closedUpTo()) {
        moveDocument(posting, id, codeOf(posting, wanted.customer), today)
        return now.id
      }
      return String(correctDocument(posting, id, () => post(posting, summed(now.fields, wanted))))
    },
    remove: (posting, now) => void takeOut(posting, Number(now.id)),
  }
}

/** The amount follows lines that change, and lines that stay hold it. */
function summed(now: Fields, wanted: Fields): Fields {
  const [lines, amount] = [wanted.lines ?? '', wanted.amount]
  if (lines === '' || (lines === now.lines && amount === now.amount)) return wanted
  if (lines === now.lines)
    throw refuse('BAD_ROW', { column: 'amount', problem: 'it is the sum of the lines; change the lines (金额为明细合计，请修改明细)' })
  return amount === now.amount ? { ...wanted, amount: '' } : wanted
}

function* liveOfKind(book: Book, code: number): Generator<string> {
  const { documents } = book
  for (let row = 0; row < documents.count; row++) if (documents.kind[row] === code && book.isLive(row)) yield String(documents.id[row])
}

/** Whether nothing but the customer is to change. */
const movesOnly = ({ fields }: BoundRow, wanted: Fields, names: readonly string[]): boolean =>
  wanted.customer !== fields.customer && names.every(name => name.startsWith('customer') || wanted[name] === fields[name])

function requirePositive({ amount }: Fields, sign: 1 | -1): void {
  if (!amount?.startsWith('-')) return
  const problem =
    sign > 0
      ? 'negative; enter it under Credit notes (金额为负，请在“红字发票”中录入)'
      : 'negative; enter it without the minus (金额为负，请去掉负号)'
  throw refuse('BAD_ROW', { column: 'amount', problem })
}

/** The code of a customer by code or name. */
function codeOf({ book }: Posting, typed: string): string {
  const index = customerNamed(book, typed)
  if (index === ALL) throw refuse('UNKNOWN_CUSTOMER', { value: typed })
  return book.customers.texts[index]
}

/** A row as the door of files takes it. */
function doorRow(posting: Posting, { customerName: _given, ...fields }: Fields): Record<string, unknown> {
  const instalments = instalmentsOf(fields.instalments ?? '')
  const lines = linesOf(fields.lines ?? '')
  const row: Record<string, unknown> = { ...presentFields(fields), ...(instalments && { instalments }), ...(lines && { lines }) }
  if (fields.customer) row.customer = codeOf(posting, fields.customer)
  if (instalments) delete row.dueDate
  return row
}
