import { commands } from './commands.js'
import { documented } from './documented.js'
import { events } from './events.js'
import type { Theme } from './place.js'
import { rangeParts } from './range-parts.js'
import { ranges } from './ranges.js'
import { tables } from './tables.js'
import { workbook } from './workbook.js'

/** Every case that both places run. */
export const themes: Readonly<Record<string, Theme>> = {
  ranges,
  'parts of ranges': rangeParts,
  tables,
  workbook,
  documented,
  events,
  commands,
}
