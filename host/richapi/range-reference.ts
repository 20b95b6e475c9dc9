import { formatRectangle, parseRectangle } from '../model/address.js'
import type { Area } from '../model/sheet.js'
import { areaOf } from '../model/sheet.js'
import type { Workbook } from '../model/workbook.js'

/** The id under which an event names a range, so that `args.getRange(context)` finds it. */
export const rangeReference = (area: Area): string => `${area.sheet.id} ${formatRectangle(area)}`

/** The range of such an id; undefined when its sheet is gone. */
export function referencedRange(workbook: Workbook, reference: string): Area | undefined {
  const [id, address] = reference.split(' ')
  const sheet = workbook.sheets.find(each => each.id === id)
  const area = parseRectangle(address)
  return sheet && area ? areaOf(sheet, area) : undefined
}
