import * as first from './0001-first.js'
import * as bankLines from './0002-bank-lines.js'
import type { Driver } from '../driver.js'

/** A step from one form of the tables to the next. Once released it never changes. */
export interface Migration {
  version: number
  up: (driver: Driver) => Promise<void>
}

export const MIGRATIONS: readonly Migration[] = [first, bankLines]
