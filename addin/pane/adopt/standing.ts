import type { Adoption } from '../../commands/adoption.js'
import type { Lines, TakenIn } from '../../commands/take-in.js'
import { told, type Told } from '../../commands/told.js'

/** How far an adoption is; it stays while other pages are looked at. */
export interface Standing {
  adoption?: Adoption
  /** What became of it, once it was taken in. */
  became?: TakenIn
  lines?: Lines
}

/** The adoption of the page `adopt`. */
export const adopting: Told<Standing> = told()
