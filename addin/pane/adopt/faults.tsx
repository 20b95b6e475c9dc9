import { Link, makeStyles, tokens } from '@fluentui/react-components'
import type { AdoptionFault } from '../../../shared/intake/adoption/faults.js'
import type { Lines } from '../../commands/take-in.js'
import { goTo } from '../../workbook/selection.js'
import { useDesk } from '../desk-context.js'
import { Quiet, Section } from '../rows/section.js'
import { useRowStyles } from '../rows/styles.js'
import { useCommand } from '../work/use-command.js'
import { Parts } from './parts.js'
import { useAdoptTexts } from './use-adopt-texts.js'

const useStyles = makeStyles({
  fault: { display: 'flex', flexDirection: 'column', padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}` },
  head: { display: 'flex', justifyContent: 'space-between', columnGap: tokens.spacingHorizontalS },
  name: { overflowWrap: 'anywhere' },
  go: { whiteSpace: 'nowrap', flexShrink: 0 },
})

/** Cells that keep their rows from being taken, each with the reason, the cure and the way to it. */
export function Faults({ sheet, faults }: { sheet: string; faults: readonly AdoptionFault[] }) {
  const texts = useAdoptTexts()
  const { language } = useDesk()
  if (faults.length === 0) return null
  return (
    <Section title={texts.faults}>
      <Quiet>{texts.faultsText}</Quiet>
      <Parts
        label={texts.faults}
        rows={faults}
        draw={({ cell, column, value, refusal }) => (
          <Fault sheet={sheet} cell={cell} name={`${column || texts.wholeRow} ${texts.value(value)}`} reason={refusal.text(language)} />
        )}
      />
    </Section>
  )
}

/** Rows that the ledger itself declined. */
export function Declined({ sheet, lines, column }: { sheet: string; lines: Lines['refused']; column: string }) {
  const texts = useAdoptTexts()
  if (lines.length === 0) return null
  return (
    <Section title={texts.refused}>
      <Quiet>{texts.declinedText}</Quiet>
      <Parts
        label={texts.refused}
        rows={lines}
        draw={({ line, message }) => <Fault sheet={sheet} cell={`${column}${line}`} name={texts.line(String(line))} reason={message} />}
      />
    </Section>
  )
}

function Fault({ sheet, cell, name, reason }: { sheet: string; cell: string; name: string; reason: string }) {
  const styles = useStyles()
  const look = useRowStyles()
  const texts = useAdoptTexts()
  const [, run] = useCommand()
  return (
    <div className={styles.fault}>
      <div className={styles.head}>
        <span className={styles.name}>{name}</span>
        <Link as="button" type="button" className={styles.go} onClick={() => run(() => goTo(sheet, cell))}>
          {texts.goTo(cell)}
        </Link>
      </div>
      <span className={look.detail}>{reason}</span>
    </div>
  )
}
