import type { Binding, BoundWorkbook } from '../workbook/bound/bound-workbook.js'

/**
 * Where rows stand, remembered, so that one row of a long table is found without reading all ids. What is remembered is a guess: the row
 * is looked at before it is believed, and everything is read again when it was wrong.
 */
export class Places {
  private readonly tables = new Map<string, Map<string, number>>()

  constructor(private readonly workbook: BoundWorkbook) {}

  /** Forgets a table: rows may have moved. */
  forget(tableId: string): void {
    this.tables.delete(tableId)
  }

  /** Ids of a table as they were last read; undefined when they are not known. */
  known(tableId: string): ReadonlyMap<string, number> | undefined {
    return this.tables.get(tableId)
  }

  /** The index of each id of a table, read if it is not known. */
  async all(binding: Binding): Promise<ReadonlyMap<string, number>> {
    return this.tables.get(binding.tableId) ?? this.read(binding)
  }

  /** Reads all ids. Of rows with one id the first is kept: `Noticing` gives the others new ones. */
  async read(binding: Binding): Promise<Map<string, number>> {
    return this.learn(binding.tableId, await this.workbook.ids(binding))
  }

  learn(tableId: string, ids: readonly string[]): Map<string, number> {
    const places = new Map<string, number>()
    ids.forEach((id, index) => {
      if (id !== '' && !places.has(id)) places.set(id, index)
    })
    this.tables.set(tableId, places)
    return places
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
