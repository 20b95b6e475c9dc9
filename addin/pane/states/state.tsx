import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { PageTitle } from '../rows/page-title.js'

const useStyles = makeStyles({
  state: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    rowGap: tokens.spacingVerticalM,
  },
  text: { margin: 0, overflowWrap: 'anywhere' },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    userSelect: 'all',
    padding: tokens.spacingHorizontalXS,
    backgroundColor: tokens.colorNeutralBackground3,
    overflowWrap: 'anywhere',
  },
})

/** A page in place of figures: what is the matter, and the one thing to do next. */
export function State({ title, text, code, children }: { title: string; text?: string; code?: string; children?: ReactNode }) {
  const styles = useStyles()
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <div className={styles.state}>
        {text && <p className={styles.text}>{text}</p>}
        {code && <code className={styles.code}>{code}</code>}
        {children}
      </div>
    </>
  )
}
