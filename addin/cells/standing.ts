import type { Book } from '../../shared/book/book.js'
import type { Cell } from '../../shared/functions/context.js'
import { ALL, customerNamed } from '../../shared/functions/customers.js'
import type { FunctionDefinition } from '../../shared/functions/define.js'
import type { CellError, Shown } from './answer.js'
import type { Asked } from './arguments.js'

/** A call that stands in a cell: Excel waits for its value, and takes a new one at any time until it cancels the call. */
export interface StandingCall {
  readonly name: string
  readonly definition: FunctionDefinition
  /** What it asks, or the error that its arguments are. */
  readonly asked: Asked | CellError
  readonly invocation: CustomFunctions.StreamingInvocation<unknown>
  /** What its cell shows; nothing before the first answer. */
  shown: Shown | undefined
  /** What its answer stands on, once there was a Book to see it in. */
  subject: Subject | undefined
}

/** A customer by index, or several things. */
type Subject = number | Subjects

export interface Subjects {
  /** Customers by index, ALL for `*`, and the answers of the call that are theirs. */
  customers: ReadonlyMap<number, readonly number[]>
  numbers: readonly string[]
  /** It stands on everybody: `*`, or a function of the whole ledger. */
  everyone: boolean
}

/** Calls by what their answers stand on, so that facts of a few customers lead to the few calls that may answer otherwise. */
export class Standing {
  readonly calls = new Set<StandingCall>()
  private readonly ofCustomer = new Map<number, StandingCall[]>()
  private readonly ofNumber = new Map<string, StandingCall[]>()
  private readonly ofEveryone = new Set<StandingCall>()
  /** Documents of the Book that were there when calls were last looked for. */
  private seen = 0

  add(call: StandingCall): void {
    this.calls.add(call)
  }

  delete(call: StandingCall): void {
    this.calls.delete(call)
    this.unplace(call)
  }

  /** Places a call by what it stands on in a Book. */
  place(call: StandingCall, book: Book): void {
    if (call.subject !== undefined || 'value' in call.asked) return
    const subject = subjectOf(book, call.definition, call.asked)
    call.subject = subject
    if (typeof subject === 'number') return put(this.ofCustomer, subject, call)
    for (const customer of subject.customers.keys()) put(this.ofCustomer, customer, call)
    for (const number of subject.numbers) put(this.ofNumber, number, call)
    if (subject.everyone) this.ofEveryone.add(call)
  }

  /**
   * The calls that facts of some customers may change. Facts that concern everybody may also change who bears a name, so calls that
   * stand on more than one code are placed anew.
   */
  touchedBy(book: Book, customers: ReadonlySet<number> | 'all'): ReadonlySet<StandingCall> {
    const moved = customers === 'all' ? [...this.calls].filter(call => typeof call.subject !== 'number') : this.renumbered(book)
    this.seen = book.documents.count
    for (const call of moved) {
      this.unplace(call)
      this.place(call, book)
    }
    if (customers === 'all') return this.calls
    const touched = new Set(this.ofEveryone)
    for (const call of moved) touched.add(call)
    for (const customer of customers) for (const call of this.ofCustomer.get(customer) ?? NONE) touched.add(call)
    return touched
  }

  /** Places every call anew: there is another Book, or none. */
  begin(book: Book | undefined): void {
    for (const call of this.calls) call.subject = undefined
    for (const index of [this.ofCustomer, this.ofNumber, this.ofEveryone]) index.clear()
    this.seen = book?.documents.count ?? 0
    if (book) for (const call of this.calls) this.place(call, book)
  }

  /** Calls about a number that a new document bears. */
  private renumbered(book: Book): StandingCall[] {
    if (this.ofNumber.size === 0) return []
    const found: StandingCall[] = []
    for (let row = this.seen; row < book.documents.count; row++) found.push(...(this.ofNumber.get(book.numbers.text(row)) ?? NONE))
    return found
  }

  private unplace(call: StandingCall): void {
    const { subject } = call
    call.subject = undefined
    if (subject === undefined) return
    if (typeof subject === 'number') return take(this.ofCustomer, subject, call)
    for (const customer of subject.customers.keys()) take(this.ofCustomer, customer, call)
    for (const number of subject.numbers) take(this.ofNumber, number, call)
    this.ofEveryone.delete(call)
  }
}

