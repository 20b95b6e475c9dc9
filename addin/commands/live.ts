import type { Command } from './define.js'

/** Cells follow the ledger by themselves from now on; those that are behind are brought up to date. */
export const live: Command = async ({ settings, cells }) => {
  await settings.change({ live: true })
  await cells.refresh()
}

/** Cells keep their values until Refresh. */
export const manual: Command = ({ settings }) => settings.change({ live: false })
