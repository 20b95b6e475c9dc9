import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { BOUND_TABLES } from '../../../shared/tables/bound/index.js'
import type { Binding, FoundTable } from '../../workbook/bound/bound-workbook.js'
import { goTo } from '../../workbook/selection.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { countText } from '../figures.js'
import { linkTo } from '../router.js'
import { Section } from '../rows/section.js'
import { useRowStyles } from '../rows/styles.js'
import { useCommand } from '../work/use-command.js'
import { usePlaces } from './places.js'
import type { Standing } from './standing.js'
import { useSyncTexts } from './use-sync-texts.js'

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'center',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
  },
  name: { overflowWrap: 'anywhere' },
  detail: { display: 'block' },
})

/** The tables that are bound, each with where it stands. */
export function BoundTables({ standing }: { standing: Standing }) {
  const look = useRowStyles()
  const { tables: texts } = useSyncTexts()
  const places = usePlaces(standing)
  return (
    <Section title={texts.title} aside={<Link href={linkTo('tables')}>{texts.add}</Link>}>
      <ul className={look.list} aria-label={texts.title}>
        {standing.bindings.map(binding => (
          <One
            key={binding.tableId}
            binding={binding}
            standing={standing}
            known={places !== undefined}
            place={places?.find(({ tableId }) => tableId === binding.tableId)}
          />
        ))}
      </ul>
    </Section>
  )
}

interface OneProps {
  binding: Binding
  standing: Standing
  /** Whether the workbook's tables are known: then one without a place is gone. */
  known: boolean
  place: FoundTable | undefined
}

function One({ binding: { tableId, table }, standing: { sync, pending }, known, place }: OneProps) {
  const styles = useStyles()
  const look = useRowStyles()
  const { language } = useDesk()
  const { tables: texts } = useSyncTexts()
  const [busy, run] = useCommand()
  // A workbook may have been bound by a newer version, which knows more tables.
  const label = inLanguage(BOUND_TABLES.get(table)?.label ?? { en: table, zh: table }, language)
  const name = place?.name ?? label
  const unbind = () =>
    run(async ({ board }) => {
      const lost = pending.filter(edit => edit.tableId === tableId).length
      const text = [texts.unbindText, lost > 0 ? texts.unbindLoses(countText(lost)) : ''].filter(Boolean).join('\n')
      const choices = [{ id: 'unbind', label: texts.unbind, tone: 'danger' as const }]
      if ((await board.ask({ title: texts.unbindTitle(name), text, choices })) !== 'unbind') return
      await sync?.unbind(tableId)
      board.say({ tone: 'success', title: texts.unbound(name) })
    })
  const where = place ? [place.name, place.sheet, texts.rows(countText(place.rows))] : known ? [texts.gone] : []
  return (
    <li className={look.item}>
      <div className={styles.row}>
        <span className={styles.name}>
          {place ? (
            <Link as="button" aria-label={texts.open(name)} onClick={() => run(() => goTo(place.sheet, `A${place.firstRow}`))}>
              {label}
            </Link>
          ) : (
            label
          )}
          <span className={mergeClasses(look.detail, styles.detail)}>{where.join(' · ')}</span>
        </span>
        <Button size="small" appearance="subtle" disabledFocusable={busy} aria-label={texts.unbindOf(name)} onClick={unbind}>
          {texts.unbind}
        </Button>
      </div>
    </li>
  )
}
