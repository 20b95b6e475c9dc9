import { arFormulas, type ArFormula, type Within } from '../workbook/ar-formulas.js'
import { freeze, type Freezing } from '../workbook/freezing.js'
import { selectedAreas } from '../workbook/selection.js'
import { thaw } from '../workbook/thawing.js'
import { iso } from '../../shared/dates.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage, type Notice } from '../desk/notices.js'
import type { Command } from './define.js'
import { counted, listed, placed } from './say.js'

/** Replaces the formulas of ours in what is selected by their values. */
export const freezeSelection: Command = async desk => {
  await selectedAreas()
  await freezeWithin(desk, 'selection')
}

/** As `freezeSelection`, on the whole sheet, whose tab is marked. */
export const freezeSheet: Command = desk => freezeWithin(desk, 'sheet')

/** As `freezeSheet`, in the whole workbook; asked first. */
export const freezeWorkbook: Command = desk => freezeWithin(desk, 'workbook')

async function freezeWithin(desk: Desk, within: Within): Promise<void> {
  const { board, language } = desk
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  const formulas = await arFormulas(within)
  if (!formulas.length) return board.say({ tone: 'information', ...nothing(within, say) })
  if (within === 'workbook' && !(await mayFreeze(desk, formulas))) return

  const outcome = await board.during(say('Freezing formulas', '正在冻结数值'), () =>
    freeze(formulas, frozenOn(desk), { mark: within !== 'selection' }),
  )
  board.say(noticeOf(outcome, desk))
}

/** What the ledger and the workbook are now, kept with what is frozen. */
export const frozenOn = (desk: Desk) => ({
  at: Date.now(),
  change: desk.replica.status.change,
  today: iso(desk.today()),
  asOf: iso(desk.asOf()),
})

async function mayFreeze({ board, cells, language }: Desk, formulas: readonly ArFormula[]): Promise<boolean> {
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  const sheets = new Set(formulas.map(({ sheet }) => sheet)).size
  const behind = cells.behind
    ? say(
        ` ${counted(cells.behind, 'cell')} wait for Refresh; they are frozen as they show now.`,
        `其中 ${cells.behind} 个单元格待刷新，将按当前显示的数值冻结。`,
      )
    : ''
  const answer = await board.ask({
    title: say('Freeze the whole workbook?', '冻结整个工作簿？'),
    text:
      say(
        `${counted(formulas.length, 'formula')} on ${counted(sheets, 'sheet')} will be replaced by their values. The formulas are kept in the workbook, and Thaw brings them back.`,
        `${sheets} 张工作表中的 ${formulas.length} 个公式将替换为数值。公式保留在工作簿中，“恢复公式”可还原。`,
      ) + behind,
    choices: [
      { id: 'freeze', label: say('Freeze', '冻结'), tone: 'primary' },
      { id: 'cancel', label: say('Cancel', '取消') },
    ],
  })
  return answer === 'freeze'
}

type Say = (en: string, zh: string) => string

const nothing = (within: Within, say: Say): Pick<Notice, 'title' | 'text'> =>
  within === 'selection'
    ? {
        title: say('The selection holds no formula of Duebook.', '所选区域没有应收簿公式。'),
        text: say('Of an array that spills, select its first cell.', '若为溢出的数组，请选择其第一个单元格。'),
      }
    : within === 'sheet'
      ? { title: say('This sheet holds no formula of Duebook.', '本工作表没有应收簿公式。') }
      : { title: say('This workbook holds no formula of Duebook.', '本工作簿没有应收簿公式。') }

function noticeOf({ act, frozen, sheets, left }: Freezing, { board, language }: Desk): Parameters<Desk['board']['say']>[0] {
  const say: Say = (en, zh) => inLanguage({ en, zh }, language)
  const reasons = left.length
    ? say(
        `${counted(left.length, 'cell')} left as they are, because they show an error or have no value yet: ${listed(left.map(placed), 'en')}.`,
        `${left.length} 个单元格显示错误或尚无数值，未冻结：${listed(left.map(placed), 'zh')}。`,
      )
    : undefined
  if (act === undefined) return { tone: 'warning', title: say('Nothing was frozen.', '没有冻结任何单元格。'), text: reasons, actions: [] }
  return {
    tone: left.length ? 'warning' : 'success',
    title: say(
      `${counted(frozen, 'formula')} on ${listed(sheets, 'en')} now ${frozen === 1 ? 'holds its value' : 'hold their values'}.`,
      `${listed(sheets, 'zh')} 的 ${frozen} 个公式已替换为数值。`,
    ),
    text: reasons,
    actions: [
      {
        label: say('Undo', '撤销'),
        run: async () => {
          const { thawed } = await thaw({ acts: [act] })
          board.say({ tone: 'success', title: say(`${counted(thawed, 'formula')} brought back.`, `已恢复 ${thawed} 个公式。`) })
        },
      },
    ],
  }
}
