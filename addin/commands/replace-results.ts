import { iso, type Day } from '../../shared/dates.js'
import { compareWithOld, type ComparedFigure } from '../../shared/intake/adoption/compare-old.js'
import {
  proposedReplacements,
  type Replacement,
  type Replacements,
  type ResultMoment,
  type ResultRange,
} from '../../shared/intake/adoption/replacements.js'
import { drillSheet } from '../../shared/reports/drill-down.js'
import { fixedAddress, quotedSheet } from '../../shared/reports/address.js'
import { readDate } from '../../shared/intake/cells.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { adoptionRange, type MeantRange } from '../workbook/adoption-range.js'
import { bringBack, replaceFormulas } from '../workbook/replacing.js'
import { activeCell } from '../workbook/selection.js'
import { drawBeside } from './drill-down.js'

/** A range of hand-made results beside the ledger. */
export interface ProposedResults {
  meant: MeantRange
  range: ResultRange
  asOf: ResultMoment
  found: Replacements
  /** By address, the documents that make each difference where few of them do. */
  explained: ReadonlyMap<string, ComparedFigure>
}

/** Differences whose documents are looked for; beyond them the drill-down of each remains. */
const EXPLAINED = 300

/** Reads a range of hand-made results and proposes a formula of the ledger for each; nothing is changed. */
export async function proposedResults(desk: Desk, meant: MeantRange, asOf: ResultMoment): Promise<ProposedResults> {
  const range = await resultRange(desk, meant)
  const found = proposedReplacements(range, desk.context(), asOf)
  const differing = found.cells.filter(({ difference }) => difference !== 0 && difference !== null).slice(0, EXPLAINED)
  const figures = differing.map(cell => figureOf(cell, found, range))
  const explained = new Map<string, ComparedFigure>()
  const { figures: compared } = compareWithOld(figures, desk.context(), asOf.date)
  for (const [at, figure] of figures.entries()) {
    const same = compared.find(each => each.customer === figure.customer && each.heading === figure.heading)
    if (same?.explained) explained.set(differing[at].cell, same)
  }
  return { meant, range, asOf, found, explained }
}

/** Reads a range with its formulas, with progress on the board. */
const resultRange = (desk: Desk, meant: MeantRange): Promise<ResultRange> =>
  desk.board.during(inLanguage({ en: 'Reading the range', zh: '正在读取区域' }, desk.language), progress =>
    adoptionRange(meant, progress, { formulas: true }),
  )

/** The old figure of a cell: a row of totals asks for all customers. */
function figureOf({ row, column, old, drill }: Replacement, { headingRow, customerColumn }: Replacements, { values }: ResultRange) {
  const named = String(values[row][customerColumn])
  return {
    customer: drill.args[0] === '*' ? '*' : named,
    heading: String(values[headingRow][column]),
    amount: typeof old === 'boolean' ? '' : old,
  }
}

/** The selected cell as the moment of a sheet: its day, and a reference to it. Refuses a cell that holds no date (`BAD_DATE`). */
export async function selectedMoment(meant: MeantRange): Promise<Required<ResultMoment>> {
  const { sheetId, sheet, row, column, value } = await activeCell()
  const date = typeof value === 'number' ? iso((Math.floor(value) - SERIAL_OF_EPOCH) as Day) : readDate(String(value), [])
  return { date, ref: (sheetId === meant.sheetId ? '' : `${quotedSheet(sheet)}!`) + fixedAddress(row, column) }
}

/** Excel's serial of 1970-01-01. */
const SERIAL_OF_EPOCH = 25569

/** Writes the proposed formulas in place of the hand-made results, and offers to undo it. */
export async function replaceResults(
  desk: Desk,
  { meant, found }: ProposedResults,
  cells: readonly Replacement[] = found.cells,
): Promise<number> {
  const { board, language } = desk
  const { top, left } = meant.area
  const formulas = cells.map(({ row, column, formula }) => ({ row: top + row, column: left + column, formula }))
  const act = await board.during(inLanguage({ en: 'Writing formulas', zh: '正在写入公式' }, language), () =>
    replaceFormulas(meant.sheetId, formulas, Date.now()),
  )
  const count = cells.length.toLocaleString('en-US')
  board.say({
    tone: 'success',
    title: inLanguage({ en: `${count} results are formulas of the ledger now.`, zh: `已将 ${count} 个结果替换为账簿公式。` }, language),
    text: inLanguage(
      {
        en: 'What stood there is kept in the workbook; undo also works after it was closed.',
        zh: '原内容保存在工作簿中，关闭后仍可撤销。',
      },
      language,
    ),
    actions: [{ label: inLanguage({ en: 'Undo', zh: '撤销' }, language), run: () => undoReplacing(desk, act) }],
  })
  return act
}

/** Brings back what stood where formulas were written, and says so. */
export async function undoReplacing({ board, language }: Desk, act: number): Promise<void> {
  const { brought, changed, gone } = await bringBack(act)
  const left = changed + gone
  board.say({
    tone: left > 0 ? 'warning' : 'success',
    title: inLanguage({ en: `${brought} cells are as they were.`, zh: `已恢复 ${brought} 个单元格。` }, language),
    ...(left > 0 && {
      text: inLanguage(
        { en: `${changed} were changed since and stay; ${gone} are gone.`, zh: `${changed} 个已被改动，保持不变；${gone} 个已删除。` },
        language,
      ),
    }),
  })
}

/** Draws the documents behind the ledger's value of a cell on a sheet of its own. */
export const drillReplacement = async (desk: Desk, meant: MeantRange, { cell, drill }: Replacement): Promise<void> => {
  const name = inLanguage({ en: `Drill ${cell}`, zh: `明细 ${cell}` }, desk.language)
  await drawBeside(desk, drillSheet(drill, desk.language), name, { sheet: meant.sheet, address: cell })
}
