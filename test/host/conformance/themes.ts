import type { Theme } from './place.js'
import { ranges } from './ranges.js'

/** Every case that both places run. */
export const themes: Readonly<Record<string, Theme>> = { ranges }
