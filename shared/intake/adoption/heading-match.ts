import { plainHeading } from '../input.js'
import { ADOPTION_FIELDS, FIELD_WORDS, type AdoptionField } from './field-words.js'

/** What a heading may mean, and how sure its spelling makes that: 1 would be certain. */
export interface HeadingMatch {
  field: AdoptionField
  confidence: number
  how: 'spelled' | 'part' | 'contained'
  /** The known word that was found. */
  word: string
}

/** Headings that are well known and say nothing that the ledger keeps. */
const NOT_NEEDED = [
  '序号',
  '行号',
  '计量单位',
  '规格',
  '规格型号',
  '数量',
  '单价',
  '税率',
  '电话',
  '联系电话',
  '手机',
  '地址',
  '联系人',
  '税号',
  '纳税人识别号',
  '开户行',
  '开户银行',
  '逾期天数',
  '账龄',
  '逾期',
  '逾期金额',
  '天数',
  '状态',
  '制单人',
  '审核人',
  '是否逾期',
  'seq',
  'line',
  'unit',
  'quantity',
  'qty',
  'price',
  'unit price',
  'tax rate',
  'phone',
  'address',
  'contact',
  'tax id',
  'days overdue',
  'overdue',
  'age',
  'status',
  'aging',
  '方向',
  '借贷',
  '类型',
  '单据类型',
  'type',
  'transaction type',
].map(plainHeading)

const spelled = new Map<string, { field: AdoptionField; word: string }>()
for (const field of ADOPTION_FIELDS) {
  for (const word of FIELD_WORDS[field]) if (!spelled.has(plainHeading(word))) spelled.set(plainHeading(word), { field, word })
}
/** Words that may stand inside a longer heading, the longest first. */
const inside = [...spelled]
  .filter(([plain]) => (/[\u4e00-\u9fff]/.test(plain) ? plain.length >= 2 : plain.length >= 5))
  .sort((a, b) => b[0].length - a[0].length)

/** A heading without the unit or remark in brackets behind it: `金额（万元）`. */
export const bareHeading = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[([【].*?[)\]】]/g, '')
    .trim()

/** `1-30`, `31-60天`, `逾期1-30天`, `90天以上`, `未到期`, `1年以内`: a column of an aging. */
export const isBucketHeading = (text: string): boolean => {
  const plain = text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[‐‑–—−~]|(?<=[\d天日月年])[至到](?=\d)/g, '-')
  if (/^(未到期|未逾期|notdue|current)$/i.test(plain)) return true
  const span =
    /^(逾期|账龄|overdue)?(\d{1,4})(天|日|个?月|年|d|days?|m|months?|y|years?)?-(\d{1,4})(天|日|个?月|年|d|days?|m|months?|y|years?)?$/i.exec(
      plain,
    )
  if (span) return Number(span[4]) > Number(span[2]) && Number(span[4]) <= 1100
  return (
    /^(逾期|账龄|overdue)?([>≥＞]|over)?\d{1,4}(天|日|个?月|年|d|days?|m|months?|y|years?)?(以上|以内|内|\+)$/i.test(plain) ||
    /^(>|over|<=|≤)\d{1,4}/i.test(plain)
  )
}

const known = new Map<string, HeadingMatch | 'not needed' | undefined>()

/** What a heading means by its spelling; `not needed` for well-known words without use here, nothing for words not known. */
export function headingMatch(text: string): HeadingMatch | 'not needed' | undefined {
  if (known.has(text)) return known.get(text)
  const found = matchOf(text)
  if (known.size > 5000) known.clear()
  known.set(text, found)
  return found
}

function matchOf(text: string): HeadingMatch | 'not needed' | undefined {
  if (text.length > 40 || text === '') return undefined
  const whole = plainHeading(text)
  const bare = plainHeading(bareHeading(text))
  for (const plain of [whole, bare]) {
    const found = spelled.get(plain)
    if (found) return { ...found, confidence: plain === whole ? 0.95 : 0.93, how: 'spelled' }
  }
  if (isBucketHeading(bareHeading(text))) return { field: 'bucket', confidence: 0.9, how: 'spelled', word: text }
  if (NOT_NEEDED.includes(whole) || NOT_NEEDED.includes(bare)) return 'not needed'
  for (const part of bareHeading(text).split(/[/／、|\n]/)) {
    const found = spelled.get(plainHeading(part))
    if (found) return { ...found, confidence: 0.85, how: 'part' }
  }
  for (const [plain, found] of inside) if (bare.includes(plain)) return { ...found, confidence: 0.6, how: 'contained' }
  return undefined
}
