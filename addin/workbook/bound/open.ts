import type { Language } from '../../../shared/refusals.js'
import { adopt, release } from './adopt.js'
import { append } from './append.js'
import type { BoundWorkbook } from './bound-workbook.js'
import { create } from './create.js'
import { fileName, otherParts, part, registry, savePart, saveRegistry } from './parts.js'
import { ids, rows } from './read.js'
import { remove } from './remove.js'
import { placeOf, show, tables } from './show.js'
import { watch } from './watch.js'
import { write } from './write.js'

/** The bound tables of the open workbook; what it writes for people is in their language. */
export const openBoundWorkbook = (language: Language): BoundWorkbook => ({
  registry,
  saveRegistry,
  part,
  savePart,
  otherParts,
  fileName,
  tables,
  place: placeOf,
  ids,
  rows,
  write: (binding, writes, progress) => write(binding, writes, language, progress),
  append: (binding, added, progress) => append(binding, added, language, progress),
  remove,
  create: (table, columns) => create(table, columns, language),
  adopt: (tableId, table, columns) => adopt(tableId, table, columns, language),
  release,
  show,
  watch,
})
