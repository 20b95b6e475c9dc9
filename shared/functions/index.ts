import * as aging from './aging.js'
import * as balance from './balance.js'
import * as bank from './bank.js'
import * as credit from './credit.js'
import * as documents from './documents.js'
import * as master from './master.js'
import * as sales from './sales.js'
import * as trace from './trace.js'
import type { FunctionDefinition } from './define.js'

const modules: Record<string, unknown>[] = [aging, balance, credit, sales, documents, trace, master, bank]

/** Every cell function by its name. A constant in capitals is one; everything else a module exports is its own. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = new Map(
  modules.flatMap(module =>
    Object.entries(module).filter((entry): entry is [string, FunctionDefinition] => /^[A-Z][A-Z_]*$/.test(entry[0])),
  ),
)
