import { Button, Link, makeStyles, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular, ErrorCircleRegular, InfoRegular, WarningRegular } from '@fluentui/react-icons'
import { health, healthCheck, repair, type Finding, type Health as Checked } from '../../commands/health-check.js'
import { goTo } from '../../workbook/selection.js'
import { useDesk, useTexts } from '../desk-context.js'
import { countText } from '../figures.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet } from '../rows/section.js'
import { momentText } from '../work/moment.js'
import { Actions, Form } from '../work/form.js'
import { useCommand, useWorkTexts } from '../work/use-command.js'
import { useTold } from '../work/use-told.js'

const ICONS = { error: ErrorCircleRegular, warning: WarningRegular, information: InfoRegular } as const

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  finding: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  heading: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  sound: { color: tokens.colorPaletteGreenForeground1 },
  error: { color: tokens.colorPaletteRedForeground1 },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1 },
  information: { color: tokens.colorNeutralForeground2 },
  text: { margin: `${tokens.spacingVerticalXS} 0 ${tokens.spacingVerticalS}`, overflowWrap: 'anywhere' },
  cells: { margin: `0 0 ${tokens.spacingVerticalS}`, padding: 0, listStyleType: 'none' },
  cell: { display: 'block', overflowWrap: 'anywhere', marginBottom: tokens.spacingVerticalXXS },
  formula: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
})

/** What is wrong in this workbook, and what mends it. */
export default function Health() {
  const found = useTold(health)
  const { health: texts } = useWorkTexts()
  const [busy, run] = useCommand()
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      {found ? <Told found={found} /> : <Quiet>{texts.none}</Quiet>}
      <Form>
        <Actions>
          <Button appearance={found ? 'secondary' : 'primary'} disabledFocusable={busy} onClick={() => run(healthCheck)}>
            {busy ? texts.checking : texts.again}
          </Button>
        </Actions>
      </Form>
    </>
  )
}

function Told({ found: { at, formulas, findings } }: { found: Checked }) {
  const styles = useStyles()
  const { health: texts } = useWorkTexts()
  return (
    <>
      <div role="status">
        <Quiet>{texts.checked(momentText(at), countText(formulas))}</Quiet>
        {findings.length === 0 && (
          <div className={styles.finding}>
            <p className={styles.heading}>
              <CheckmarkCircleRegular className={styles.sound} fontSize={20} aria-hidden />
              {texts.sound}
            </p>
          </div>
        )}
      </div>
      <ul className={styles.list} aria-label={texts.title}>
        {findings.map(finding => (
          <One key={finding.kind} finding={finding} />
        ))}
      </ul>
    </>
  )
}

/** Cells that are listed by name; how many more there are is said. */
const SHOWN = 5

function One({ finding }: { finding: Finding }) {
  const styles = useStyles()
  const desk = useDesk()
  const { board } = useTexts()
  const { health: texts } = useWorkTexts()
  const [busy, run] = useCommand()
  const { tone, title, text, cells, cure } = finding
  const Icon = ICONS[tone]
  return (
    <li className={styles.finding}>
      <h3 className={styles.heading}>
        <Icon className={styles[tone]} fontSize={20} aria-label={board.tone[tone]} />
        {title}
      </h3>
      <p className={styles.text}>{text}</p>
      {cells.length > 0 && (
        <ul className={styles.cells} aria-label={texts.where}>
          {cells.slice(0, SHOWN).map(({ sheet, address, text: written }) => (
            <li key={`${sheet}!${address}`} className={styles.cell}>
              <Link
                onClick={() => run(() => goTo(sheet, address || 'A1'))}
                aria-label={texts.goTo(address ? `${sheet}!${address}` : sheet)}
              >
                {address ? `${sheet}!${address}` : sheet}
              </Link>{' '}
              <span className={styles.formula}>{address ? written : texts.cells(Number(written))}</span>
            </li>
          ))}
          {cells.length > SHOWN && <li className={styles.cell}>{texts.more(countText(cells.length - SHOWN))}</li>}
        </ul>
      )}
      {cure && (
        <Button size="small" disabledFocusable={busy} onClick={() => run(() => repair(desk, finding))}>
          {busy ? texts.repairing : cure.label}
        </Button>
      )}
    </li>
  )
}
