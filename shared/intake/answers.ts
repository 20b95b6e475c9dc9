import { Refusal } from '../refusals.js'

/** What the user said of files that can be read in several ways. What is not said follows from the file, or is asked. */
export interface Answers {
  /** Formats of dates, such as `D/M/YYYY`. */
  dates?: readonly string[]
  /** The sign before the decimals. */
  decimal?: '.' | ','
  /** Codes that the ledger knows with zeros before them: the zeros were lost, or these are other codes. */
  zeros?: 'restore' | 'keep'
}

/** What a reader gives, or nothing when it refuses; anything else that is thrown passes. */
export function readable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** A cell that decides how a column is read, and its line. */
export interface Seen {
  text: string
  line: number
}
