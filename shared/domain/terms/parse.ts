import { day, type IsoDate } from '../../dates.js'
import { exact } from '../../money.js'
import { refuse } from '../../refusals.js'
import type { EarlyDiscount, PaymentTerms, Shift, TermLine, TermsAlternative } from './payment-terms.js'
import { parseWhen } from './when.js'

/**
 * Payment terms as people type them; full-width digits and signs and stray spaces are fine, other text is refused (`BAD_TERMS`).
 *
 *     terms        alternative [; alternative ...]                 the first that is valid on the document date counts
 *     alternative  [validity:] [discounts] lines [discounts] [shift]
 *     validity     2026-01-01至2026-06-30, 2026-01-01起, 至2026-06-30, from D to D   and, or   6,7,8月, 11-2月, in months 6, 7, 8
 *     discounts    2/10 (percent/days; several in a row), 10天内付款优惠2%, 2% discount within 10 days
 *     shift        遇节假日顺延, 遇节假日提前, next workday, previous workday
 *     lines        when                                            see parseWhen
 *                  share when [share when ...]                     30%预付 60%货到30天 10%月结90天 (the share may follow too: 预付30%)
 *                  30/60/10 when/when/when                         a bare number means days: 30/60/10 0/30/90天
 *     share        30%, 余款的25% (25% of the rest), 定额396.84 (fixed 396.84), and last 余款 (rest); percentages alone add to 100
 *
 * `2/30 ...` is a discount, `30/70 ...` a split: two numbers that add to 100 are always a split. `2/10 EOM` is refused, for it means
 * ten days after the invoice to some and after the month to others.
 */
