import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { Currency, Money } from '../../../shared/money.js'
import { useDesk } from '../desk-context.js'
import { amountText, type Unit } from '../figures.js'
import { useUnit } from '../unit.js'

const useStyles = makeStyles({
  amount: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  negative: { color: tokens.colorPaletteRedForeground1 },
  nothing: { color: tokens.colorNeutralForeground3 },
})

/** Money in tabular digits, in the unit that the user chose: negative in red with its minus, nothing as a dash. */
export function Amount({ amount, currency, unit }: { amount: Money; currency?: Currency; unit?: Unit }) {
  const styles = useStyles()
  const { replica } = useDesk()
  const [chosen] = useUnit()
  const text = amountText(amount, currency ?? (replica.book?.company ?? replica.status.company)?.currency ?? 'CNY', unit ?? chosen)
  return <span className={mergeClasses(styles.amount, amount < 0 && styles.negative, amount === 0 && styles.nothing)}>{text}</span>
}
