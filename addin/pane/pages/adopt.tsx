import { Button, Link } from '@fluentui/react-components'
import { columnLetters } from '../../../shared/intake/adoption/range.js'
import { BOUND_TABLES } from '../../../shared/tables/bound/index.js'
import { adoptionOf, isUnsure, readAgain, type Adoption } from '../../commands/adoption.js'
import { linesOf, remember, takeIn } from '../../commands/take-in.js'
import type { Desk } from '../../desk/desk.js'
import { meantAgain } from '../../workbook/adoption-range.js'
import { Counts } from '../adopt/counts.js'
import { Declined, Faults } from '../adopt/faults.js'
import { PickedRange, RangeLine } from '../adopt/picked-range.js'
import { Preview } from '../adopt/preview.js'
import { Reading } from '../adopt/reading.js'
import { adopting, type Standing } from '../adopt/standing.js'
import { useAdoptTexts } from '../adopt/use-adopt-texts.js'
import { countText } from '../figures.js'
import { linkTo } from '../router.js'
import { List } from '../rows/list.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet, Section } from '../rows/section.js'
import type { AdoptTexts } from '../texts/adopt.js'
import { Actions, Form } from '../work/form.js'
import { useCommand } from '../work/use-command.js'
import { useTold } from '../work/use-told.js'

/** A table kept by hand is taken into the ledger: what it is, how it is read, what comes of it, and what must be mended first. */
export default function Adopt() {
  const texts = useAdoptTexts()
  const standing = useTold(adopting)
  const [busy, run] = useCommand()
  const { adoption } = standing ?? {}
  const again = adoption && (
    <Link as="button" type="button" onClick={() => adopting.tell({})}>
      {texts.other}
    </Link>
  )
  return (
    <>
      <PageTitle aside={again}>{texts.title}</PageTitle>
      {adoption ? (
        <Taking standing={standing!} adoption={adoption} />
      ) : (
        <>
          <Quiet>{texts.text}</Quiet>
          <PickedRange
            say={texts.look}
            busy={busy}
            take={meant => run(async desk => adopting.tell({ adoption: await adoptionOf(desk, meant) }))}
          />
          <Also />
        </>
      )}
    </>
  )
}

function Also() {
  const texts = useAdoptTexts()
  return (
    <Section title={texts.next}>
      <List
        label={texts.next}
        rows={[
          { key: 'cut-over', name: texts.cutOver, detail: texts.cutOverText, to: linkTo('cut-over') },
          { key: 'replace', name: texts.replace, detail: texts.replaceText, to: linkTo('replace') },
        ]}
      />
    </Section>
  )
}

function Taking({ standing, adoption }: { standing: Standing; adoption: Adoption }) {
  const texts = useAdoptTexts()
  const [busy, run] = useCommand()
  const { meant, questions, range } = adoption
  const adopted = isUnsure(adoption) ? undefined : adoption.adopted
  const { lines } = standing
  const done = lines !== undefined
  const count = adopted?.posted.length ?? 0
  const reread = async (desk: Desk): Promise<Adoption> => readAgain(desk, adoption, await meantAgain(meant))
  const look = () => run(async desk => adopting.tell({ adoption: await reread(desk) }))
  const take = () => run(desk => taken(desk, adoption, texts))
  const retake = () =>
    run(async desk => {
      const next = await reread(desk)
      adopting.tell({ adoption: next })
      if (next.questions.length === 0 && !isUnsure(next)) await taken(desk, next, texts)
    })
  return (
    <>
      <RangeLine label={texts.range} meant={meant} />
      {!done && <Reading adoption={adoption} change={next => adopting.tell({ adoption: next })} />}
      {adopted && <Counts adoption={adoption} lines={lines} />}
      {done && <Declined sheet={meant.sheet} lines={lines.refused} column={columnLetters(range.firstColumn)} />}
      {adopted && <Faults sheet={meant.sheet} faults={adopted.faults} />}
      {adopted && !done && <Preview adopted={adopted} />}
      {!done && questions.length > 0 && <Quiet>{texts.hold}</Quiet>}
      {!done && questions.length === 0 && adopted && count === 0 && <Quiet>{texts.none}</Quiet>}
      <Form submit={done ? retake : take}>
        <Actions>
          <Button type="submit" appearance="primary" disabledFocusable={busy || (!done && (count === 0 || questions.length > 0))}>
            {done ? texts.takeAgain : texts.takeIn(countText(count))}
          </Button>
          {!done && (
            <Button disabledFocusable={busy} onClick={look}>
              {texts.readAgain}
            </Button>
          )}
        </Actions>
      </Form>
      {done && <Quiet>{texts.kept}</Quiet>}
      {done && <Bind adoption={adoption} />}
    </>
  )
}

/** Takes an adoption in, remembers how it was read, and says what became of it. */
async function taken(desk: Desk, adoption: Adoption, texts: AdoptTexts): Promise<void> {
  const { adopted, meant } = adoption
  if (!adopted) return
  const became = await takeIn(desk, adopted.rows, { title: texts.takingIn, sheet: meant.sheet })
  const lines = linesOf(adopted.posted, adopted.rows, became)
  adopting.tell({ adoption, became, lines })
  const waiting = countText(lines.waiting.length)
  const toMend = lines.refused.length + new Set(adopted.faults.map(({ line }) => line)).size
  if (became.problem) desk.board.say({ tone: 'warning', title: texts.broken(became.problem) })
  else if (became.waiting.length > 0) desk.board.say({ tone: 'information', title: texts.stopped(waiting) })
  else
    desk.board.say({
      tone: toMend > 0 ? 'warning' : 'success',
      title: texts.done(countText(lines.taken.length)),
      ...(toMend > 0 && { text: texts.doneFaults(countText(toMend)) }),
    })
  if (!became.problem) await remember(desk, adoption)
}

function Bind({ adoption: { meant, mapping } }: { adoption: Adoption }) {
  const texts = useAdoptTexts()
  if (!BOUND_TABLES.has(mapping.kind)) return null
  return (
    <Section title={texts.bind}>
      <Quiet>{texts.bindText}</Quiet>
      {!meant.table && <Quiet>{texts.bindFirst}</Quiet>}
      <List label={texts.bind} rows={[{ key: 'bind', name: texts.bindLink, to: linkTo('tables', mapping.kind) }]} />
    </Section>
  )
}
