import type { Book } from '../../shared/book/book.js'
import type { Day } from '../../shared/dates.js'
import { refuse, type Language } from '../../shared/refusals.js'
import { boundTable } from '../../shared/tables/bound/edit.js'
import type { Binding, BoundWorkbook, Registry } from '../workbook/bound/bound-workbook.js'
import { othersIn, type Others } from './others.js'
import { isDraftId, keyOf, outboxOf, type Outbox, type Pending, type Posted, type Sending } from './pending.js'
import { Places } from './places.js'

/** What sync is given from without. */
export interface Surroundings {
  workbook: BoundWorkbook
  language: Language
  /** Of this person in this browser; made once. */
  client: string
  book: () => Book | undefined
  today: () => Day
  now: () => number
  random: () => string
  /** Where the workbook stands, which tells a copy from the file it was copied of. */
  location: () => string
}

/** How often a change of the registry is made at most. */
const ATTEMPTS = 5

type Key = Pick<Pending, 'tableId' | 'id'>

/** What noticing, sending and fetching work on: the registry and the outbox as they stand in the workbook. */
export class Room {
  readonly places: Places
  /** Pushes that were not answered yet, the oldest first. */
  readonly sending: Sending[] = []
  private readonly edits = new Map<string, Pending>()
  private readonly fresh = new Map<string, Posted>()
  private listed: readonly Pending[] | undefined
  private sent: ReadonlySet<string> = new Set()
  private keptText: string | undefined
  private keptRegistry: Registry | undefined

  constructor(
    readonly around: Surroundings,
    private readonly told: () => void,
  ) {
    this.places = new Places(around.workbook)
  }

  async open(): Promise<void> {
    const { pending, sending, posted } = outboxOf(await this.around.workbook.part(this.around.client))
    for (const each of pending) this.put(each)
    for (const each of posted) this.fresh.set(keyOf(each), each)
    this.sending.push(...sending)
    this.sentAnew()
    await this.registry()
  }

  /** The registry as it stands in the file; refuses when its tables belong to another ledger (`OTHER_LEDGER`). */
  async registry(): Promise<Registry | undefined> {
    const registry = await this.around.workbook.registry()
    this.keptRegistry = registry
    const current = this.around.book()?.company.code
    if (registry && current !== undefined && registry.bindings.length > 0 && registry.company !== current)
      throw refuse('OTHER_LEDGER', { company: registry.company, current })
    return registry
  }

  /** The bindings as last read. */
  get bindings(): readonly Binding[] {
    return this.keptRegistry?.bindings ?? []
  }

  /** Of the workbook; `''` before a table is bound. */
  get workbookId(): string {
    return this.keptRegistry?.workbook ?? ''
  }

  async binding(tableId: string): Promise<Binding | undefined> {
    return (await this.registry())?.bindings.find(binding => binding.tableId === tableId)
  }

  /**
   * Changes one binding in the file; `undefined` takes it out. A colleague may write the registry at the same moment, so it is looked at
   * again: a change is made until it is there, and must come to nothing where it was made already.
   */
  async change(tableId: string, alter: (binding: Binding) => Binding | undefined): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const registry = await this.registry()
      if (!registry) return
      const bindings = registry.bindings.flatMap(binding => (binding.tableId === tableId ? (alter(binding) ?? []) : [binding]))
      if (JSON.stringify(bindings) === JSON.stringify(registry.bindings)) return
      this.keptRegistry = { ...registry, bindings }
      await this.around.workbook.saveRegistry(this.keptRegistry)
    }
  }

  /** Notes as of which change rows stand. */
  stand(tableId: string, changes: Readonly<Record<string, number>>): Promise<void> {
    return this.change(tableId, binding => ({ ...binding, exceptions: { ...binding.exceptions, ...changes } }))
  }

  async add(binding: Binding): Promise<void> {
    const registry = (await this.registry()) ?? { workbook: this.around.random(), company: '', bindings: [] }
    const company = this.around.book()!.company.code
    this.keptRegistry = { ...registry, company, bindings: [...registry.bindings.filter(each => each.tableId !== binding.tableId), binding] }
    await this.around.workbook.saveRegistry(this.keptRegistry)
  }

  /** The change as of which a row stands. */
  baseOf(binding: Binding, id: string): number {
    return binding.exceptions[id] ?? binding.base
  }

  /** What colleagues who have this very file open are doing. */
  async others(): Promise<Others> {
    const { workbook, client, location, now } = this.around
    const idNow = ({ tableId, id }: Key): string => {
      const binding = this.bindings.find(each => each.tableId === tableId)
      const book = this.around.book()
      return (binding && book && !isDraftId(id) && boundTable(binding.table).read(book, id)?.id) || id
    }
    return othersIn((await workbook.otherParts(client)).map(outboxOf), location(), now(), idNow)
  }

  /** Edits that are not in the ledger yet, in the order in which they were made. */
  get pending(): readonly Pending[] {
    return (this.listed ??= [...this.edits.values()])
  }

  pendingOf(tableId: string, id: string): Pending | undefined {
    return this.edits.get(keyOf({ tableId, id }))
  }

  pendingIn(tableId: string): Pending[] {
    return this.pending.filter(pending => pending.tableId === tableId)
  }

  put(pending: Pending): void {
    this.edits.set(keyOf(pending), pending)
    this.listed = undefined
  }

  drop(pending: Key): void {
    if (this.edits.delete(keyOf(pending))) this.listed = undefined
  }

  /** Whether an edit is on its way and not answered yet. */
  isSent(pending: Key): boolean {
    return this.sent.has(keyOf(pending))
  }

  dispatch(sending: Sending): void {
    this.sending.push(sending)
    this.sentAnew()
  }

  /** Takes off the oldest push: it was answered. */
  answered(): void {
    this.sending.shift()
    this.sentAnew()
  }

  private sentAnew(): void {
    this.sent = new Set(this.sending.flatMap(({ rows }) => rows.map(({ pending }) => keyOf(pending))))
  }

  /** A row that was posted and not brought up to date since. */
  postedOf(tableId: string, id: string): Posted | undefined {
    return this.fresh.get(keyOf({ tableId, id }))
  }

  postedIn(tableId: string): Posted[] {
    return [...this.fresh.values()].filter(posted => posted.tableId === tableId)
  }

  posted(posted: Posted): void {
    this.fresh.set(keyOf(posted), posted)
  }

  /** A posted row was brought up to date. */
  settled(posted: Posted): void {
    this.fresh.delete(keyOf(posted))
  }

  /** Writes the outbox into the workbook: what is not there is not sent. */
  async keep(): Promise<void> {
    this.told()
    const outbox: Outbox = {
      location: this.around.location(),
      pending: [...this.pending],
      sending: this.sending,
      posted: [...this.fresh.values()],
    }
    const text = JSON.stringify(outbox)
    if (text === this.keptText) return
    await this.around.workbook.savePart(this.around.client, text)
    this.keptText = text
  }
}

/** Names of the columns of a binding that a person fills. */
export const filledColumns = ({ table, columns }: Binding): string[] =>
  boundTable(table)
    .columns.filter(column => column.name in columns && !column.given)
    .map(({ name }) => name)