export function parseTerms(text: string): PaymentTerms {
  const typed = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[。()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (typed.length > 2000) throw refuse('BAD_TERMS', { value: `${text.slice(0, 40)}…` })
  const alternatives = typed.split(';').map(part => {
    const colon = part.indexOf(':')
    const validity = colon < 0 ? {} : parseValidity(part.slice(0, colon).trim())
    const rest = validity && parseAlternative(spaced(part.slice(colon + 1)))
    if (!rest) throw refuse('BAD_TERMS', { value: text })
    return { ...validity, ...rest }
  })
  return { alternatives }
}

/** One space between words of letters and digits, none beside a Chinese character. */
const spaced = (text: string): string =>
  text
    .replace(/[,、]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ?(\p{Script=Han}) ?/gu, '$1')
    .replace(/ ?([/%]) ?/g, '$1')
    .replace(/%(?=[a-z\d])/g, '% ')
    .trim()

const DATE = '(\\d{4}-\\d{2}-\\d{2})'
const MONTH = '\\d{1,2}月?(?: ?[-~至到] ?\\d{1,2}月?)?'

function parseValidity(text: string): Pick<TermsAlternative, 'from' | 'to' | 'months'> | undefined {
  if (/^(其他|其余|otherwise|else)$/.test(text)) return {}
  const range = new RegExp(`^(?:from )?${DATE} ?(?:至|到|~|to|\\.\\.) ?${DATE}`).exec(text)
  const since = range ? null : new RegExp(`^(?:from ${DATE}|${DATE} ?起)`).exec(text)
  const until = (range ?? since) ? null : new RegExp(`^(?:(?:至|到|to |until ) ?${DATE}|${DATE} ?[止前])`).exec(text)
  const from = range?.[1] ?? since?.[1] ?? since?.[2]
  const to = range?.[2] ?? until?.[1] ?? until?.[2]
  if (from !== undefined && to !== undefined && day(from) > day(to)) return undefined
  for (const date of [from, to]) if (date !== undefined) day(date)

  const rest = text.slice((range ?? since ?? until)?.[0].length ?? 0).trim()
  const listed = new RegExp(`^(?:(?:in )?months? )?(${MONTH}(?: ?[,、 ] ?${MONTH})*)$`).exec(rest)
  if (rest !== '' && !(listed && /月|month/.test(rest))) return undefined
  const months = listed && monthsListed(listed[1])
  if (months === undefined || (rest === '' && from === undefined && to === undefined)) return undefined
  return {
    ...(from === undefined ? {} : { from: from as IsoDate }),
    ...(to === undefined ? {} : { to: to as IsoDate }),
    ...(months === null ? {} : { months }),
  }
}

function monthsListed(text: string): number[] | undefined {
  const months = new Set<number>()
  for (const [, first, last = first] of text.matchAll(/(\d{1,2})月?(?: ?[-~至到] ?(\d{1,2}))?/g)) {
    const [begin, end] = [Number(first), Number(last)]
    if (begin < 1 || begin > 12 || end < 1 || end > 12) return undefined
    // A span may run over the turn of the year: 11-2月.
    for (let month = begin; ; month = (month % 12) + 1) {
      months.add(month)
      if (month === end) break
    }
  }
  return [...months].sort((a, b) => a - b)
}

function parseAlternative(text: string): Pick<TermsAlternative, 'lines' | 'discounts' | 'shift'> | undefined {
  const { shift, rest: unshifted } = takeShift(text)
  const { discounts, rest } = takeDiscounts(unshifted)
  if (discounts.some(({ percent }) => exact(percent).greaterThan(100))) return undefined
  const lines = parseLines(rest)
  return lines && { lines, ...(discounts.length > 0 ? { discounts } : {}), ...(shift ? { shift } : {}) }
}

function takeShift(text: string): { shift?: Shift; rest: string } {
  const match =
    /(?:如?[遇逢](?:法定)?(?:节假日|假日|周末|休息日|非工作日)则?)?(顺延|提前)(?:[至到][上下]一?个?工作日)?$/.exec(text) ??
    / ?(?:on )?(?:the )?(next|following|previous|preceding) (?:workday|working day|business day)$/.exec(text)
  if (!match) return { rest: text }
  return { shift: /顺延|next|following/.test(match[1]) ? 'next' : 'previous', rest: text.slice(0, match.index).trim() }
}

function takeDiscounts(text: string): { discounts: EarlyDiscount[]; rest: string } {
  const discounts: EarlyDiscount[] = []
  let rest = text
  for (let match; (match = /^(\d{1,2}(?:\.\d+)?)\/(\d{1,3})(?![\d./%])/.exec(rest)) && Number(match[1]) + Number(match[2]) !== 100;) {
    discounts.push(discount(match[1], match[2]))
    rest = rest.slice(match[0].length).trim()
  }
  if (discounts.length > 0 && /^(net )?eom$/.test(rest)) return { discounts: [], rest: text }
  const worded =
    /(\d{1,3})天内(?:付款|付清)?(?:优惠|折扣|减|返)(\d{1,3}(?:\.\d+)?)%|(\d{1,3}(?:\.\d+)?)% (?:discount )?(?:with)?in (\d{1,3}) days?/g
  rest = rest.replace(worded, (_, days: string, percent: string, englishPercent: string, englishDays: string) => {
    discounts.push(discount(percent ?? englishPercent, days ?? englishDays))
    return ' '
  })
  return { discounts, rest: rest.replace(/\s+/g, ' ').trim() }
}

const discount = (percent: string, days: string): EarlyDiscount => ({ percent: exact(percent).toFixed(), withinDays: Number(days) })

const NUMBER = '(\\d{1,12}(?:\\.\\d{1,6})?)'
const SHARE = new RegExp(
  `余款的${NUMBER}%|${NUMBER}% of (?:the )?(?:rest|balance|remainder)|(?:余款|余额|尾款)?${NUMBER}%|(?:定额|fixed )${NUMBER}|余款|余额|尾款|\\b(?:rest|balance|remainder)\\b`,
  'g',
)

function parseLines(text: string): TermLine[] | undefined {
  const listed = /^(\d+(?:\.\d+)?(?:\/\d+(?:\.\d+)?)+)%? ?(.+)$/.exec(text)
  if (listed) {
    const shares = listed[1].split('/').map(percentShare)
    return joined(
      shares,
      listed[2].split('/').map(when => (/^\d+$/.test(when) ? `${when}天` : when)),
    )
  }
  const found = [...text.matchAll(SHARE)]
  if (found.length === 0) return joined([{}], [text])
  const shares = found.map(([, left, leftEnglish, total, fixed]) => {
    const ofLeft = left ?? leftEnglish
    if (ofLeft !== undefined) return { shareOfLeft: hundredth(ofLeft) }
    if (fixed !== undefined) return { fixed: exact(fixed).toFixed() }
    return total === undefined ? {} : percentShare(total)
  })
  const between = text.split(new RegExp(SHARE.source.replace(/\((?!\?)/g, '(?:'))).map(part => part.trim())
  if (between[0] === '') return joined(shares, between.slice(1))
  return between[between.length - 1] === '' ? joined(shares, between.slice(0, -1)) : undefined
}

type Share = Pick<TermLine, 'shareOfTotal' | 'shareOfLeft' | 'fixed'>

const hundredth = (percent: string): string => exact(percent).dividedBy(100).toFixed()
const percentShare = (percent: string): Share => ({ shareOfTotal: hundredth(percent) })

function joined(shares: Share[], whens: string[]): TermLine[] | undefined {
  const last = shares.length - 1
  const plain = shares.every(share => share.shareOfTotal !== undefined)
  const sum = shares.reduce((total, share) => total.plus(share.shareOfTotal ?? share.shareOfLeft ?? 0), exact('0'))
  const isRest = Object.keys(shares[last]).length === 0
  if (whens.length !== shares.length || !(isRest || (plain && sum.equals(1)))) return undefined
  const lines: TermLine[] = []
  for (const [i, text] of whens.entries()) {
    const when = parseWhen(text)
    const share = i === last ? {} : shares[i]
    const part = share.shareOfTotal ?? share.shareOfLeft ?? share.fixed
    // Before the last line every share must take something and leave something.
    if (!when || (i < last && (part === undefined || Number(part) <= 0 || (share.fixed === undefined && Number(part) >= 1))))
      return undefined
    lines.push({ ...share, ...when })
  }
  return isRest && shares.slice(0, last).every(share => share.shareOfTotal !== undefined) && sum.greaterThanOrEqualTo(1) ? undefined : lines
}
