import type { Language } from '../../../shared/refusals.js'
import { EN, type Texts } from './en.js'
import { ZH } from './zh.js'

export type { Texts }

/** What the pane says, by language. */
export const TEXTS: Readonly<Record<Language, Texts>> = { en: EN, zh: ZH }
