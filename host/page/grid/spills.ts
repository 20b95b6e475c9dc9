import type { Rectangle } from '../../model/address.js'
import { intersection } from '../../model/address.js'
import type { Sheet } from '../../model/sheet.js'
import { areaOf, eachCell } from '../../model/sheet.js'

/** Remembers over which cells arrays were drawn, so that what an array leaves is cleared. */
export class DrawnSpills {
  private readonly drawn = new WeakMap<Sheet, Rectangle[]>()

  /** The cells that arrays with their formula in an area have left or now cover. */
  changed(sheet: Sheet, area: Rectangle): Rectangle[] {
    const before = this.drawn.get(sheet) ?? []
    const starts = (spill: Rectangle) => intersection({ ...spill, rows: 1, columns: 1 }, area) !== null
    const now: Rectangle[] = []
    eachCell(areaOf(sheet, area), ({ spill }, row, column) => {
      if (spill) now.push({ row, column, ...spill })
    })
    this.drawn.set(sheet, [...before.filter(spill => !starts(spill)), ...now])
    return [...before.filter(starts), ...now]
  }
}
