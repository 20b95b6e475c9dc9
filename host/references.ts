import type { Rectangle } from './model/address.js'
import type { Area, Sheet } from './model/sheet.js'
import type { Tracked } from './model/workbook.js'
import type { Handle } from './richapi/kind.js'

/** The objects that an add-in keeps between two syncs. Ranges among them move with their cells. */
export class References {
  private readonly kept = new Map<string, Handle>()
  private readonly names = new Map<Handle, string>()
  private next = 1

  keep(handle: Handle): string {
    const known = this.names.get(handle)
    if (known) return known
    const name = `r${this.next++}`
    this.names.set(handle, name)
    this.kept.set(name, handle)
    return name
  }

  get(name: string): Handle | undefined {
    return this.kept.get(name)
  }

  remove(name: string): void {
    const handle = this.kept.get(name)
    if (handle) this.names.delete(handle)
    this.kept.delete(name)
  }

  get size(): number {
    return this.kept.size
  }

  /** The ranges, for the workbook to move when cells are inserted or deleted. */
  *areas(): Iterable<Tracked> {
    for (const [name, handle] of this.kept) {
      const area = handle.target as Area
      if (handle.kind.name !== 'Range') continue
      yield { sheet: area.sheet, area, moved: next => this.moved(name, handle, area.sheet, next) }
    }
  }

  private moved(name: string, handle: Handle, sheet: Sheet, next: Rectangle | null): void {
    if (next) handle.target = { sheet, row: next.row, column: next.column, rows: next.rows, columns: next.columns }
    else this.remove(name)
  }
}
