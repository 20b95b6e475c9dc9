import type { Command } from './define.js'

/** Fetches what is new and brings every cell up to date. */
export const refresh: Command = async ({ replica, cells }) => {
  await replica.refresh()
  await cells.refresh()
}
