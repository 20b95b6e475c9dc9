const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** How long ago an instant was, in words: `2 minutes ago`, `2 分钟前`. */
export function ageText(instant: number, now: number, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const age = Math.max(0, now - instant)
  for (const [unit, length] of UNITS) if (age >= length) return words.format(-Math.floor(age / length), unit)
  return words.format(0, 'second')
}
