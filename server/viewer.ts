import type { Book } from '../shared/book/book.js'

/** Who asks. No read goes around it: people and their scopes are added here, and no route has to change. */
export interface Viewer {
  /** What the audit shows as actor. */
  id: string
}

/** The only viewer so far, who sees everything: whoever reaches the service on this machine. */
export const OWNER: Viewer = { id: 'owner' }

/** The part of a Book that a viewer may see. */
export const seenBy = (book: Book, _viewer: Viewer): Book => book
