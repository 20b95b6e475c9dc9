import type { Language } from '../refusals.js'
import type { Cell, Context } from './context.js'
import type { FunctionDefinition } from './define.js'
import { drill, type Drill, type DrillRow } from './drill.js'
import { amountText, answerText, BASIS_WORDS, figureText, filterWords } from './drill-words.js'
import { functionNamed } from './evaluate.js'

/** An answer in words, for people who ask where it comes from. */
export interface Explanation {
  /** The function, and whom it is about. */
  title: string
  /** Whole sentences, in the order in which they are read. */
  sentences: string[]
  /** The same and more as pairs: as-of date, change, options, terms. */
  facts: { label: string; value: string }[]
  /** The documents, when it is made of any. */
  rows?: DrillRow[]
}

/** Says what a call answers, of what and when, and what it is made of; refuses what the function refuses. */
export const explain = (context: Context, name: string, args: readonly Cell[], language: Language): Explanation =>
  explained(drill(context, name, args), language)

/** The same of an answer that was drilled already. */
export function explained(found: Drill, language: Language): Explanation {
  const definition = functionNamed(found.name)
  const zh = language === 'zh'
  const heading = zh ? definition.zh : found.name
  const { rows } = found
  return {
    title: zh ? `${heading} · ${whoText(found, language)}` : `${heading}: ${whoText(found, language)}`,
    sentences: [
      answerSentence(found, definition, language),
      ...(rows.length > 0 ? [rowsSentence(found, language)] : []),
      ...(found.answer === null && found.terms.length > 0 ? [termsSentence(found, language)] : []),
      ...ruleSentences(found, language),
      changeSentence(found, language),
    ],
    facts: factsOf(found, language),
    ...(rows.length > 0 && { rows }),
  }
}

function whoText({ facts: { customer, customerName } }: Drill, language: Language): string {
  if (customer === '*') return language === 'zh' ? '全部客户' : 'all customers'
  return customerName === customer || customerName === '' ? customer : `${customer} ${customerName}`
}

function whenText({ facts: { asOf, period } }: Drill, language: Language): string {
  if (period) return language === 'zh' ? `${period.from} 至 ${period.to}` : `from ${period.from} to ${period.to}`
  return language === 'zh' ? `截至 ${asOf}` : `as of ${asOf}`
}

function answerSentence(found: Drill, definition: FunctionDefinition, language: Language): string {
  const { value, currency } = found
  const whole = Array.isArray(value) && (value as readonly (readonly Cell[])[]).length > 1
  const shown = whole ? String((value as readonly unknown[]).length) : answerText(value, found.format, currency, language)
  const what = choicesText(found, definition, language)
  if (language === 'zh') {
    const subject = `${whoText(found, language)}${whenText(found, language)}，${definition.zh}${what}`
    return whole ? `${subject}共 ${shown} 行。` : `${subject}为 ${shown}。`
  }
  const subject = `${found.name}${what} of ${whoText(found, language)} ${whenText(found, language)}`
  return whole ? `${subject} has ${shown} rows.` : `${subject} is ${shown}.`
}

/** The bucket, part or measure as it was typed. */
function choicesText({ args }: Drill, { params }: FunctionDefinition, language: Language): string {
  const typed = Object.keys(params).flatMap((name, at) => {
    const arg = args[at]
    return ['bucket', 'part', 'measure', 'method', 'field'].includes(name) && arg !== null && arg !== undefined && arg !== ''
      ? [String(arg)]
      : []
  })
  if (typed.length === 0) return ''
  return language === 'zh' ? `（${typed.join('，')}）` : ` (${typed.join(', ')})`
}

function rowsSentence({ rows, total, currency }: Drill, language: Language): string {
  const documents = new Set(rows.filter(({ id }) => id !== 0).map(({ id }) => id)).size
  const sum = amountText(total, currency, language)
  if (documents === 0)
    return language === 'zh' ? `由 ${rows.length} 项构成，合计 ${sum}。` : `It is made of ${rows.length} entries, ${sum} in all.`
  if (language === 'zh') return `由 ${documents} 张单据构成，合计 ${sum}。`
  return documents === 1 ? `It is made of 1 document, ${sum} in all.` : `It is made of ${documents} documents, ${sum} in all.`
}

function termsSentence({ terms, currency }: Drill, language: Language): string {
  const parts = terms.map(({ label, value, format }) => `${label[language]} ${figureText(value, format, currency, language)}`)
  return language === 'zh' ? `计算依据：${parts.join('，')}。` : `It comes from: ${parts.join(', ')}.`
}

/** How it was reckoned, as far as that is not the usual way. */
function ruleSentences({ facts, rows, currency }: Drill, language: Language): string[] {
  const zh = language === 'zh'
  const stop = zh ? '。' : '.'
  const sentences: string[] = []
  if (facts.basis) sentences.push(BASIS_WORDS[facts.basis][language] + stop)
  if (facts.clock === 'latest')
    sentences.push(zh ? '核销按最新情况计入，不看核销日期。' : 'Allocations count as known now, whatever their dates.')
  if (facts.filter) sentences.push(zh ? `只计 ${filterWords(facts.filter, 'zh')}。` : `Only ${filterWords(facts.filter, 'en')} counts.`)
  const foreign = [...new Set(rows.map(row => row.currency))].filter(one => one !== currency)
  if (foreign.length > 0)
    sentences.push(
      zh ? `${foreign.join('、')} 单据已折合为 ${currency}。` : `Documents in ${foreign.join(', ')} are converted to ${currency}.`,
    )
  return sentences
}

function changeSentence({ facts: { knownAt, change } }: Drill, language: Language): string {
  const number = (value: number) => figureText(value, 'number', 'CNY', language)
  if (language === 'zh')
    return knownAt === change ? `账簿变更号 ${number(change)}。` : `按变更号 ${number(knownAt)} 时所知；账簿现为 ${number(change)}。`
  return knownAt === change
    ? `The ledger stands at change ${number(change)}.`
    : `As known at change ${number(knownAt)}; the ledger now stands at ${number(change)}.`
}

function factsOf(found: Drill, language: Language): Explanation['facts'] {
  const { facts, value, currency, terms } = found
  const zh = language === 'zh'
  const fact = (en: string, chinese: string, text: string) => ({ label: zh ? chinese : en, value: text })
  const list = [
    fact('Customer', '客户', whoText(found, language)),
    facts.period ? fact('Period', '期间', `${facts.period.from} – ${facts.period.to}`) : fact('As of', '截止日期', facts.asOf),
    fact('Change', '变更号', facts.knownAt === facts.change ? String(facts.change) : `${facts.knownAt} / ${facts.change}`),
    fact('Currency', '币种', currency),
  ]
  if (facts.basis) list.push(fact('Basis', '口径', BASIS_WORDS[facts.basis][language]))
  if (facts.filter) list.push(fact('Filter', '筛选', filterWords(facts.filter, language)))
  if (!Array.isArray(value)) list.push(fact('Value', '数值', answerText(value, found.format, currency, language)))
  for (const { label, value: figure, format } of terms)
    list.push({ label: label[language], value: figureText(figure, format, currency, language) })
  return list
}
