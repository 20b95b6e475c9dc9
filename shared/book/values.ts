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

/** All settings, by subject and field. */
export class Values {
  private readonly lists = new Map<string, Value[]>()
  count = 0

  add(subject: Subject, key: string, field: string, value: Value): void {
    const name = place(subject, key, field)
    const list = this.lists.get(name)
    if (list) list.push(value)
    else this.lists.set(name, [value])
    this.count++
  }

  /** Takes the last added value of a field off again. */
  drop(subject: Subject, key: string, field: string): void {
    this.lists.get(place(subject, key, field))?.pop()
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
    const list = this.lists.get(place(subject, key, field))
    if (!list) return undefined
    const withdrawn = new Set<number>()
    let best: Value | undefined
    // The newest first, so that a withdrawal or correction is met before what it replaces.
    for (let i = list.length - 1; i >= 0; i--) {
      const entry = list[i]
      if (entry.change > knownAt || withdrawn.has(entry.from)) continue
      withdrawn.add(entry.from)
      if (entry.value === null || entry.from > day || entry.to < day) continue
      if (!best || entry.from > best.from) best = entry
    }
    return best
  }

  /** All settings of a field as known at a change, in order of recording, replaced and withdrawn ones too. */
  history(subject: Subject, key: string, field: string, knownAt = Infinity): readonly Value[] {
    return (this.lists.get(place(subject, key, field)) ?? []).filter(value => value.change <= knownAt)
  }

  /** Every subject key that ever had a field set. */
  *keys(subject: Subject, field: string): Generator<string> {
    for (const name of this.lists.keys()) {
      const [ofSubject, key, ofField] = name.split(SEPARATOR)
      if (ofSubject === subject && ofField === field) yield key
    }
  }

  /** Everything as it was added, for a snapshot and the audit. */
  *entries(): Generator<{ subject: Subject; key: string; field: string; value: Value }> {
    for (const [name, list] of this.lists) {
      const [subject, key, field] = name.split(SEPARATOR)
      for (const value of list) yield { subject: subject as Subject, key, field, value }
    }
  }
}

const SEPARATOR = '\u0000'
const place = (subject: Subject, key: string, field: string): string => subject + SEPARATOR + key + SEPARATOR + field

/** The end of a value, from what a fact says. */
export const endOf = (to: Day | undefined): Day => to ?? NEVER
