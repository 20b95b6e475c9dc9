import type { Language } from '../../shared/refusals.js'
import type { NamedCell } from '../workbook/freezing.js'

/** `1 formula`, `12 formulas`: a number with its English noun. */
export const counted = (count: number, noun: string): string => `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`

const SHOWN = 8

/** Some of a list in words: what is more than fits is counted. */
export function listed(texts: readonly string[], language: Language): string {
  const shown = texts.slice(0, SHOWN).join(language === 'zh' ? '、' : ', ')
  const more = texts.length - SHOWN
  if (more <= 0) return shown
  return language === 'zh' ? `${shown} 等共 ${texts.length} 个` : `${shown} and ${more} more`
}

/** A cell as people name it: `Sheet1!B5`. */
export const placed = ({ sheet, address }: Pick<NamedCell, 'sheet' | 'address'>): string => `${sheet}!${address}`
