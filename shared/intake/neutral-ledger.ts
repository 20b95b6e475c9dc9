import { day } from '../dates.js'
import { exact } from '../money.js'
import { refuse } from '../refusals.js'
import type { TableRow } from '../tables/post.js'
import type { Words } from '../vocabulary.js'
import { neutralLedger, unknownKeys, type NeutralLedger } from './neutral-schema.js'
import { schemaProblem } from '../schema-fault.js'

/** Something in the file that the user should know of although nothing is wrong. */
export interface IntakeRemark extends Words {
  /** The document or key it is about. */
  subject: string
}

/** What a file becomes: rows in an order in which each finds what it names, and what is worth telling. */
export interface Intake {
  rows: TableRow[]
  remarks: IntakeRemark[]
}

type Part<Name extends keyof NeutralLedger> = NeutralLedger[Name] extends (infer Row)[] ? Row : never
type Allocation = Part<'allocations'>

/** The neutral ledger of a JSON text; refuses what is not one, naming the place of the fault (`BAD_FILE`). */
export function neutralLedgerText(text: string, file: string): Intake {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw refuse('BAD_FILE', { file, problem: `it is not JSON: ${(error as Error).message} (不是 JSON 文件)` })
  }
  return neutralLedgerRows(json, file)
}

/**
 * Reads a neutral ledger into rows for the tables. Masters come first, then documents by date, then what settles them by the day it
 * takes effect, since a payment on an invoice with instalments fills the earliest due date that is open then.
 */
export function neutralLedgerRows(json: unknown, file = 'ledger.json'): Intake {
  const read = neutralLedger.safeParse(json)
  if (!read.success) {
    const [issue] = read.error.issues
    throw refuse('BAD_FILE', { file, problem: `${pathText(issue.path)}: ${schemaProblem(issue)}` })
  }
  const ledger = read.data
  const remarks: IntakeRemark[] = unknownKeys(ledger).map(key => ({
    subject: key,
    en: `${key} is not part of the neutral ledger and was not read.`,
    zh: `${key} 不属于中性账簿格式，未读取。`,
  }))
  const settled = settlements(ledger, remarks)
  const documents = [...openingRows(ledger, remarks), ...invoiceRows(ledger), ...creditRows(ledger), ...settled.documents]
  documents.sort((a, b) => compare(a.date, b.date))
  // Of one day allocations come first: a refund, or a credit given up, takes what they leave.
  const last = [...allocationRows(ledger, settled.used), ...settled.settlements].sort((a, b) => compare(a.date, b.date))
  return { rows: [...masterRows(ledger), ...[...documents, ...last].map(({ table, row }) => ({ table, row }))], remarks }
}

/** A row and the date it is put in order by. */
interface Dated {
  date: string
  table: string
  row: Record<string, unknown>
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)), '') ||
  'the whole'

function masterRows({ customers, products, rates }: NeutralLedger): TableRow[] {
  return [
    ...customers.map(({ id, credit_limit, name, terms, owner, ...rest }) => {
      const limit = credit_limit ?? undefined
      return { table: 'customers', row: present({ code: id, name, terms, owner, ...dimensions(rest), creditLimit: limit }) }
    }),
    ...products.map(({ id, name, category }) => ({ table: 'products', row: present({ code: id, name, category }) })),
    ...rates.map(({ currency, date, rate }) => ({ table: 'rates', row: { currency, date, rate } })),
  ]
}

const dimensions = ({ salesperson, department, region, channel, project, branch }: Partial<Record<string, unknown>>) => ({
  salesperson,
  department,
  region,
  channel,
  project,
  branch,
})

/** Without the keys that say nothing, which a strict table would not take. */
const present = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))

const money = ({ currency, fx }: { currency?: string; fx?: string | number }) => ({ currency, rate: fx })

const lineCells = (lines: Part<'invoices'>['lines']) =>
  lines?.map(({ product, quantity, net, tax, cost }) => present({ product, quantity, net, tax, cost }))

function openingRows({ open_items }: NeutralLedger, remarks: IntakeRemark[]): Dated[] {
  return open_items.flatMap(item => {
    if (!item.open) {
      remarks.push({ subject: item.id, en: `${item.id} is settled already and was left out.`, zh: `${item.id} 已结清，未导入。` })
      return []
    }
    const row = {
      number: item.id,
      customer: item.customer,
      docDate: item.date,
      dueDate: item.due,
      amount: item.amount,
      note: item.kind,
      ...money(item),
    }
    return [{ date: item.date, table: 'openingItems', row: present(row) }]
  })
}

