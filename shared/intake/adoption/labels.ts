import { TABLES } from '../../tables/index.js'
import type { Words } from '../../vocabulary.js'
import { FIELD_WORDS, type AdoptionField } from './field-words.js'
import type { RangeKind } from './range-kind.js'

/** What a field is called: the first of its Chinese spellings, and its name in English. */
export function fieldLabel(field: AdoptionField): Words {
  if (field === 'bucket') return { en: 'aging column', zh: '账龄段' }
  const zh = FIELD_WORDS[field].find(word => /[\u4e00-\u9fff]/.test(word)) ?? field
  return { en: field.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`), zh }
}

/** What a range that holds these rows is called. */
export const kindLabel = (kind: RangeKind): Words => TABLES.get(kind)?.label ?? { en: 'Balances of customers', zh: '客户余额' }
