import { calculation } from './calculation.js'
import { coauthors } from './coauthors.js'
import { commands } from './commands.js'
import { documented } from './documented.js'
import { events } from './events.js'
import { functions } from './functions.js'
import { happenings } from './happenings.js'
import { kept } from './kept.js'
import { limits } from './limits.js'
import { looks } from './looks.js'
import { names } from './names.js'
import type { Theme } from './place.js'
import { rangeLooks } from './range-looks.js'
import { rangeParts } from './range-parts.js'
import { ranges } from './ranges.js'
import { sheets } from './sheets.js'
import { styles } from './styles.js'
import { tables } from './tables.js'
import { workbook } from './workbook.js'

/** Every case that both places run, by matter. */
export const themes: Readonly<Record<string, Theme>> = {
  ranges,
  'parts of ranges': rangeParts,
  'looks of ranges': rangeLooks,
  styles,
  tables,
  names,
  sheets,
  looks,
  'what is kept': kept,
  workbook,
  documented,
  limits,
  events,
  happenings,
  coauthors,
  calculation,
  functions,
  commands,
}
