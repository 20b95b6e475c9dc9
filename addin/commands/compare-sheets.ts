import type { SealFact } from '../../shared/facts/master.js'
import type { Book } from '../../shared/book/book.js'
import type { Language } from '../../shared/refusals.js'
import { valueOf, type Sheet, type Value } from '../../shared/reports/sheet.js'
import { verify, type Altered, type Verification } from '../../shared/reports/verify.js'
import { inLanguage } from '../desk/notices.js'
import type { OwnCells } from '../workbook/own-cells.js'

/** A cell, or a whole row, that reads otherwise than it should. */
export interface Difference {
  /** Where it is now; missing where it is gone. */
  address?: string
  /** What its row is about: a customer, a document, 合计. */
  row: string
  /** The heading of its column. */
  column: string
  was: Value
  is: Value
}

/** Where the cells of a worksheet differ from what was sealed. What people wrote in the places that we leave them is theirs. */
export function alteredCells({ altered, drawn }: Verification, cells: OwnCells, language: Language): Difference[] {
  const places = placesForPeople(drawn)
  const signatures = new Set(drawn.rows.flatMap(({ kind, cells }) => (kind === 'signature' ? cells.map(valueOf) : [])))
  return altered
    .map(one => ({
      ...described(one, language),
      ...(one.row !== null && one.column !== null && { address: cells.address(one.row, one.column) }),
    }))
    .filter(({ column, was }) => (was !== null || !places.has(column)) && !(was !== null && signatures.has(was)))
}

/** What the same question answers otherwise by now: customers, documents and totals, not the head that says when. */
export function changedAnswers(book: Book, seal: SealFact, now: Sheet, index: number, language: Language): Difference[] {
  const values = now.rows.map(({ cells }) => now.columns.map((_, at) => valueOf(cells[at]) ?? null))
  const isAnswer = ({ row }: Altered) => row === null || ['data', 'total'].includes(now.rows[row].kind)
  return verify(book, seal, { values }, index)
    .altered.filter(isAnswer)
    .map(one => described(one, language))
}

/** Headings of columns in which the sheet has nothing for anybody. */
function placesForPeople({ columns, rows }: Sheet): Set<string> {
  const body = rows.filter(({ kind }) => kind === 'data')
  const filled = columns.filter((_, at) => body.some(({ cells }) => valueOf(cells[at]) !== null))
  const empty = columns.filter(column => !filled.some(({ heading }) => heading === column.heading))
  return new Set(empty.map(({ heading }) => heading))
}

/** What is altered is named by the label of its row and the heading of its column; a whole row by its label. */
function described({ what, was, is }: Altered, language: Language): Difference {
  const cut = what.lastIndexOf(SEPARATOR)
  const [row, column] =
    cut < 0 ? [what, inLanguage({ en: 'whole row', zh: '整行' }, language)] : [what.slice(0, cut), what.slice(cut + SEPARATOR.length)]
  return { row, column, was, is }
}

const SEPARATOR = ' · '
