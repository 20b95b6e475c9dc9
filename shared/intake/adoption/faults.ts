import type { Refusal } from '../../refusals.js'
import type { Words } from '../../vocabulary.js'

/** A cell that keeps its row from being taken: where it is, what it says, and the refusal with its cure in both languages. */
export interface AdoptionFault {
  /** Row in the sheet. */
  line: number
  /** Address, `C7`; of a whole row its first cell. */
  cell: string
  /** Heading of the column; empty for what is about the whole row. */
  column: string
  value: string
  refusal: Refusal
}

/** Why a row holds nothing to be taken. */
export type LeftOutReason = 'title' | 'heading' | 'repeatedHeading' | 'blank' | 'subtotal' | 'sum' | 'note' | 'group' | 'beside' | 'settled'

export interface LeftOut {
  line: number
  reason: LeftOutReason
  /** What stands in the row, shortened. */
  text: string
}

const words = (en: string, zh: string): Words => ({ en, zh })

/** What each reason is called. */
export const LEFT_OUT: Readonly<Record<LeftOutReason, Words>> = {
  title: words('Above the headings', '表头以上的标题'),
  heading: words('Headings', '表头'),
  repeatedHeading: words('The headings again', '重复的表头'),
  blank: words('Empty', '空行'),
  subtotal: words('A subtotal or total, by its word', '小计或合计行（按文字）'),
  sum: words('A total: the sum of the rows above', '合计行（等于以上各行之和）'),
  note: words('A remark beside the table', '表外说明'),
  group: words('The name of the group below', '分组标题'),
  beside: words('Only cells outside the mapped columns', '仅在未对应的列中有内容'),
  settled: words('Nothing is open', '已结清，余额为零'),
}
