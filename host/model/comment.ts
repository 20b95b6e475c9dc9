import type { Sheet } from './sheet.js'

/** A note is the old yellow kind; a comment has replies. */
export interface Comment {
  readonly id: string
  kind: 'comment' | 'note'
  sheet: Sheet
  row: number
  column: number
  author: string
  content: string
  /** ISO time. */
  created: string
  resolved: boolean
  visible: boolean
  /** Of a note: points, when somebody has sized it. */
  width?: number
  height?: number
  replies: { id: string; author: string; content: string; created: string }[]
}
