import { calculation } from './calculation.js'
import { commands } from './commands.js'
import { documented } from './documented.js'
import { events } from './events.js'
import { happenings } from './happenings.js'
import { kept } from './kept.js'
import { limits } from './limits.js'
import type { Theme } from './place.js'
import { rangeParts } from './range-parts.js'
import { ranges } from './ranges.js'
import { sheets } from './sheets.js'
import { tables } from './tables.js'
import { workbook } from './workbook.js'

/** Every case that both places run, by matter. */
export const themes: Readonly<Record<string, Theme>> = {
  ranges,
  'parts of ranges': rangeParts,
  tables,
  sheets,
  'what is kept': kept,
  workbook,
  documented,
  limits,
  events,
  happenings,
  calculation,
  commands,
}
