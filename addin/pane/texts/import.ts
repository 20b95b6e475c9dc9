import type { Language } from '../../../shared/refusals.js'
import { EN, type ImportTexts } from './import-en.js'
import { ZH } from './import-zh.js'

export type { ImportTexts }

/** What the pages of importing and comparing say, by language. */
export const IMPORT_TEXTS: Readonly<Record<Language, ImportTexts>> = { en: EN, zh: ZH }
