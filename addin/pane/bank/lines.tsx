import { Button, Field, Input, makeStyles, Select } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { day } from '../../../shared/dates.js'
import type { Context } from '../../../shared/functions/context.js'
import { acceptProposals } from '../../commands/bank.js'
import { bankTable, postBankTable } from '../../commands/bank-sheet.js'
import type { ProposedLine } from '../../commands/bank-proposed.js'
import type { Desk } from '../../desk/desk.js'
import { useDesk } from '../desk-context.js'
import { amountText, countText } from '../figures.js'
import { Amount } from '../rows/amount.js'
import { Quiet, Section } from '../rows/section.js'
import { Actions, Form, Pair } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { TickList, type TickRow } from './tick-list.js'
import { useBankTexts, useThreshold } from './use-bank.js'
import { confidenceText, customerText, lineAbout, paysText, reasonsText, totalsText } from './words.js'

const useStyles = makeStyles({
  // Beside another entry it gives way.
  narrow: { minWidth: 0, width: '100%' },
})

const KINDS = ['all', 'certain', 'toConfirm', 'claimed', 'without'] as const
type Kind = (typeof KINDS)[number]

const isOf = (kind: Kind, { certain, claim, best }: ProposedLine): boolean =>
  ({ all: true, certain, toConfirm: !certain && !claim && best !== undefined, claimed: claim !== undefined, without: best === undefined })[
    kind
  ]

/** What a person has ticked and was told, kept while one line is looked at. */
interface Looked {
  kind: Kind
  ticked: ReadonlySet<string>
  refused: ReadonlyMap<string, string>
}
const NOTHING: Looked = { kind: 'all', ticked: new Set(), refused: new Map() }
const kept = new WeakMap<Desk['board'], Looked>()

/** The unidentified lines with the best proposal under each: ticked, and posted together after a preview. Nothing is posted by itself. */
export function Lines({ ledger, lines }: { ledger: Context; lines: readonly ProposedLine[] }) {
  const { board } = useDesk()
  const { list: texts } = useBankTexts()
  const [looked, setLooked] = useState(() => kept.get(board) ?? NOTHING)
  useEffect(() => void kept.set(board, looked), [board, looked])
  const [busy, run] = useCommand()
  const { kind, refused } = looked
  const ticked = lines.filter(({ key, best }) => best && looked.ticked.has(key))
  const certain = lines.filter(line => line.certain)
  const setTicked = (keys: Iterable<string>) => setLooked({ ...looked, ticked: new Set(keys) })
  const tick = (key: string, on: boolean) => setTicked(on ? [...looked.ticked, key] : [...looked.ticked].filter(each => each !== key))
  const post = () => {
    if (ticked.length === 0) return
    run(async desk => {
      const outcomes = await acceptProposals(
        desk,
        ticked.map(({ entry, best }) => ({ entry, proposal: best! })),
      )
      if (!outcomes) return
      const problems = ticked.flatMap(({ key }, i): [string, string][] => (outcomes[i] === undefined ? [] : [[key, outcomes[i]]]))
      setLooked(now => ({ ...now, ticked: new Set(), refused: new Map(problems) }))
    })
  }
  return (
    <Section title={texts.title}>
      <Quiet>{texts.byHand}</Quiet>
      <Form>
        <Pair>
          <Field label={texts.show}>
            <Select value={kind} onChange={(_, { value }) => setLooked({ ...looked, kind: value as Kind })}>
              {KINDS.map(each => (
                <option key={each} value={each}>
                  {texts[each](countText(lines.filter(line => isOf(each, line)).length))}
                </option>
              ))}
            </Select>
          </Field>
          <Threshold />
        </Pair>
        <Actions>
          <Button disabledFocusable={certain.length === 0} onClick={() => setTicked([...looked.ticked, ...certain.map(({ key }) => key)])}>
            {texts.tickCertain(countText(certain.length))}
          </Button>
          <Button appearance="subtle" disabledFocusable={ticked.length === 0} onClick={() => setTicked([])}>
            {texts.untick}
          </Button>
        </Actions>
      </Form>
      <Rows ledger={ledger} lines={lines.filter(line => isOf(kind, line))} ticked={looked.ticked} refused={refused} tick={tick} />
      <Form submit={post}>
        <div role="status">
          {ticked.length === 0
            ? texts.noneTicked
            : texts.ticked(countText(ticked.length), totalsText(ticked.map(({ line, entry }) => [line.currency, entry.amount])))}
        </div>
        <Actions>
          <Button appearance="primary" disabledFocusable={busy || ticked.length === 0} onClick={post}>
            {busy ? texts.posting : texts.post(countText(ticked.length))}
          </Button>
        </Actions>
      </Form>
      <Section title={texts.tables}>
        <Quiet>{texts.tablesText}</Quiet>
        <Form>
          <Actions>
            <Button disabledFocusable={busy} onClick={() => run(desk => bankTable(desk, looked.ticked))}>
              {texts.write}
            </Button>
            <Button disabledFocusable={busy} onClick={() => run(postBankTable)}>
              {texts.postTable}
            </Button>
          </Actions>
        </Form>
      </Section>
    </Section>
  )
}

