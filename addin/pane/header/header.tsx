import { makeStyles, tokens } from '@fluentui/react-components'
import { useLedger, useStatus, useTexts } from '../desk-context.js'
import { AsOfLine } from './as-of-line.js'
import { StatusLine } from './status-line.js'

const useStyles = makeStyles({
  header: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} 0`, backgroundColor: tokens.colorNeutralBackground1 },
  names: { display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', columnGap: tokens.spacingHorizontalS },
  product: {
    margin: 0,
    flexShrink: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  company: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', color: tokens.colorNeutralForeground2 },
})

/** What is in view on every page: product and company, how the workbook follows the ledger, and its as-of date. */
export function Header() {
  const styles = useStyles()
  const texts = useTexts()
  const status = useStatus()
  const company = (useLedger()?.book.company ?? status.company)?.name
  return (
    <header className={styles.header}>
      <div className={styles.names}>
        <h1 className={styles.product}>{texts.product}</h1>
        <span className={styles.company} title={company}>
          {company}
        </span>
      </div>
      <StatusLine />
      <AsOfLine />
    </header>
  )
}
