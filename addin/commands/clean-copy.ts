import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { arFormulas, type ArFormula } from '../workbook/ar-formulas.js'
import { freeze } from '../workbook/freezing.js'
import { ownSheets } from '../workbook/own-sheets.js'
import { thaw } from '../workbook/thawing.js'
import { putTracesBack, removeTraces, traces, type Traces } from '../workbook/traces.js'
import type { Command } from './define.js'
import { frozenOn } from './freeze.js'
import { counted } from './say.js'

/**
 * Makes this workbook fit to be given away: values in place of formulas, and nothing of ours kept in the file; on request without the
 * values too. Add-ins cannot save a copy under another name, and in a copy that they open their code does not run to look at what is left:
 * so it is done here, after a question that says so, and Undo brings all of it back while the workbook is open.
 */
export const cleanCopy: Command = async desk => {
  const { board, language } = desk
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  const formulas = await arFormulas()
  const found = await traces()
  if (!formulas.length && !found.parts && !found.names && !found.settings)
    return board.say({
      tone: 'information',
      title: say('This workbook is clean: it holds nothing of Duebook.', '此工作簿很干净，没有应收簿的内容。'),
    })

  const reports = new Set((await ownSheets()).map(({ worksheet }) => worksheet)).size
  const answer = await asked(desk, formulas, found, reports)
  if (answer !== 'values' && answer !== 'blank') return
  const undo = await board.during(say('Cleaning the workbook', '正在清理工作簿'), () => clean(desk, formulas, answer === 'blank'))
  board.say({
    tone: 'success',
    title: say('This workbook is clean. Save it under another name before you pass it on.', '工作簿已清理。请另存为新文件后再分享。'),
    text: say(
      `Removed: ${counted(formulas.length, 'formula')}, ${counted(found.kept, 'kept formula')}, and all settings of Duebook.`,
      `已移除：${formulas.length} 个公式、${found.kept} 个保留的公式，以及应收簿的全部设置。`,
    ),
    actions: [
      {
        label: say('Undo', '撤销'),
        run: async () => {
          await undo()
          board.say({ tone: 'success', title: say('Everything is back as it was.', '已全部还原。') })
        },
      },
    ],
  })
}

async function asked(
  { board, language }: Desk,
  formulas: readonly ArFormula[],
  found: Traces,
  reports: number,
): Promise<string | undefined> {
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  const stays = reports
    ? say(` ${counted(reports, 'report sheet')} of Duebook keep their figures.`, `${reports} 张应收簿报表保留其数字。`)
    : ''
  return board.ask({
    title: say('Clean this workbook before sharing it?', '分享前清理此工作簿？'),
    text:
      say(
        `This changes the workbook that is open. ${counted(formulas.length, 'formula')} become values; ${counted(found.kept, 'kept formula')}, ${counted(found.parts, 'hidden part')}, ${counted(found.names, 'hidden name')} and ${counted(found.settings, 'setting')} are removed.`,
        `将更改当前打开的工作簿：${formulas.length} 个公式变为数值；移除 ${found.kept} 个保留的公式、${found.parts} 个隐藏部件、${found.names} 个隐藏名称和 ${found.settings} 项设置。`,
      ) +
      stays +
      say(' Undo brings all of it back until the workbook is closed.', '关闭工作簿前可撤销。'),
    choices: [
      { id: 'values', label: say('Clean and keep the values', '清理并保留数值'), tone: 'primary' },
      { id: 'blank', label: say('Clean and remove the values too', '清理并清除数值'), tone: 'danger' },
      { id: 'cancel', label: say('Cancel', '取消') },
    ],
  })
}

/** Cleans; what is given brings all of it back. */
async function clean(desk: Desk, formulas: readonly ArFormula[], blank: boolean): Promise<() => Promise<void>> {
  const { act } = await freeze(formulas, frozenOn(desk), { mark: false, errors: true })
  const removed = await removeTraces(blank)
  const before = await Office.addin.getStartupBehavior()
  await Office.addin.setStartupBehavior(Office.StartupBehavior.none)
  return async () => {
    await putTracesBack(removed)
    if (act !== undefined) await thaw({ acts: [act] })
    await Office.addin.setStartupBehavior(before)
  }
}
