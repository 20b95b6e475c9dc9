/** Where the add-in runs, as a report of a fault names it: `EXCEL` on `PC`, `OFFICE_ONLINE`, `MAC` ... */
export interface Application {
  host: string
  platform: string
}

/**
 * Asks Microsoft's old library of helpers, which is loaded for that only. Nothing else of it is used: its sign-in, its storage of tokens
 * and its dialogs are no longer safe.
 */
export async function application(): Promise<Application> {
  const { Utilities } = await import('@microsoft/office-js-helpers')
  return { host: String(Utilities.host), platform: String(Utilities.platform) }
}