const NONE: readonly StandingCall[] = []

/**
 * Which answers of a call facts of some customers may change, when that is only a part of them: of a column of ten thousand customers
 * the one that paid.
 */
export function partOf({ subject, asked }: StandingCall, customers: ReadonlySet<number>): readonly number[] | undefined {
  if ('value' in asked || asked.rows * asked.columns === 1 || typeof subject !== 'object' || subject.numbers.length > 0) return undefined
  if (subject.customers.size === 0) return undefined
  const places = [...(subject.customers.get(ALL) ?? [])]
  for (const customer of customers) places.push(...(subject.customers.get(customer) ?? []))
  return places
}

/** Lists, since most are short and ten thousand sets take longer to make than all answers. */
function put<Key>(index: Map<Key, StandingCall[]>, key: Key, call: StandingCall): void {
  const calls = index.get(key)
  if (calls) calls.push(call)
  else index.set(key, [call])
}

function take<Key>(index: Map<Key, StandingCall[]>, key: Key, call: StandingCall): void {
  const calls = index.get(key)
  const at = calls?.indexOf(call) ?? -1
  if (!calls || at < 0) return
  calls[at] = calls[calls.length - 1]
  calls.pop()
  if (calls.length === 0) index.delete(key)
}

interface Keys {
  customer: number
  number: number
  options: number
}

const keys = new WeakMap<FunctionDefinition, Keys>()

function keysOf(definition: FunctionDefinition): Keys {
  let found = keys.get(definition)
  if (!found) {
    const names = Object.keys(definition.params)
    found = { customer: names.indexOf('customer'), number: names.indexOf('number'), options: names.indexOf('options') }
    keys.set(definition, found)
  }
  return found
}

const EVERYONE: Subjects = { customers: new Map(), numbers: [], everyone: true }

function subjectOf(book: Book, definition: FunctionDefinition, { args }: Asked): Subject {
  const { customer, number, options } = keysOf(definition)
  // Under its successor of today a merged customer is another one.
  // A draft may be of anybody.
  if (options >= 0 && typeof args[options] === 'string' && /now|drafts|草稿/i.test(args[options])) return EVERYONE
  if (customer >= 0) return subjectOfCustomers(book, args[customer])
  return number >= 0 ? subjectOfNumbers(book, args[number]) : EVERYONE
}

function subjectOfCustomers(book: Book, given: Cell | readonly Cell[]): Subject {
  // Nearly every call names one customer by its code.
  if (typeof given === 'string') {
    const index = book.customers.find(given)
    if (index !== undefined && book.customerFiles[index]) return index
    if (given === '*') return EVERYONE
  }
  const customers = new Map<number, number[]>()
  const cells = Array.isArray(given) ? (given as readonly Cell[]) : [given as Cell]
  cells.forEach((cell, at) => {
    const index = indexNamed(book, cell)
    if (index === undefined) return
    const places = customers.get(index)
    if (places) places.push(at)
    else customers.set(index, [at])
  })
  return { customers, numbers: [], everyone: customers.has(ALL) }
}

function indexNamed(book: Book, cell: Cell): number | undefined {
  if (typeof cell !== 'string' && typeof cell !== 'number') return undefined
  try {
    return customerNamed(book, cell)
  } catch {
    // Whatever is wrong with it, the call itself says so.
    return undefined
  }
}

function subjectOfNumbers(book: Book, given: Cell | readonly Cell[]): Subject {
  const customers = new Map<number, number[]>()
  const numbers: string[] = []
  const cells = Array.isArray(given) ? (given as readonly Cell[]) : [given as Cell]
  cells.forEach((cell, at) => {
    const typed = String(cell).trim()
    // A series stands before a hyphen.
    for (const text of [typed, typed.replace('-', '\u0001')]) {
      numbers.push(text)
      book.numbers.find(text, row => {
        const customer = book.documents.customer[row]
        customers.set(customer, [...(customers.get(customer) ?? []), at])
        return false
      })
    }
  })
  return { customers, numbers, everyone: false }
}
