import type { BankLineFact } from '../facts/bank.js'

/** A movement of a bank account, with the change that told of it. */
export type BankLine = BankLineFact & { change: number }

/** Account and serial number as one key; how people group the digits of an account does not matter. */
export const bankKey = (account: string, serial: string): string =>
  `${account.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()} ${serial.normalize('NFKC').trim()}`

const moneyKey = ({ account, day, currency, amount }: Omit<BankLineFact, 'fact'>): string =>
  bankKey(account, `${day} ${currency} ${amount}`)

/** The movements that bank statements told of, in the order in which they came, and by account and serial number. */
export class BankLines {
  readonly all: BankLine[] = []
  private readonly byKey = new Map<string, BankLine>()
  private readonly byMoney = new Map<string, BankLine[]>()
  private readonly receipts = new Map<string, number[]>()

  add(line: BankLine): void {
    this.all.push(line)
    this.byKey.set(bankKey(line.account, line.serial), line)
    const same = this.byMoney.get(moneyKey(line))
    if (same) same.push(line)
    else this.byMoney.set(moneyKey(line), [line])
  }

  /** Takes the newest line off again. */
  drop(): void {
    const line = this.all.pop()
    if (!line) return
    this.byKey.delete(bankKey(line.account, line.serial))
    this.byMoney.get(moneyKey(line))?.pop()
  }

  find(account: string, serial: string): BankLine | undefined {
    return this.byKey.get(bankKey(account, serial))
  }

  /** Lines of the same account, day, currency and amount. */
  sameMoney(line: Omit<BankLineFact, 'fact'>): readonly BankLine[] {
    return this.byMoney.get(moneyKey(line)) ?? []
  }

  /** Notes that a document names a line, whether that is known yet or not. */
  addDocument(account: string, serial: string, id: number): void {
    const key = bankKey(account, serial)
    const ids = this.receipts.get(key)
    if (ids) ids.push(id)
    else this.receipts.set(key, [id])
  }

  /** Takes the newest document that names a line off again. */
  dropDocument(account: string, serial: string): void {
    this.receipts.get(bankKey(account, serial))?.pop()
  }

  /** Ids of the documents that name a line, in the order of posting. */
  documentsOf(account: string, serial: string): readonly number[] {
    return this.receipts.get(bankKey(account, serial)) ?? []
  }
}
