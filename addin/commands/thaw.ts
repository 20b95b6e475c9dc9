import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { putFormulas, thaw, type Thawed, type Thawing } from '../workbook/thawing.js'
import { selectedAreas } from '../workbook/selection.js'
import type { Command } from './define.js'
import { counted, listed, placed } from './say.js'

/** Brings the formulas of the shown sheet back. */
export const thawSheet: Command = async desk => thawAll(desk, { sheet: (await selectedAreas()).sheet })

/** Brings every formula of the workbook back. */
export const thawWorkbook: Command = desk => thawAll(desk, 'workbook')

async function thawAll(desk: Desk, which: Thawed): Promise<void> {
  const { board, language } = desk
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  board.say(noticeOf(await board.during(say('Bringing formulas back', '正在恢复公式'), () => thaw(which)), desk))
}

function noticeOf({ thawed, sheets, left, gone }: Thawing, { language, board }: Desk): Parameters<Desk['board']['say']>[0] {
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  if (!thawed && !left.length && !gone)
    return { tone: 'information', title: say('Nothing is frozen here.', '此处没有冻结的公式。'), actions: [] }
  const texts = [
    left.length &&
      say(
        `${counted(left.length, 'cell')} changed since and left as they are: ${listed(left.map(placed), 'en')}.`,
        `${left.length} 个单元格已被改动，保持原样：${listed(left.map(placed), 'zh')}。`,
      ),
    gone &&
      say(
        `${counted(gone, 'formula')} could not be put back: the cell, or something the formula refers to, was deleted.`,
        `${gone} 个公式无法恢复：其单元格或引用的内容已被删除。`,
      ),
  ].filter(text => typeof text === 'string')
  const known = left.filter(({ formula }) => formula !== '')
  return {
    tone: texts.length ? 'warning' : 'success',
    title: say(
      `${counted(thawed, 'formula')} brought back${sheets.length ? ` on ${listed(sheets, 'en')}` : ''}.`,
      `${sheets.length ? `${listed(sheets, 'zh')} 的 ` : '已恢复 '}${thawed} 个公式${sheets.length ? '已恢复' : ''}。`,
    ),
    ...(texts.length ? { text: texts.join(say(' ', '')) } : {}),
    actions: known.length
      ? [
          {
            label: say('Put these formulas back too', '这些单元格也恢复公式'),
            run: async () => {
              await putFormulas(known)
              board.say({
                tone: 'success',
                title: say(`${counted(known.length, 'formula')} brought back.`, `已恢复 ${known.length} 个公式。`),
              })
            },
          },
        ]
      : [],
  }
}
