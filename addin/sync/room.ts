import type { Book } from '../../shared/book/book.js'
import type { Day } from '../../shared/dates.js'
import { refuse, type Language } from '../../shared/refusals.js'
import { boundTable } from '../../shared/tables/bound/edit.js'
import type { Binding, BoundWorkbook, Registry } from '../workbook/bound/bound-workbook.js'
import { keyOf, outboxOf, type Outbox, type Pending, type Posted } from './pending.js'
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
}

/** What noticing, sending and fetching work on: the registry and the outbox as they stand in the workbook. */
export class Room {
  readonly places: Places
  outbox: Outbox = { pending: [], sending: [], posted: [] }
  private readonly byKey = new Map<string, Pending>()
  private keptText: string | undefined
  private keptRegistry: Registry | undefined

  constructor(
    readonly around: Surroundings,
    private readonly told: () => void,
  ) {
    this.places = new Places(around.workbook)
  }

  async open(): Promise<void> {
    this.outbox = outboxOf(await this.around.workbook.part(this.around.client))
    for (const pending of this.outbox.pending) this.byKey.set(keyOf(pending), pending)
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

  /** Changes one binding in the file; `undefined` takes it out. */
  async change(tableId: string, alter: (binding: Binding) => Binding | undefined): Promise<void> {
    const registry = await this.registry()
    if (!registry) return
    const bindings = registry.bindings.flatMap(binding => {
      const next = binding.tableId === tableId ? alter(binding) : binding
      return next ? [next] : []
    })
    if (JSON.stringify(bindings) === JSON.stringify(registry.bindings)) return
    this.keptRegistry = { ...registry, bindings }
    await this.around.workbook.saveRegistry(this.keptRegistry)
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

  pendingOf(tableId: string, id: string): Pending | undefined {
    return this.byKey.get(`${tableId}/${id}`)
  }

  pendingIn(tableId: string): Pending[] {
    return this.outbox.pending.filter(pending => pending.tableId === tableId)
  }

  /** Whether an edit is on its way and not answered yet. */
  isSent(pending: Pick<Pending, 'tableId' | 'id'>): boolean {
    const key = keyOf(pending)
    return this.outbox.sending.some(({ rows }) => rows.some(row => keyOf(row.pending) === key))
  }

  /** A row that was posted and not brought up to date since. */
  postedOf(tableId: string, id: string): Posted | undefined {
    return this.outbox.posted.find(posted => posted.id === id && posted.tableId === tableId)
  }

  put(pending: Pending): void {
    this.byKey.set(keyOf(pending), pending)
    this.outbox.pending = [...this.byKey.values()]
  }

  drop(pending: Pick<Pending, 'tableId' | 'id'>): void {
    if (!this.byKey.delete(keyOf(pending))) return
    this.outbox.pending = [...this.byKey.values()]
  }

  /** Writes the outbox into the workbook: what is not there is not sent. */
  async keep(): Promise<void> {
    this.told()
    const text = JSON.stringify(this.outbox)
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
