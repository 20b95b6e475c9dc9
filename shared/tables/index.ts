import * as bank from './bank.js'
import * as documents from './documents.js'
import * as masters from './masters.js'
import * as settlements from './settlements.js'
import * as transfers from './transfers.js'
import type { TableDefinition } from './define.js'

/** Every door in, by name. An existing module file needs no edit here. */
export const TABLES: ReadonlyMap<string, TableDefinition<unknown>> = new Map(
  [documents, masters, settlements, transfers, bank]
    .flatMap(module => Object.values(module) as TableDefinition<unknown>[])
    .map(table => [table.name, table]),
)
