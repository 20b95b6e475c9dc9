import type { Book } from '../book/book.js'
import type { TableRow } from '../tables/post.js'

/** A customer as an export names it; at least one of both is there. */
export interface NamedCustomer {
  code?: string
  name?: string
  /** The number by which the tax office knows it: kept when its name changes. */
  taxNumber?: string
}

/** Who an export means: a customer of the ledger by code, name, short or former name, or a new one that it makes. */
export class CustomerNames {
  private readonly byName = new Map<string, string>()
  private readonly names = new Map<string, string>()
  /** Rows for the customers that are new, in the order in which they were met. */
  readonly made: TableRow[] = []
  private readonly ambiguous = new Set<string>()
  private readonly byTaxNumber = new Map<string, string>()

  constructor(private readonly book?: Book) {
    book?.customerFiles.forEach((file, i) => {
      if (!file) return
      const code = book.customers.texts[i]
      this.names.set(code, file.name)
      const taxNumber = this.setting(code, 'taxNumber')
      if (taxNumber) this.byTaxNumber.set(taxNumber, code)
      for (const name of new Set([file.name, file.shortName, ...(file.formerNames ?? [])])) if (name) this.learn(name, code)
    })
  }

  /**
   * The customer's code. A code that is another's name in the ledger gives that name as `other`; a name that several customers bear
   * gives nothing.
   */
  of({ code, name, taxNumber }: NamedCustomer, sourceRow: number): { code: string; other?: string } | undefined {
    const key = plain(name ?? '')
    const known = name === undefined ? undefined : this.byName.get(key)
    if (code !== undefined && this.names.has(code)) {
      const other = this.names.get(code)!
      const same = name === undefined || plain(other) === key || known === code
      return same ? { code } : { code, other }
    }
    if (name !== undefined && this.ambiguous.has(key)) return undefined
    if (known !== undefined) return { code: known }
    const renamed = taxNumber === undefined ? undefined : this.byTaxNumber.get(taxNumber)
    if (renamed !== undefined) return { code: renamed }
    const made = code ?? name
    if (made === undefined) return undefined
    this.made.push({ table: 'customers', row: name === undefined ? { code: made } : { code: made, name }, sourceRow })
    this.names.set(made, name ?? made)
    this.learn(name ?? made, made)
    return { code: made }
  }

  /** The code of a customer that is called by either code or name; a new one by this name when it is neither. */
  called(text: string, sourceRow: number): string | undefined {
    return this.names.has(text) ? text : this.of({ name: text }, sourceRow)?.code
  }

  /** A setting of a customer as it stands in the ledger, whenever it holds from. */
  setting(code: string, field: string): string | undefined {
    return this.book?.values.history('customer', code, field).at(-1)?.value ?? undefined
  }

  private learn(name: string, code: string): void {
    const key = plain(name)
    if (this.byName.has(key) && this.byName.get(key) !== code) this.ambiguous.add(key)
    else this.byName.set(key, code)
  }
}

/** A name without capitals, spaces and full-width signs: 云汀（上海） is 云汀(上海). */
const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
