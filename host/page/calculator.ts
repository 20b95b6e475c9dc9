import * as core from '@univerjs/presets'
import * as formula from '@univerjs/preset-sheets-core'
import type { Calculator } from '../functions/engine.js'
import { univerCalculator } from '../functions/univer.js'

/** Univer's formula engine without a grid: the one that the page shows only draws. */
export function pageCalculator(): Promise<Calculator> {
  const univer = new core.Univer({
    locale: core.LocaleType.EN_US,
    locales: { [core.LocaleType.EN_US]: {} },
    logLevel: core.LogLevel.SILENT,
  })
  univer.registerPlugin(formula.UniverFormulaEnginePlugin)
  univer.registerPlugin(formula.UniverDocsPlugin)
  univer.registerPlugin(formula.UniverSheetsPlugin)
  univer.registerPlugin(formula.UniverSheetsFormulaPlugin)
  return Promise.resolve(univerCalculator({ core, formula, univer }))
}
