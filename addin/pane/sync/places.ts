import { useEffect, useState } from 'react'
import type { FoundTable } from '../../workbook/bound/bound-workbook.js'
import type { Standing } from './standing.js'

/** The workbook's tables, looked up again when tables are bound or everything was synced; `undefined` until they are known. */
export function usePlaces({ sync, bindings, status }: Standing): readonly FoundTable[] | undefined {
  const [places, setPlaces] = useState<readonly FoundTable[]>()
  const bound = bindings.map(({ tableId }) => tableId).join()
  useEffect(() => {
    let gone = false
    sync?.tables().then(
      found => gone || setPlaces(found),
      // A list that cannot be read now, because a cell is being typed into, is read the next time.
      (error: unknown) => console.error(error),
    )
    return () => void (gone = true)
  }, [sync, bound, status.syncedAt])
  return places
}
