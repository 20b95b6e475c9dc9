import { useMemo } from 'react'
import type { Context } from '../../../shared/functions/context.js'
import { proposedLines, type ProposedLine } from '../../commands/bank-proposed.js'
import type { Preferences } from '../../desk/preferences.js'
import { useDesk } from '../desk-context.js'
import { BANK_TEXTS, type BankTexts } from '../texts/bank.js'
import { useWatched } from '../watched.js'

/** The texts of bank receipts in the user's language. */
export const useBankTexts = (): BankTexts => BANK_TEXTS[useDesk().language]

/** Preferences tell nobody of a change: they are this pane's alone, so it tells itself. */
const listeners = new Set<() => void>()

/** The confidence, 0 to 1, from which a proposal counts as certain, and what changes it. */
export function useThreshold(): [number, (threshold: number) => void] {
  const { preferences } = useDesk()
  const threshold = useWatched(
    listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => preferences.threshold,
  )
  return [threshold, chosen => change(preferences, chosen)]
}

function change(preferences: Preferences, threshold: number): void {
  preferences.change({ threshold })
  for (const listener of listeners) listener()
}

/** The unidentified lines with what is proposed for each, found again when the ledger or the threshold changes. */
export function useProposedLines(ledger: Context): ProposedLine[] {
  const [threshold] = useThreshold()
  return useMemo(() => proposedLines(ledger, threshold), [ledger, threshold])
}
