import { useDesk } from '../desk-context.js'
import { SYNC_TEXTS, type SyncTexts } from '../texts/sync.js'

/** The texts of sync in the user's language. */
export const useSyncTexts = (): SyncTexts => SYNC_TEXTS[useDesk().language]