/** From which confidence a proposal counts as certain, in percent. */
function Threshold() {
  const styles = useStyles()
  const { list: texts } = useBankTexts()
  const [threshold, change] = useThreshold()
  const [typed, setTyped] = useState(String(Math.round(threshold * 100)))
  const percent = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0
  const fits = percent >= 1 && percent <= 100
  return (
    <Field label={texts.threshold} validationMessage={fits ? undefined : texts.badThreshold}>
      <Input
        className={styles.narrow}
        inputMode="numeric"
        value={typed}
        contentAfter="%"
        onChange={(_, { value }) => {
          setTyped(value)
          const wanted = /^\d{1,3}$/.test(value.trim()) ? Number(value) : 0
          if (wanted >= 1 && wanted <= 100) change(wanted / 100)
        }}
      />
    </Field>
  )
}

interface RowsProps {
  ledger: Context
  lines: readonly ProposedLine[]
  ticked: ReadonlySet<string>
  refused: ReadonlyMap<string, string>
  tick: (key: string, on: boolean) => void
}

function Rows({ ledger: { book, asOf }, lines, ticked, refused, tick }: RowsProps) {
  const texts = useBankTexts()
  const { language } = useDesk()
  const [threshold] = useThreshold()
  if (lines.length === 0) return <Quiet>{texts.list.nothing}</Quiet>
  const rows = lines.map(({ key, line, entry, claim, best }): TickRow => {
    const payer = line.payer || texts.noPayer
    const foreign = line.currency === book.company.currency ? [] : [line.currency]
    const claimed = claim && texts.list.claimedBy(claim.by, customerText(book, claim.customer))
    const head = claimed ?? (best && `${confidenceText(best.confidence, threshold, texts)} · ${customerText(book, best.customer)}`)
    const proposal = best && head ? [`${head}: ${paysText(best, line.currency, texts)}`] : [texts.list.noProposal]
    return {
      key,
      label: texts.list.tick(payer, amountText(entry.amount, line.currency)),
      ticked: ticked.has(key) && best !== undefined,
      fixed: best === undefined,
      about: lineAbout(line),
      name: payer,
      figure: <Amount amount={entry.amount} currency={line.currency} unit="one" />,
      details: [
        [line.day, texts.age(countText(Math.max(0, asOf - day(line.day)))), ...foreign, line.text].filter(Boolean).join(' · '),
        ...proposal,
        ...(best && best.reasons.length > 0 ? [reasonsText(best, language)] : []),
      ],
      problem: refused.has(key) ? `${texts.list.refused}: ${refused.get(key)}` : undefined,
    }
  })
  return <TickList rows={rows} label={texts.list.title} tick={tick} />
}
