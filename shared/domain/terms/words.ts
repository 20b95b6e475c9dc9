import { exact } from '../../money.js'
import type { Language } from '../../refusals.js'
import type { EarlyDiscount, PaymentTerms, Step, TermLine, TermsAlternative } from './payment-terms.js'

/** Payment terms in words, in a form that `parseTerms` reads back to the same terms. */
export const termsText = (terms: PaymentTerms, language: Language): string =>
  terms.alternatives.map(alternative => alternativeText(alternative, language)).join(language === 'zh' ? '；' : '; ')

function alternativeText(alternative: TermsAlternative, language: Language): string {
  const validity = validityText(alternative, language)
  const parts = [linesText(alternative.lines, language), ...(alternative.discounts ?? []).map(discount => discountText(discount, language))]
  if (alternative.shift) parts.push(SHIFTS[language][alternative.shift])
  const text = parts.join(language === 'zh' ? '，' : ', ')
  return validity === '' ? text : language === 'zh' ? `${validity}：${text}` : `${validity}: ${text}`
}

const SHIFTS = {
  en: { next: 'next workday', previous: 'previous workday' },
  zh: { next: '遇节假日顺延', previous: '遇节假日提前' },
}

function validityText({ from, to, months }: TermsAlternative, language: Language): string {
  const parts: string[] = []
  if (language === 'zh') {
    if (from !== undefined) parts.push(to === undefined ? `${from}起` : `${from}至${to}`)
    else if (to !== undefined) parts.push(`至${to}`)
    if (months) parts.push(`${months.join('、')}月`)
  } else {
    if (from !== undefined) parts.push(to === undefined ? `from ${from}` : `from ${from} to ${to}`)
    else if (to !== undefined) parts.push(`to ${to}`)
    if (months) parts.push(`in months ${months.join(', ')}`)
  }
  return parts.join(' ')
}

const discountText = ({ percent, withinDays }: EarlyDiscount, language: Language): string =>
  language === 'zh' ? `${withinDays}天内付款优惠${percent}%` : `${percent}% discount within ${counted(withinDays, 'day')}`

function linesText(lines: readonly TermLine[], language: Language): string {
  if (lines.length === 1) return whenText(lines[0], language)
  let left = exact('1')
  const plain = lines.slice(0, -1).every(line => line.shareOfTotal !== undefined)
  const texts = lines.map((line, i) => {
    const last = i === lines.length - 1
    if (!last && line.shareOfTotal !== undefined) left = left.minus(line.shareOfTotal)
    const share = last ? (plain ? `${left.times(100).toFixed()}%` : REST[language]) : shareText(line, language)
    return language === 'zh' ? `${share}${whenText(line, language)}` : `${share} ${whenText(line, language)}`
  })
  return texts.join(language === 'zh' ? ' ' : ', ')
}

const REST = { en: 'rest', zh: '余款' }

function shareText({ shareOfTotal, shareOfLeft, fixed }: TermLine, language: Language): string {
  if (shareOfTotal !== undefined) return `${exact(shareOfTotal).times(100).toFixed()}%`
  const percentOfLeft = shareOfLeft === undefined ? '' : `${exact(shareOfLeft).times(100).toFixed()}%`
  if (language === 'zh') return shareOfLeft === undefined ? `定额${fixed} ` : `余款的${percentOfLeft} `
  return shareOfLeft === undefined ? `fixed ${fixed}` : `${percentOfLeft} of the rest`
}

const whenText = (line: TermLine, language: Language): string => (language === 'zh' ? chinese(line) : english(line))

function chinese(line: TermLine): string {
  const cut = line.cutOff === undefined ? '' : `${line.cutOff}日截止`
  if (line.prepaid) return `${cut}${line.shareOfTotal === undefined ? '款到发货' : '预付'}`
  const base = line.base === 'delivery' ? '货到' : line.base === 'received' ? '票到' : ''
  const { months, days, date } = numbersOf(line.steps)
  switch (shape(line.steps)) {
    case '':
      return `${cut}${base === '' ? '现结' : `${base}付款`}`
    case 'days':
      return `${cut}${base}${days}天`
    case 'months':
      return `${cut}${base}${months}个月`
    case 'end':
      return `${cut}${base}月结`
    case 'end days':
      return `${cut}${base}月结${days}天`
    case 'date':
    case 'months date':
      return cut === '' ? `${base}月结${monthWord(months)}${date}日` : `${cut}${base}${monthWord(months)}${date}日付`
    case 'months end':
      return `${cut}${base}${monthWord(months)}底`
    default:
      return `${cut}${base === '' ? '开票' : base}起${line.steps.map(chineseStep).join('')}`
  }
}

const monthWord = (months: number): string => ['当月', '次月', '隔月'][months] ?? `第${months}个月`

function chineseStep(step: Step): string {
  if ('addMonths' in step) return `加${step.addMonths}个月`
  if ('addDays' in step) return `加${step.addDays}天`
  return 'day' in step ? `定${step.day}日` : '到月底'
}

function english(line: TermLine): string {
  const cut = line.cutOff === undefined ? '' : `cut-off ${line.cutOff} `
  if (line.prepaid) return `${cut}cash in advance`
  const { months, days, date } = numbersOf(line.steps)
  const after = line.base === 'delivery' ? ' after delivery' : line.base === 'received' ? ' after receipt of invoice' : ''
  switch (shape(line.steps)) {
    case '':
      return cut + (line.base === 'delivery' ? 'cash on delivery' : line.base === 'received' ? 'on receipt of invoice' : 'due immediately')
    case 'days':
      return after === '' ? `${cut}net ${days}` : `${cut}${counted(days, 'day')}${after}`
    case 'months':
      return `${cut}${counted(months, 'month')}${after}`
    case 'end':
      return `${cut}end of month${after}`
    case 'end days':
      return `${cut}${days} EOM${after}`
    case 'date':
    case 'months date':
      return `${cut}day ${date} of ${englishMonth(months)}${after}`
    case 'months end':
      return `${cut}end of ${englishMonth(months)}${after}`
    default:
      return `${cut}start ${line.steps.map(englishStep).join(' ')}${after}`
  }
}

const englishMonth = (months: number): string => (months === 0 ? 'the month' : months === 1 ? 'the next month' : `month ${months} after`)

function englishStep(step: Step): string {
  if ('addMonths' in step) return `plus ${counted(step.addMonths, 'month')}`
  if ('addDays' in step) return `plus ${counted(step.addDays, 'day')}`
  return 'day' in step ? `on day ${step.day}` : 'to month end'
}

const counted = (count: number, unit: string): string => (count === 1 ? `1 ${unit}` : `${count} ${unit}s`)

/** The kinds of the steps in order: most terms have one of a few shapes that the trade has words for. */
const shape = (steps: readonly Step[]): string =>
  steps.map(step => ('addMonths' in step ? 'months' : 'addDays' in step ? 'days' : 'day' in step ? 'date' : 'end')).join(' ')

function numbersOf(steps: readonly Step[]): { months: number; days: number; date: number } {
  const numbers = { months: 0, days: 0, date: 0 }
  for (const step of steps) {
    if ('addMonths' in step) numbers.months = step.addMonths
    else if ('addDays' in step) numbers.days = step.addDays
    else if ('day' in step) numbers.date = step.day
  }
  return numbers
}
