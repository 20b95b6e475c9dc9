import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import type { OwnSheet } from '../workbook/own-sheets.js'

/** What is to happen where a sheet of the same question stands already. */
export type Choice = 'replace' | 'new' | 'next' | 'none'

/** Asks before a sheet is replaced, saying what that touches. It is not offered where people have inserted rows or columns among ours. */
export async function askBeforeDrawing({ board, language, replica }: Desk, same: readonly OwnSheet[], next?: string): Promise<Choice> {
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  const whole = same.every(isWhole)
  const [{ name, report }] = same
  const since = (replica.book?.change ?? report.knownAt) - report.knownAt
  const learned =
    since > 0
      ? say(`The ledger has had ${since} changes since. `, `此后账簿又有 ${since} 次变更。`)
      : say('The ledger has not changed since. ', '此后账簿没有变更。')
  const touched = whole
    ? say(
        'Replacing it writes our cells anew; what you added beside it or below it, and your remarks, stay.',
        '替换只重写本表原有的单元格，您在旁边或下方添加的内容以及催收措施、备注均保留。',
      )
    : say(
        'Rows or columns were inserted in it, so it is left as it is; a new sheet can be drawn.',
        '表内插入过行或列，因此不会替换该表，可以另建一张新表。',
      )
  const answer = await board.ask({
    title: say(`“${name}” is here already`, `“${name}”已存在`),
    text: learned + touched,
    choices: [
      ...(whole ? [{ id: 'replace', label: say('Replace it', '替换'), tone: 'primary' as const }] : []),
      { id: 'new', label: say('Another sheet', '另建一张') },
      ...(next === undefined ? [] : [{ id: 'next', label: next }]),
    ],
  })
  return answer === 'replace' || answer === 'new' || answer === 'next' ? answer : 'none'
}

/** Whether what we drew is still as large as it was, from the first cell on. */
function isWhole({ area, report, index }: OwnSheet): boolean {
  const { rows, columns } = report.sheets[index]
  return area.top === 0 && area.left === 0 && area.bottom === rows - 1 && area.right === columns - 1
}
