import { useState } from 'react'
import { carryOut } from '../../commands/index.js'
import type { Desk } from '../../desk/desk.js'
import { useDesk } from '../desk-context.js'
import { WORK_TEXTS, type WorkTexts } from '../texts/work.js'

/** The texts of the pages for work in the user's language. */
export const useWorkTexts = (): WorkTexts => WORK_TEXTS[useDesk().language]

/** Whether a work is under way, and what carries one out: what it is refused, and errors of ours, go to the board. */
export function useCommand(): [busy: boolean, run: (work: (desk: Desk) => Promise<unknown>) => void] {
  const desk = useDesk()
  const [busy, setBusy] = useState(false)
  const run = (work: (desk: Desk) => Promise<unknown>) => {
    // A button that is pressed again while it works would do everything twice.
    if (busy) return
    setBusy(true)
    // The board stands above the page, so a refusal does not lead away from it: what was typed there stays.
    const here: Desk = { ...desk, show: async () => undefined }
    void carryOut(async () => void (await work(desk)), here).finally(() => setBusy(false))
  }
  return [busy, run]
}
