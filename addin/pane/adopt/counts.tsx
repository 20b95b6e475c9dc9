import { LEFT_OUT, type LeftOut, type LeftOutReason } from '../../../shared/intake/adoption/faults.js'
import type { Adoption } from '../../commands/adoption.js'
import type { Lines } from '../../commands/take-in.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { countText } from '../figures.js'
import { Figure, Figures } from '../rows/figure.js'
import { Section } from '../rows/section.js'
import { useAdoptTexts } from './use-adopt-texts.js'

/** What became, or will become, of every row of a range: the lines below add up to the first. */
export function Counts({ adoption, lines }: { adoption: Adoption; lines?: Lines }) {
  const { language } = useDesk()
  const texts = useAdoptTexts()
  const { adopted, range } = adoption
  if (!adopted) return null
  const { posted, leftOut, faults } = adopted
  const parts: [label: string, count: number, detail?: string][] = lines
    ? [
        [texts.taken, lines.taken.length],
        [texts.already, lines.already.length],
        [texts.refused, lines.refused.length],
        [texts.waiting, lines.waiting.length],
      ]
    : [[texts.posted, posted.length]]
  parts.push([texts.faulty, new Set(faults.map(({ line }) => line)).size])
  parts.push([texts.out, leftOut.length, reasonsOf(leftOut, words => inLanguage(words, language))])
  return (
    <Section title={texts.counts}>
      <Figures label={texts.counts}>
        <Figure label={texts.allRows}>{countText(range.values.length)}</Figure>
        {parts
          .filter(([, count], at) => count > 0 || at === 0)
          .map(([label, count, detail]) => (
            <Figure key={label} label={label} detail={detail}>
              {countText(count)}
            </Figure>
          ))}
      </Figures>
    </Section>
  )
}

/** Lines that are named for each reason. */
const NAMED = 5

function reasonsOf(leftOut: readonly LeftOut[], say: (words: (typeof LEFT_OUT)[LeftOutReason]) => string): string {
  const lines = new Map<LeftOutReason, number[]>()
  for (const { reason, line } of leftOut) lines.set(reason, [...(lines.get(reason) ?? []), line])
  return [...lines]
    .map(
      ([reason, all]) =>
        `${say(LEFT_OUT[reason])}: ${all.slice(0, NAMED).join(', ')}${all.length > NAMED ? ` … (${countText(all.length)})` : ''}`,
    )
    .join(' · ')
}
