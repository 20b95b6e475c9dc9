import { decimal, type Currency, type Money } from '../../money.js'
import type { IntakeRemark } from '../neutral-ledger.js'
import type { Part, VoucherDocument } from './documents.js'
import type { VoucherLine } from './lines.js'
import type { OwnLine } from './parts.js'

interface Account {
  lines: number
  debit: number
  credit: number
  /** Net of what was moved to the other account, debit positive. */
  moved: number
  tables: Map<VoucherDocument, { count: number; amount: number }>
}

const WORDS: Readonly<Record<VoucherDocument, { en: string; zh: string }>> = {
  invoices: { en: 'invoices', zh: '发票' },
  debitNotes: { en: 'debit notes', zh: '借项通知单' },
  creditNotes: { en: 'credit notes', zh: '贷项通知单' },
  receipts: { en: 'receipts', zh: '收款单' },
  openingItems: { en: 'opening items', zh: '期初单据' },
}

/** Proves that what is posted comes to what the file says of each account, and says what the lines became. */
export class Totals {
  private readonly accounts = new Map<string, Account>()
  /** Vouchers whose lines became debit or credit notes for want of anything that says more. */
  private readonly notes = new Set<string>()

  constructor(private readonly currency: Currency) {}

  read(control: string, line: VoucherLine): void {
    const account = this.account(control)
    account.lines++
    account.debit += line.debit
    account.credit += line.credit
  }

  moved({ control, moved }: OwnLine): void {
    this.account(control).moved += moved
  }

  posted({ control, left, line }: OwnLine, part: Part, table: VoucherDocument): void {
    const { tables } = this.account(control)
    const found = tables.get(table) ?? { count: 0, amount: 0 }
    found.count++
    found.amount += left < 0 ? 0 - part.amount : part.amount
    tables.set(table, found)
    if (table === 'debitNotes' || (table === 'creditNotes' && line.debit === 0)) this.notes.add(`${line.date} ${line.voucher}`)
  }

  /** One remark for each account, and one that lists the vouchers whose documents a person should look at. */
  remarks(file: string, layout: string, customers: number): IntakeRemark[] {
    const text = (amount: number) => decimal(amount as Money, this.currency)
    const remarks: IntakeRemark[] = [
      {
        subject: file,
        en: `${file}: read as vouchers of ${layout}, ${customers} new customers.`,
        zh: `${file}：按 ${layout} 凭证读取，新建客户 ${customers} 个。`,
      },
    ]
    for (const [control, { lines, debit, credit, moved, tables }] of this.accounts) {
      const posted = [...tables.values()].reduce((sum, { amount }) => sum + amount, 0)
      const say = (language: 'en' | 'zh') =>
        [...tables].map(([table, { count, amount }]) => `${WORDS[table][language]} ${text(amount)} (${count})`)
      const movedText = moved === 0 ? [] : [moved]
      const difference = text(debit - credit - posted - moved)
      remarks.push({
        subject: control,
        en: `Account ${control}: ${lines} lines, debits ${text(debit)}, credits ${text(credit)}; became ${[...say('en'), ...movedText.map(amount => `moved to or from the other account ${text(amount)}`)].join(', ') || 'nothing'}; difference ${difference}.`,
        zh: `科目 ${control}：${lines} 条分录，借方 ${text(debit)}，贷方 ${text(credit)}；形成 ${[...say('zh'), ...movedText.map(amount => `应收与预收对冲 ${text(amount)}`)].join('，') || '无'}；差额 ${difference}。`,
      })
    }
    if (this.notes.size > 0) {
      const some = [...this.notes].slice(0, 5).join(', ')
      remarks.push({
        subject: file,
        en: `${this.notes.size} vouchers have no cash or sale against the customer, or pay money back; they became debit or credit notes, to be looked at: ${some}${this.notes.size > 5 ? ' …' : ''}.`,
        zh: `${this.notes.size} 张凭证的对方科目不是货币资金或收入，或为退款，已按借项或贷项通知单处理，请复核：${some}${this.notes.size > 5 ? ' 等' : ''}。`,
      })
    }
    return remarks
  }

  private account(control: string): Account {
    let account = this.accounts.get(control)
    if (!account) this.accounts.set(control, (account = { lines: 0, debit: 0, credit: 0, moved: 0, tables: new Map() }))
    return account
  }
}
