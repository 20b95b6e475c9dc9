import { NEVER, type Day } from '../dates.js'
import type { Subject } from '../facts/master.js'

/** One setting of one subject, in force from a day to a day. */
export interface Value {
  from: Day
  /** NEVER when open-ended. */
  to: Day
  /** `null` withdraws what was set from the same day. */
  value: string | null
  change: number
}

/** All settings. A field that nobody ever set, as most are of most subjects, is known to be empty without looking at any key. */
export class Values {
  private readonly subjects = new Map<Subject, Map<string, Map<string, Value[]>>>()
  count = 0

  add(subject: Subject, key: string, field: string, value: Value): void {
    const fields = found(this.subjects, subject, () => new Map<string, Map<string, Value[]>>())
    const lists = found(fields, field, () => new Map<string, Value[]>())
    found(lists, key, () => []).push(value)
    this.count++
  }

  /** Takes the last added value of a field off again. */
  drop(subject: Subject, key: string, field: string): void {
    this.list(subject, key, field)?.pop()
    this.count--
  }

  /**
   * The setting in force on a day, as known at a change: of those that cover the day the one that starts last; of the same start the
   * one recorded last. A setting with an end, such as a temporary limit, therefore stands over the one before until it ends.
   */
  at(subject: Subject, key: string, field: string, day: Day, knownAt = Infinity): string | undefined {
    return this.entryAt(subject, key, field, day, knownAt)?.value ?? undefined
  }

  /** As `at`, with the span it is in force. */
  entryAt(subject: Subject, key: string, field: string, day: Day, knownAt = Infinity): Value | undefined {
    const list = this.list(subject, key, field)
    if (!list) return undefined
    if (list.length === 1) return covers(list[0], day, knownAt) ? list[0] : undefined
    const withdrawn = new Set<number>()
    let best: Value | undefined
    // The newest first, so that a withdrawal or correction is met before what it replaces.
    for (let i = list.length - 1; i >= 0; i--) {
      const entry = list[i]
      if (entry.change > knownAt || withdrawn.has(entry.from)) continue
      withdrawn.add(entry.from)
      if (covers(entry, day, knownAt) && (!best || entry.from > best.from)) best = entry
    }
    return best
  }

  /** All settings of a field as known at a change, in order of recording, replaced and withdrawn ones too. */
  history(subject: Subject, key: string, field: string, knownAt = Infinity): readonly Value[] {
    return (this.list(subject, key, field) ?? []).filter(value => value.change <= knownAt)
  }

  /** Every subject key that ever had a field set. */
  *keys(subject: Subject, field: string): Generator<string> {
    yield* this.subjects.get(subject)?.get(field)?.keys() ?? []
  }

  /** Everything as it was added, for a snapshot and the audit. */
  *entries(): Generator<{ subject: Subject; key: string; field: string; value: Value }> {
    for (const [subject, fields] of this.subjects)
      for (const [field, lists] of fields) for (const [key, list] of lists) for (const value of list) yield { subject, key, field, value }
  }

  private list(subject: Subject, key: string, field: string): Value[] | undefined {
    return this.subjects.get(subject)?.get(field)?.get(key)
  }
}

const covers = ({ from, to, value, change }: Value, day: Day, knownAt: number): boolean =>
  value !== null && from <= day && to >= day && change <= knownAt

/** What a map holds of a key, made when it holds nothing yet. */
function found<Key, Kept>(map: Map<Key, Kept>, key: Key, make: () => Kept): Kept {
  let kept = map.get(key)
  if (kept === undefined) map.set(key, (kept = make()))
  return kept
}

/** The end of a value, from what a fact says. */
export const endOf = (to: Day | undefined): Day => to ?? NEVER
