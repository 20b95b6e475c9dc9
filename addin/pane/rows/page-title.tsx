import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useRef, type ReactNode } from 'react'

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} 0`,
  },
  title: {
    margin: 0,
    outlineStyle: 'none',
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
})

let shownBefore = false

/**
 * The heading of a page. It takes the focus when the user came from another page, so that a screen reader says where one is; never
 * while Excel has the focus, since somebody may be typing there.
 */
export function PageTitle({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  const styles = useStyles()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (shownBefore && document.hasFocus() && !isEntry(document.activeElement)) heading.current?.focus({ preventScroll: true })
    shownBefore = true
  }, [])
  return (
    <div className={styles.line}>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {children}
      </h2>
      {aside}
    </div>
  )
}

const isEntry = (element: Element | null): boolean => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
