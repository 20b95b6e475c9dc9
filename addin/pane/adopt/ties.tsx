import { Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { CutOverPlan, CutOverTie } from '../../../shared/intake/adoption/cut-over.js'
import { readAmount } from '../../../shared/intake/cells.js'
import { Refusal } from '../../../shared/refusals.js'
import type { Beginning } from '../../commands/cut-over.js'
import { useDesk, useLedger } from '../desk-context.js'
import { amountText, countText } from '../figures.js'
import { Quiet, Section } from '../rows/section.js'
import { useRowStyles } from '../rows/styles.js'
import { CUT_OVER_TEXTS } from '../texts/adopt-cut-over.js'
import { Parts } from './parts.js'

const useStyles = makeStyles({
  tie: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
  },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  digits: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  entry: { minWidth: 0 },
})

interface TiesProps {
  plan: CutOverPlan
  beginning: Beginning
  change: (beginning: Beginning) => void
}

/** Documents against trial balance, customer by customer; those that differ come first, each to be mended or explained. */
export function Ties({ plan, beginning, change }: TiesProps) {
  const { language } = useDesk()
  const texts = CUT_OVER_TEXTS[language]
  const names = namesIn(plan)
  // What differs at the start of an edit keeps its place while it is typed.
  const rows = [...plan.ties].sort((a, b) => Number(isMended(a, beginning)) - Number(isMended(b, beginning)))
  const equal = plan.ties.filter(({ difference }) => difference === 0).length
  return (
    <Section title={texts.ties}>
      {rows.length === 0 && <Quiet>{texts.tiesNone}</Quiet>}
      {equal > 0 && <Quiet>{texts.tiesEqual(countText(equal))}</Quiet>}
      <Parts
        label={texts.ties}
        rows={rows}
        draw={tie => <One key={tie.customer} tie={tie} name={names.get(tie.customer)} beginning={beginning} change={change} />}
      />
    </Section>
  )
}

const isMended = ({ customer, difference }: CutOverTie, { typed, explanations }: Beginning): boolean =>
  difference === 0 && !Object.hasOwn(typed, customer) && !Object.hasOwn(explanations, customer)

const namesIn = ({ rows }: CutOverPlan): Map<string, string> =>
  new Map(rows.flatMap(({ table, row }) => (table === 'customers' && typeof row.name === 'string' ? [[String(row.code), row.name]] : [])))

interface OneProps {
  tie: CutOverTie
  name: string | undefined
  beginning: Beginning
  change: (beginning: Beginning) => void
}

function One({ tie, name, beginning, change }: OneProps) {
  const styles = useStyles()
  const look = useRowStyles()
  const { language } = useDesk()
  const texts = CUT_OVER_TEXTS[language]
  const ledger = useLedger()
  const [wrong, setWrong] = useState(false)
  const { customer, documents, trialBalance, difference } = tie
  const currency = ledger?.book.company.currency ?? 'CNY'
  const index = ledger?.book.customers.find(customer)
  const said = name ?? (index === undefined ? customer : (ledger?.book.customerFiles[index]?.name ?? customer))
  const why = Object.hasOwn(beginning.explanations, customer) ? beginning.explanations[customer] : undefined
  const explain = (text: string, post: boolean) =>
    change({ ...beginning, explanations: { ...beginning.explanations, [customer]: { text, post } } })
  const type = (text: string) => {
    const { [customer]: _, ...typed } = beginning.typed
    const amount = amountIn(text)
    setWrong(amount === undefined)
    if (amount !== undefined) change({ ...beginning, typed: amount === '' ? typed : { ...typed, [customer]: amount } })
  }
  return (
    <div className={styles.tie}>
      <span className={styles.name}>{said === customer ? customer : `${said} · ${customer}`}</span>
      <span className={look.detail}>
        {`${texts.tie(amountText(documents, currency))} · ${difference === 0 ? texts.agrees : texts.difference(amountText(difference, currency))}`}
      </span>
      <Field label={texts.trial} size="small" validationMessage={wrong ? texts.badAmount : undefined}>
        <Input
          key={trialBalance}
          className={styles.entry}
          size="small"
          aria-label={texts.trialOf(said)}
          inputMode="decimal"
          input={{ className: styles.digits }}
          defaultValue={amountText(trialBalance, currency)}
          onBlur={({ currentTarget: { value } }) => value !== amountText(trialBalance, currency) && type(value)}
        />
      </Field>
      {(difference !== 0 || why) && (
        <>
          <Input
            className={styles.entry}
            size="small"
            aria-label={texts.why(said)}
            placeholder={texts.whyHint}
            value={why?.text ?? ''}
            onChange={(_, { value }) => explain(value, why?.post ?? false)}
          />
          <Checkbox
            label={texts.post}
            checked={why?.post ?? false}
            onChange={(_, { checked }) => explain(why?.text ?? '', checked === true)}
          />
        </>
      )}
    </div>
  )
}

/** What was typed as decimal text; '' for nothing, `undefined` for what is no amount. */
function amountIn(text: string): string | undefined {
  const typed = text.trim()
  if (typed === '' || typed === '–') return ''
  try {
    return readAmount(typed, { decimal: '.', thousands: ',' })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return undefined
  }
}
