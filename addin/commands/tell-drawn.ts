import { REPORTS } from '../../shared/reports/index.js'
import { sealMark } from '../../shared/reports/seal.js'
import { valueOf, type Sheet } from '../../shared/reports/sheet.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import type { DrawnReport } from '../workbook/own-sheets.js'

/** Says what was drawn: whether its proof holds, and under which seal it stands. */
export function tellDrawn({ board, language }: Desk, sheets: readonly Sheet[], { report, hash, sealedAt }: DrawnReport): void {
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  const label = REPORTS.get(report)?.label ?? { en: report, zh: report }
  const differences = sheets.flatMap(proofDifferences)
  const open = differences.filter(difference => difference !== 0)
  const proof =
    differences.length === 0
      ? ''
      : open.length === 0
        ? say('Its proof holds: the difference to the documents is 0.00. ', '核对一致：与单据的差额为 0.00。')
        : say(
            `Its proof does not hold: it differs from the documents by ${open.join(', ')}. Report this. `,
            `核对不一致：与单据相差 ${open.join('、')}，请反馈此问题。`,
          )
  const sealed =
    sealedAt === undefined
      ? say('The ledger cannot be reached, so it is not sealed yet; it will be later.', '暂时无法连接账簿，尚未封签，恢复连接后补签。')
      : say(`Its seal is ${sealMark(hash)}.`, `封签：${sealMark(hash)}。`)
  board.say({
    tone: open.length > 0 || sealedAt === undefined ? 'warning' : 'success',
    title: say(`${label.en} is drawn.`, `${label.zh}已生成。`),
    text: proof + sealed,
  })
}

/** Keyed rows that prove a sheet against the documents behind it. */
const PROOFS = ['documents', 'proof']

/** What the proofs of a sheet differ by, in major units: the last figure of each. */
function proofDifferences({ rows, marks }: Sheet): number[] {
  return PROOFS.flatMap(key => {
    const figures = (rows[marks[key]]?.cells ?? []).map(valueOf).filter(value => typeof value === 'number')
    return figures.length >= 3 ? [figures[2]] : []
  })
}
