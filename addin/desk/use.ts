import type { Cells } from '../cells/cells.js'
import { arFormulas } from '../workbook/ar-formulas.js'
import { reenter } from '../workbook/reenter.js'

/** Milliseconds after which calls have come that Excel makes when it opens a workbook. */
const OPENED = 10_000
/** Milliseconds in which changes gather: clearing a sheet cancels its calls one by one. */
const GATHER = 2_000

/**
 * Follows whether the workbook uses functions of ours: one that does loads the add-in when it is opened, another does not. Excel begins
 * calls that stand in cells again when it opens a workbook; should it not have done so, the formulas are entered again.
 */
export function followUse(cells: Cells, { opened = OPENED, gather = GATHER } = {}): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    timer = undefined
    void startWithWorkbook(cells)
  }
  cells.subscribe(() => {
    timer ??= setTimeout(look, gather)
  })
  setTimeout(() => void begun(cells).then(look), opened)
}

async function begun(cells: Cells): Promise<void> {
  if (cells.count > 0) return
  const formulas = await arFormulas()
  if (formulas.length > 0 && cells.count === 0) await reenter(formulas)
}

/** Sets whether Excel loads the add-in with this workbook; asks first, since setting it changes the file. */
async function startWithWorkbook(cells: Cells): Promise<void> {
  const { load, none } = Office.StartupBehavior
  const before = await Office.addin.getStartupBehavior()
  const uses = cells.count > 0 || (before === load && (await arFormulas()).length > 0)
  const now = uses ? load : none
  if (now !== before) await Office.addin.setStartupBehavior(now)
}
