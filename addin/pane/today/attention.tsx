import type { Context } from '../../../shared/functions/context.js'
import { useBoard, useCells, useDesk, useStatus, useTexts } from '../desk-context.js'
import { countText } from '../figures.js'
import { linkTo } from '../router.js'
import { List, type ListRow } from '../rows/list.js'
import { Quiet, Section } from '../rows/section.js'
import { NEEDING, queueOf } from '../sync/queue.js'
import { useStanding } from '../sync/standing.js'
import { useBankAttention } from '../bank/attention.js'
import { QUEUE_TEXTS } from '../texts/queue.js'
import { disputed, overLimit } from './customer-amounts.js'
import { unsealedPeriod } from './unsealed.js'
import { useMemo } from 'react'

/** What needs a person, each with the page where it is mended. */
export function Attention({ ledger }: { ledger: Context }) {
  const { attention: texts, today } = useTexts()
  const { problem } = useStatus()
  const { behind } = useCells()
  const { notices } = useBoard()
  const { attention: queue } = QUEUE_TEXTS[useDesk().language]
  const { counts } = queueOf(useStanding().pending)
  const { over, disputes, unsealed } = useMemo(() => {
    const { book, asOf } = ledger
    return { over: overLimit(book, asOf).length, disputes: disputed(book, asOf).length, unsealed: unsealedPeriod(book) }
  }, [ledger])
  const declined = notices.filter(({ tone }) => tone === 'warning' || tone === 'error').length
  const bank = useBankAttention(ledger)
  const rows: (ListRow | false | undefined)[] = [
    problem && { key: 'problem', name: texts.problem, detail: problem.message, to: linkTo('status') },
    ...NEEDING.map(
      state =>
        counts[state] > 0 && {
          key: state,
          name: queue[state](countText(counts[state])),
          detail: queue[`${state}Text`],
          to: linkTo('sync'),
        },
    ),
    declined > 0 && { key: 'declined', name: texts.refusals(countText(declined)), detail: texts.refusalsText, to: linkTo('notices') },
    behind > 0 && { key: 'behind', name: texts.behind(countText(behind)), detail: texts.behindText, to: linkTo('status') },
    bank,
    over > 0 && { key: 'over', name: texts.overLimit(countText(over)), detail: texts.overLimitText, to: linkTo('figure', 'over-limit') },
    disputes > 0 && {
      key: 'disputed',
      name: texts.disputed(countText(disputes)),
      detail: texts.disputedText,
      to: linkTo('figure', 'disputed'),
    },
    unsealed && {
      key: 'unsealed',
      name: texts.unsealed(unsealed.period),
      detail: texts.unsealedText,
      to: linkTo('reports'),
    },
  ]
  const shown = rows.filter(row => !!row)
  return (
    <Section title={shown.length > 0 ? `${today.attention} ${shown.length}` : today.attention}>
      {shown.length > 0 ? <List rows={shown} label={today.attention} /> : <Quiet>{today.nothing}</Quiet>}
    </Section>
  )
}
