import type * as Library from '@microsoft/office-js-helpers'

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
  const loaded: object = await import('@microsoft/office-js-helpers')
  // A script of the old kind: bundlers differ in whether its names stand beside `default` or under it.
  const { Utilities } = ('Utilities' in loaded ? loaded : (loaded as { default: object }).default) as typeof Library
  return { host: String(Utilities.host), platform: String(Utilities.platform) }
}
