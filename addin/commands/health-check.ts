import { functionNamed } from '../../shared/functions/evaluate.js'
import { FUNCTIONS } from '../../shared/functions/index.js'
import { address } from '../../shared/reports/address.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { arFormulas, type ArFormula } from '../workbook/ar-formulas.js'
import { computeByItself, computesByItself, enterAgain, hasPrefix, valuesOf, writtenCalls } from '../workbook/formula-calls.js'
import { frozenSheets } from '../workbook/frozen-cells.js'
import { thaw } from '../workbook/thawing.js'
import type { Command } from './define.js'
import { ledgerFindings, sheetFindings, type Finding } from './health-findings.js'
import { told } from './told.js'

export type { Finding } from './health-findings.js'

export interface Health {
  /** Milliseconds since 1970. */
  at: number
  /** Cells with formulas of ours that were looked at. */
  formulas: number
  findings: Finding[]
}

/** What the page `/health` shows. */
export const health = told<Health>()

/** Looks for what is wrong in this workbook, and opens the pane with what was found. */
export const healthCheck: Command = async desk => {
  health.tell(await examined(desk))
  await desk.show('/health')
}

/** Carries out the cure of a finding and looks anew. */
export async function repair(desk: Desk, finding: Finding): Promise<void> {
  if (!finding.cure) return
  await desk.board.during(finding.cure.label, finding.cure.run)
  health.tell(await examined(desk))
}

async function examined(desk: Desk): Promise<Health> {
  const formulas = await arFormulas()
  const values = await valuesOf(formulas)
  const findings = [
    ...formulaFindings(desk, formulas, cell => values.get(cell)),
    ...(await ledgerFindings(desk)),
    ...(await calculationFindings(desk)),
    ...(await frozenFindings(desk)),
    ...(await sheetFindings(desk)),
  ]
  const order = ['error', 'warning', 'information']
  findings.sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone))
  return { at: Date.now(), formulas: formulas.length, findings }
}

const named = ({ sheet, row, column, formula }: ArFormula) => ({ sheet, address: address(row, column), text: formula })

/** What is wrong with formulas; a cell is counted once, under what must be mended first. */
function formulaFindings(desk: Desk, formulas: readonly ArFormula[], valueOf: (cell: ArFormula) => unknown): Finding[] {
  const say = (en: string, zh: string) => inLanguage({ en, zh }, desk.language)
  const kinds = new Map<Finding['kind'], ArFormula[]>()
  for (const formula of formulas) {
    const kind = kindOf(formula, valueOf(formula))
    if (kind) kinds.set(kind, [...(kinds.get(kind) ?? []), formula])
  }
  const finding = (kind: Finding['kind'], tone: Finding['tone'], title: string, text: string, label?: string): Finding[] => {
    const cells = kinds.get(kind)
    if (!cells) return []
    const cure = label === undefined ? {} : { cure: { label, run: () => enterAgain(cells) } }
    return [{ kind, tone, title, text, cells: cells.map(named), ...cure }]
  }
  const again = say('Enter the formulas again', '重新输入公式')
  return [
    ...finding(
      'prefix',
      'error',
      say('Formulas carry a name that Excel left behind', '公式带有 Excel 留下的前缀'),
      say(
        'The workbook was saved where the add-in was missing, so Excel calls functions such as _xldudf_AR_AGING. Repair writes their own names.',
        '工作簿曾在没有加载项的电脑上保存，Excel 把函数写成 _xldudf_AR_AGING 等。修复后恢复原名。',
      ),
      again,
    ),
    ...finding(
      'name',
      'error',
      say('Formulas show #NAME?', '公式显示 #NAME?'),
      say(
        'Excel did not know the function when it computed the cell. Repair enters the formula again.',
        'Excel 计算该单元格时不认识此函数。修复将重新输入公式。',
      ),
      again,
    ),
    ...finding(
      'unknown',
      'error',
      say('Functions that do not exist', '不存在的函数'),
      say(
        `Choose one of the functions that there are: ${[...FUNCTIONS.keys()].join(', ')}.`,
        `请改用现有函数：${[...FUNCTIONS.keys()].join('、')}。`,
      ),
    ),
    ...finding(
      'arguments',
      'error',
      say('Too many or too few arguments', '参数过多或缺少参数'),
      say('Compare the formula with the catalogue under Functions.', '请对照“函数”中的说明更正公式。'),
    ),
    ...finding(
      'busy',
      'warning',
      say('Cells are still being computed', '单元格仍在计算'),
      say('If they stay so, Repair enters their formulas again.', '若一直如此，修复将重新输入公式。'),
      again,
    ),
    ...finding(
      'blocked',
      'warning',
      say('Arrays have no room', '数组没有空间溢出'),
      say('Empty the cells right of and below these formulas.', '请清空这些公式右侧和下方的单元格。'),
    ),
  ]
}

function kindOf({ formula }: ArFormula, value: unknown): Finding['kind'] | undefined {
  const calls = writtenCalls(formula)
  if (calls.some(({ name }) => !FUNCTIONS.has(name))) return 'unknown'
  if (
    calls.some(({ name, args }) => {
      const parameters = Object.values(functionNamed(name).params)
      return args > parameters.length || args < parameters.filter(({ optional }) => !optional).length
    })
  )
    return 'arguments'
  if (hasPrefix(formula)) return 'prefix'
  return value === '#NAME?' ? 'name' : value === '#BUSY!' ? 'busy' : value === '#SPILL!' ? 'blocked' : undefined
}

async function calculationFindings({ language }: Desk): Promise<Finding[]> {
  if (await computesByItself()) return []
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  return [
    {
      kind: 'manual',
      tone: 'warning',
      title: say('Excel computes only when told', 'Excel 处于手动计算'),
      text: say('Formulas that stand on figures of the ledger stay behind until F9.', '引用账簿数字的公式在按 F9 之前不会更新。'),
      cells: [],
      cure: { label: say('Compute automatically', '改为自动计算'), run: computeByItself },
    },
  ]
}

async function frozenFindings({ language }: Desk): Promise<Finding[]> {
  const sheets = await frozenSheets()
  if (!sheets.length) return []
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  return [
    {
      kind: 'frozen',
      tone: 'information',
      title: say('Frozen cells keep their values', '已冻结的单元格保持数值不变'),
      text: say('They do not follow the ledger until their formulas are brought back.', '恢复公式之前，它们不随账簿更新。'),
      cells: sheets.map(({ sheet, cells }) => ({ sheet, address: '', text: String(cells) })),
      cure: { label: say('Bring formulas back', '恢复公式'), run: async () => void (await thaw('workbook')) },
    },
  ]
}
