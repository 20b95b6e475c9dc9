import { Link, makeStyles, tokens } from '@fluentui/react-components'
import type { Cell } from '../../../shared/functions/context.js'
import type { ComparedFigure } from '../../../shared/intake/adoption/compare-old.js'
import type { Replacement } from '../../../shared/intake/adoption/replacements.js'
import { drillReplacement } from '../../commands/replace-results.js'
import { inLanguage } from '../../desk/notices.js'
import type { MeantRange } from '../../workbook/adoption-range.js'
import { goTo } from '../../workbook/selection.js'
import { useDesk, useLedger } from '../desk-context.js'
import { amountText, numberText } from '../figures.js'
import { Section } from '../rows/section.js'
import { useRowStyles } from '../rows/styles.js'
import { REPLACE_TEXTS } from '../texts/adopt-replace.js'
import { useCommand } from '../work/use-command.js'
import { Parts } from './parts.js'

const useStyles = makeStyles({
  one: { display: 'flex', flexDirection: 'column', padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}` },
  head: { display: 'flex', justifyContent: 'space-between', columnGap: tokens.spacingHorizontalS },
  name: { overflowWrap: 'anywhere' },
  figure: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  links: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalM },
})

/** A cell that shows another value than the ledger. */
export interface Difference {
  name: string
  cell: Replacement
  explained?: ComparedFigure
}

/** Each difference with the documents that make it, and the way to all documents behind the ledger's figure. */
export function Differences({ meant, rows }: { meant: MeantRange; rows: readonly Difference[] }) {
  const { language } = useDesk()
  const texts = REPLACE_TEXTS[language]
  if (rows.length === 0) return null
  return (
    <Section title={texts.differences}>
      <Parts label={texts.differences} rows={rows} draw={row => <One meant={meant} row={row} />} />
    </Section>
  )
}

function One({ meant, row: { name, cell, explained } }: { meant: MeantRange; row: Difference }) {
  const styles = useStyles()
  const look = useRowStyles()
  const { language } = useDesk()
  const ledger = useLedger()
  const texts = REPLACE_TEXTS[language]
  const [busy, run] = useCommand()
  const { old, value, difference, cell: address } = cell
  const currency = ledger?.book.company.currency ?? 'CNY'
  const shown = (each: Cell) => (typeof each === 'number' ? numberText(each, 2) : String(each ?? ''))
  return (
    <div className={styles.one}>
      <div className={styles.head}>
        <span className={styles.name}>{name}</span>
        <span className={styles.figure}>{difference === null ? '' : (difference > 0 ? '+' : '') + numberText(difference, 2)}</span>
      </div>
      <span className={look.detail}>{`${texts.old(shown(old))} · ${texts.now(shown(value))}`}</span>
      {explained?.explained?.map(({ document, amount, why }) => (
        <span key={document} className={look.detail}>
          {texts.part(document, amountText(amount, currency), inLanguage(why, language))}
        </span>
      ))}
      {!explained?.explained && <span className={look.detail}>{texts.noParts}</span>}
      <span className={styles.links}>
        <Link as="button" type="button" disabled={busy} onClick={() => run(desk => drillReplacement(desk, meant, cell))}>
          {texts.drill(address)}
        </Link>
        <Link as="button" type="button" onClick={() => run(() => goTo(meant.sheet, address))}>
          {texts.goTo(address)}
        </Link>
      </span>
    </div>
  )
}
