import type { Book } from '../book/book.js'
import { decimal, negated, type Currency, type Money } from '../money.js'
import { refuse } from '../refusals.js'
import type { TableRow } from '../tables/post.js'
import type { CustomerNames } from './customer-names.js'
import type { ExportTable } from './export-table.js'
import type { InputRow } from './input.js'
import type { MappedRows } from './mapping.js'
import { BLUE_IN_NOTE, VOID, type TaxColumn } from './tax-invoice-words.js'

/** Tax invoices are in yuan, whatever the ledger is in. */
const CURRENCY = 'CNY'

/** An invoice of the list with its lines; a list without lines has one line for each invoice. */
export interface Listed {
  number: string
  series: string
  rows: InputRow[]
}

/** What a list becomes, invoice by invoice. */
export class TaxList {
  private readonly rows: TableRow[] = []
  private readonly taxNumbers = new Map<string, { row: TableRow }>()
  private readonly voided: string[] = []
  private readonly unnamed: string[] = []
  private readonly known: string[] = []
  private readonly numbers = new Set<string>()
  private readonly flushed = new Set<string>()
  private readonly counts = { invoices: 0, invoiced: 0, red: 0, credited: 0 }

  constructor(
    private readonly table: ExportTable<TaxColumn>,
    private readonly ledger: Currency,
    private readonly book: Book | undefined,
    private readonly names: CustomerNames,
  ) {}

  read({ number, series, rows }: Listed): void {
    const { table } = this
    const [first] = rows
    if (VOID.test(table.text(first, 'status'))) return void this.voided.push(number)
    const before = table.faults.length
    const date = table.date(first, 'date')
    if (!date && table.text(first, 'date') === '') table.missing(first, 'date')
    const lines = rows.map(row => this.line(row))
    const customer = this.customer(first)
    if (!date || customer === undefined || table.faults.length > before) return
    const gross = lines.reduce((sum, { net, tax }) => sum + net + tax, 0) as Money
    const red = gross < 0 || table.text(first, 'positive') === '否'
    if (red !== gross < 0 && gross !== 0) {
      return table.fault(
        first,
        'positive',
        refuse('BAD_ROW', { column: table.title('positive'), problem: 'a red invoice must be negative (红字发票金额应为负数)' }),
      )
    }
    if (this.isThereOtherwise(number, gross, lines.length)) return void this.known.push(number)
    const row: Record<string, unknown> = { number, customer, docDate: date, amount: this.text(red ? negated(gross) : gross) }
    if (series) row.series = series
    row.lines = lines.map(({ net, tax, quantity }) => ({
      ...(quantity !== undefined && { quantity: red ? turned(quantity) : quantity }),
      net: this.text(red ? negated(net) : net),
      tax: this.text(red ? negated(tax) : tax),
    }))
    const note = noteOf(rows.map(line => [table.text(line, 'goods'), table.text(line, 'specification')].filter(Boolean).join(' ')))
    if (note) row.note = note
    if (red) this.red(first, row, number)
    if (this.ledger !== CURRENCY) row.currency = CURRENCY
    if (!red && /红冲/.test(table.text(first, 'status'))) this.flushed.add(number)
    this.numbers.add(number)
    this.count(red, gross)
    this.rows.push({ table: red ? 'creditNotes' : 'invoices', row, sourceRow: first.line })
    this.taxNumber(first, customer, date)
  }

  result(): MappedRows {
    const { table, names, voided, unnamed, counts } = this
    const made = names.made.splice(0)
    this.settleBlue()
    if (voided.length > 0) {
      const some = `${voided.slice(0, 5).join(', ')}${voided.length > 5 ? ' …' : ''}`
      table.tell(`${voided.length} void invoices were left out: ${some}.`, `已作废发票 ${voided.length} 张未导入：${some}。`)
    }
    if (unnamed.length > 0) {
      const some = unnamed.slice(0, 5).join(', ')
      table.tell(
        `${unnamed.length} red invoices name no blue one that is here or in the ledger and stay unapplied: ${some}.`,
        `${unnamed.length} 张红字发票未注明蓝字发票，或该蓝字发票不在清单与账簿中，暂未冲抵：${some}。`,
      )
    }
    if (this.known.length > 0) {
      const count = this.known.length
      table.tell(
        `${count} invoices are in the ledger already, with other lines; they were passed over.`,
        `${count} 张发票已在账簿中（明细行不同），已跳过。`,
      )
    }
    const [invoiced, credited] = [this.text(counts.invoiced as Money), this.text(counts.credited as Money)]
    table.tell(
      `read as a list of the tax platform: ${counts.invoices} invoices ${invoiced}, ${counts.red} red ${credited}, ${made.length} new customers.`,
      `按税务平台发票清单读取：蓝字 ${counts.invoices} 张 ${invoiced}，红字 ${counts.red} 张 ${credited}，新建客户 ${made.length} 个。`,
    )
    const rows = [...made, ...[...this.taxNumbers.values()].map(({ row }) => row), ...this.rows]
    return {
      rows,
      origins: rows.map(({ sourceRow = 0 }) => ({ file: table.name, line: sourceRow })),
      faults: table.faults,
      remarks: table.remarks,
    }
  }

