import type { Words } from '../../shared/vocabulary.js'
import type { Desk } from '../desk/desk.js'
import type { Drilled } from './drilled-parts.js'

/** Why a cell shows something else than its documents come to, the likeliest first; empty when all is explained. */
export function reasonsFor(found: Omit<Drilled, 'reasons'>, wrappers: readonly string[], { settings }: Desk): Words[] {
  const { parts, total, shown, difference, frozen, change, cell } = found
  const reasons: Words[] = []
  const because = (en: string, zh: string) => void reasons.push({ en, zh })
  if (cell.value === '#BUSY!') because('The cell is still being computed.', '该单元格仍在计算。')
  else if (shown === null) because(`The cell shows ${cell.text}, which is no amount.`, `该单元格显示“${cell.text}”，不是金额。`)
  if (total === null)
    because('The answer is no sum of documents, but made from the figures below.', '该结果不是单据之和，而是由下列数字得出。')
  const unknown = parts.filter(({ value, problem }) => value === null && problem === undefined)
  for (const { text } of unknown) because(`The part ${text} cannot be followed.`, `无法追溯“${text}”部分。`)
  for (const { text, problem } of parts) if (problem !== undefined) because(`${text}: ${problem}`, `${text}：${problem}`)
  const currencies = new Set(parts.flatMap(({ call }) => (call ? [call.drill.currency] : [])))
  if (currencies.size > 1)
    because(`The formula adds amounts in ${[...currencies].join(' and ')}.`, `公式把 ${[...currencies].join('、')} 的金额相加。`)
  if (!difference) return reasons
  if (wrappers.includes('ROUND')) because('The formula rounds.', '公式做了四舍五入。')
  if (wrappers.includes('IFERROR') || wrappers.includes('IFNA'))
    because('The formula may show its replacement for an error.', '公式可能显示了出错时的替代值。')
  if (frozen)
    because(
      `The cell was frozen at change ${frozen.change}; the documents are those of change ${change}.`,
      `该单元格冻结于变更 ${frozen.change}，单据为变更 ${change} 时的数据。`,
    )
  else if (!settings.current.live)
    because(
      'The workbook is on Manual, so the cell may be older. Refresh brings it up to date.',
      '工作簿处于手动模式，单元格可能未更新。请点击“刷新”。',
    )
  if (!reasons.length)
    because(
      'The cell has not been computed again since the ledger changed. Refresh renews it.',
      '账簿变更后该单元格尚未重新计算，请点击“刷新”。',
    )
  return reasons
}
