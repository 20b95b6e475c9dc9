import { Button } from '@fluentui/react-components'
import { Days } from '../bank/days.js'
import { MoreAboutBank, PoolFigures } from '../bank/header.js'
import { Line } from '../bank/line.js'
import { Lines } from '../bank/lines.js'
import { Excluded, PaidByOthers } from '../bank/others.js'
import { useBankTexts, useProposedLines } from '../bank/use-bank.js'
import type { Context } from '../../../shared/functions/context.js'
import { useLedger } from '../desk-context.js'
import type { PageProps } from '../page-props.js'
import { go, routeTo } from '../router.js'
import { PageTitle } from '../rows/page-title.js'
import { State } from '../states/state.js'

const VIEWS = { days: Days, excluded: Excluded, others: PaidByOthers }

/** Money that came in and whose it is: the pool with proposals, one line of it, or a list for the proof. */
export default function Bank({ about }: PageProps) {
  const ledger = useLedger()
  const texts = useBankTexts()
  if (!ledger) return null
  if (ledger.book.bankLines.all.length === 0)
    return (
      <State title={texts.none} text={texts.noneText} code={texts.noneCode}>
        <Button appearance="primary" onClick={() => go(routeTo('import'))}>
          {texts.importNow}
        </Button>
      </State>
    )
  if (about === '') return <Pool ledger={ledger} />
  if (Object.hasOwn(VIEWS, about)) {
    const View = VIEWS[about as keyof typeof VIEWS]
    return <View ledger={ledger} />
  }
  return <Line key={about} ledger={ledger} about={about} />
}

function Pool({ ledger }: { ledger: Context }) {
  const texts = useBankTexts()
  const lines = useProposedLines(ledger)
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <PoolFigures ledger={ledger} listed={lines.length} />
      {lines.length > 0 && <Lines ledger={ledger} lines={lines} />}
      <MoreAboutBank ledger={ledger} />
    </>
  )
}
