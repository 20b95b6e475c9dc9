/** What every page is given. */
export interface PageProps {
  /** What its route says it is about, `C001` of `/customer/C001`; empty when nothing. */
  about: string
  /** Whether there is a page of a name, to be linked to. */
  has: (page: string) => boolean
}
