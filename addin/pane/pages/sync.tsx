import { Button } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { Refusal, refusalMessage } from '../../../shared/refusals.js'
import { useDesk } from '../desk-context.js'
import type { PageProps } from '../page-props.js'
import { go, routeTo } from '../router.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet } from '../rows/section.js'
import { State } from '../states/state.js'
import { BoundTables } from '../sync/bound-tables.js'
import { Conflict } from '../sync/conflict.js'
import { Sections } from '../sync/sections.js'
import { useStanding } from '../sync/standing.js'
import { StateLine } from '../sync/state-line.js'
import { useSyncTexts } from '../sync/use-sync-texts.js'

/** How the bound tables and the ledger stand to each other, and what a person must decide; or one conflict side by side. */
export default function Sync({ about }: PageProps) {
  const texts = useSyncTexts()
  const standing = useStanding()
  const opening = useOpening()
  if (opening !== 'open' && !standing.sync) return <Opening opening={opening} />
  if (standing.bindings.length === 0)
    return (
      <State title={texts.tables.none} text={texts.tables.noneText}>
        <Button appearance="primary" onClick={() => go(routeTo('tables'))}>
          {texts.tables.add}
        </Button>
      </State>
    )
  if (about) return <Conflict key={about} about={about} standing={standing} />
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <StateLine standing={standing} />
      <Sections standing={standing} />
      <BoundTables standing={standing} />
    </>
  )
}

type OpeningState = 'opening' | 'open' | { problem: string }

/** Opens sync where the workbook has bound tables: the pane may be quicker than the start of the workbook. */
function useOpening(): OpeningState {
  const { tables, language } = useDesk()
  const [state, setState] = useState<OpeningState>('opening')
  useEffect(() => {
    let gone = false
    tables.openIfBound().then(
      () => gone || setState('open'),
      (error: unknown) => {
        if (!(error instanceof Refusal)) console.error(error)
        const problem = error instanceof Refusal ? refusalMessage(error, language).message : String(error)
        if (!gone) setState({ problem })
      },
    )
    return () => void (gone = true)
  }, [tables, language])
  return state
}

function Opening({ opening }: { opening: OpeningState }) {
  const texts = useSyncTexts()
  if (typeof opening === 'object') return <State title={texts.state.problem} text={opening.problem} />
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <Quiet>{texts.opening}</Quiet>
    </>
  )
}
