import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { activeCell, writeFormula } from '../workbook/selection.js'
import type { Command } from './define.js'

/** Opens the catalogue of functions in the pane. */
export const insertFunction: Command = desk => desk.show('/functions')

/**
 * Writes a formula into the active cell; asks first when something stands there. Answers whether it was written. Refuses a protected sheet
 * and a selection that is no cell.
 */
export async function insertFormula(desk: Desk, formula: string): Promise<boolean> {
  const { board, language } = desk
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  const cell = await activeCell()
  const place = `${cell.sheet}!${cell.address}`
  if (cell.formula !== '' || cell.value !== '') {
    const there = cell.formula || cell.text
    const answer = await board.ask({
      title: say(`Replace what stands in ${place}?`, `替换 ${place} 的内容？`),
      text: say(`It holds ${there}. The formula ${formula} takes its place.`, `现有内容：${there}。将替换为公式 ${formula}。`),
      choices: [
        { id: 'replace', label: say('Replace', '替换'), tone: 'danger' },
        { id: 'cancel', label: say('Cancel', '取消') },
      ],
    })
    if (answer !== 'replace') return false
  }
  await writeFormula(cell, formula)
  return true
}