function invoiceRows({ invoices }: NeutralLedger): Dated[] {
  return invoices.map(invoice => ({
    date: invoice.issue,
    table: 'invoices',
    row: present({
      number: invoice.id,
      customer: invoice.customer,
      docDate: invoice.issue,
      dueDate: invoice.due,
      amount: invoice.amount,
      terms: invoice.terms,
      instalments: invoice.instalments?.map(({ due, amount }) => ({ due, amount })),
      lines: lineCells(invoice.lines),
      ...money(invoice),
      ...dimensions(invoice),
    }),
  }))
}

/** Credit notes and receipts. A credit note settles the invoice it names only where no allocation of the file says how. */
function creditRows({ credit_notes, receipts, allocations }: NeutralLedger): Dated[] {
  const allocated = new Set(allocations.flatMap(({ from, to }) => [from, to]))
  const row = (document: Part<'receipts'>) => ({
    number: document.id,
    customer: document.customer,
    docDate: document.date,
    amount: document.amount,
    ...money(document),
  })
  return [
    ...credit_notes.map(note => {
      const invoice = allocated.has(note.id) ? undefined : note.invoice
      return {
        date: note.date,
        table: 'creditNotes',
        row: present({ ...row(note), invoice, lines: lineCells(note.lines), ...dimensions(note) }),
      }
    }),
    ...receipts.map(receipt => ({ date: receipt.date, table: 'receipts', row: present(row(receipt)) })),
  ]
}

type Settlement = Part<'refunds'> | Part<'write_offs'>

/**
 * Refunds and write-offs. Each needs a document that it settles: the one it names, or the ones that allocations of the same day give it
 * whole. Without it the file says that the balance moves but not against what, so that is what is posted: a refund as a debit note and a
 * write-off as an unapplied credit note, told in a remark, and open until something settles it.
 */
function settlements(ledger: NeutralLedger, remarks: IntakeRemark[]): { documents: Dated[]; settlements: Dated[]; used: Set<Allocation> } {
  const made = { documents: [] as Dated[], settlements: [] as Dated[], used: new Set<Allocation>() }
  const post = (document: Settlement, named: string | undefined, table: 'refunds' | 'writeOffs') => {
    const { id, date, amount } = document
    const target = table === 'refunds' ? 'receipt' : 'invoice'
    if (named) {
      made.settlements.push({ date, table, row: { number: id, [target]: named, amount, date } })
      return
    }
    const own = ledger.allocations.filter(({ from, to }) => from === id || to === id)
    const sum = own.reduce((total, allocation) => total.plus(exact(String(allocation.amount))), exact('0'))
    if (own.length > 0 && own.every(allocation => allocation.date === date) && sum.equals(exact(String(amount)))) {
      own.forEach((allocation, i) => {
        made.used.add(allocation)
        const row = {
          number: i === 0 ? id : `${id}/${i + 1}`,
          [target]: allocation.from === id ? allocation.to : allocation.from,
          amount: allocation.amount,
          date,
        }
        made.settlements.push({
          date,
          table,
          row: present({ ...row, instalment: table === 'writeOffs' ? allocation.instalment : undefined }),
        })
      })
      return
    }
    const raises = (table === 'refunds') === exact(String(amount)).greaterThanOrEqualTo(0)
    const row = { number: id, customer: document.customer, docDate: date, amount: String(amount).replace(/^-/, ''), ...money(document) }
    made.documents.push({ date, table: raises ? 'debitNotes' : 'creditNotes', row: present(row) })
    remarks.push(
      table === 'refunds'
        ? {
            subject: id,
            en: `Refund ${id} names no receipt; it was posted as a debit note.`,
            zh: `退款 ${id} 未注明收款单，已按借项通知单入账。`,
          }
        : {
            subject: id,
            en: `Write-off ${id} names no invoice; it was posted unapplied.`,
            zh: `转销 ${id} 未注明发票，已按未核销单据入账。`,
          },
    )
  }
  for (const refund of ledger.refunds) post(refund, refund.receipt, 'refunds')
  for (const writeOff of ledger.write_offs) post(writeOff, writeOff.invoice, 'writeOffs')
  return made
}

/** Allocations by the day they take effect: their own, but never before both documents exist. */
function allocationRows(ledger: NeutralLedger, used: ReadonlySet<Allocation>): Dated[] {
  const dates = new Map<string, string>()
  for (const { id, issue } of ledger.invoices) dates.set(id, issue)
  for (const part of [ledger.credit_notes, ledger.receipts, ledger.refunds, ledger.write_offs, ledger.open_items]) {
    for (const { id, date } of part) dates.set(id, date)
  }
  return ledger.allocations.flatMap(allocation => {
    if (used.has(allocation)) return []
    const { from, to, amount, date, instalment } = allocation
    const effective = [date, dates.get(from), dates.get(to)].reduce<string>(
      (latest, other) => (other && day(other) > day(latest) ? other : latest),
      date,
    )
    return [{ date: effective, table: 'allocations', row: present({ from, to, amount, date, instalment }) }]
  })
}
