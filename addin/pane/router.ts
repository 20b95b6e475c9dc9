import { useWatched } from './watched.js'

/** Where the pane stands: `/customer/C001` is the page `customer` about `C001`. office.js takes `history.pushState` away, so it is in the hash. */
export interface Place {
  page: string
  /** What the page is about; empty when nothing. */
  about: string
}

/** The place that a hash names; office.js starts the page with a hash of its own, which is the first page. */
export function placeOf(hash: string): Place {
  const match = /^#?\/([a-z-]+)(?:\/(.*))?$/.exec(hash)
  return match ? { page: match[1], about: decoded(match[2] ?? '') } : { page: 'today', about: '' }
}

/** The route of a page, and of what it is about. */
export const routeTo = (page: string, about = ''): string => `/${page}${about ? `/${encodeURIComponent(about)}` : ''}`

/** The address for a link to a page. */
export const linkTo = (page: string, about?: string): string => `#${routeTo(page, about)}`

/** Opens a page of the pane. */
export function go(route: string): void {
  location.hash = route
}

/** Where the pane stands, followed. */
export const usePlace = (): Place =>
  placeOf(
    useWatched(
      listener => {
        window.addEventListener('hashchange', listener)
        return () => window.removeEventListener('hashchange', listener)
      },
      () => location.hash,
    ),
  )

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
