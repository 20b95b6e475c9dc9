import type { Language } from '../../shared/refusals.js'
import { boundTable } from '../../shared/tables/bound/edit.js'
import type { Words } from '../../shared/vocabulary.js'
import type { Pending } from './pending.js'

const say = (en: string, zh: string): Words => ({ en, zh })

const SAVED = say('Saved', '已保存')
const GONE = say('Reversed in the ledger', '账簿中已冲销')

export const savedText = (language: Language): string => SAVED[language]
export const goneText = (language: Language): string => GONE[language]

/** What stands beside a row that is not in the ledger as it stands in the sheet. */
export function statusText(pending: Pending, language: Language): string {
  return wordsOf(pending, language)[language]
}

function wordsOf({ state, table, missing, refusal, conflicts }: Pending, language: Language): Words {
  const labels = (names: readonly string[]) => names.map(name => labelOf(table, name, language)).join(language === 'zh' ? '、' : ', ')
  switch (state) {
    case 'draft':
      return say(`Draft: ${labels(missing ?? [])} missing`, `草稿：缺少${labels(missing ?? [])}`)
    case 'queued':
      return say('To be saved', '待保存')
    case 'asks':
      return say('Posted already: agree to the correction in the pane', '已入账：请在面板中确认更正')
    case 'removed':
      return say('Deleted here: say in the pane what is meant', '已删除：请在面板中说明')
    case 'conflict': {
      const fields = labels((conflicts ?? []).map(({ column }) => column))
      return say(`Somebody else changed ${fields} too: choose in the pane`, `别人也改了${fields}：请在面板中选择`)
    }
    case 'refused': {
      const why = refusal?.message ?? (missing?.length ? labels(missing) : '')
      return say(`Not saved: ${missing?.length ? `${why} missing` : why}`, `未保存：${missing?.length ? `缺少${why}` : why}`)
    }
  }
}

/** The heading of a column as people read it. */
export const labelOf = (table: string, name: string, language: Language): string =>
  boundTable(table).columns.find(column => column.name === name)?.label[language] ?? name
