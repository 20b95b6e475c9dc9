import { createRequire } from 'node:module'
import type * as Core from '@univerjs/core'
import type * as Formula from '@univerjs/engine-formula'
import type { Calculator } from '../functions/engine.js'
import { univerCalculator } from '../functions/univer.js'

const require = createRequire(import.meta.url)

/** Univer without a page. Its CommonJS entries work in Node; loading them takes most of a second, so it waits for the first formula. */
export async function headlessCalculator(): Promise<Calculator> {
  const { createUniver } = require('@univerjs/presets') as { createUniver: (options: object) => { univer: Core.Univer } }
  const preset = require('@univerjs/preset-sheets-node-core') as { UniverSheetsNodeCorePreset(): object }
  const core = require('@univerjs/core') as typeof Core
  const formula = require('@univerjs/engine-formula') as typeof Formula
  const { univer } = createUniver({
    locale: core.LocaleType.EN_US,
    locales: { [core.LocaleType.EN_US]: {} },
    logLevel: core.LogLevel.SILENT,
    presets: [preset.UniverSheetsNodeCorePreset()],
  })
  return univerCalculator({ core, formula, univer })
}
