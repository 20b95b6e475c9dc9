import { Spinner } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { Day } from '../../../shared/dates.js'
import { refusalMessage, type Refusal } from '../../../shared/refusals.js'
import { useDays, useDesk, useStatus, useTexts } from '../desk-context.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet } from '../rows/section.js'
import { KeyFigures } from './key-figures.js'
import type { Readings } from './readings.js'
import { remoteReadings } from './remote-readings.js'

type Outcome = { asOf: Day; now: Readings; then: Readings } | { problem: string }

/** Today's key figures from the service, for a ledger too large for the workbook; they follow each change and date. */
export default function RemoteToday() {
  const { today: texts, state } = useTexts()
  const { replica, language } = useDesk()
  const { change, company } = useStatus()
  const currency = company?.currency ?? 'CNY'
  const { today, asOf } = useDays()
  const [outcome, setOutcome] = useState<Outcome>()
  useEffect(() => {
    let wanted = true
    remoteReadings(replica.connection, today, asOf, currency).then(
      ([now, then]) => wanted && setOutcome({ asOf, now, then }),
      (error: unknown) => wanted && setOutcome({ problem: textOf(error, language) }),
    )
    return () => void (wanted = false)
  }, [replica, language, change, today, asOf, currency])
  if (outcome && 'now' in outcome) return <KeyFigures currency={currency} {...outcome} />
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      {outcome ? <Quiet>{outcome.problem}</Quiet> : <Spinner label={state.page} />}
    </>
  )
}

const textOf = (error: unknown, language: 'en' | 'zh'): string => {
  if (!(error instanceof Error)) return String(error)
  return error.name === 'Refusal' ? refusalMessage(error as Refusal, language).message : error.message
}
