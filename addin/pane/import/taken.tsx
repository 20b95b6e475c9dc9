import type { ImportAnswer } from '../../../shared/protocol.js'
import { useDesk } from '../desk-context.js'
import { countText } from '../figures.js'
import { linkTo } from '../router.js'
import { Figure, Figures } from '../rows/figure.js'
import { Quiet, Section } from '../rows/section.js'
import { tableLabel } from './contents.js'
import { useImportTexts } from './use-import-texts.js'

/** What was posted of a file, with where to see it, and what was left out. */
export function Taken({ answer }: { answer: ImportAnswer }) {
  const { accepted, alreadyThere, refused, faults, change, tables, learned } = answer
  const { import: texts } = useImportTexts()
  const { language } = useDesk()
  // A row may have several faults; those that are not listed are counted one each.
  const left = new Set(faults.map(({ file, line }) => `${file} ${line}`)).size + refused - faults.length
  return (
    <Section title={texts.posted(countText(accepted))}>
      <div role="status">
        <Figures label={texts.posted(countText(accepted))}>
          {tables
            .filter(({ accepted: posted }) => posted > 0)
            .map(({ table, accepted: posted }) => (
              <Figure key={table} label={tableLabel(table, language)}>
                {countText(posted)}
              </Figure>
            ))}
          <Figure label={texts.see} detail={texts.change(countText(change))} to={linkTo('today')}>
            {null}
          </Figure>
        </Figures>
        {alreadyThere > 0 && <Quiet>{texts.thereNow(countText(alreadyThere))}</Quiet>}
        {left > 0 && <Quiet>{texts.left(countText(left))}</Quiet>}
        {learned && <Quiet>{texts.learned(learned)}</Quiet>}
      </div>
    </Section>
  )
}
