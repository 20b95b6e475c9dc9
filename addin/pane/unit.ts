import type { Preferences } from '../desk/preferences.js'
import { useDesk } from './desk-context.js'
import type { Unit } from './figures.js'
import { useWatched } from './watched.js'

/** Preferences tell nobody of a change: they are this pane's alone, so it tells itself. */
const listeners = new Set<() => void>()

/** The unit in which this person reads money, and what changes it. */
export function useUnit(): [Unit, (unit: Unit) => void] {
  const { preferences } = useDesk()
  const unit = useWatched(
    listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => preferences.unit,
  )
  return [unit, chosen => change(preferences, chosen)]
}

function change(preferences: Preferences, unit: Unit): void {
  preferences.change({ unit })
  for (const listener of listeners) listener()
}
