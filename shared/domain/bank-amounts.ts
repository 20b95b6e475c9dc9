/** How far sums are searched: so many open items, the oldest ones, and so many steps in all. */
export const SEARCHED_ITEMS = 24
export const SEARCHED_STEPS = 20_000

/** Sets of items that make an amount, by their places. */
export interface Sums {
  /** The first two found, fewer when there are no more; the one that begins with the oldest items comes first. */
  sets: readonly (readonly number[])[]
  /** Whether everything was looked through. */
  whole: boolean
}

/** Finds which of some positive amounts, the oldest first, make a sum, within `SEARCHED_ITEMS` and `SEARCHED_STEPS`. */
export function exactSums(amounts: readonly number[], wanted: number): Sums {
  const searched = amounts.slice(0, SEARCHED_ITEMS)
  // What all from a place on come to: beyond it no sum can be reached.
  const rests = new Array<number>(searched.length + 1).fill(0)
  for (let i = searched.length - 1; i >= 0; i--) rests[i] = rests[i + 1] + searched[i]
  const sets: number[][] = []
  const chosen: number[] = []
  let steps = 0
  const search = (place: number, left: number): void => {
    if (left === 0) return void sets.push([...chosen])
    if (place === searched.length || left > rests[place] || sets.length === 2 || ++steps > SEARCHED_STEPS) return
    if (searched[place] <= left) {
      chosen.push(place)
      search(place + 1, left - searched[place])
      chosen.pop()
    }
    if (sets.length < 2) search(place + 1, left)
  }
  if (wanted > 0) search(0, wanted)
  return { sets, whole: steps <= SEARCHED_STEPS && searched.length === amounts.length }
}