  /** A red invoice settles its blue one when that is in the list or the ledger; blue ones that lack their red one are told. */
  private settleBlue(): void {
    for (const { table, row } of this.rows) {
      if (table !== 'creditNotes' || row.invoice === undefined) continue
      const blue = row.invoice as string
      this.flushed.delete(blue)
      if (this.numbers.has(blue) || this.known.includes(blue) || (this.book?.documentsNumbered(blue).length ?? 0) > 0) continue
      delete row.invoice
      this.unnamed.push(String(row.number))
    }
    const missing = [...this.flushed]
    if (missing.length === 0) return
    const some = `${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' …' : ''}`
    this.table.tell(
      `${missing.length} invoices are marked 红冲, but their red invoice is not in this list: ${some}.`,
      `${missing.length} 张发票状态为红冲，但清单中没有对应红字发票：${some}。`,
    )
  }

  /** The same invoice from the other form of the list, with its lines or without them. */
  private isThereOtherwise(number: string, gross: Money, lines: number): boolean {
    const { book } = this
    return (book?.documentsNumbered(number) ?? []).some(
      row =>
        book!.documents.amount[row] === gross && book!.documents.lineCount[row] !== lines && /^(invoice|creditNote)$/.test(book!.kind(row)),
    )
  }

  private text(amount: Money): string {
    return decimal(amount, CURRENCY)
  }

  /** Amounts of a line; a total that is not their sum is a fault. */
  private line(row: InputRow): { net: Money; tax: Money; quantity?: string } {
    const { table } = this
    const [net, tax] = [table.money(row, 'net', CURRENCY), table.money(row, 'tax', CURRENCY)]
    if (table.text(row, 'net') === '') table.missing(row, 'net')
    if (table.text(row, 'gross') !== '') {
      const gross = table.money(row, 'gross', CURRENCY)
      const sum = (net + tax) as Money
      if (gross !== sum) table.fault(row, 'gross', refuse('TOTAL_DIFFERS', { total: this.text(gross), sum: this.text(sum) }))
    }
    return { net, tax, quantity: table.number(row, 'quantity') }
  }

  private customer(row: InputRow): string | undefined {
    const { table } = this
    const name = table.text(row, 'buyer')
    const tax = table.text(row, 'buyerTax')
    if (name === '') return void table.missing(row, 'buyer')
    const found = this.names.of({ name, taxNumber: tax || undefined }, row.line)
    if (!found) table.fault(row, 'buyer', refuse('AMBIGUOUS_CUSTOMER', { value: name, candidates: tax || '…' }))
    return found?.code
  }

  /** The tax number as a setting of the customer, where the ledger does not have it yet. */
  private taxNumber(row: InputRow, customer: string, date: string): void {
    const value = this.table.text(row, 'buyerTax')
    if (value === '' || this.names.setting(customer, 'taxNumber') === value) return
    const known = this.taxNumbers.get(customer)
    if (known && String(known.row.row.from) <= date) return
    const setting = { subject: 'customer', key: customer, field: 'taxNumber', from: date, value }
    this.taxNumbers.set(customer, { row: { table: 'values', row: setting, sourceRow: row.line } })
  }

  private red(row: InputRow, cells: Record<string, unknown>, number: string): void {
    const { table } = this
    const blue = table.code(row, 'blue') || BLUE_IN_NOTE.exec(table.text(row, 'note'))?.[1]
    if (blue) cells.invoice = blue
    else this.unnamed.push(number)
  }

  private count(red: boolean, gross: Money): void {
    const { counts } = this
    if (red) counts.red++
    else counts.invoices++
    if (red) counts.credited += gross
    else counts.invoiced += gross
  }
}

const turned = (quantity: string): string => (quantity.startsWith('-') ? quantity.slice(1) : quantity === '0' ? quantity : `-${quantity}`)

/** The goods of an invoice in short, each named once. */
const noteOf = (goods: readonly string[]): string => [...new Set(goods.filter(Boolean))].join('; ').slice(0, 200)
