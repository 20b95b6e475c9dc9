import { iso, type Day } from '../../../shared/dates.js'
import { useTexts } from '../desk-context.js'

interface ChangeProps {
  /** What the figure has become larger by; its size is drawn by `show`. */
  by: number
  since: Day
  show: (size: number) => string
}

/** By how much a figure has changed since a day, with an arrow and in words. */
export function Change({ by, since, show }: ChangeProps) {
  const { today } = useTexts()
  if (by === 0) return today.same(iso(since))
  const [arrow, word] = by > 0 ? ['▲', today.more] : ['▼', today.less]
  return (
    <>
      <span aria-hidden>{arrow}</span> {today.since(word, show(Math.abs(by)), iso(since))}
    </>
  )
}
