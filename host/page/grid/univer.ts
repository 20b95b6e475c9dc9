import type { FUniver, Plugin, PluginCtor } from '@univerjs/presets'
import { LocaleType, createUniver, mergeLocales } from '@univerjs/presets'
import { UniverSheetsConditionalFormattingPreset } from '@univerjs/preset-sheets-conditional-formatting'
import conditionalEnglish from '@univerjs/preset-sheets-conditional-formatting/locales/en-US'
import conditionalChinese from '@univerjs/preset-sheets-conditional-formatting/locales/zh-CN'
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core'
import coreEnglish from '@univerjs/preset-sheets-core/locales/en-US'
import coreChinese from '@univerjs/preset-sheets-core/locales/zh-CN'

/** The only workbook that the grid holds. */
export const UNIT = 'workbook'

/** Entries of Univer's menus that the model of this stand-in does not follow. */
const HIDDEN = [
  'sheet.menu.paste-special',
  'sheet.contextMenu.permission',
  'sheet.command.delete-range-move-left-confirm',
  'sheet.command.delete-range-move-up-confirm',
  'sheet.command.insert-range-move-down-confirm',
  'sheet.command.insert-range-move-right-confirm',
  'sheet.menu.cell-insert',
  'sheet.menu.delete',
  'sheet.menu.sheets-sort-ctx',
]

type Registered = PluginCtor<Plugin> | [PluginCtor<Plugin>, object?]

/** The plugin that would put results of Univer's own calculation into cells. */
const CELLS_PLUGIN = 'SHEET_PLUGIN'

/**
 * Univer as a view: it draws, selects and edits. Results of formulas come from the workbook's engine; what Univer computes by itself
 * reaches conditional formats only, never a cell.
 */
export function createGrid(container: HTMLElement, locale: string): FUniver {
  const core = UniverSheetsCorePreset({
    container,
    header: true,
    toolbar: false,
    ribbonType: 'simple',
    formulaBar: true,
    contextMenu: true,
    menu: Object.fromEntries(HIDDEN.map(id => [id, { hidden: true }])),
    disableAutoFocus: true,
    disableTextFormatAlert: true,
    disableTextFormatMark: true,
    sheets: { disableForceStringAlert: true, disableForceStringMark: true },
  })
  const plugins = (core.plugins as Registered[]).map(entry =>
    Array.isArray(entry) && entry[0].pluginName === CELLS_PLUGIN ? [entry[0], { ...entry[1], notExecuteFormula: true }] : entry,
  )
  const { univerAPI } = createUniver({
    locale: locale === 'zh-CN' ? LocaleType.ZH_CN : LocaleType.EN_US,
    locales: {
      [LocaleType.EN_US]: mergeLocales(coreEnglish, conditionalEnglish),
      [LocaleType.ZH_CN]: mergeLocales(coreChinese, conditionalChinese),
    },
    presets: [{ ...core, plugins: plugins as typeof core.plugins }, UniverSheetsConditionalFormattingPreset()],
  })
  return univerAPI
}
