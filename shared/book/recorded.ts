import type { Book } from './book.js'

/** When a change was recorded, in milliseconds since 1970; 0 when the Book does not hold it. */
export function recordedAt({ recorded }: Pick<Book, 'recorded'>, change: number): number {
  const entry = recorded[change - 1]
  return (entry?.change === change ? entry : recorded.find(each => each.change === change))?.at ?? 0
}
