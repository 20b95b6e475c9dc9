import type { Book } from '../book/book.js'
import type { DocumentKind } from '../facts/document.js'
import { refuse } from '../refusals.js'
import type { TableRow } from '../tables/post.js'
import type { Answers } from './answers.js'
import type { Fault } from './input.js'
import type { MappedRows } from './mapping.js'

/** Columns that name a document of any kind. */
const DOCUMENTS = new Set(['invoice', 'receipt', 'writeOff', 'from', 'to'])
/** The kind of document that a table's own numbers are of. */
const KINDS: Readonly<Record<string, DocumentKind>> = {
  invoices: 'invoice',
  debitNotes: 'debitNote',
  creditNotes: 'creditNote',
  receipts: 'receipt',
  openingItems: 'opening',
  orders: 'order',
  deliveries: 'delivery',
}

/** A list of codes that a column may name: customers, products, documents of any kind or of one. */
type List = 'customers' | 'products' | 'documents' | DocumentKind

const DIGITS = /^[1-9]\d*$/

const bare = (code: string): string => code.replace(/^0+/, '')

/** Codes with zeros before them, by what is left without: of customers, products and documents. */
class Padded {
  private readonly codes = new Map<string, string>()

  constructor(texts: Iterable<string>) {
    for (const text of texts) if (/^0\d*[1-9]\d*$/.test(text)) this.codes.set(bare(text), text)
  }

  /** The code that this one may have been before its zeros were eaten. */
  before(code: string): string | undefined {
    return this.codes.get(code)
  }
}

/** Which list a column's codes belong to. */
function listOf(table: string, column: string): List | undefined {
  if (column === 'customer' || (table === 'customers' && column === 'code')) return 'customers'
  if (table === 'transfers') return column === 'from' || column === 'to' ? 'customers' : undefined
  if (table === 'products' && column === 'code') return 'products'
  if (column === 'number') return KINDS[table]
  return DOCUMENTS.has(column) && table !== 'values' && table !== 'customers' ? 'documents' : undefined
}

/**
 * Looks for codes of digits that the ledger, or another file of the import, knows with zeros before them and not without: a spreadsheet
 * may have eaten these. They are asked about once for each column, restored, or kept, as the user says.
 */
export function zerosChecked(read: MappedRows, book: Book | undefined, { zeros }: Answers): MappedRows {
  if (zeros === 'keep') return read
  const lists = new Map<List, Padded>()
  const listNamed = (list: List): Padded => {
    let codes = lists.get(list)
    if (!codes) lists.set(list, (codes = new Padded(codesOf(list, read, book))))
    return codes
  }
  const found = new Map<string, Fault & { examples: string[] }>()
  let restored = 0
  const rows = read.rows.map((given, i): TableRow => {
    let row = given.row
    for (const [column, code] of Object.entries(given.row)) {
      const list = listOf(given.table, column)
      const padded = list && DIGITS.test(String(code)) ? listNamed(list).before(String(code)) : undefined
      if (!list || !padded || isKnown(book, list, String(code))) continue
      if (zeros === 'restore') {
        row = { ...row, [column]: padded }
        restored++
        continue
      }
      const { file, line } = read.origins[i]
      const key = `${file}\u0001${list}`
      const fault = found.get(key) ?? {
        file,
        line,
        column: `${given.table}.${column}`,
        value: String(code),
        refusal: refuse('ZEROS_LOST'),
        examples: [],
      }
      const example = `${String(code)} → ${padded}`
      if (fault.examples.length < 3 && !fault.examples.includes(example)) fault.examples.push(example)
      found.set(key, fault)
    }
    return row === given.row ? given : { ...given, row }
  })
  const faults = [...found.values()].map(({ examples, ...fault }) => ({
    ...fault,
    refusal: refuse('ZEROS_LOST', { examples: examples.join(', ') }),
  }))
  const remarks = restored
    ? [
        {
          subject: '',
          en: `${restored} codes got the zeros back that a spreadsheet had eaten.`,
          zh: `已为 ${restored} 个编码补回前面的零。`,
        },
      ]
    : []
  return { ...read, rows, faults: [...read.faults, ...faults], remarks: [...read.remarks, ...remarks] }
}

/** Codes of a list in the ledger and in the import itself. */
function* codesOf(list: List, { rows }: MappedRows, book: Book | undefined): Generator<string> {
  const masters = list === 'customers' || list === 'products'
  for (const { table, row } of rows) {
    const mine = masters ? table === list : list === 'documents' || KINDS[table] === list
    const code = masters ? row.code : row.number
    if (mine && typeof code === 'string') yield code
  }
  if (!book) return
  if (masters) yield* list === 'customers' ? book.customers.texts : book.products.texts
  else for (let at = 0; at < book.documents.count; at++) if (list === 'documents' || book.kind(at) === list) yield book.numberOf(at).number
}

function isKnown(book: Book | undefined, list: List, code: string): boolean {
  if (!book) return false
  if (list !== 'customers' && list !== 'products')
    return book.documentsNumbered(code).some(row => list === 'documents' || book.kind(row) === list)
  const [codes, files] = list === 'customers' ? [book.customers, book.customerFiles] : [book.products, book.productFiles]
  const at = codes.find(code)
  return at !== undefined && files[at] !== undefined
}
