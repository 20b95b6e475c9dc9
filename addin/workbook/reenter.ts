import type { ArFormula } from './ar-formulas.js'

/** The most formulas written in one round trip. */
const AT_ONCE = 5_000

/**
 * Enters formulas again where they stand, so that Excel calls them; nothing else is computed but what stands on them. Does nothing in a
 * workbook whose person computes by hand. Gives how many it entered.
 */
export async function reenter(formulas: readonly ArFormula[]): Promise<number> {
  return Excel.run(async context => {
    const { application } = context.workbook
    application.load('calculationMode')
    await context.sync()
    if (application.calculationMode === Excel.CalculationMode.manual) return 0
    let waiting = 0
    for (const run of runsOf(formulas)) {
      const [{ sheetId, row, column }] = run
      const range = context.workbook.worksheets.getItem(sheetId).getRangeByIndexes(row, column, 1, run.length)
      range.formulas = [run.map(({ formula }) => formula)]
      waiting += run.length
      if (waiting >= AT_ONCE) {
        await context.sync()
        waiting = 0
      }
    }
    await context.sync()
    return formulas.length
  })
}

/** Neighbours in a row together, as they come from `arFormulas`. */
function runsOf(formulas: readonly ArFormula[]): ArFormula[][] {
  const runs: ArFormula[][] = []
  for (const formula of formulas) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last?.sheetId === formula.sheetId && last.row === formula.row && last.column + 1 === formula.column) run.push(formula)
    else runs.push([formula])
  }
  return runs
}
