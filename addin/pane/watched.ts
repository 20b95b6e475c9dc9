import { useEffect, useReducer, useSyncExternalStore } from 'react'

/**
 * What `read` gives, read again whenever `subscribe` tells of news. `read` must give the same value until there is something new: a
 * primitive, or an object that is kept.
 */
export const useWatched = <Value>(subscribe: (listener: () => void) => () => void, read: () => Value): Value =>
  useSyncExternalStore(subscribe, read)

/** Draws the component again every so many milliseconds, for what only the clock changes. */
export function useClock(interval: number): void {
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(tick, interval)
    return () => clearInterval(timer)
  }, [interval])
}

/** Whether a media query holds, followed as it changes. */
export const useMedia = (query: string): boolean => {
  const media = matchMedia(query)
  return useWatched(
    listener => {
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => media.matches,
  )
}
