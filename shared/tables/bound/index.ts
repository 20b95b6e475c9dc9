import { allocations } from './allocations.js'
import { customers } from './customers.js'
import type { BoundTable } from './define.js'
import { DOCUMENT_TABLES } from './documents.js'
import { calendar, products, rates } from './masters.js'
import { settings } from './settings.js'

/** Every table that a workbook can hold, by name. */
export const BOUND_TABLES: ReadonlyMap<string, BoundTable> = new Map(
  [customers, settings, products, ...DOCUMENT_TABLES, allocations, rates, calendar].map(table => [table.name, table]),
)
