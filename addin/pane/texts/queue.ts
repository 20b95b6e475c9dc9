import type { Language } from '../../../shared/refusals.js'

const rows = (count: string) => (count === '1' ? '1 row' : `${count} rows`)

/** What is said of edits that are not in the ledger yet, beside the page of sync: on the status line and under what needs attention. */
const EN = {
  line: (count: string) => `${count} to be saved`,
  lineNeeding: (count: string) => `${count} need you`,
  oldest: (age: string) => `oldest edit ${age}`,
  attention: {
    conflict: (count: string) => `${rows(count)} changed by others too`,
    conflictText: 'Say which value holds.',
    asks: (count: string) => (count === '1' ? '1 correction to agree to' : `${count} corrections to agree to`),
    asksText: 'They change what is posted. See what they do.',
    removed: (count: string) => `${rows(count)} deleted`,
    removedText: 'Say whether to reverse them in the ledger.',
    refused: (count: string) => (count === '1' ? '1 row was refused' : `${count} rows were refused`),
    refusedText: 'See the reason and go to the cell.',
    draft: (count: string) => (count === '1' ? '1 draft' : `${count} drafts`),
    draftText: 'Something required is still missing.',
  },
}

export type QueueTexts = typeof EN

const hang = (count: string) => `${count} 行`

const ZH: QueueTexts = {
  line: count => `${count} 行待保存`,
  lineNeeding: count => `${count} 行待处理`,
  oldest: age => `最早的修改在${age}`,
  attention: {
    conflict: count => `${hang(count)}别人也改了`,
    conflictText: '请选择以谁的为准。',
    asks: count => `${count} 项更正待确认`,
    asksText: '涉及已入账的内容，请查看将如何处理。',
    removed: count => `${hang(count)}被删除`,
    removedText: '请说明是否在账簿中冲销。',
    refused: count => `${hang(count)}被拒绝`,
    refusedText: '查看原因并转到单元格。',
    draft: count => `${count} 行草稿`,
    draftText: '还缺少必填内容。',
  },
}

/** These texts by language. */
export const QUEUE_TEXTS: Readonly<Record<Language, QueueTexts>> = { en: EN, zh: ZH }
