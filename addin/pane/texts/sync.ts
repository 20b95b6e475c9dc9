import type { Language } from '../../../shared/refusals.js'
import { EN, type SyncTexts } from './sync-en.js'
import { ZH } from './sync-zh.js'

export type { SyncTexts }

/** What the page of sync says, by language. */
export const SYNC_TEXTS: Readonly<Record<Language, SyncTexts>> = { en: EN, zh: ZH }
