import type { Language } from '../../shared/refusals.js'

/** Chinese for every Chinese locale of Office (`zh-CN`, `zh-TW` ...), English for all others. */
export const languageOf = (locale: string | undefined): Language => (/^zh\b/i.test(locale ?? '') ? 'zh' : 'en')
