import { useEffect, useState } from 'react'
import { meantRange, type MeantRange } from '../../workbook/adoption-range.js'
import { onSelection } from '../../workbook/selection.js'

/** The range that is meant by the selection, followed; nothing while no cells of a table are selected. */
export function useMeantRange(): MeantRange | undefined {
  const [meant, setMeant] = useState<MeantRange>()
  useEffect(() => {
    let ended = false
    const look = () =>
      void meantRange().then(
        found => ended || setMeant(found),
        () => ended || setMeant(undefined),
      )
    look()
    const following = onSelection(look)
    return () => {
      ended = true
      void following.then(end => end())
    }
  }, [])
  return meant
}
