import type { Told } from '../../commands/told.js'
import { useWatched } from '../watched.js'

/** The newest result of a command, followed. */
export const useTold = <Result>(told: Told<Result>): Result | undefined =>
  useWatched(
    listener => told.subscribe(listener),
    () => told.current,
  )
