import type { Command } from './define.js'

/** Saves and fetches now, and shows how it stands where a person is needed. */
export const sync: Command = async desk => {
  const open = await desk.tables.open()
  if (open.bindings.length === 0) return desk.show('/tables')
  await open.now()
  if (open.pending.length > 0 || open.status.problem) await desk.show('/sync')
}

/** Opens the page where a table of the ledger is made or bound. */
export const newTable: Command = desk => desk.show('/tables')

/** Opens the page of what a person must decide. */
export const conflicts: Command = desk => desk.show('/sync')

/** Opens the page where files and tables kept by hand are taken in. */
export const importFiles: Command = desk => desk.show('/import')
