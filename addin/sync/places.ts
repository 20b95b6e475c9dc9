import type { Binding, BoundWorkbook } from '../workbook/bound/bound-workbook.js'

/**
 * Where rows stand, remembered, so that one row of a long table is found without reading all ids. What is remembered is a guess: the row
 * is looked at before it is believed, and everything is read again when it was wrong.
 */
export class Places {
  private readonly tables = new Map<string, Map<string, number>>()
  /** Tables in which rows may have moved. */
  private readonly stale = new Set<string>()
  private readonly vanished = new Map<string, Set<string>>()
  /** Ids that stood in more than one row when a table was last read. */
  private readonly doubled = new Map<string, Set<string>>()

  constructor(private readonly workbook: BoundWorkbook) {}

  /** Forgets a table: rows may have moved. */
  forget(tableId: string): void {
    this.stale.add(tableId)
  }

  /** Ids of a table as they were last read; undefined when they are not known. */
  known(tableId: string): ReadonlyMap<string, number> | undefined {
    return this.stale.has(tableId) ? undefined : this.tables.get(tableId)
  }

  /** Whether a row is where its id was last read, and nowhere else. */
  isAlone(tableId: string, id: string, index: number): boolean {
    return this.known(tableId)?.get(id) === index && !this.isDoubled(tableId, id)
  }

  /** Whether an id stood in more than one row when the table was last read. */
  isDoubled(tableId: string, id: string): boolean {
    return this.doubled.get(tableId)?.has(id) === true
  }

  /** The index of each id of a table when it was last read, though rows may have moved since. */
  last(tableId: string): ReadonlyMap<string, number> {
    return this.tables.get(tableId) ?? new Map<string, number>()
  }

  /** Ids that stood in a table and were not in it when it was read since; told once. Undefined when the table is read for the first time. */
  gone(tableId: string): ReadonlySet<string> | undefined {
    const gone = this.vanished.get(tableId)
    this.vanished.set(tableId, new Set())
    return gone
  }

  /** Whether an id vanished from a table, which was not told yet. */
  isGone(tableId: string, id: string): boolean {
    return this.vanished.get(tableId)?.has(id) === true
  }

  /** Lets an id be told again. */
  goneStill(tableId: string, id: string): void {
    this.vanished.get(tableId)?.add(id)
  }

  /** The index of each id of a table, read if it is not known. */
  async all(binding: Binding): Promise<ReadonlyMap<string, number>> {
    return this.known(binding.tableId) ?? this.read(binding)
  }

  /** Reads all ids. Of rows with one id the first is kept: `Noticing` gives the others new ones. */
  async read(binding: Binding): Promise<Map<string, number>> {
    return this.learn(binding.tableId, await this.workbook.ids(binding))
  }

  learn(tableId: string, ids: readonly string[]): Map<string, number> {
    const places = new Map<string, number>()
    const doubled = new Set<string>()
    ids.forEach((id, index) => {
      if (id === '') return
      if (places.has(id)) doubled.add(id)
      else places.set(id, index)
    })
    this.doubled.set(tableId, doubled)
    const before = this.tables.get(tableId)
    this.tables.set(tableId, places)
    this.stale.delete(tableId)
    const gone = this.vanished.get(tableId)
    for (const id of gone ?? []) if (places.has(id)) gone!.delete(id)
    for (const id of before?.keys() ?? []) if (!places.has(id)) gone?.add(id)
    return places
  }

  /** Notes rows that were added at the end of a table of so many rows. */
  appended(tableId: string, ids: readonly string[], rows: number): void {
    const places = this.tables.get(tableId)
    ids.forEach((id, i) => places?.set(id, rows - ids.length + i))
  }

  /** Notes that a row was given an id. */
  note(tableId: string, id: string, index: number, before?: string): void {
    const places = this.tables.get(tableId)
    if (before !== undefined) places?.delete(before)
    places?.set(id, index)
  }

  /** Where some rows stand now; those that are not in the table are left out. */
  async find(binding: Binding, ids: readonly string[]): Promise<Map<string, number>> {
    const guess = pick(await this.all(binding), ids)
    if (guess.size === 0) return guess
    const rows = await this.workbook.rows(binding, [...guess.values()])
    const right = rows.every(({ id, index }) => guess.get(id) === index)
    return right && rows.length === guess.size ? guess : pick(await this.read(binding), ids)
  }
}

const pick = (places: ReadonlyMap<string, number>, ids: readonly string[]): Map<string, number> =>
  new Map(
    ids.flatMap(id => {
      const index = places.get(id)
      return index === undefined ? [] : [[id, index] as const]
    }),
  )
