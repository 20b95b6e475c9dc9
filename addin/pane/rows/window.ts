/** Rows drawn above and below those in view, so that scrolling shows no gaps. */
const MARGIN = 6

/** Which rows of a long list are drawn: from, and up to but not including. */
export function windowOf(list: { count: number; scrolled: number; height: number; shown: number }): { from: number; to: number } {
  const first = Math.floor(list.scrolled / list.height)
  return { from: Math.max(0, first - MARGIN), to: Math.min(list.count, first + list.shown + 1 + MARGIN) }
}

/** The row that a key goes to; `undefined` for keys that go nowhere. */
export function indexAfter(key: string, index: number, count: number, page: number): number | undefined {
  const to: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: count - 1,
  }
  return Object.hasOwn(to, key) && count > 0 ? Math.max(0, Math.min(count - 1, to[key])) : undefined
}
