import type { Book } from '../../book/book.js'
import { refuse } from '../../refusals.js'

/** A customer that the ledger has. */
export interface KnownCustomer {
  code: string
  name: string
  shortName?: string
  formerNames?: readonly string[]
}

/** A customer that adoption makes, and the line that named it first. */
export interface MadeCustomer {
  code: string
  name: string
  line: number
}

/** The customers of a ledger, for an adoption. */
export const knownCustomers = (book: Book): KnownCustomer[] =>
  book.customerFiles.flatMap(file =>
    file ? [{ code: file.code, name: file.name, shortName: file.shortName, formerNames: file.formerNames }] : [],
  )

/** A name as it is compared: without spaces, in one form of brackets and letters. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·・.,'"]/g, '')

/** A code made from a name, always the same for the same name: `K` and eight letters or digits. */
export function codeOfName(name: string, salt = 0): string {
  const text = plainName(name)
  let one = 0xdeadbeef ^ salt
  let two = 0x41c6ce57 ^ salt
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i)
    one = Math.imul(one ^ letter, 2654435761)
    two = Math.imul(two ^ letter, 1597334677)
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909)
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
  const hash = 4294967296 * (2097151 & two) + (one >>> 0)
  return `K${hash.toString(36).toUpperCase().padStart(8, '0').slice(-8)}`
}

/** Finds or makes the customer that a row names. The same name is the same customer, in the ledger and in the range. */
export class Customers {
  readonly made = new Map<string, MadeCustomer>()
  private readonly codes = new Map<string, string>()
  private readonly names = new Map<string, Set<string>>()
  private readonly sameAs: Map<string, string>
  private readonly found = new Map<string, string>()

  constructor(known: readonly KnownCustomer[], sameAs: Readonly<Record<string, string>> = {}) {
    for (const { code, name, shortName, formerNames = [] } of known) {
      this.codes.set(code, name)
      for (const each of [name, shortName, ...formerNames]) if (each) this.learn(each, code)
    }
    this.sameAs = new Map(Object.entries(sameAs).map(([name, other]) => [plainName(name), other]))
  }

  /** The code of a row's customer; refuses a name that several customers of the ledger bear (`AMBIGUOUS_CUSTOMER`). */
  codeOf(code: string | undefined, name: string | undefined): string {
    if (code) return code
    const before = this.found.get(name!)
    if (before !== undefined) return before
    const other = this.sameAs.get(plainName(name!))
    const meant = other ?? name!
    const found = this.codes.has(meant) ? meant : this.byName(meant)
    this.found.set(name!, found)
    return found
  }

  /** Notes that a row which is taken names a customer: one that is not there yet is made. */
  use(code: string, name: string | undefined, line: number): void {
    if (this.codes.has(code)) return
    const meant = (name === undefined ? undefined : this.sameAs.get(plainName(name))) ?? name ?? code
    this.codes.set(code, meant)
    this.made.set(code, { code, name: meant, line })
    if (name) this.learn(meant, code)
  }

  /** Every name in use with the code it means. */
  entries(): Iterable<[string, string]> {
    return [...this.codes].map(([code, name]) => [name, code] as [string, string])
  }

  private byName(name: string): string {
    const bearers = this.names.get(plainName(name))
    if (bearers && bearers.size > 1) throw refuse('AMBIGUOUS_CUSTOMER', { value: name, candidates: [...bearers].slice(0, 5).join(', ') })
    if (bearers) return [...bearers][0]
    let salt = 0
    while (this.codes.has(codeOfName(name, salt))) salt++
    return codeOfName(name, salt)
  }

  private learn(name: string, code: string): void {
    const plain = plainName(name)
    const bearers = this.names.get(plain)
    if (bearers) bearers.add(code)
    else this.names.set(plain, new Set([code]))
  }
}
