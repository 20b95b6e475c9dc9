import { decimalsOf, type Currency, type Money } from '../../shared/money.js'
import { explained } from '../../shared/functions/explain.js'
import { refuse, type Language } from '../../shared/refusals.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { activeCell } from '../workbook/selection.js'
import type { Command } from './define.js'
import { drilled, type Drilled, type DrilledPart } from './drilled.js'
import { counted } from './say.js'
import { told } from './told.js'

/** A cell explained: the documents behind it, and the same in sentences of the user's language. */
export interface Explanation extends Drilled {
  sentences: string[]
}

/** What the page `/explain` shows. */
export const explanation = told<Explanation>()

/** Explains the selected cell in the pane. */
export const explain: Command = async desk => {
  const found = await drilledSelection(desk)
  explanation.tell({ ...found, sentences: sentencesOf(found, desk.language) })
  await desk.show('/explain')
}

/** The selected cell taken apart; refuses one without a formula of ours. */
export async function drilledSelection(desk: Desk): Promise<Drilled> {
  const cell = await activeCell()
  const found = await drilled(desk, cell)
  if (!found) throw refuse('NO_FORMULA', { cell: `${cell.sheet}!${cell.address}` })
  return found
}

/** What a cell shows and what it is made of, in a few sentences. */
export function sentencesOf(found: Drilled, language: Language): string[] {
  const { cell, parts, rows, total, currency, difference, reasons, frozen, asOf, change } = found
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  const place = `${cell.sheet}!${cell.address}`
  const sentences = [say(`${place} shows ${cell.text}.`, `${place} 显示 ${cell.text}。`)]
  const calls = parts.filter(({ call }) => call)
  sentences.push(...calls.slice(0, SENTENCES).flatMap(part => callSentences(part, calls.length > 1, language)))
  if (calls.length > SENTENCES)
    sentences.push(say(`${calls.length - SENTENCES} more functions follow.`, `另有 ${calls.length - SENTENCES} 个函数。`))
  sentences.push(say(`As of ${asOf}, by what the ledger knew at change ${change}.`, `截止 ${asOf}，按账簿变更 ${change} 时的数据。`))
  if (frozen) sentences.push(say('The cell is frozen: it keeps its value until Thaw.', '该单元格已冻结，恢复公式前数值不变。'))
  if (total !== null)
    sentences.push(
      say(
        `${counted(rows.length, 'document')} behind it come to ${amountText(sumOf(rows), currency)}.`,
        `共 ${rows.length} 笔单据，合计 ${amountText(sumOf(rows), currency)}。`,
      ),
    )
  if (difference)
    sentences.push(
      say(`That leaves a difference of ${amountText(difference, currency)}.`, `与单元格相差 ${amountText(difference, currency)}。`),
    )
  return [...sentences, ...reasons.map(words => inLanguage(words, language))]
}

const SENTENCES = 5

/** What the documents come to; numbers that the formula adds are no documents. */
const sumOf = (rows: Drilled['rows']): Money => rows.reduce((sum, { amount }) => sum + amount, 0) as Money

/** All that is to be said of a cell's only function; of one among several what it answers. */
function callSentences({ sign, call }: DrilledPart, several: boolean, language: Language): string[] {
  const { sentences } = explained(call!.drill, language)
  return several ? [`${sign === 1 ? '+' : '−'} ${sentences[0]}`] : sentences
}

/** An amount as people read it, with the decimals of its currency. */
export function amountText(amount: Money, currency: Currency): string {
  const decimals = decimalsOf(currency)
  return (amount / 10 ** decimals).toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}
