import { inLanguage } from '../desk/notices.js'
import type { Command } from './define.js'

/** Changes between cells that follow the ledger and cells that wait for Refresh. */
export const toggleLive: Command = async ({ settings, cells, board, language }) => {
  const live = !settings.current.live
  await settings.change({ live })
  if (live) await cells.refresh()
  board.say({
    tone: 'information',
    title: inLanguage(
      live
        ? { en: 'Live: cells follow the ledger.', zh: '实时：单元格随账簿更新。' }
        : { en: 'Manual: cells keep their values until Refresh.', zh: '手动：单元格保留当前数值，点击“刷新”后更新。' },
      language,
    ),
  })
}
