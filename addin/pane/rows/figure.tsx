import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useRowStyles } from './styles.js'

const useStyles = makeStyles({
  value: { fontSize: tokens.fontSizeBase300, fontVariantNumeric: 'tabular-nums', textAlign: 'end' },
  long: { gridTemplateColumns: 'max-content minmax(0, 1fr)', overflowWrap: 'anywhere' },
  large: { fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500, fontWeight: tokens.fontWeightSemibold },
})

export interface FigureProps {
  label: ReactNode
  /** The figure itself, an `Amount` or a text. */
  children: ReactNode
  /** A line of secondary text under the two. */
  detail?: ReactNode
  /** Where the figure comes from: the whole row is a link to it. */
  to?: string
  large?: boolean
  /** The figure is a text that may be longer than the line. */
  long?: boolean
}

/** One figure of a page: its name on the left, the figure on the right. Stands in `Figures`. */
export function Figure({ label, children, detail, to, large, long }: FigureProps) {
  const rows = useRowStyles()
  const styles = useStyles()
  const Tag = to ? 'a' : 'div'
  return (
    <li className={rows.item}>
      <Tag className={mergeClasses(rows.row, to && rows.link, long && styles.long)} href={to}>
        <span className={rows.name}>{label}</span>
        <span className={mergeClasses(styles.value, large && styles.large)}>{children}</span>
        {detail && <span className={rows.detail}>{detail}</span>}
      </Tag>
    </li>
  )
}

/** Figures one under the other. */
export function Figures({ children, label }: { children: ReactNode; label?: string }) {
  const rows = useRowStyles()
  return (
    <ul className={rows.list} aria-label={label}>
      {children}
    </ul>
  )
}
