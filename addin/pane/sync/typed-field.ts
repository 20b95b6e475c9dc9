import { readAmount, readCode, readDate } from '../../../shared/intake/cells.js'
import { Refusal, refuse, type Language } from '../../../shared/refusals.js'
import type { Column } from '../../../shared/tables/bound/define.js'
import { instalmentsOf, instalmentsText, linesOf, linesText } from '../../../shared/tables/bound/forms.js'

/** What was typed for a field in the ledger's form, or why it cannot be, in words. */
export type Typed = { text: string } | { problem: string }

const AMOUNTS = { decimal: '.', thousands: ',' } as const

/** Reads what was typed as a column's type. An empty text is a value where the column is not required. */
export function typedField(column: Column, typed: string, language: Language): Typed {
  try {
    return { text: read(column, typed.trim()) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { problem: error.text(language) }
  }
}

function read({ type, choices, required, label }: Column, typed: string): string {
  const bad = (problem: string) => refuse('BAD_ROW', { column: `${label.en} (${label.zh})`, problem })
  if (typed === '') {
    if (required) throw bad('it must not be empty (不能为空)')
    return ''
  }
  switch (type) {
    case 'date':
      // A date that may be two days is asked for again, not guessed.
      return readDate(typed, [])
    case 'amount':
    case 'rate':
      return readAmount(typed, AMOUNTS)
    case 'whole': {
      const text = readAmount(typed, AMOUNTS)
      if (!/^-?\d+$/.test(text)) throw bad('it must be a whole number (应为整数)')
      return text
    }
    case 'choice': {
      const said = typed.normalize('NFKC').toLowerCase()
      const found = choices?.find(({ value, label: words }) => [value, words.en, words.zh].some(word => word.toLowerCase() === said))
      const known = (language: Language) => (choices ?? []).map(each => each.label[language]).join(language === 'zh' ? '、' : ', ')
      if (!found) throw bad(`it must be one of ${known('en')} (应为：${known('zh')})`)
      return found.value
    }
    case 'instalments':
      return instalmentsText(
        (instalmentsOf(typed) ?? []).map(({ due, amount }) => ({ due: readDate(due, []), amount: readAmount(amount, AMOUNTS) })),
      )
    case 'lines':
      return linesText(linesOf(typed) ?? [])
    case 'code':
      return readCode(typed)
    case 'text':
      return typed
  }
}
